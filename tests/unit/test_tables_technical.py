"""Sheets *Technisch*: every figure as R has it, in three decimals, whatever the verdict; the verdict first."""

import csv
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.tables.table import Kind, Sheet, Table
from survey_app.tables.technical import technical_sheets
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import REFERENCE, choice, fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import tables_of, written
from tests.own_words import dutch_left

pytestmark = pytest.mark.slow

PLAIN = instrument(section(statement()))


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(staff_wave(2019), staff_wave(2020), tmp_path_factory.mktemp("staff"))


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def three_decimals(rows: Sequence[dict[str, str]], column: str) -> list[float]:
    return [float(Decimal(row[column]).quantize(Decimal("0.001"), ROUND_HALF_UP)) for row in rows]


def sheets_of(*waves: FieldedWave, options: Options | None = None) -> tuple[Sheet, ...]:
    return tuple(technical_sheets(compare_series(waves, options) if options else compare_series(waves)))


def table_in(sheets: tuple[Sheet, ...], name: str) -> Table:
    (found,) = (
        block for sheet in sheets for block in sheet.blocks if isinstance(block, Table) and block.name.startswith(name)
    )
    return found


def column(table: Table, heading: str) -> list[object]:
    """The cells under a Dutch heading."""
    headings = [getattr(one.heading, "dutch", one.heading) for one in table.columns]
    return [row[headings.index(heading)] for row in table.rows]


SHARES_AND_RANKS = {
    "n jun 2019": "n_valid_2019",
    "n mei 2020": "n_valid_2020",
    "% eens jun 2019": "agree_pct_2019",
    "% eens mei 2020": "agree_pct_2020",
    "Verschil": "diff_agree_pp",
    "95% laag": "newcombe_lo_pp",
    "95% hoog": "newcombe_hi_pp",
    "θ": "theta",
    "Cliffs δ": "cliff_delta",
    "δ laag": "cliff_lo_logit",
    "δ hoog": "cliff_hi_logit",
    "BM-t": "bm_stat",
    "df": "bm_df",
    "p": "bm_p",
    "p permutatie": "exact_p",
}
MEANS = {
    "Verschil gem.": "diff_mean",
    "Gem. 95% laag": "welch_lo",
    "Gem. 95% hoog": "welch_hi",
    "t": "welch_t",
    "df": "welch_df",
    "p": "welch_p",
}


@pytest.mark.parametrize(("sheet", "columns"), [("Technisch", SHARES_AND_RANKS), ("Technisch 2", MEANS)])
def test_all_25_statements_have_the_figures_of_r(staff: Workbook, sheet: str, columns: dict[str, str]) -> None:
    (table,) = tables_of(staff[sheet])
    rows = reference("reference-comparison.csv")

    for ours, theirs in columns.items():
        assert table.column(ours) == three_decimals(rows, theirs), ours


def test_options_have_the_figures_of_r(staff: Workbook) -> None:
    table = tables_of(staff["Technisch 3"])[0]
    rows = reference("reference-expectations.csv")

    columns = {"Verschil": "diff_pp", "95% laag": "newcombe_lo", "95% hoog": "newcombe_hi", "p Fisher": "fisher_p"}
    for ours, theirs in columns.items():
        assert table.column(ours)[: len(rows)] == three_decimals(rows, theirs), ours


def test_the_verdict_stands_first_and_what_may_not_be_quoted_above_all(staff: Workbook) -> None:
    for name in ("Technisch", "Technisch 2", "Technisch 3"):
        assert "om na te rekenen" in str(staff[name]["A2"].value)
        assert staff[name]["A2"].font.bold
        for table in tables_of(staff[name]):
            assert table.headings[0] == "Oordeel"
            assert set(table.column("Oordeel")) == {"niet vergelijkbaar"}


def test_what_is_not_comparable_has_no_word_for_its_size_and_no_adjusted_p(staff: Workbook) -> None:
    (table,) = tables_of(staff["Technisch"])

    assert set(table.column("Grootte δ")) == {"-"}
    assert set(table.column("p Holm")) == set(table.column("q BH (verkennend)")) == {"-"}
    assert table.column("Codes")[0] == "N_KLEIN, POPULATIE_ONBEKEND, ZELFSELECTIE (MARGE_GROOT)"


def test_a_tiny_p_is_told_in_words_of_the_language_and_without_stars(tmp_path: Path) -> None:
    before = fielded(2019, PLAIN, likert("luistert", 300, 100, 50, 30, 20))
    after = fielded(2020, PLAIN, likert("luistert", 20, 30, 50, 100, 300))

    table = table_in(sheets_of(before, after), "Technisch_verschillen")

    (p,) = column(table, "p")
    assert (p.dutch, p.spoken_in("en")) == ("< 0,001", "< 0.001")  # type: ignore[attr-defined]  # a cell of Words
    assert [getattr(size, "dutch", "") for size in column(table, "Grootte δ")] == ["groot"]
    told = "\n".join(
        str(value) for row in tables_of(written(before, after, tmp_path)["Technisch"])[0].rows for value in row
    )
    assert "*" not in told


def test_a_withheld_statement_has_an_x_and_one_that_was_not_asked_twice_nothing() -> None:
    asked = instrument(section(statement(), statement("nieuw")))
    before = fielded(2019, PLAIN, likert("luistert", 1, 1, 1, 1, 1))
    after = fielded(2020, asked, likert("luistert", 20, 20, 20, 20, 20), likert("nieuw", 20, 20, 20, 20, 20))

    table = table_in(sheets_of(before, after), "Technisch_verschillen")

    assert column(table, "Verschil") == [Sign.SECRET, Sign.IMPOSSIBLE]
    assert column(table, "n mei 2019") == [Sign.SECRET, Sign.IMPOSSIBLE]
    assert column(table, "p") == [Sign.SECRET, Sign.IMPOSSIBLE]


