"""Sheet *Vergelijking*, and behind it *Cijfers* and *Toelichting*: verdict first, figures as R has them, and no
difference where the verdict forbids one.
"""

import csv
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from survey_app.comparison.results import FieldedWave
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import REFERENCE, answered, fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import OpenedTable, Value, tables_of, texts_of, written

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return written(staff_wave(2019), staff_wave(2020), tmp_path_factory.mktemp("staff"))


def only_table(book: Workbook, sheet: str = "Vergelijking") -> OpenedTable:
    (table,) = tables_of(book[sheet])
    return table


def in_wave(book: Workbook, wave: str) -> list[dict[str, Value]]:
    """What *Cijfers* has of a wave, a row per statement: since the waves stand under each other there."""
    table = only_table(book, "Cijfers")
    rows = (dict(zip(table.headings, row, strict=True)) for row in table.rows)
    return [row for row in rows if row["Meting"] == wave]


def whole_percent(reference: str) -> float:
    """A percentage of the reference file in whole percents, half up, as a share."""
    return float(Decimal(reference).quantize(Decimal(1), ROUND_HALF_UP) / 100)


def test_the_real_staff_waves_are_not_comparable_for_any_of_the_25_statements(staff: Workbook) -> None:
    table = only_table(staff)

    assert table.headings[0] == "Oordeel"
    assert table.column("Oordeel") == ["niet vergelijkbaar"] * 25


def test_no_difference_of_the_real_staff_waves_is_shown_anywhere(staff: Workbook) -> None:
    table = only_table(staff)

    for heading in ("Verschil", "Verschil laag", "Verschil hoog", "Betekenis"):
        assert table.column(heading) == ["-"] * 25
    for choices in tables_of(staff["Meerkeuze"]):
        assert set(choices.column("Verschil")) == {"-"}


def test_nothing_ranks_or_tests_the_real_staff_waves(staff: Workbook) -> None:
    words = "\n".join(texts_of(staff)).casefold()

    assert not any(arrow in words for arrow in "↑↓▲▼↗↘→←⬆⬇")
    main_sheets = "\n".join(texts_of(staff, "Vergelijking", "Verdeling", "Meerkeuze")).casefold()
    assert not any(
        test in main_sheets for test in ("p-waarde", "significant", "brunner", "fisher", "holm", "p <", "p =")
    )
    assert not any(sheet.conditional_formatting for sheet in staff)


def test_every_statement_says_why_in_words_and_the_reasons_for_all_stand_above(staff: Workbook) -> None:
    above = [str(cell.value) for cell in staff["Vergelijking"]["A"][:10]]
    reasons = [str(reason) for reason in only_table(staff, "Toelichting").column("Waarom dit oordeel")]
    shortly = {str(reason) for reason in only_table(staff).column("Waarom, kort")}

    assert above[1] == "Alle 25 stellingen: niet vergelijkbaar."
    assert sum(sentence.startswith("–  ") for sentence in above) == 2
    assert all("minstens 30 nodig" in reason and "foutmarge" in reason for reason in reasons)
    assert all("onbekend hoeveel mensen konden meedoen, open link" in reason for reason in reasons)
    # The three statements that moved to a block of their own in 2020 (report, 6.1 and 6.2).
    assert sum("Toekomst" in reason for reason in reasons) == 3
    few, wide, see = "te weinig antwoorden", "heel ruime foutmarge", "zie boven"
    assert shortly == {f"{few}, {wide}, {see}", f"{few}, andere plaats of inleiding, {wide}, {see}"}


