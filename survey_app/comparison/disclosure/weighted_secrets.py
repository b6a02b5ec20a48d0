"""What weighting may rest on and which weighted figures may be shown, so that they tell nothing hidden (STATISTICS 11).

Design effect, effective bases and weighted shares are functions of how many answered in each cell of segment and trait.
So what is hidden in a margin weighs as one: then no figure depends on how it is parted. And where the tables with the
margins that are shown are few enough to be tried, every cell counts as told, so none of them may be small.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from survey_app.comparison.disclosure.breakdown import Mask
from survey_app.comparison.disclosure.spread import Spread, spread_of_item
from survey_app.comparison.groups import EVERYBODY, Group, GroupKind
from survey_app.comparison.weighting.raking import Weighting
from survey_app.dataset.counts import CellCounts, GroupCounts, ItemCounts
from survey_app.dataset.merging import merged
from survey_app.questionnaire.model import LikertStatement, Questionnaire

Masks = Mapping[Group, Mask]
Taken = tuple[str | None, ...]
"""Segments, or categories, that count as one; None alone is unknown."""

LEAST_TABLES = 10**12
"""So many cannot be tried."""

_DECIMALS = 9
"""To which two weights are one."""


def hidden_segments(masks: Masks, questionnaire: Questionnaire) -> Mapping[str, frozenset[str]]:
    """By statement of which everybody's answers are shown: the segments of which something is hidden."""
    whole = masks[EVERYBODY].items
    parts = {group.id: mask.items for group, mask in masks.items() if group.kind is GroupKind.SEGMENT}
    return {
        item.id: frozenset(segment for segment, shown in parts.items() if not is_told(shown[item.id]))
        for item in questionnaire.items.values()
        if isinstance(item, LikertStatement) and is_told(whole[item.id])
    }


def segments_as_one(hidden: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """What most statements hide, and of equals the fewest segments; a statement that hides others is not weighted."""
    numbers = Counter(hidden.values())
    return min(numbers, key=lambda hides: (-numbers[hides], len(hides), sorted(hides)), default=frozenset())


@dataclass(frozen=True)
class WeightedCells:
    """The cells of a wave as they weigh: those of one row and one column of the margins are one cell."""

    cells: Sequence[CellCounts]
    weighting: Weighting
    threshold: int

    @property
    def tell(self) -> bool:
        """Whether some cell is smaller than may be shown, and would follow from what weighting costs."""
        sizes = [counts.respondents for counts in self._together.values()]
        return self._follow and len(self._margin(0)) > 1 < len(self._margin(1)) and self._is_any_small(sizes)

    def secret(self, hidden: Mapping[str, frozenset[str]], as_one: frozenset[str]) -> frozenset[str]:
        """The statements of which no weighted figure may be shown."""
        return frozenset(item for item, of_item in hidden.items() if not of_item <= as_one or self._tells_of(item))

    def _tells_of(self, item: str) -> bool:
        """Whether the answers of all of one weight would follow, who gave too few of them or nothing but the same."""
        spreads = [spread_of_item(counts.items[item]) for counts in self._alike]
        return self._follow and (
            self._is_any_small(spread.base for spread in spreads) or any(map(Spread.in_common, spreads))
        )

    def _is_any_small(self, sizes: Iterable[int]) -> bool:
        return any(0 < size < self.threshold for size in sizes)

    @cached_property
    def _follow(self) -> bool:
        """Whether the tables with these margins can be tried.

        They are no more than this: all but the largest row and column are free, up to their margins.
        """
        rows, columns = self._margin(0)[:-1], self._margin(1)[:-1]
        return prod(min(row, column) + 1 for row in rows for column in columns) < LEAST_TABLES

    def _margin(self, side: int) -> list[int]:
        """The respondents of each row (side 0) or column (side 1) that has any, the largest last."""
        totals: Counter[Taken] = Counter()
        for place, counts in self._together.items():
            totals[place[side]] += counts.respondents
        return sorted(totals.values())

    @cached_property
    def _alike(self) -> Sequence[GroupCounts]:
        """Everybody by weight: a weighted figure is a sum over each of these, and knows no smaller parts."""
        alike: defaultdict[float, list[GroupCounts]] = defaultdict(list)
        for cell in self.cells:
            if cell.counts.respondents:
                alike[round(self.weighting.weights[cell.row, cell.category], _DECIMALS)].append(cell.counts)
        return [merged(counts) for counts in alike.values()]

    @cached_property
    def _together(self) -> Mapping[tuple[Taken, Taken], GroupCounts]:
        together: defaultdict[tuple[Taken, Taken], list[GroupCounts]] = defaultdict(list)
        for cell in self.cells:
            if cell.counts.respondents:
                row = _taken_with(cell.row, self.weighting.collapsed_segments)
                together[row, _taken_with(cell.category, self.weighting.collapsed_categories)].append(cell.counts)
        return {place: merged(counts) for place, counts in together.items()}


def _taken_with(name: str | None, groups: Iterable[tuple[str, ...]]) -> Taken:
    """The categories that count as one with this one, itself among them."""
    return next((group for group in groups if name in group), (name,))


def is_told(counts: ItemCounts | None) -> bool:
    return counts is not None and not counts.hidden
