"""Cells of figures: each rounded once, as its column has it."""

from collections.abc import Callable, Mapping

from survey_app.language.words import Words
from survey_app.tables.rounding import decimal, hundredth, percent, points, precise
from survey_app.tables.table import Cell, Kind

LEAST_P = 0.001
BELOW_LEAST_P = Words("< 0,001")
"""What a smaller p is shown as: its size says nothing more."""


def _p(p: float) -> Cell:
    return BELOW_LEAST_P if p < LEAST_P else precise(p)


_ROUNDED: Mapping[Kind, Callable[[float], Cell]] = {
    Kind.COUNT: int,
    Kind.PERCENT: percent,
    Kind.POINTS: points,
    Kind.MARGIN: points,
    Kind.DECIMAL: decimal,
    Kind.CHANGE: decimal,
    Kind.PRECISE: precise,
    Kind.P: _p,
    Kind.SCORE: hundredth,
    Kind.SCORE_CHANGE: hundredth,
}


def number_cell(value: float, kind: Kind) -> Cell:
    """A number as columns of this kind have it."""
    return _ROUNDED[kind](value)