def test_figures_are_those_of_r_rounded_half_up(staff: Workbook) -> None:
    with (REFERENCE / "reference-comparison.csv").open(encoding="utf-8", newline="") as file:
        reference = list(csv.DictReader(file))
    read = only_table(staff)

    for year, wave, short in (("2019", "juni 2019", "jun 2019"), ("2020", "mei 2020", "mei 2020")):
        rows = in_wave(staff, wave)
        assert [row["n"] for row in rows] == [int(row[f"n_valid_{year}"]) for row in reference]
        assert [row["N.v.t."] for row in rows] == [int(row[f"nvt_{year}"]) for row in reference]
        for ours, theirs in (("% (helemaal) eens", "agree_pct"), ("Laag", "agree_lo"), ("Hoog", "agree_hi")):
            assert [row[ours] for row in rows] == [whole_percent(row[f"{theirs}_{year}"]) for row in reference]
        means = [Decimal(row[f"mean_{year}"]).quantize(Decimal("0.1"), ROUND_HALF_UP) for row in reference]
        assert [row["Gem."] for row in rows] == [float(mean) for mean in means]
        # What is read of a wave is what stands behind it.
        assert read.column(f"n {short}") == [row["n"] for row in rows]
        assert read.column(f"% (helemaal) eens {short}") == [row["% (helemaal) eens"] for row in rows]


def test_who_left_a_statement_open_is_told_where_that_is_known(staff: Workbook, tmp_path: Path) -> None:
    """By hand: 3 of 103 who saw it chose nothing. The printed tables of staff do not tell (report, 6.1 and 6.2)."""
    asked = instrument(section(statement()))
    earlier, later = (
        fielded(year, asked, likert("luistert", 20, 20, 20, 20, 20, blank=blank))
        for year, blank in ((2019, 3), (2020, 0))
    )

    book = written(earlier, later, tmp_path)

    assert [row["Blanco"] for wave in ("mei 2019", "mei 2020") for row in in_wave(book, wave)] == [3, 0]
    assert {row["Blanco"] for row in in_wave(staff, "juni 2019")} == {"."}


def test_what_is_read_fits_on_a4(staff: Workbook) -> None:
    """Excel's number of A4 is 9; before, eleven figures of each wave asked for A3 (8)."""
    for sheet in ("Vergelijking", "Cijfers", "Toelichting"):
        assert staff[sheet].page_setup.paperSize == 9
        assert staff[sheet].page_setup.orientation == "landscape"


def agreeing_waves(per_wave: int) -> tuple[FieldedWave, FieldedWave]:
    """60% and 80% (helemaal) eens of this many."""
    asked = instrument(section(statement()))
    fifth = per_wave // 5
    earlier = fielded(2019, asked, likert("luistert", 0, fifth, fifth, 2 * fifth, fifth), frame=2 * per_wave)
    later = fielded(2020, asked, likert("luistert", 0, 0, fifth, 2 * fifth, 2 * fifth), frame=2 * per_wave)
    return earlier, later


def test_a_comparable_difference_is_shown_with_its_interval(tmp_path: Path) -> None:
    table = only_table(written(*agreeing_waves(500), tmp_path))

    assert table.column("Oordeel") == ["vergelijkbaar"]
    assert table.column("Verschil") == [20]
    # Newcombe for 300/500 and 400/500 by hand (STATISTICS 4): Wilson 55.6-64.2 and 76.3-83.3, so 14.4 to 25.4.
    assert (table.column("Verschil laag"), table.column("Verschil hoog")) == ([14], [25])
    # By hand: 20 points are just not "large" (STATISTICS 4.4); in a family of one item Holm's p is that of the test.
    assert (table.column("Betekenis"), table.column("Grootte")) == (["hoger"], ["duidelijk"])


def test_an_indicative_difference_is_called_a_hint(tmp_path: Path) -> None:
    earlier, later = agreeing_waves(60)

    table = only_table(written(replace(earlier, invited={}), later, tmp_path))

    assert table.column("Oordeel") == ["indicatief"]
    assert table.column("Verschil") == [20]
    # Newcombe of 36 and 48 of 60 by R: 3.6 to 35.2.
    assert (table.column("Betekenis"), table.column("Grootte")) == (["aanwijzing: hoger"], ["-"])


def test_a_difference_on_few_answers_is_higher_and_of_uncertain_size(tmp_path: Path) -> None:
    book = written(*agreeing_waves(60), tmp_path)
    table = only_table(book)

    assert (table.column("Oordeel"), table.column("Betekenis")) == (["vergelijkbaar"], ["hoger"])
    assert table.column("Grootte") == ["-"]
    # M of 60 and 60 answers is 195.9964 * sqrt(.5/60) = 17.9 points, and 1.43 times that is 25.6.
    (why,) = only_table(book, "Toelichting").column("Waarom dit oordeel")
    assert str(why).splitlines() == [
        "Geen bezwaren gevonden.",
        "In mei 2019 gaven maar 60 mensen en in mei 2020 gaven maar 60 mensen een geldig antwoord.",
        "De foutmarge van een verschil tussen percentages is 17,9 procentpunt.",
        "Precisie: alleen verschillen vanaf ongeveer 26 procentpunten zijn hier goed te zien; "
        "hoe groot het verschil is, is onzeker.",
    ]


