"""The one place where a figure is rounded: a half away from 0, as Dutch readers and Excel do (2.5: 3, -2.5: -3).

So a difference is rounded alike whichever of the two waves comes first (decision 0185).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_STEP_OF_DECIMALS = {0: Decimal(1), 1: Decimal("0.1"), 2: Decimal("0.01"), 3: Decimal("0.001")}
_NOISE = 10
"""Decimals of a binary fraction that are kept before rounding: 0.145 * 100 is 14.499999999999998."""


def _rounded(value: float, decimals: int) -> Decimal:
    """Rounded, a half away from 0, after the noise of binary fractions is taken off."""
    rounded = Decimal(repr(round(value, _NOISE))).quantize(_STEP_OF_DECIMALS[decimals], ROUND_HALF_UP)
    return rounded or abs(rounded)  # nothing below 0 that is rounded to 0 keeps its sign


def percent(share: float) -> float:
    """A share of 0 to 1 in whole percents, still as a share: 0.125 becomes 0.13."""
    return float(_rounded(share * 100, 0) / 100)


def points(percentage_points: float) -> int:
    """Percentage points, whole."""
    return int(_rounded(percentage_points, 0))


def decimal(value: float) -> float:
    """A mean or standard deviation, in one decimal."""
    return float(_rounded(value, 1))


def hundredth(value: float) -> float:
    """A figure of scale scores, in two decimals."""
    return float(_rounded(value, 2))


def precise(value: float) -> float:
    """A figure for whoever checks it, in three decimals."""
    return float(_rounded(value, 3))