def test_the_trend_over_three_waves_is_that_of_r() -> None:
    # worked-examples.txt, 6: 40, 48 and 55 of 100; Kruskal-Wallis in R, kruskal.test: 2 degrees of freedom.
    waves = [
        fielded(year, PLAIN, likert("luistert", 0, 100 - agree, 0, agree, 0), frame=400)
        for year, agree in ((2018, 40), (2019, 48), (2020, 55))
    ]

    table = table_in(sheets_of(*waves), "Technisch_ontwikkeling")

    assert column(table, "χ²") == [4.51]
    assert column(table, "p χ²") == [0.034]
    assert column(table, "df") == [2]
    assert [words.dutch for words in column(table, "Metingen")] == [  # type: ignore[attr-defined]  # cells of Words
        "mei 2018, mei 2019, mei 2020"
    ]


def test_a_share_among_precisely_these_people_is_that_of_r() -> None:
    # worked-examples.txt, 1a and 1c: 7 of 51 from N = 150.
    waves = [fielded(year, PLAIN, likert("luistert", 44, 0, 0, 7, 0), frame=150) for year in (2019, 2020)]

    table = table_in(sheets_of(*waves), "Technisch_precies_1")

    assert table.rows[0][5:] == (7.745, 23.163, 6.811, 25.722)
    assert table.title.dutch == "Mei 2019: N = 150"  # type: ignore[union-attr]  # ours is Words


def weighted_waves() -> list[FieldedWave]:
    """Young people agree and old ones do not; half of the population is young, three quarters of the respondents."""
    margins: dict[str, object] = {"item": "leeftijd", "population": {"jong": 3000, "oud": 3000}}
    asked = Asked((section(statement(), choice("leeftijd", "jong", "oud", background=True)),), margins=margins)
    rows = [
        Row({"luistert": answer, "leeftijd": age}, village, times=number)
        for age, answer, number in (("jong", "eens", 75), ("oud", "oneens", 25))
        for village in VILLAGES
    ]
    return [answered_wave(year, asked.instrument(), rows) for year in (2019, 2020)]


def test_weighted_figures_stand_beside_the_unweighted_ones_and_the_main_sheet_is_named() -> None:
    sheets = sheets_of(*weighted_waves(), options=Options(weighted=True))

    shares, means = (table_in(sheets, f"Technisch_{name}") for name in ("verschillen", "gemiddelden"))
    assert column(shares, "% eens mei 2019") == [75.0]
    assert column(means, "% gewogen mei 2019") == [50.0]
    # Weights 2/3 for 450 and 2 for 150, by hand: deff = 1 + (.75/9 + .25) = 1.333, n_eff = 600^2 / 800 = 450.
    assert column(means, "n_eff mei 2019") == [450.0]
    weighting = table_in(sheets, "Technisch_weging")
    assert weighting.rows[0][4:7] == (600, 1.333, 450.0)
    assert [words.dutch for words in column(shares, "Hoofdblad")] == ["gewogen"]  # type: ignore[attr-defined]  # Words


def test_without_margins_there_is_nothing_on_weights(staff: Workbook) -> None:
    (table,) = tables_of(staff["Technisch 2"])

    assert not any("gewogen" in heading for heading in table.headings)


def test_every_column_of_figures_is_explained_under_the_table() -> None:
    table = table_in(sheets_of(staff_wave(2019), staff_wave(2020)), "Technisch_verschillen")

    told = "\n".join(note.dutch for note in table.notes)  # type: ignore[union-attr]  # ours are Words
    for source in ("Newcombe 1998", "Brunner & Munzel 2000", "Romano", "Holm 1979", "Benjamini & Hochberg 1995"):
        assert source in told
    assert all(one.kind in (Kind.PRECISE, Kind.P, Kind.COUNT) for one in table.columns if not one.kind.is_text)


def test_waves_without_anything_to_check_have_no_sheet_of_it() -> None:
    """*Lees mij* says why; a sheet that only said that there is nothing was in nobody's way but the reader's."""
    asked = instrument(section({"id": "woorden", "type": "open_text", "text": "Vertel"}))

    assert sheets_of(fielded(2019, asked, respondents=50), fielded(2020, asked, respondents=50)) == ()


def test_english_sheets_have_no_dutch_of_ours() -> None:
    three = [fielded(year, PLAIN, likert("luistert", 20, 20, 20, 20, 20), frame=400) for year in (2018, 2019, 2020)]

    for waves in (three, weighted_waves()):
        assert dutch_left(sheets_of(*waves)) == set()


def test_three_waves_have_a_row_per_pair_under_each_other() -> None:
    three = [fielded(year, PLAIN, likert("luistert", 20, 20, 20, 20, 20), frame=400) for year in (2018, 2019, 2020)]

    table = table_in(sheets_of(*three), "Technisch_verschillen")

    assert [words.dutch for words in column(table, "Metingen")] == [  # type: ignore[attr-defined]  # cells of Words
        "mei 2019 tegenover mei 2018",
        "mei 2020 tegenover mei 2018",
        "mei 2020 tegenover mei 2019",
    ]
    assert table.rows_together == 3
