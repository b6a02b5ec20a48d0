"""Intervals of a share, a difference of shares and a mean, and the margin of a comparison (STATISTICS 2 to 4).

95%, unless another z is handed in.
"""

from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtr, stdtrit

Z = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution, of a 95% interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval in the unit of the estimate it belongs to; 95% where nothing else is said."""

    low: float
    high: float


def wilson(successes: float, base: float, z: float = Z) -> Interval:
    """Score interval of a share (Wilson): stays inside 0 and 1 and holds its coverage on small bases, unlike Wald's.

    Of weighted answers: the weighted share times the effective base, and that base (STATISTICS 11).
    """
    share, square = successes / base, z * z
    centre = share + square / (2 * base)
    half = z * sqrt(share * (1 - share) / base + square / (4 * base * base))
    return Interval(max(0.0, (centre - half) / (1 + square / base)), min(1.0, (centre + half) / (1 + square / base)))


def newcombe(earlier: tuple[float, float], later: tuple[float, float], z: float = Z) -> Interval:
    """Hybrid score interval of later minus earlier (Newcombe 1998, method 10); each wave is (successes, base)."""
    before, after = earlier[0] / earlier[1], later[0] / later[1]
    around_before, around_after = wilson(*earlier, z), wilson(*later, z)
    difference = after - before
    return Interval(
        difference - sqrt((after - around_after.low) ** 2 + (around_before.high - before) ** 2),
        difference + sqrt((around_after.high - after) ** 2 + (before - around_before.low) ** 2),
    )


def mean_interval(mean: float, sd: float, base: int) -> Interval:
    """Student's t interval of a mean; `base` is at least 2."""
    half = student_quantile(base - 1) * sd / sqrt(base)
    return Interval(mean - half, mean + half)


def student_quantile(df: float) -> float:
    """How many standard errors a 95% interval reaches to each side, by Student's t."""
    return float(stdtrit(df, 0.975))


def student_p(statistic: float, df: float) -> float:
    """Two-sided, by Student's t."""
    return 2 * float(stdtr(df, -abs(statistic)))


def margin_pp(earlier: float, later: float) -> float:
    """M: half the width, in percentage points, of the interval of a difference at 50%, for two effective bases."""
    return 100 * Z * sqrt(0.25 / earlier + 0.25 / later)


def effective_base(base: int, population: int) -> float:
    """n* = n(N-1)/(N-n): the base that a finite population makes of n; infinite when everybody answered."""
    return base * (population - 1) / (population - base) if population > base else float("inf")


def wilson_finite(successes: int, base: int, population: int) -> Interval:
    """Wilson's interval of a share among precisely these `population` people, of whom `base` answered (STATISTICS 3).

    It treats the answers as a random draw from the population; when everybody answered it is the share itself. Never
    for a change between waves. Raises ValueError when more people answered than there are.
    """
    if base > population:
        raise ValueError(f"{base} answers from a population of {population}; there can be at most as many as people")
    share, effective = successes / base, effective_base(base, population)
    return Interval(share, share) if effective == float("inf") else wilson(share * effective, effective)
