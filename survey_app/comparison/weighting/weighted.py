"""Weighted figures of one item: its answers over all cells, each respondent counted by weight (STATISTICS 11)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from survey_app.comparison.statistics.changes import Change, change_between
from survey_app.comparison.statistics.intervals import Interval, wilson
from survey_app.comparison.weighting.raking import Cell
from survey_app.dataset.counts import CellCounts


@dataclass(frozen=True)
class WeightedShare:
    """A weighted share, 0 to 1, with Wilson's 95% interval on the effective base; None when there is nobody.

    `base`: how many answered. `effective_base`: of those, (sum w)^2 / sum w^2; 0 when there is nobody.
    """

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


def weighted_share(
    cells: Iterable[CellCounts], weights: Mapping[Cell, float], item: str, chosen: Collection[str]
) -> WeightedShare:
    """Of who answered an item that was asked in this wave: those who gave one of these answers.

    Every cell has a weight.
    """
    weighed = [(weights[cell.row, cell.category], cell.counts.items[item]) for cell in cells]
    base = sum(counts.answered for _, counts in weighed)
    if not base:
        return WeightedShare(None, None, 0, 0.0)
    answers: defaultdict[str, float] = defaultdict(float)
    for weight, counts in weighed:
        for answer, number in counts.answers.items():
            answers[answer] += weight * number
    total = sum(weight * counts.answered for weight, counts in weighed)
    effective_base = total**2 / sum(weight**2 * counts.answered for weight, counts in weighed)
    share = min(1.0, sum(answers[answer] for answer in chosen) / total)
    return WeightedShare(share, wilson(share * effective_base, effective_base), base, effective_base)


def find_weighted_change(earlier: WeightedShare, later: WeightedShare) -> Change | None:
    """Later minus earlier in percentage points, with Newcombe's interval on the effective bases; None if one is 0."""
    if earlier.share is None or later.share is None:
        return None
    return change_between(
        (earlier.share * earlier.effective_base, earlier.effective_base),
        (later.share * later.effective_base, later.effective_base),
    )
