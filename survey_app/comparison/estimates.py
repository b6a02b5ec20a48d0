"""Figures of one item in one wave, from its counts alone (STATISTICS 2)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from math import sqrt

from survey_app.comparison.agreement import agreeing, disagreeing
from survey_app.comparison.results import ItemEstimate, ValueEstimate
from survey_app.comparison.statistics.intervals import Interval, mean_interval, wilson
from survey_app.dataset.counts import ItemCounts
from survey_app.questionnaire.model import ResponseScale


@dataclass(frozen=True)
class Moments:
    """Mean, standard deviation (n - 1) and median of scores that were counted."""

    mean: float | None
    mean_interval: Interval | None
    sd: float | None
    median: float | None


def agreements(counts: ItemCounts, scale: ResponseScale) -> int:
    """How many answered above the middle of the scale."""
    return sum(counts.answers[point] for point in agreeing(scale))


def frequencies(counts: ItemCounts, scale: ResponseScale) -> dict[int, int]:
    """By score, how many gave that answer."""
    return {score: counts.answers[point.id] for score, point in zip(scale.scores, scale.points, strict=True)}


def estimate_statement(counts: ItemCounts, scale: ResponseScale, wave: str, respondents: int) -> ItemEstimate:
    """Every figure of a statement; the base of each share and score is the answers on the scale, n_valid."""
    base, agreed = counts.answered, agreements(counts, scale)
    disagreed = sum(counts.answers[point] for point in disagreeing(scale))
    scores = moments(frequencies(counts, scale))
    return ItemEstimate(
        item=counts.item,
        wave=wave,
        n_total=respondents,
        n_valid=base,
        n_not_applicable=counts.not_applicable,
        n_blank=counts.blank,
        n_not_asked=counts.not_asked,
        shares={point.id: share(counts.answers[point.id], base) for point in scale.points},
        counts=counts.answers,
        n_agree=agreed,
        agree=share(agreed, base),
        agree_interval=wilson(agreed, base) if base else None,
        disagree=share(disagreed, base),
        mean=scores.mean,
        sd=scores.sd,
        median=scores.median,
        mean_interval=scores.mean_interval,
    )


def hidden_statement(item: str, scale: ResponseScale, wave: str, respondents: int) -> ItemEstimate:
    """A statement of which nothing may be shown: no figure, not even how few answers there are."""
    empty = ItemCounts(item, dict.fromkeys((point.id for point in scale.points), 0), 0)
    return replace(estimate_statement(empty, scale, wave, respondents), counts={}, n_agree=None, hidden=True)


def homogeneous_statement(estimate: ItemEstimate, answer: str) -> ItemEstimate:
    """A statement to which everybody in a small group gave one answer, or might have: the bases, no share or score."""
    return replace(
        estimate,
        shares=dict.fromkeys(estimate.shares),
        counts={},
        n_agree=None,
        agree=None,
        agree_interval=None,
        disagree=None,
        mean=None,
        sd=None,
        median=None,
        mean_interval=None,
        homogeneous=answer,
    )


def estimate_value(counts: ItemCounts, wave: str) -> ValueEstimate:
    """Every figure of a number or report mark, on those who gave one."""
    marks = moments({int(value): number for value, number in counts.answers.items()})
    return ValueEstimate(counts.item, wave, counts.answered, marks.mean, marks.mean_interval, marks.sd, marks.median)


def share(count: int, base: int) -> float | None:
    """Count over base; None on an empty base, which has no share."""
    return count / base if base else None


def moments(frequencies: Mapping[int, int]) -> Moments:
    """Of scores by how often they were given; one observation has no standard deviation, and none has no mean."""
    base = sum(frequencies.values())
    if base == 0:
        return Moments(None, None, None, None)
    mean = sum(score * number for score, number in frequencies.items()) / base
    median = _median(frequencies, base)
    if base == 1:
        return Moments(mean, None, None, median)
    squares = sum(number * (score - mean) ** 2 for score, number in frequencies.items())
    sd = sqrt(squares / (base - 1))
    return Moments(mean, mean_interval(mean, sd, base), sd, median)


def _median(frequencies: Mapping[int, int], base: int) -> float:
    """The middle score, or halfway between the two middle ones."""
    scores = sorted(frequencies)
    reached = list(accumulate(frequencies[score] for score in scores))
    low, high = (
        next(score for score, number in zip(scores, reached, strict=True) if number >= rank)
        for rank in ((base + 1) // 2, base // 2 + 1)
    )
    return (low + high) / 2
