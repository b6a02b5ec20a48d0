"""The permutation test of two waves on midranks: exact on small bases, by its normal approximation on large ones.

It tests that both waves have the same distribution, which is more than theta = 1/2: with unequal spread it rejects too
often or too seldom. So it is a control beside Brunner-Munzel, and never the ground of a conclusion (STATISTICS 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from math import comb, sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from survey_app.comparison.statistics.midranks import doubled_midranks, spread_of_ranks

LARGEST_EXACT_BASE = 200
"""The most answers in both waves together for which the exact p is counted."""

Ways = npt.NDArray[np.float64]
"""Number of ways to draw [how many answers, sum of their doubled ranks above the lowest doubled rank]."""


class Method(StrEnum):
    """How the p of a permutation test was found."""

    EXACT = "exact"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class PermutationTest:
    """`p`: two-sided, 0 to 1. EXACT: the share of all ways to divide the answers over waves of these sizes in which the
    rank sum lies at least as far from its mean as it does here. NORMAL: Mann-Whitney's, corrected for ties and not for
    continuity.
    """

    p: float
    method: Method


Counts = tuple[int, ...]


def permutation_test(earlier: Counts, later: Counts) -> PermutationTest | None:
    """Of counts over the same ordered categories, from low to high; None if a wave has no answers.

    A base of at least 1 is enough here; whether a p may be shown on that base is for the caller (`ranks.may_test`).
    """
    if not sum(earlier) or not sum(later):
        return None
    if sum(earlier) + sum(later) > LARGEST_EXACT_BASE:
        return PermutationTest(normal_p(earlier, later), Method.NORMAL)
    return PermutationTest(_exact_p(earlier, later), Method.EXACT)


def normal_p(earlier: Sequence[int], later: Sequence[int]) -> float:
    """Mann-Whitney's two-sided p, corrected for ties and not for continuity; neither wave is empty."""
    pooled = [before + after for before, after in zip(earlier, later, strict=True)]
    deviation, spread = _doubled_deviation(pooled, later), spread_of_ranks(pooled)
    if not deviation:
        return 1.0
    before, after, base = sum(earlier), sum(later), sum(pooled)
    variance = before * after * spread / (12 * base * (base - 1))
    return 2 * float(ndtr(-abs(deviation) / (2 * sqrt(variance))))


def _doubled_deviation(pooled: Sequence[int], drawn: Sequence[int]) -> int:
    """Twice the distance of the rank sum of the drawn answers from its mean, n(N + 1)/2; exact."""
    ranks = doubled_midranks(pooled)
    return sum(count * rank for count, rank in zip(drawn, ranks, strict=True)) - sum(drawn) * (sum(pooled) + 1)


@lru_cache(maxsize=1_000)
def _exact_p(earlier: Counts, later: Counts) -> float:
    """The smaller wave is drawn: both rank sums lie equally far from their means, and fewer draws are fewer ways.

    The categories are cut in two halves of about as many answers. How many ways each half can give every rank sum is
    counted (dynamic programming); then each rank sum of the lower half is laid against the tails of the upper half.
    All ways together are at most C(200, 100) = 9e58, which a float holds; nothing but positive numbers is added, so
    that the p is right to some 14 digits, however small it is.
    """
    categories = [(before + after, before, after) for before, after in zip(earlier, later, strict=True)]
    pooled, *waves = zip(*(category for category in categories if category[0]), strict=True)
    drawn = min(waves, key=sum)
    distance = abs(_doubled_deviation(pooled, drawn))
    if not distance:
        return 1.0
    ranked = list(zip(pooled, doubled_midranks(pooled), strict=True))
    half = _halfway(pooled)
    parts = ranked[:half], ranked[half:]
    # The mean of the doubled rank sum lies at draws * (base + 1), above which each answer drawn lies by its own rank.
    offsets = tuple(part[0][1] - sum(pooled) - 1 for part in parts)
    lower, upper = (_ways(part, sum(drawn)) for part in parts)
    return min(1.0, _in_tails(lower, upper, offsets, sum(drawn), distance) / comb(sum(pooled), sum(drawn)))


def _halfway(pooled: Sequence[int]) -> int:
    """After how many categories (at least one before and one after) about half of the answers lies below."""
    below = list(accumulate(pooled))[:-1]
    return 1 + min(range(len(below)), key=lambda position: abs(2 * below[position] - sum(pooled)))


def _ways(part: Sequence[tuple[int, int]], draws: int) -> Ways:
    """In how many ways 0, 1, … `draws` answers can be drawn from categories of (count, doubled rank), by rank sum."""
    lowest = part[0][1]
    ways: Ways = np.ones((1, 1))
    for count, rank in part:
        step, most = rank - lowest, min(count, draws)
        rows, sums = ways.shape
        grown = np.zeros((min(rows + most, draws + 1), sums + most * step))
        for taken in range(most + 1):
            kept = min(rows, draws + 1 - taken)
            grown[taken : taken + kept, taken * step : taken * step + sums] += comb(count, taken) * ways[:kept]
        ways = grown
    return ways


def _in_tails(lower: Ways, upper: Ways, offsets: Sequence[int], draws: int, distance: int) -> float:
    """The ways to draw in all whose doubled rank sum lies at least `distance` from its mean, on either side."""
    total = 0.0
    divisions = ((below, draws - below) for below in range(lower.shape[0]) if 0 <= draws - below < upper.shape[0])
    for below, above in divisions:
        # deviation = shift + rank sum in the lower half + rank sum in the upper half
        shift = below * offsets[0] + above * offsets[1]
        sums = np.arange(lower.shape[1])
        up_to = np.concatenate(([0.0], np.cumsum(upper[above])))
        from_on = np.concatenate((np.cumsum(upper[above, ::-1])[::-1], [0.0]))
        last = upper.shape[1]
        low_tail = up_to[np.clip(-distance - shift - sums + 1, 0, last)]
        high_tail = from_on[np.clip(distance - shift - sums, 0, last)]
        total += float(lower[below] @ (low_tail + high_tail))
    return total
