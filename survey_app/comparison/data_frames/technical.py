"""Every figure on two waves whatever the verdict, of statements, marks and scores alike."""

from __future__ import annotations

from survey_app.comparison.data_frames.keys import InPair, group_in_pair_columns, pair_columns
from survey_app.comparison.data_frames.verdicts import verdict_columns
from survey_app.comparison.figures.figure import Figure, columns, of_part, text
from survey_app.comparison.figures.technical import share_figures, tested_figures
from survey_app.comparison.results import StatementComparison


def technical_columns() -> tuple[Figure[InPair[StatementComparison]], ...]:
    """One statement in two waves, the verdict first."""
    return columns(
        pair_columns(),
        group_in_pair_columns(),
        text("item", "id of the statement", lambda row: row.found.item_id),
        of_part(verdict_columns()[:3], lambda row: row.found.verdict),
        of_part(columns(tested_figures(), share_figures()), lambda row: row.found.technical),
    )
