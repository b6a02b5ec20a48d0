"""95% intervals for a share, a difference of shares and a mean, and the margin of a comparison (STATISTICS 2 to 4)."""

from __future__ import annotations

from math import sqrt

from scipy.special import stdtrit

from survey_app.comparison.results import Interval

Z = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution."""

_CONFIDENCE = 0.975


def wilson(successes: int, base: int) -> Interval:
    """Score interval of a share (Wilson): stays inside 0 and 1 and holds its coverage on small bases, unlike Wald's."""
    share, square = successes / base, Z * Z
    centre = share + square / (2 * base)
    half = Z * sqrt(share * (1 - share) / base + square / (4 * base * base))
    return Interval(max(0.0, (centre - half) / (1 + square / base)), min(1.0, (centre + half) / (1 + square / base)))


def newcombe(earlier: tuple[int, int], later: tuple[int, int]) -> Interval:
    """Hybrid score interval of later minus earlier (Newcombe 1998, method 10); each wave is (successes, base)."""
    before, after = earlier[0] / earlier[1], later[0] / later[1]
    around_before, around_after = wilson(*earlier), wilson(*later)
    difference = after - before
    return Interval(
        difference - sqrt((after - around_after.low) ** 2 + (around_before.high - before) ** 2),
        difference + sqrt((around_after.high - after) ** 2 + (before - around_before.low) ** 2),
    )


def mean_interval(mean: float, sd: float, base: int) -> Interval:
    """Student's t interval of a mean; `base` is at least 2."""
    half = float(stdtrit(base - 1, _CONFIDENCE)) * sd / sqrt(base)
    return Interval(mean - half, mean + half)


def margin_pp(earlier: float, later: float) -> float:
    """M: half the width, in percentage points, of the interval of a difference at 50%, for two effective bases."""
    return 100 * Z * sqrt(0.25 / earlier + 0.25 / later)


def effective_base(base: int, population: int) -> float:
    """n* = n(N-1)/(N-n): the base that a finite population makes of n; infinite when everybody answered."""
    return base * (population - 1) / (population - base) if population > base else float("inf")
