"""The figures of one statement in one wave, as columns and cells."""

from __future__ import annotations

from collections.abc import Sequence

from survey_app.comparison.agreement import agreeing
from survey_app.comparison.results import ItemEstimate
from survey_app.language.words import Words, joined
from survey_app.questionnaire.model import ResponseScale
from survey_app.tables.cells import OVER_NINETY, count_cell, decimal_cell, share_bounds, share_cell
from survey_app.tables.columns import of_wave
from survey_app.tables.scales import shares_of
from survey_app.tables.table import Cell, Column, Kind, Sign

LOW, HIGH = Words("Laag"), Words("Hoog")


def figure_columns(labels: Sequence[str], above: Words, group: Words, wave: Words | None) -> tuple[Column, ...]:
    """Bases, categories, the share above the middle with its interval, and the mean."""
    points = [Column(of_wave(joined([label]), wave), Kind.PERCENT, 9, group) for label in labels]
    agree = Words("% {above}").filled(above=above)
    return (
        Column(of_wave(Words("n"), wave), Kind.COUNT, 8, group),
        Column(of_wave(Words("N.v.t."), wave), Kind.COUNT, 8, group),
        *points,
        Column(of_wave(agree, wave), Kind.PERCENT, 11, group),
        Column(of_wave(LOW, wave), Kind.PERCENT, 7, group),
        Column(of_wave(HIGH, wave), Kind.PERCENT, 7, group),
        Column(of_wave(Words("Gem."), wave), Kind.DECIMAL, 7, group),
    )


def figure_cells(estimate: ItemEstimate | None, scale: ResponseScale, labels: Sequence[str]) -> tuple[Cell, ...]:
    """What stands in those columns; empty where the wave did not ask it, or did not offer the category."""
    if estimate is None:
        return (Sign.IMPOSSIBLE,) * (len(labels) + 6)
    hidden = estimate.hidden
    withheld = hidden or estimate.homogeneous is not None
    return (
        count_cell(estimate.n_valid, hidden=hidden),
        _not_applicable(estimate, scale),
        *shares_of(estimate, scale, labels),
        _agree(estimate, scale),
        *share_bounds(estimate.agree_interval, hidden=withheld),
        decimal_cell(estimate.mean, hidden=withheld),
    )


def _not_applicable(estimate: ItemEstimate, scale: ResponseScale) -> Cell:
    if scale.not_applicable is None:
        return Sign.IMPOSSIBLE
    return count_cell(estimate.n_not_applicable, hidden=estimate.hidden)


def _agree(estimate: ItemEstimate, scale: ResponseScale) -> Cell:
    if estimate.homogeneous is not None:
        return OVER_NINETY if estimate.homogeneous in agreeing(scale) else Sign.SECRET
    return share_cell(estimate.agree, hidden=estimate.hidden)