def test_withheld_figures_are_an_x_and_not_a_number(tmp_path: Path) -> None:
    asked = instrument(section(statement()))
    waves = (
        fielded(2019, asked, likert("luistert", 1, 1, 1, 1, 1)),
        fielded(2020, asked, likert("luistert", 9, 9, 9, 9, 9)),
    )

    book = written(*waves, tmp_path)

    (row,) = only_table(book).rows
    withheld, shown = only_table(book, "Cijfers").rows
    assert row[3:6] == ("x", "x", 45)
    assert withheld[3:] == ("x",) * 12
    assert shown[3] == 45


def test_a_small_group_of_one_mind_is_over_ninety_percent_and_no_more(tmp_path: Path) -> None:
    asked = instrument(section(statement()))
    waves = (
        fielded(2019, asked, likert("luistert", 0, 0, 0, 20, 0)),
        fielded(2020, asked, likert("luistert", 9, 9, 9, 9, 9)),
    )

    book = written(*waves, tmp_path)

    (read,), (row, _) = only_table(book).rows, only_table(book, "Cijfers").rows
    assert read[3:5] == (20, "> 90%")
    assert row[3:] == (20, 0, 0, "x", "x", "x", "> 90%", "x", "> 90%", "x", "x", "x")


def test_a_statement_of_one_wave_is_empty_in_the_other(tmp_path: Path) -> None:
    both, once = instrument(section(statement(), statement("hoort"))), instrument(section(statement()))
    fifty = likert("luistert", 10, 10, 10, 10, 10)
    waves = fielded(2019, once, fifty), fielded(2020, both, fifty, likert("hoort", 10, 10, 10, 10, 10))

    book = written(*waves, tmp_path)

    assert only_table(book).column("n mei 2019") == [50, None]
    assert [row["n"] for row in in_wave(book, "mei 2019")] == [50, None]
    assert "niet gesteld" in str(only_table(book, "Toelichting").column("Waarom dit oordeel")[1])


def test_scales_of_other_lengths_have_a_sheet_each_so_that_columns_do_not_share_their_widths(tmp_path: Path) -> None:
    scales = {
        name: {"points": [{"id": f"{name}{point}", "label": f"{name} {point}"} for point in range(length)]}
        for name, length in (("vier", 4), ("elf", 11))
    }
    items = [statement(), statement("vaak", response_scale="vier"), statement("cijfer", response_scale="elf")]
    plain = instrument(section(statement())).model_dump(mode="json", by_alias=True)
    plain["questionnaire"]["response_scales"] |= scales
    plain["questionnaire"]["sections"] = [section(*items)]
    asked = Instrument.model_validate(plain)
    counts = (
        likert("luistert", 20, 20, 20, 20, 20),
        answered("vaak", {point["id"]: 25 for point in scales["vier"]["points"]}),
        answered("cijfer", {point["id"]: 10 for point in scales["elf"]["points"]}),
    )

    book = written(fielded(2019, asked, *counts), fielded(2020, asked, *counts), tmp_path)

    names = ("Cijfers", "Cijfers 2", "Cijfers 3")
    assert {name: [str(table.rows[0][1]) for table in tables_of(book[name])] for name in names} == {
        "Cijfers": ["Tekst van luistert"],
        "Cijfers 2": ["Tekst van vaak"],
        "Cijfers 3": ["Tekst van cijfer"],
    }
    assert [cell.value for cell in book["Lees mij"]["A"]].count("Cijfers 3") == 1
    # What is read has no categories, so that it all stands on one sheet.
    read = [str(table.rows[0][2]) for table in tables_of(book["Vergelijking"])]
    assert read == ["Tekst van luistert", "Tekst van vaak", "Tekst van cijfer"]
