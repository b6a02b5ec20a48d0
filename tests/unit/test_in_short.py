"""The first page: what it tells is chosen by a rule, and every figure on it stands where it says."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.findings import findings_of
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ItemCounts
from survey_app.questionnaire.instrument import Instrument
from survey_app.reporting import brief
from survey_app.tables.in_short import in_short_sheet
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Table
from tests.counted_waves import fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import tables_of, written
from tests.village_waves import village_study, village_wave

_NUMBER = re.compile(r"[+−]?\d+(?:[.,]\d+)?%?")


def moved(*shifts: int) -> tuple[FieldedWave, FieldedWave]:
    """Two waves of 200: of each statement as many percents more agree in the second as its shift says."""
    asked = instrument(section(*(statement(f"een{place}") for place in range(len(shifts)))))
    first = [likert(f"een{place}", 0, 100, 0, 100, 0) for place in range(len(shifts))]
    second = [likert(f"een{place}", 0, 100 - 2 * shift, 0, 100 + 2 * shift, 0) for place, shift in enumerate(shifts)]
    return fielded(2019, asked, *first, frame=400), fielded(2020, asked, *second, frame=400)


def test_the_largest_changes_come_first_whatever_their_direction_and_no_more_than_five() -> None:
    # shifts in percentage points, as they were put in; 20 points on 200 and 200 is clear of chance, 1 is not
    found = findings_of(compare_series(moved(20, -30, 1, 25, 22, -24, 28)))

    assert [one.statement.item_id for one in found.changes] == ["een1", "een6", "een3", "een5", "een4"]
    assert (found.highest, found.lowest) == ((), ())


def test_where_nothing_moved_it_is_the_highest_and_the_lowest() -> None:
    found = findings_of(compare_series(moved(0, 1, -1, 0, 2)))

    assert found.changes == ()
    assert [one.item for one in found.highest] == ["een4", "een1"]
    assert [one.item for one in found.lowest] == ["een2", "een3"]


def test_one_change_comes_with_the_highest_and_the_lowest() -> None:
    found = findings_of(compare_series(moved(0, 30, -1)))

    assert [one.statement.item_id for one in found.changes] == ["een1"]
    assert ([one.item for one in found.highest], [one.item for one in found.lowest]) == (["een1"], ["een2"])


def test_with_arms_there_are_two_of_each(arms: tuple[FieldedWave, FieldedWave]) -> None:
    found = findings_of(compare_series(arms))

    # two of the three that moved in the pilot villages, the largest first; and the one of the mirror villages
    assert [(one.group.id, one.statement.item_id) for one in found.changes] == [
        ("pilot", "een0"),
        ("pilot", "een2"),
        ("mirror", "een2"),
    ]


def test_what_may_not_be_compared_is_said_in_the_first_line(tmp_path: Path) -> None:
    book = written(staff_wave(2019), staff_wave(2020), tmp_path)

    # the real staff study: every statement is not comparable
    assert "Over verandering is niets te zeggen" in lines_of(book["In het kort"])[1]
    assert not any("ging van" in line for line in lines_of(book["In het kort"]))


def test_nothing_moved_is_said_in_the_first_line(tmp_path: Path) -> None:
    book = written(*moved(0, 1), tmp_path)

    assert lines_of(book["In het kort"])[1].startswith("Van geen enkele stelling is te zeggen dat zij hoger of lager")


@pytest.fixture(scope="module")
def arms() -> tuple[FieldedWave, FieldedWave]:
    """Two pilot and two mirror villages of 100 each; in the pilot ones two statements rose much and one fell."""
    sides = {"ingen": "pilot", "zoelen": "pilot", "maurik": "mirror", "lienden": "mirror"}
    asked = village_study(sides, section(*(statement(f"een{place}") for place in range(4))))
    plain = {village: [_half(f"een{place}", 0) for place in range(4)] for village in sides}
    shifts = {"pilot": (30, -20, 25, 0), "mirror": (2, 0, -22, 0)}
    later = {
        village: [_half(f"een{place}", shift) for place, shift in enumerate(shifts[arm])]
        for village, arm in sides.items()
    }
    first = village_wave(asked, plain)
    return replace(first, wave=replace(first.wave, id="w2019", month=date(2019, 5, 1))), village_wave(asked, later)


def _half(item: str, shift: int) -> ItemCounts:
    return likert(item, 0, 50 - shift, 0, 50 + shift, 0)


@pytest.mark.parametrize("study", ["arms", "no arms", "nothing moved"])
def test_every_figure_stands_on_the_sheet_that_the_row_leads_to(
    study: str, arms: tuple[FieldedWave, FieldedWave], tmp_path: Path
) -> None:
    waves = {"arms": arms, "no arms": moved(20, -30, 1), "nothing moved": moved(0, 1, 2)}[study]
    book = written(*waves, tmp_path)

    rows = [row for table in tables_of(book["In het kort"]) for row in table.rows]

    assert rows
    for sentence, sheet in rows:
        assert sheet in book.sheetnames
        there = figures_on(book, str(sheet))
        for number in _NUMBER.findall(without_names(str(sentence))):
            assert number.rstrip(".,") in there, (sentence, number)


def without_names(sentence: str) -> str:
    """The sentence without what a statement says, the waves' years, and the names of intervals."""
    return re.sub(r"‘.*?’|\b(?:mei|juni) \d{4}|95%-interval", "", sentence, flags=re.IGNORECASE)


