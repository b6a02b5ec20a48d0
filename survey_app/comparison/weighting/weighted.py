"""Weighted figures of one item: its answers over all cells, each respondent counted by weight (STATISTICS 11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from survey_app.comparison.statistics.changes import Change, change_between
from survey_app.comparison.statistics.intervals import Interval, wilson
from survey_app.comparison.weighting.raking import Cell
from survey_app.dataset.counts import CellCounts, ItemCounts


@dataclass(frozen=True)
class WeightedCounts:
    """Of one item in one wave. `total` and `answers` are sums of weights, `base` is a number of respondents.

    `answers`: by point or option. `base`: whom the shares are of, those who gave an answer or who saw the question.
    `effective_base`: of those, (sum w)^2 / sum w^2; 0 when there is nobody.
    """

    item: str
    answers: Mapping[str, float]
    total: float
    base: int
    effective_base: float


@dataclass(frozen=True)
class WeightedShare:
    """A weighted share, 0 to 1, with Wilson's 95% interval on the effective base; None when there is nobody."""

    share: float | None
    interval: Interval | None
    base: int
    effective_base: float


@dataclass(frozen=True, slots=True)
class VillageWeighted:
    """The share above the middle, 0 to 1, with each village as large as the number of people approached there.

    `interval` is Wilson's with the effective base, (sum w)^2 / sum w^2 (Kish 1965).
    """

    agree: float
    interval: Interval
    n_effective: float


def answered(counts: ItemCounts) -> int:
    """The base of a statement, and of a choice of one."""
    return counts.answered


def asked(counts: ItemCounts) -> int:
    """The base of multiple choice: everybody who saw the question (STATISTICS 14)."""
    return counts.asked


def weigh_item(
    cells: Iterable[CellCounts],
    weights: Mapping[Cell, float],
    item: str,
    base_of: Callable[[ItemCounts], int] = answered,
) -> WeightedCounts:
    """The answers to an item that was asked in this wave; every cell has a weight."""
    weighed = [(weights[cell.row, cell.category], cell.counts.items[item]) for cell in cells]
    answers: defaultdict[str, float] = defaultdict(float)
    for weight, counts in weighed:
        for answer, number in counts.answers.items():
            answers[answer] += weight * number
    total = sum(weight * base_of(counts) for weight, counts in weighed)
    squares = sum(weight**2 * base_of(counts) for weight, counts in weighed)
    return WeightedCounts(
        item=item,
        answers=dict(answers),
        total=total,
        base=sum(base_of(counts) for _, counts in weighed),
        effective_base=total**2 / squares if squares else 0.0,
    )


def weighted_share(counts: WeightedCounts, chosen: Collection[str]) -> WeightedShare:
    """Of the weighted base: who gave one of these answers (of multiple choice: of this one option)."""
    if not counts.base:
        return WeightedShare(None, None, 0, 0.0)
    share = min(1.0, sum(counts.answers[answer] for answer in chosen) / counts.total)
    interval = wilson(share * counts.effective_base, counts.effective_base)
    return WeightedShare(share, interval, counts.base, counts.effective_base)


def find_weighted_change(earlier: WeightedShare, later: WeightedShare) -> Change | None:
    """Later minus earlier in percentage points, with Newcombe's interval on the effective bases; None if one is 0."""
    if earlier.share is None or later.share is None:
        return None
    return change_between(
        (earlier.share * earlier.effective_base, earlier.effective_base),
        (later.share * later.effective_base, later.effective_base),
    )
