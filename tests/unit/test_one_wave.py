"""One wave by itself: its workbook, its data frames and its page say what was answered, and nothing of a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from survey_app.comparison.results import FieldedWave
from survey_app.reporting import brief, compare_waves, describe_wave, wave_workbook
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import tables_of, texts_of
from tests.residents import residents_wave


@pytest.fixture(scope="module")
def residents() -> FieldedWave:
    return residents_wave(2020, 300)


@pytest.fixture(scope="module")
def staff_book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return book_of(staff_wave(2019), tmp_path_factory.mktemp("staff"))


@pytest.fixture(scope="module")
def residents_book(residents: FieldedWave, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    return book_of(residents, tmp_path_factory.mktemp("residents"))


def book_of(wave: FieldedWave, folder: Path) -> Workbook:
    """The workbook of a wave, opened again."""
    wave_workbook(wave, folder / "w.xlsx")
    return load_workbook(folder / "w.xlsx")


def test_sheets_are_those_of_one_wave(staff_book: Workbook, residents_book: Workbook) -> None:
    first, last = ["In het kort", "Lees mij", "Respons", "Uitkomsten"], ["Bijlage", "Grafiekgegevens"]
    assert staff_book.sheetnames == [*first, "Verdeling", "Meerkeuze", *last]
    assert residents_book.sheetnames == [
        *first,
        *("Per groep", "Naar kenmerk", "Verdeling", "Meerkeuze", "Schalen"),
        *last,
    ]


def test_figures_are_those_of_the_report(staff_book: Workbook) -> None:
    row = tables_of(staff_book["Uitkomsten"])[0].rows[0]

    # 3, 12, 33 and 3 of 51 (report, appendix 6.1); Wilson's interval of 36/51 from R: binom::binom.wilson(36, 51)
    assert row[1] == "De gemeente neemt de inbreng van inwoners serieus"
    assert row[2:13] == (51, 0, ".", 0, 0.06, 0.24, 0.65, 0.06, 0.71, 0.57, 0.81)


def test_nothing_is_said_of_comparing(residents_book: Workbook) -> None:
    said = " ".join(texts_of(residents_book))

    for words in ("vergelijkbaar", "indicatief", "Verschil", "p Holm"):
        assert words not in said, words


def test_the_first_page_tells_the_highest_and_the_lowest(staff_book: Workbook) -> None:
    findings, measured = tables_of(staff_book["In het kort"])

    assert [str(row[0]).split(" ")[0] for row in findings.rows] == ["Hoog", "Hoog", "Laag", "Laag"]
    assert {row[1] for row in findings.rows} == {"Uitkomsten"}
    assert [row[0] for row in measured.rows] == [
        "Juni 2019: het is niet bekend hoeveel mensen konden meedoen; de respons is dus onbekend.",
        "Juni 2019: alleen bekend uit een gedrukte tabel.",
    ]


def test_frames_are_those_of_the_same_wave_in_a_comparison(residents: FieldedWave) -> None:
    other = residents_wave(2019, 280)
    alone, compared = describe_wave(residents), compare_waves([other, residents])

    for name in ("waves", "segments", "estimates", "distribution", "options", "values", "scales"):
        of_one, of_two = getattr(alone, name), getattr(compared, name)
        same = of_two[of_two.wave == residents.wave.id].reset_index(drop=True)
        assert of_one.astype(str).equals(same.astype(str)), name
    for name in ("pairs", "changes", "technical", "option_changes", "value_changes", "scale_changes", "arms", "trends"):
        assert len(getattr(alone, name)) == 0, name


def test_a_group_too_small_is_secret(tmp_path: Path) -> None:
    wave = fielded(2020, instrument(section(statement())), likert("luistert", 1, 2, 3, 2, 1))

    book = book_of(wave, tmp_path)

    # 9 answers, fewer than 10 (STATISTICS 15)
    assert set(tables_of(book["Uitkomsten"])[0].rows[0][2:]) == {"x"}
    assert not any(cell.value == 3 for row in book["Bijlage"].iter_rows() for cell in row)


def test_a_wave_without_statements_has_a_workbook_too(tmp_path: Path) -> None:
    asked = instrument(section(choice("kanaal", "app", "brief")))
    wave = fielded(2020, asked, answered("kanaal", {"app": 40, "brief": 20}))

    book = book_of(wave, tmp_path)

    assert "Uitkomsten" not in book.sheetnames
    assert tables_of(book["Meerkeuze"])[0].rows[0][:4] == ("app", 40, 60, 0.67)
    brief([wave], tmp_path / "b.pdf")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_said_in_both_languages(residents: FieldedWave, language: str, tmp_path: Path) -> None:
    wave_workbook(residents, tmp_path / "w.xlsx", language=language)

    told = load_workbook(tmp_path / "w.xlsx")["Outcomes" if language == "en" else "Uitkomsten"]

    assert {"nl": "Uitkomsten in", "en": "Outcomes in"}[language] in str(told["A1"].value)
