"""The few things that the first page tells, chosen by a rule that is written down and not by who writes the report.

Of the latest wave against the first, every statement of which it may be said that it is higher or lower is put in the
order of how much it moved, per arm where there are arms; the largest come first. Where little of that kind may be
said, the highest and the lowest of the latest wave are told. Of its goals three at most are, or how many were reached.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey_app.comparison.groups import EVERYBODY, Group, GroupKind
from survey_app.comparison.results import ItemEstimate, StatementComparison
from survey_app.comparison.series import WaveSeries

MOST_CHANGES, MOST_OF_AN_ARM, MOST_GOALS = 5, 2, 3
_ENOUGH = 3


@dataclass(frozen=True)
class Moved:
    """A statement of which it may be said that it is higher or lower, of everybody or of an arm."""

    group: Group
    statement: StatementComparison


@dataclass(frozen=True)
class Findings:
    """What the first page tells: changes, or else the highest and the lowest of the latest wave."""

    changes: tuple[Moved, ...]
    highest: tuple[ItemEstimate, ...]
    lowest: tuple[ItemEstimate, ...]


def findings_of(series: WaveSeries) -> Findings:
    """At most five changes. Of fewer than three the highest and the lowest come with them, and of none two of each."""
    changes = tuple(_changes(series))
    highest, lowest = _extremes(series, most=0 if len(changes) >= _ENOUGH else 1 if changes else 2)
    return Findings(changes, highest, lowest)


def _changes(series: WaveSeries) -> Iterator[Moved]:
    comparison = series.overall
    if comparison is None:
        return
    arms = [group for group in comparison.groups if group.group.kind is GroupKind.ARM]
    for arm in arms:
        yield from _largest(arm.group, arm.statements, MOST_OF_AN_ARM)
    if not arms:
        yield from _largest(EVERYBODY, comparison.statements, MOST_CHANGES)


def _largest(group: Group, statements: Iterable[StatementComparison], most: int) -> list[Moved]:
    """Those with a direction, the largest first; of two that moved as much, the one that is asked first."""
    concluded = [(statement, statement.conclusion) for statement in statements if statement.change]
    moved = [statement for statement, conclusion in concluded if conclusion and conclusion.is_of_the_difference]
    return [Moved(group, statement) for statement in sorted(moved, key=_size, reverse=True)[:most]]


def _size(statement: StatementComparison) -> float:
    return abs(statement.change.agree_pp) if statement.change else 0


def _extremes(series: WaveSeries, most: int) -> tuple[tuple[ItemEstimate, ...], tuple[ItemEstimate, ...]]:
    """Of everybody in the latest wave; none of both is the same statement."""
    everybody = next((group for group in series.groups[-1] if group.group == EVERYBODY), None)
    estimates = [estimate for estimate in everybody.statements if estimate.agree is not None] if everybody else []
    ordered = sorted(estimates, key=lambda estimate: estimate.agree or 0, reverse=True)
    number = min(most, len(ordered) // 2)
    return tuple(ordered[:number]), tuple(reversed(ordered[len(ordered) - number :]))
