"""The figures of one statement in one wave, as columns and cells."""

from collections.abc import Sequence
from dataclasses import replace

from survey_app.comparison.figures.statements import IN_WAVE, NOT_APPLICABLE, StatementInWave
from survey_app.comparison.results import FieldedWave, ItemEstimate
from survey_app.language.words import Words
from survey_app.questionnaire.model import ResponseScale
from survey_app.tables.columns import of_wave
from survey_app.tables.layout import all_filled, cells_of, columns_of, filled
from survey_app.tables.scales import share_columns, shares_of
from survey_app.tables.table import Cell, Column, Kind

_ABOVE = Words("% {above}")

_BASES = (
    *all_filled(IN_WAVE, {"n_valid": 7}, Kind.COUNT),
    *(filled(figure, Kind.COUNT, 7) for figure in NOT_APPLICABLE),
    *all_filled(IN_WAVE, {"n_blank": 8}, Kind.COUNT),
)
_SCORES = (
    *all_filled(IN_WAVE, {"agree": 11, "agree_low": 7, "agree_high": 7}, Kind.PERCENT),
    *all_filled(IN_WAVE, {"mean": 7}, Kind.DECIMAL),
)


def figure_columns(labels: Sequence[str], above: Words, group: Words, wave: Words | None) -> tuple[Column, ...]:
    """Bases, who did not answer, categories, the share above the middle with its interval, and the mean."""
    agree, *others = columns_of(_SCORES, group, wave)
    points = share_columns(labels, 9, group, wave)
    return (*columns_of(_BASES, group, wave), *points, _of_scale(agree, above, wave), *others)


def _of_scale(agree: Column, above: Words, wave: Words | None) -> Column:
    """Called after the answers that are above the middle."""
    heading = _ABOVE.filled(above=above)
    return replace(agree, heading=of_wave(heading, wave), meaning=IN_WAVE["agree"].note(heading))


def figure_cells(
    estimate: ItemEstimate | None, scale: ResponseScale, labels: Sequence[str], fielded: FieldedWave
) -> tuple[Cell, ...]:
    """What stands in those columns; empty where the wave did not ask it, or did not offer the category."""
    statement = StatementInWave(estimate, scale, fielded.counts.blanks_known) if estimate else None
    return (*cells_of(_BASES, statement), *shares_of(estimate, scale, labels), *cells_of(_SCORES, statement))


_READING = (
    *all_filled(IN_WAVE, {"n_valid": 6}, Kind.COUNT),
    *all_filled(IN_WAVE, {"agree": 13}, Kind.PERCENT),
)


def reading_columns(above: Words, group: Words, wave: Words | None) -> tuple[Column, ...]:
    """The base and the share above the middle: what a reader needs of a wave."""
    base, agree = columns_of(_READING, group, wave)
    return base, _of_scale(agree, above, wave)


def reading_cells(estimate: ItemEstimate | None, scale: ResponseScale) -> tuple[Cell, ...]:
    """What stands in those columns."""
    return cells_of(_READING, StatementInWave(estimate, scale, blanks_known=False) if estimate else None)
