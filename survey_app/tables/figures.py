"""The figures of one statement in one wave, as columns and cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from survey_app.comparison.agreement import agreeing
from survey_app.comparison.figures.estimates import STATEMENT
from survey_app.comparison.results import ItemEstimate
from survey_app.language.words import Words
from survey_app.questionnaire.model import ResponseScale
from survey_app.tables.cells import OVER_NINETY
from survey_app.tables.columns import of_wave
from survey_app.tables.layout import all_filled, cells_of, columns_of
from survey_app.tables.scales import shares_of
from survey_app.tables.table import Cell, Column, Kind, Sign

_ABOVE = Words("% {above}")


_FIGURES = (
    *all_filled(STATEMENT, {"n_valid": 8, "n_nvt": 8}, Kind.COUNT),
    *all_filled(STATEMENT, {"agree": 11, "agree_low": 7, "agree_high": 7}, Kind.PERCENT),
    *all_filled(STATEMENT, {"mean": 7}, Kind.DECIMAL),
)


def figure_columns(labels: Sequence[str], above: Words, group: Words, wave: Words | None) -> tuple[Column, ...]:
    """Bases, categories, the share above the middle with its interval, and the mean."""
    base, not_applicable, agree, *others = columns_of(_FIGURES, group, wave)
    points = [Column(of_wave(label, wave), Kind.PERCENT, 9, group) for label in labels]
    agree = replace(agree, heading=of_wave(_ABOVE.filled(above=above), wave))
    return (base, not_applicable, *points, agree, *others)


def figure_cells(estimate: ItemEstimate | None, scale: ResponseScale, labels: Sequence[str]) -> tuple[Cell, ...]:
    """What stands in those columns; empty where the wave did not ask it, or did not offer the category."""
    base, not_applicable, agree, *others = cells_of(_FIGURES, estimate)
    if scale.not_applicable is None:
        not_applicable = Sign.IMPOSSIBLE
    if estimate is not None and estimate.homogeneous in agreeing(scale):
        agree = OVER_NINETY
    return (base, not_applicable, *shares_of(estimate, scale, labels), agree, *others)
