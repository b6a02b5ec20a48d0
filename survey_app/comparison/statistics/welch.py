"""Difference of two means with Welch's t interval and test, from counts of scores (STATISTICS 4.3, technical sheet)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeVar

from survey_app.comparison.statistics.intervals import Interval, student_p, student_quantile

_Score = TypeVar("_Score", int, float)


def align(
    earlier: Mapping[_Score, int], later: Mapping[_Score, int]
) -> tuple[tuple[float, ...], tuple[int, ...], tuple[int, ...]]:
    """Every score given in either wave, from low to high, how often it was given in the earlier, and in the later.

    Of two frequency tables, such as those of the person scores of a scale; a score without a count counts 0.
    """
    scores = tuple(sorted(earlier.keys() | later.keys()))
    before, after = (tuple(of_wave.get(score, 0) for score in scores) for of_wave in (earlier, later))
    return scores, before, after


@dataclass(frozen=True, slots=True)
class WelchComparison:
    """Later minus earlier, in the unit of the scores. What is not defined is None.

    `difference`: of the means; None if a wave has no answers.
    `interval`: 95%, by Student's t with Welch's degrees of freedom `df`.
    `statistic`, `df`, `p`: of the two-sided test that both means are equal. These four are None with fewer than 2
    answers in a wave, and when neither wave has any spread.
    """

    difference: float | None = None
    interval: Interval | None = None
    statistic: float | None = None
    df: float | None = None
    p: float | None = None


def compare_means(scores: Sequence[float], earlier: Sequence[int], later: Sequence[int]) -> WelchComparison:
    """Of counts per score, in any order of the scores.

    Two answers a wave are enough here; whether a p may be shown on that base is for the caller (`ranks.may_test`).
    """
    before, after = sum(earlier), sum(later)
    if not before or not after:
        return WelchComparison()
    means = _mean(scores, earlier, before), _mean(scores, later, after)
    difference = means[1] - means[0]
    if before < 2 or after < 2:
        return WelchComparison(difference)
    errors = _error(scores, earlier, means[0], before), _error(scores, later, means[1], after)
    if not any(errors):
        return WelchComparison(difference)
    df = sum(errors) ** 2 / (errors[0] ** 2 / (before - 1) + errors[1] ** 2 / (after - 1))
    se = sqrt(sum(errors))
    half, statistic = student_quantile(df) * se, difference / se
    interval = Interval(difference - half, difference + half)
    return WelchComparison(difference, interval, statistic, df, student_p(statistic, df))


def _mean(scores: Sequence[float], counts: Sequence[int], base: int) -> float:
    return sum(score * count for score, count in zip(scores, counts, strict=True)) / base


def _error(scores: Sequence[float], counts: Sequence[int], mean: float, base: int) -> float:
    """Square of the standard error of the mean; exactly 0 when one score was given, which rounding would not give."""
    if len(counts) - counts.count(0) == 1:
        return 0.0
    squares = sum(count * (score - mean) ** 2 for score, count in zip(scores, counts, strict=True))
    return squares / (base - 1) / base
