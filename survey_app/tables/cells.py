"""Cells of figures: each rounded once, as its column has it, and which sign stands where there is none."""

from collections.abc import Callable, Mapping

from survey_app.comparison.figures.estimates import Precisely, is_shown
from survey_app.comparison.figures.response import Response
from survey_app.comparison.results import Code, ItemEstimate, OptionEstimate, ScaleEstimate, ValueEstimate, Verdict
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.language.words import Words
from survey_app.tables.rounding import decimal, hundredth, percent, points, precise
from survey_app.tables.table import Cell, Kind, Sign

OVER_NINETY = "> 90%"
"""All that may be said when everybody in a small group gave the same answer (STATISTICS 15, rule 7)."""

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


def number_cell(value: float | None, kind: Kind, sign: Sign = Sign.UNKNOWN) -> Cell:
    """A number as columns of this kind have it, or the sign where there is none."""
    return sign if value is None else _ROUNDED[kind](value)


def sign_of(row: object) -> Sign:
    """Which sign stands where a figure of this is not there: not asked, withheld, or not defined on so few answers."""
    match row:
        case None | OptionEstimate(offered=False):
            return Sign.IMPOSSIBLE
        case ItemEstimate():
            return Sign.UNKNOWN if is_shown(row) else Sign.SECRET
        case Precisely(estimate=estimate):
            return sign_of(estimate)
        case ValueEstimate(homogeneous=True) | WeightingTold() | Response(responded=None):
            return Sign.SECRET
        case ValueEstimate(hidden=True) | ScaleEstimate(hidden=True) | OptionEstimate(hidden=True):
            return Sign.SECRET
        case _:
            return Sign.UNKNOWN


def sign_of_two_waves(verdict: Verdict) -> Sign:
    """Which one stands where two waves have no figures: withheld, not asked twice, or not computable."""
    codes = {reason.code for reason in verdict.reasons}
    if Code.WITHHELD in codes:
        return Sign.SECRET
    return Sign.IMPOSSIBLE if codes & {Code.NOT_ASKED, Code.OPTION_NOT_OFFERED} else Sign.UNKNOWN
