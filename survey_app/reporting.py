"""The right half of the line on one page: waves in, workbook out."""

from __future__ import annotations

from pathlib import Path

from survey_app.comparison.compare import compare_waves
from survey_app.comparison.results import FieldedWave
from survey_app.tables.workbook import workbook_properties, workbook_sheets
from survey_app.writers.xlsx import write_xlsx


def comparison_workbook(earlier: FieldedWave, later: FieldedWave, target: Path) -> None:
    """Compare two waves (in any order) and write the workbook to `target`, whole or not at all."""
    comparison = compare_waves(earlier, later)
    write_xlsx(workbook_sheets(comparison), target, workbook_properties(comparison))
