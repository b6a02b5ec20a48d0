"""The one place where a figure is rounded: a half away from 0, as Dutch readers and Excel do (2.5: 3, -2.5: -3).

So a difference is rounded alike whichever of the two waves comes first (decision 0185), and wherever it stands.
"""

from decimal import ROUND_HALF_UP, Decimal

_NOISE = 10
"""Decimals of a binary fraction that are kept before rounding: 0.145 * 100 is 14.499999999999998."""


def rounded(value: float, decimals: int = 0) -> Decimal:
    """Rounded, a half away from 0, after the noise of binary fractions is taken off."""
    figure = Decimal(repr(round(value, _NOISE))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return figure or abs(figure)  # nothing below 0 that is rounded to 0 keeps its sign
