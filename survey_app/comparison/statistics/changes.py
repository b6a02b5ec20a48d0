"""The change of a share or a mean from one wave to the next."""

from dataclasses import dataclass
from math import sqrt

from scipy.special import ndtr

from survey_app.comparison.statistics.intervals import Interval, newcombe


@dataclass(frozen=True, slots=True)
class Change:
    """Later minus earlier, in percentage points, with the Newcombe interval; absent when the verdict is 0.

    Of a statement: of the share above the middle of the scale; of a choice: of the share that chose the option.
    """

    agree_pp: float
    interval_pp: Interval


@dataclass(frozen=True, slots=True)
class MeanChange:
    """Later minus earlier mean, in the unit of the scores, with Welch's interval; absent when the verdict is 0."""

    difference: float
    interval: Interval | None


def change_between(earlier: tuple[float, float], later: tuple[float, float]) -> Change:
    """Later minus earlier in percentage points, with Newcombe's interval; each wave is (successes, base)."""
    interval = newcombe(earlier, later)
    difference = later[0] / later[1] - earlier[0] / earlier[1]
    return Change(100 * difference, Interval(100 * interval.low, 100 * interval.high))


def share_p(earlier: tuple[float, float], later: tuple[float, float]) -> float | None:
    """Two-sided p of a difference of shares, by the score test that pools both; None when all or none agree.

    For weighted shares, whose bases are effective ones; counts have tests of their own.
    """
    pooled = (earlier[0] + later[0]) / (earlier[1] + later[1])
    variance = pooled * (1 - pooled) * (1 / earlier[1] + 1 / later[1])
    if variance <= 0:
        return None
    return float(2 * ndtr(-abs(later[0] / later[1] - earlier[0] / earlier[1]) / sqrt(variance)))
