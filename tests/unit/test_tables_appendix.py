"""Sheet *Bijlage* against the printed report, and against disclosure control."""

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, staff_wave, statement
from tests.opened_workbook import OpenedTable, tables_of, written
from tests.report_appendices import PrintedTable, printed_tables

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def appendix(tmp_path_factory: pytest.TempPathFactory) -> Worksheet:
    return written(staff_wave(2019), staff_wave(2020), tmp_path_factory.mktemp("staff"))["Bijlage"]


def wave_above(sheet: Worksheet, table: OpenedTable) -> str:
    """The nearest heading of a wave above a table."""
    titles = [str(sheet.cell(row, 1).value) for row in range(1, table.row)]
    return [title for title in titles if title.startswith("Gemeente Buren ")][-1]


def as_printed(sheet: Worksheet, table: OpenedTable) -> PrintedTable:
    rows = [tuple(str(cell) for cell in row) for row in table.rows]
    return PrintedTable(wave_above(sheet, table), " ".join(table.headings), rows)


def test_the_text_of_the_report_is_read_whole() -> None:
    tables = printed_tables()

    # Counted by hand in the report: 5 blocks, expectations, age and team in 2020; 4 blocks, expectations, team in 2019.
    assert [(table.wave, len(table.rows)) for table in tables] == [
        *(("Gemeente Buren mei 2020", rows) for rows in (9, 4, 4, 5, 3, 12, 6, 11)),
        *(("Gemeente Buren juni 2019", rows) for rows in (9, 4, 4, 8, 12, 10)),
    ]
    assert tables[7].rows[-1] == ("Totaal", "17")
    assert tables[13].rows[-1] == ("Totaal", "53")


def test_the_appendix_equals_the_report_in_every_cell(appendix: Worksheet) -> None:
    ours = [as_printed(appendix, table) for table in tables_of(appendix)]

    assert ours == printed_tables()


def test_counts_are_numbers_and_not_text(appendix: Worksheet) -> None:
    for table in tables_of(appendix):
        assert all(isinstance(count, int) for _, *counts in table.rows for count in counts)


def test_people_in_two_teams_are_explained_under_the_total(appendix: Worksheet) -> None:
    notes = [cell.value for cell in appendix["A"] if str(cell.value).startswith("Het totaal is ")]

    assert notes == [
        "Het totaal is 17 bij 16 respondenten: wie meer antwoorden gaf, telt bij elk daarvan mee.",
        "Het totaal is 53 bij 51 respondenten: wie meer antwoorden gaf, telt bij elk daarvan mee.",
    ]


def village_instrument() -> Instrument:
    return instrument(section(statement(), choice("kern", "ingen", "maurik", "zoelen", background=True)))


def test_a_small_village_and_the_one_it_would_follow_from_are_secret(tmp_path: Path) -> None:
    kern = answered("kern", {"ingen": 60, "maurik": 32, "zoelen": 8})
    waves = [fielded(year, village_instrument(), likert("luistert", 20, 20, 20, 20, 20), kern) for year in (2019, 2020)]

    tables = tables_of(written(waves[0], waves[1], tmp_path)["Bijlage"])

    assert tables[1].rows == (("ingen", 60), ("maurik", "x"), ("overig", "x"), ("Totaal", 100))


def test_an_item_with_too_few_answers_is_secret_in_every_cell(tmp_path: Path) -> None:
    few = instrument(section(statement()))
    waves = (
        fielded(2019, few, likert("luistert", 20, 20, 20, 20, 20)),
        fielded(2020, few, likert("luistert", 1, 1, 1, 1, 1)),
    )

    newest, oldest = tables_of(written(*waves, tmp_path)["Bijlage"])

    assert newest.rows == (("Tekst van luistert", "x", "x", "x", "x", "x", "x"),)
    assert oldest.rows == (("Tekst van luistert", 20, 20, 20, 20, 20, 0),)


def test_a_printed_wave_is_shown_as_it_was_printed(tmp_path: Path) -> None:
    kern = answered("kern", {"ingen": 90, "maurik": 8, "zoelen": 2})
    items = likert("luistert", 20, 20, 20, 20, 20), kern
    waves = [fielded(year, village_instrument(), *items, origin=Origin.PRINTED) for year in (2019, 2020)]

    tables = tables_of(written(waves[0], waves[1], tmp_path)["Bijlage"])

    assert tables[1].rows == (("ingen", 90), ("maurik", 8), ("zoelen", 2), ("Totaal", 100))
