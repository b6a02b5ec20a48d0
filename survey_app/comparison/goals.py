"""The goals of a study held beside what was measured: reached, not reached, or not to be told (STATISTICS 18)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey_app.comparison.groups import EVERYBODY
from survey_app.comparison.results import ItemEstimate, ScaleEstimate, ValueEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.intervals import Interval
from survey_app.questionnaire.goals import Goal, lower_is_better
from survey_app.questionnaire.model import Questionnaire


class Outcome(StrEnum):
    """Where the whole 95% interval lies: on the good side of the target, on the other, or the interval holds it."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Measured:
    """A figure with its 95% interval, on n answers; shares are 0 to 1. None is withheld, or not defined."""

    n: int | None = None
    value: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class GoalInWave:
    """A goal and what everybody answered in one wave, by its place; unweighted, and as far as it may be shown."""

    goal: Goal
    wave: int
    questionnaire: Questionnaire
    measured: Measured

    @property
    def is_most(self) -> bool:
        """Whether the target is the most that it may be."""
        return lower_is_better(self.goal, self.questionnaire)

    @property
    def target(self) -> float:
        """In the unit of the figure: a share is 0 to 1."""
        return self.goal.target / 100 if self.goal.figure == "agree" else self.goal.target

    @property
    def outcome(self) -> Outcome | None:
        """None where there is no interval; a withheld figure has no verdict."""
        interval = self.measured.interval
        if interval is None:
            return None
        if interval.low <= self.target <= interval.high:
            return Outcome.UNDECIDED
        return Outcome.REACHED if (interval.low > self.target) is not self.is_most else Outcome.NOT_REACHED


def goals_in(series: WaveSeries) -> tuple[GoalInWave, ...]:
    """The goals of each wave, as its own study had them when it was frozen, in the order of the latest register.

    Of everybody: a part of them has no goal. Of one block those of its items.
    """
    told = series.block.items if series.block else None
    found = [
        GoalInWave(goal, place, fielded.instrument.questionnaire, _measured(series, place, goal))
        for place, fielded in enumerate(series.waves)
        for goal in fielded.instrument.study.goals
        if goal.wave in (None, fielded.wave.id) and goal.is_of(fielded.instrument.questionnaire)
        if told is None or goal.item in told
    ]
    order = list(dict.fromkeys(goal for fielded in reversed(series.waves) for goal in fielded.instrument.study.goals))
    return () if series.whose else tuple(sorted(found, key=lambda one: (order.index(one.goal), one.wave)))


def _measured(series: WaveSeries, place: int, goal: Goal) -> Measured:
    everybody = next((group for group in series.groups[place] if group.group == EVERYBODY), None)
    if goal.scale is not None:
        scales = everybody.scales if everybody else ()
        scored = next((scale for scale in scales if scale.scale_id == goal.scale), None)
        return _of_scale(scored.estimate if scored and not scored.left_out else None)
    statements = everybody.statements if everybody else ()
    statement = next((estimate for estimate in statements if estimate.item == goal.item), None)
    if statement is not None:
        return _of_statement(statement, goal)
    value = _values(series, place).get(goal.subject)
    return Measured() if value is None else _of_value(value)


def _of_statement(estimate: ItemEstimate, goal: Goal) -> Measured:
    if estimate.hidden or estimate.homogeneous is not None:
        return Measured()
    if goal.figure == "agree":
        return Measured(estimate.n_valid, estimate.agree, estimate.agree_interval)
    return Measured(estimate.n_valid, estimate.mean, estimate.mean_interval)


def _of_scale(estimate: ScaleEstimate | None) -> Measured:
    """Of a scale that is scored on some of its items, beside another wave, nothing is held to its goal."""
    return Measured(estimate.n, estimate.mean, estimate.mean_interval) if estimate else Measured()


def _of_value(estimate: ValueEstimate) -> Measured:
    if estimate.hidden or estimate.homogeneous:
        return Measured()
    return Measured(estimate.n_valid, estimate.mean, estimate.mean_interval)


def _values(series: WaveSeries, place: int) -> Mapping[str, ValueEstimate]:
    """Marks and numbers of one wave, from whichever pair it is in."""
    found: dict[str, ValueEstimate] = {}
    for pair in series.sides:
        if place in (pair.earlier, pair.later):
            side = (pair.earlier, pair.later).index(place)
            of_wave = (value.estimates[side] for value in pair.comparison.values)
            found |= {estimate.item: estimate for estimate in of_wave if estimate is not None}
    return found
