"""What the workbook says of weighting where a reader looks, and what it says of no row that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.options import Options
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.sentences import number_words
from survey_app.reporting import comparison_workbook
from survey_app.tables.table import Table
from survey_app.tables.technical import technical_sheets
from tests.attacked_waves import places, weighted_waves
from tests.counted_waves import fielded, instrument, likert, section, statement
from tests.opened_workbook import texts_of

LARGE = places(60, 58, 45, 52, 70, 41)
TOLD = "Verschil en uitspraak van iedereen samen zijn gewogen waar dat kan"


def book(waves: tuple[FieldedWave, ...], folder: Path, options: Options) -> Workbook:
    comparison_workbook(waves, folder / "book.xlsx", options)
    return load_workbook(folder / "book.xlsx")


@pytest.mark.slow
def test_the_main_sheet_says_that_it_is_weighted_and_where_to_find_it(tmp_path: Path) -> None:
    """STATISTICS 11: "main sheet says which"."""
    weighted = book(weighted_waves(LARGE, LARGE), tmp_path, Options(weighted=True))
    plain = book(weighted_waves(LARGE, LARGE), tmp_path, Options(weighted=False))

    for sheet in ("Lees mij", "Vergelijking"):
        assert sum(text.startswith(TOLD) for text in texts_of(weighted, sheet)) == 1
        told = [text for text in texts_of(plain, sheet) if "daarop weegt de meting" not in text]  # why not by age
        assert not any("gewogen" in text for text in told)
    assert {"Hoofdblad", "gewogen"} <= set(texts_of(weighted, "Technisch"))
    assert any(text.startswith("% gewogen") for text in texts_of(weighted, "Technisch 2"))


def test_an_unknown_population_of_a_statement_is_explained_only_where_there_is_one() -> None:
    asked = instrument(section(statement("luistert"), statement("helpt")))

    def notes(not_asked: int) -> set[str]:
        counts = (likert("luistert", 10, 20, 10, 10, 10), likert("helpt", 10, 20, 10, 10, 10, not_asked=not_asked))
        waves = [fielded(year, asked, *counts, frame=400) for year in (2019, 2020)]
        tables = [block for sheet in technical_sheets(compare_series(waves)) for block in sheet.blocks]
        finite = [one for one in tables if isinstance(one, Table) and one.name.startswith("Technisch_precies")]
        return {getattr(note, "dutch", str(note))[:10] for table in finite for note in table.notes}

    assert notes(12) - notes(0) == {"N onbekend"}


def test_a_figure_in_a_sentence_has_a_minus_as_in_the_tables() -> None:
    assert (number_words(-0.124, 2).dutch, number_words(-0.124, 2).spoken_in("en")) == ("−0,12", "−0.12")