def figures_on(book: Workbook, name: str) -> set[str]:
    """Every figure in a cell of a sheet and of those that go on with it, as a sentence writes it."""
    found = set[str]()
    for sheet in book:
        if sheet.title == name or sheet.title.startswith(f"{name} "):
            found |= {words for row in sheet.iter_rows() for cell in row for words in as_said(cell.value)}
    return found


def as_said(value: object) -> Sequence[str]:
    if isinstance(value, int | float):
        sign = "+" if value > 0 else "−" if value < 0 else ""
        whole = f"{abs(value):.0f}"
        return whole, sign + whole, f"{value:,.0f}".replace(",", "."), f"{100 * value:.0f}%"
    return [number.rstrip(".,") for number in _NUMBER.findall(str(value))]


def lines_of(sheet: Worksheet) -> list[str]:
    """The texts of its first column."""
    return [str(cell.value) for cell in sheet["A"] if cell.value is not None]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_brief_is_one_page_with_all_that_the_sheet_says(
    language: str, arms: tuple[FieldedWave, FieldedWave], tmp_path: Path
) -> None:
    # typst refuses to write what is not PDF/UA-1 and PDF/A-2a; veraPDF is not to be had here
    brief(arms, tmp_path / "brief.pdf", language=language)

    told = subprocess.run(["pdfinfo", tmp_path / "brief.pdf"], check=True, capture_output=True, text=True).stdout
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "brief.pdf", "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert re.search(r"Pages:\s+1\n", told)
    assert re.search(r"Tagged:\s+yes", told)
    flat = " ".join(text.split())
    for words in {"nl": ("Was het een goede meting?", "ging van"), "en": ("Was it a good", "went from")}[language]:
        assert words in flat


def test_a_brief_of_many_long_statements_still_fits_one_page(tmp_path: Path) -> None:
    first, second = moved(20, -30, 25, 22, -24, 28)
    long = {f"een{place}": f"{place} " + "een heel lange stelling over de gemeente " * 7 for place in range(6)}
    waves = [with_texts(wave, long) for wave in (first, second)]

    brief(waves, tmp_path / "brief.pdf")

    told = subprocess.run(["pdfinfo", tmp_path / "brief.pdf"], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\n", told)


def with_texts(wave: FieldedWave, texts: dict[str, str]) -> FieldedWave:
    """The wave with other wordings of its statements."""
    plain = wave.instrument.model_dump(mode="json", by_alias=True)
    for item in plain["questionnaire"]["sections"][0]["items"]:
        item["text"] = texts[item["id"]]
    changed = Instrument.model_validate(plain)
    return replace(wave, instrument=changed)


def test_what_may_not_be_concluded_follows_from_the_study(
    arms: tuple[FieldedWave, FieldedWave], tmp_path: Path
) -> None:
    of_arms, of_staff = (
        "\n".join(lines_of(written(*waves, tmp_path)["In het kort"]))
        for waves in (arms, (staff_wave(2019), staff_wave(2020)))
    )

    assert "Waardoor iets veranderde" in of_arms
    assert "er is niet geloot welke groepen meededen" in of_arms
    assert "Dat de aanpak werkt" not in of_staff, "the staff study has no pilot and mirror"
    assert "Iets over de hele doelgroep uit juni 2019 en mei 2020: daar deed mee wie wilde." in of_staff
    assert "daar deed mee wie wilde" not in of_arms, "its residents had a code of their own"
    assert "ook niet door zelf twee cijfers af te trekken" in of_staff


def test_a_first_page_of_nothing_says_so(tmp_path: Path) -> None:
    # 9 answers, fewer than 10 (STATISTICS 15): no figure may be shown of any statement
    asked = instrument(section(statement()))
    waves = [fielded(year, asked, likert("luistert", 1, 2, 3, 2, 1)) for year in (2019, 2020)]

    book = written(waves[0], waves[1], tmp_path)

    told = str(tables_of(book["In het kort"])[0].rows[0][0])
    assert told.startswith(
        "Van geen enkele stelling mag een cijfer worden getoond: dat mag vanaf 10 antwoorden op een "
    )
    assert "proef" not in told


def test_a_trial_of_too_few_answers_says_that_it_behaves_as_the_real_wave_will() -> None:
    asked = instrument(section(statement()), threshold=12)
    wave = fielded(2019, asked, likert("luistert", 1, 3, 3, 3, 1))

    sheet = spoken_in(in_short_sheet(describe(replace(wave, wave=replace(wave.wave, fictitious=True)))), "nl")

    first = next(block for block in sheet.blocks if isinstance(block, Table))
    assert "vanaf 12 antwoorden" in str(first.rows[0][0])
    assert "net als bij de echte meting. Laat de proef vaker invullen om cijfers te zien." in str(first.rows[0][0])


def test_a_first_page_without_statements_says_that_and_nothing_of_too_few_answers() -> None:
    asked = instrument(section({"id": "woorden", "type": "open_text", "text": "Vertel"}))

    sheet = spoken_in(in_short_sheet(describe(fielded(2019, asked, respondents=50))), "nl")

    first = next(block for block in sheet.blocks if isinstance(block, Table))
    assert first.rows[0][0] == "De vragenlijst heeft geen stellingen."
