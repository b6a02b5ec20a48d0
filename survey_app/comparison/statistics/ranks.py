"""Two waves compared by rank: theta, Cliff's delta and the Brunner-Munzel test, from counts alone (STATISTICS 4 and 5).

Nothing is expanded to rows: an answer of a category lies above all answers of the other wave in lower categories and
half above those in its own, so that all ranks of a wave are known from the counts of the other one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import exp, log, sqrt

from survey_app.comparison.statistics.intervals import Interval, student_p, student_quantile
from survey_app.comparison.statistics.permutation import Method, permutation_test

LEAST_BASE_OF_A_TEST = 10
"""Below this many answers in either wave no test has a p: the approximations no longer hold ("te klein")."""


class RankTest(StrEnum):
    """Where the p of a comparison by rank comes from."""

    BRUNNER_MUNZEL = "brunner-munzel"
    EXACT_PERMUTATION = "exact-permutation"
    NORMAL_PERMUTATION = "normal-permutation"
    ALL_EQUAL = "all-equal"


@dataclass(frozen=True, slots=True)
class RankComparison:
    """Later against earlier, of all pairs of one answer from each wave. What is not defined is None.

    `bases`: the answers in the earlier and the later wave.
    `theta`: P(later > earlier) + P(equal)/2, 0 to 1; None if a wave has no answers.
    `delta`: Cliff's delta, P(later > earlier) - P(later < earlier) = 2 theta - 1, -1 to 1.
    `theta_se`: standard error of theta (Brunner & Munzel 2000). None with fewer than 2 answers in a wave, and when the
    waves do not overlap or all answers are equal: there is nothing to estimate it from.
    `theta_interval`, `delta_interval`: 95%, by the logit of theta and Student's t, so inside 0 to 1 and -1 to 1; None
    where `theta_se` is.
    `statistic`, `df`, `p`: Brunner-Munzel's test of theta = 1/2, two-sided. All None when a wave has fewer than
    LEAST_BASE_OF_A_TEST answers. If all answers are equal p is 1; if the waves do not overlap p is that of the
    permutation test; neither has a statistic or df.
    `test`: where p comes from; None if there is no p.
    """

    bases: tuple[int, int]
    theta: float | None = None
    delta: float | None = None
    theta_se: float | None = None
    theta_interval: Interval | None = None
    delta_interval: Interval | None = None
    statistic: float | None = None
    df: float | None = None
    p: float | None = None
    test: RankTest | None = None


def may_test(bases: tuple[int, int]) -> bool:
    """Whether both waves have enough answers for any p to be shown."""
    return min(bases) >= LEAST_BASE_OF_A_TEST


def compare_ranks(earlier: Sequence[int], later: Sequence[int]) -> RankComparison:
    """Of counts over the same ordered categories, from low to high; categories that nobody chose make no difference."""
    bases = (sum(earlier), sum(later))
    if 0 in bases:
        return RankComparison(bases)
    pairs = bases[0] * bases[1]
    before, after = _placements(earlier, later), _placements(later, earlier)
    doubled_u = sum(count * place for count, place in zip(later, after, strict=True))
    theta, delta = doubled_u / (2 * pairs), (doubled_u - pairs) / pairs
    if min(bases) < 2:
        return RankComparison(bases, theta, delta)
    weighed = bases[0] * _spread(earlier, before), bases[1] * _spread(later, after)
    if any(weighed):
        return _with_spread(bases, theta, delta, weighed)
    p, test = _without_spread(earlier, later) if may_test(bases) else (None, None)
    return RankComparison(bases, theta, delta, p=p, test=test)


def _placements(wave: Sequence[int], other: Sequence[int]) -> list[int]:
    """Per category of a wave: twice the answers of the other wave below it plus once those equal to it.

    This is twice the pooled midrank less the midrank within the wave.
    """
    places, below = [], 0
    for _, count in zip(wave, other, strict=True):
        places.append(2 * below + count)
        below += count
    return places


def _spread(counts: Sequence[int], places: Sequence[int]) -> float:
    """Variance (n - 1) of doubled placements, so four times Brunner and Munzel's; exactly 0 if all are equal."""
    base = sum(counts)
    total = sum(count * place for count, place in zip(counts, places, strict=True))
    squares = sum(count * place * place for count, place in zip(counts, places, strict=True))
    return (base * squares - total * total) / (base * (base - 1))


def _with_spread(bases: tuple[int, int], theta: float, delta: float, weighed: tuple[float, float]) -> RankComparison:
    """`weighed`: per wave its base times the spread of its placements."""
    se = sqrt(sum(weighed)) / (2 * bases[0] * bases[1])
    df = sum(weighed) ** 2 / (weighed[0] ** 2 / (bases[0] - 1) + weighed[1] ** 2 / (bases[1] - 1))
    low, high = _logit_bounds(theta, se, student_quantile(df))
    untested = RankComparison(bases, theta, delta, se, Interval(low, high), Interval(2 * low - 1, 2 * high - 1))
    if not may_test(bases):
        return untested
    statistic = delta / 2 / se
    p = student_p(statistic, df)
    return replace(untested, statistic=statistic, df=df, p=p, test=RankTest.BRUNNER_MUNZEL)


def _without_spread(earlier: Sequence[int], later: Sequence[int]) -> tuple[float | None, RankTest | None]:
    """P if all answers are equal, or all of one wave lie above all of the other: the ranks themselves do not vary."""
    if [count > 0 for count in earlier] == [count > 0 for count in later]:
        return 1.0, RankTest.ALL_EQUAL
    permuted = permutation_test(tuple(earlier), tuple(later))
    return (permuted.p, _TEST_OF[permuted.method]) if permuted else (None, None)


_TEST_OF = {Method.EXACT: RankTest.EXACT_PERMUTATION, Method.NORMAL: RankTest.NORMAL_PERMUTATION}


def _logit_bounds(theta: float, se: float, quantile: float) -> tuple[float, float]:
    """The interval of logit(theta), whose standard error is se / (theta (1 - theta)), turned back into theta."""
    centre, half = log(theta / (1 - theta)), quantile * se / (theta * (1 - theta))
    return _from_logit(centre - half), _from_logit(centre + half)


def _from_logit(logit: float) -> float:
    """1 / (1 + exp(-logit)), written so that nothing overflows."""
    if logit >= 0:
        return 1 / (1 + exp(-logit))
    return exp(logit) / (1 + exp(logit))
