"""The figures of one statement in one wave, as columns and cells."""

from collections.abc import Sequence
from dataclasses import replace

from survey_app.comparison.agreement import agreeing
from survey_app.comparison.figures.estimates import STATEMENT
from survey_app.comparison.results import FieldedWave, ItemEstimate
from survey_app.language.words import Words
from survey_app.questionnaire.model import ResponseScale
from survey_app.tables.cells import OVER_NINETY, number_cell, sign_of
from survey_app.tables.columns import of_wave
from survey_app.tables.layout import all_filled, cells_of, columns_of
from survey_app.tables.scales import shares_of
from survey_app.tables.table import Cell, Column, Kind, Sign

_ABOVE = Words("% {above}")


_FIGURES = (
    *all_filled(STATEMENT, {"n_valid": 7, "n_nvt": 7}, Kind.COUNT),
    *all_filled(STATEMENT, {"agree": 11, "agree_low": 7, "agree_high": 7}, Kind.PERCENT),
    *all_filled(STATEMENT, {"mean": 7}, Kind.DECIMAL),
)


def figure_columns(labels: Sequence[str], above: Words, group: Words, wave: Words | None) -> tuple[Column, ...]:
    """Bases, who did not answer, categories, the share above the middle with its interval, and the mean."""
    base, not_applicable, agree, *others = columns_of(_FIGURES, group, wave)
    blank = Column(of_wave(_BLANK, wave), Kind.COUNT, 8, group)
    points = [Column(of_wave(label, wave), Kind.PERCENT, 9, group) for label in labels]
    agree = replace(agree, heading=of_wave(_ABOVE.filled(above=above), wave))
    return (base, not_applicable, blank, *points, agree, *others)


_BLANK = Words("Blanco")


def figure_cells(
    estimate: ItemEstimate | None, scale: ResponseScale, labels: Sequence[str], fielded: FieldedWave
) -> tuple[Cell, ...]:
    """What stands in those columns; empty where the wave did not ask it, or did not offer the category."""
    base, not_applicable, agree, *others = cells_of(_FIGURES, estimate)
    if scale.not_applicable is None:
        not_applicable = Sign.IMPOSSIBLE
    blank = _blank_cell(estimate, is_known=fielded.counts.blanks_known)
    return (base, not_applicable, blank, *shares_of(estimate, scale, labels), _agree(estimate, scale, agree), *others)


def _blank_cell(estimate: ItemEstimate | None, *, is_known: bool) -> Cell:
    """Who saw the statement and left it open; of some printed tables nobody knows."""
    if estimate is None or estimate.hidden:
        return sign_of(estimate)
    return number_cell(estimate.n_blank if is_known else None, Kind.COUNT)


def _agree(estimate: ItemEstimate | None, scale: ResponseScale, cell: Cell) -> Cell:
    return OVER_NINETY if estimate is not None and estimate.homogeneous in agreeing(scale) else cell


_READING = (
    *all_filled(STATEMENT, {"n_valid": 6}, Kind.COUNT),
    *all_filled(STATEMENT, {"agree": 13}, Kind.PERCENT),
)


def reading_columns(above: Words, group: Words, wave: Words | None) -> tuple[Column, ...]:
    """The base and the share above the middle: what a reader needs of a wave."""
    base, agree = columns_of(_READING, group, wave)
    return base, replace(agree, heading=of_wave(_ABOVE.filled(above=above), wave))


def reading_cells(estimate: ItemEstimate | None, scale: ResponseScale) -> tuple[Cell, ...]:
    """What stands in those columns."""
    base, agree = cells_of(_READING, estimate)
    return base, _agree(estimate, scale, agree)
