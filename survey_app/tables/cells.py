"""Cells from results: every figure rounded once, and a sign where there is none."""

from __future__ import annotations

from survey_app.comparison.statistics.changes import Change
from survey_app.comparison.statistics.intervals import Interval
from survey_app.language.words import Words
from survey_app.tables.rounding import decimal, hundredth, percent, points, precise
from survey_app.tables.table import Cell, Sign

OVER_NINETY = "> 90%"
"""All that may be said when everybody in a small group gave the same answer (STATISTICS 15, rule 7)."""

LEAST_P = 0.001
BELOW_LEAST_P = Words("< 0,001")
"""What a smaller p is shown as: its size says nothing more."""

Three = tuple[Cell, Cell, Cell]


def share_cell(share: float | None, *, hidden: bool = False) -> Cell:
    """A share in whole percents; unknown on an empty base."""
    if hidden:
        return Sign.SECRET
    return Sign.UNKNOWN if share is None else percent(share)


def count_cell(count: int | None, *, hidden: bool = False) -> Cell:
    """A number of respondents or answers."""
    if hidden:
        return Sign.SECRET
    return Sign.UNKNOWN if count is None else count


def decimal_cell(value: float | None, *, hidden: bool = False) -> Cell:
    """A mean or standard deviation; unknown when too few answers give one."""
    if hidden:
        return Sign.SECRET
    return Sign.UNKNOWN if value is None else decimal(value)


def precise_cell(value: float | None, *, hidden: bool = False) -> Cell:
    """A figure for whoever checks it: three decimals."""
    if hidden:
        return Sign.SECRET
    return Sign.UNKNOWN if value is None else precise(value)


def score_cell(value: float | None, *, hidden: bool = False) -> Cell:
    """A figure of scale scores: two decimals."""
    if hidden:
        return Sign.SECRET
    return Sign.UNKNOWN if value is None else hundredth(value)


def p_cell(p: float | None) -> Cell:
    """A p-value in three decimals; unknown where there is no test."""
    if p is None:
        return Sign.UNKNOWN
    return BELOW_LEAST_P if p < LEAST_P else precise(p)


def share_bounds(interval: Interval | None, *, hidden: bool = False) -> tuple[Cell, Cell]:
    """Low and high of an interval of shares."""
    low, high = (None, None) if interval is None else (interval.low, interval.high)
    return share_cell(low, hidden=hidden), share_cell(high, hidden=hidden)


def decimal_bounds(interval: Interval | None, *, hidden: bool = False) -> tuple[Cell, Cell]:
    """Low and high of an interval of means."""
    low, high = (None, None) if interval is None else (interval.low, interval.high)
    return decimal_cell(low, hidden=hidden), decimal_cell(high, hidden=hidden)


def score_bounds(interval: Interval | None, *, hidden: bool = False) -> tuple[Cell, Cell]:
    """Low and high of an interval of scale scores."""
    low, high = (None, None) if interval is None else (interval.low, interval.high)
    return score_cell(low, hidden=hidden), score_cell(high, hidden=hidden)


def precise_bounds(interval: Interval | None, *, hidden: bool = False) -> tuple[Cell, Cell]:
    """Low and high of an interval, in three decimals."""
    low, high = (None, None) if interval is None else (interval.low, interval.high)
    return precise_cell(low, hidden=hidden), precise_cell(high, hidden=hidden)


def change_cells(change: Change | None) -> Three:
    """Difference, low and high in percentage points; nothing of it when the verdict forbids."""
    if change is None:
        return Sign.NIL, Sign.NIL, Sign.NIL
    return points(change.agree_pp), points(change.interval_pp.low), points(change.interval_pp.high)
