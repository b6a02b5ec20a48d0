"""The workbook of a comparison: its sheets in order, and what the file says of itself."""

from __future__ import annotations

from survey_app.comparison.results import WaveComparison
from survey_app.tables.appendix import appendix_sheet
from survey_app.tables.choices import choices_sheet
from survey_app.tables.comparison import comparison_sheets
from survey_app.tables.distribution import distribution_sheet
from survey_app.tables.readme import readme_sheet
from survey_app.tables.response import response_sheet
from survey_app.tables.table import Properties, Sheet
from survey_app.tables.waves import marked_title, months_named
from survey_app.tables.wording import wording_sheet


def workbook_sheets(comparison: WaveComparison) -> tuple[Sheet, ...]:
    """Every sheet, in the order in which they are read."""
    others = (
        response_sheet(comparison),
        *comparison_sheets(comparison),
        distribution_sheet(comparison),
        choices_sheet(comparison),
        wording_sheet(comparison),
        appendix_sheet(comparison),
    )
    return (readme_sheet(comparison, others), *others)


def workbook_properties(comparison: WaveComparison) -> Properties:
    """Title, makers and date of the file; the date is the month of the later wave, never today."""
    later = comparison.waves[1]
    study = later.instrument.study
    return Properties(
        title=marked_title(study.title, comparison),
        subject=f"Vergelijking van {months_named(comparison)}",
        author=study.bureau,
        company=study.client,
        created=later.wave.month,
    )
