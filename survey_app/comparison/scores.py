"""Scores of persons on a scale, from counts of what they answered (STATISTICS 7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import lcm

from survey_app.comparison.disclosure.spread import scored
from survey_app.comparison.estimates import moments
from survey_app.comparison.statistics.intervals import Interval
from survey_app.dataset.counts import ScaleCounts


@dataclass(frozen=True)
class ScaleScores:
    """Scores of one scale in one group; a person's score is the mean of the items that he or she answered.

    `base`: persons with a score: those who answered at least half of the items, rounded up.
    `missing`: everybody else in the group: too few items answered, or the scale not asked at all.
    `mean`, `sd` (n - 1) and `mean_interval` (95%, Student's t) are of the scores, in the unit of the items (1 to 5 on
    five points); None when not defined: the mean of nobody, the sd and interval of one person.
    `frequencies`: (score, persons) from the lowest score to the highest; equal scores are one entry.
    """

    base: int
    missing: int
    mean: float | None
    sd: float | None
    mean_interval: Interval | None
    frequencies: tuple[tuple[float, int], ...]


def score_scale(counts: ScaleCounts, respondents: int) -> ScaleScores:
    """The scores of a group of this many respondents, whether or not they answered anything of the scale."""
    persons, unit = _in_whole_units(counts)
    base, figures = persons.total(), moments(persons)
    around = figures.mean_interval
    return ScaleScores(
        base=base,
        missing=respondents - base,
        mean=_scaled(figures.mean, unit),
        sd=_scaled(figures.sd, unit),
        mean_interval=Interval(around.low / unit, around.high / unit) if around else None,
        frequencies=tuple((score / unit, number) for score, number in sorted(persons.items())),
    )


def _in_whole_units(counts: ScaleCounts) -> tuple[Counter[int], int]:
    """How often each score occurs, as a whole number of 1/unit, and that unit.

    Thirds and quarters are no binary fractions; in whole numbers equal scores are equal, and no spread is exactly none.
    """
    unit = lcm(*(answered for answered, _, _ in scored(counts)))
    persons: Counter[int] = Counter()
    for answered, total, number in scored(counts):
        persons[total * (unit // answered)] += number
    return persons, unit


def _scaled(figure: float | None, unit: int) -> float | None:
    return None if figure is None else figure / unit
