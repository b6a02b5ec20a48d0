"""The one place where a figure is rounded: half up, as Dutch readers expect (12.5 becomes 13)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_STEP_OF_DECIMALS = {0: Decimal(1), 1: Decimal("0.1"), 2: Decimal("0.01"), 3: Decimal("0.001")}
_NOISE = 10
"""Decimals of a binary fraction that are kept before rounding: 0.145 * 100 is 14.499999999999998."""


def _half_up(value: float, decimals: int) -> Decimal:
    """Rounded away from zero on a tie, after the noise of binary fractions is taken off."""
    return Decimal(repr(round(value, _NOISE))).quantize(_STEP_OF_DECIMALS[decimals], ROUND_HALF_UP)


def percent(share: float) -> float:
    """A share of 0 to 1 in whole percents, still as a share: 0.125 becomes 0.13."""
    return float(_half_up(share * 100, 0) / 100)


def points(percentage_points: float) -> int:
    """Percentage points, whole."""
    return int(_half_up(percentage_points, 0))


def decimal(value: float) -> float:
    """A mean or standard deviation, in one decimal."""
    return float(_half_up(value, 1))


def hundredth(value: float) -> float:
    """A figure of scale scores, in two decimals."""
    return float(_half_up(value, 2))


def precise(value: float) -> float:
    """A figure for whoever checks it, in three decimals."""
    return float(_half_up(value, 3))
