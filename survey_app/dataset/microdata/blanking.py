"""For which responses a trait is blanked, so that no combination of traits is of too few (STATISTICS 15, rule 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any  # numbers of any size

import numpy as np
from numpy.typing import NDArray

MOST_BLANKED = 15
"""Percent of all responses; a trait that would cost more is refused."""

_SPREAD = 2654435761
"""Times this, modulo 2^32, running numbers are far apart (Knuth, The Art of Computer Programming 3, 6.4)."""

Places = NDArray[np.intp]
Marks = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Said:
    """What is said of one trait in each response.

    `codes` is a number for each value, and `shown` that of all that count as one with it. `unknown` says nothing.
    `secret` are responses of which the workbook hides the value. `told` are the people of whom it tells the answers
    together, so that no few of them may be left over. Only where `may_be_blanked` the value may be.
    """

    codes: Numbers
    shown: Numbers
    unknown: Marks
    secret: Marks
    told: tuple[Marks, ...]
    may_be_blanked: Marks


def blanked(said: Said, beside: Places, threshold: int) -> Marks | None:
    """Where the trait is blank, the responses that say nothing among them; None when it must be refused.

    `beside` is a number for each combination of what stands beside it. Blank responses that are alike in that are none,
    or at least the threshold, as are those with one value. And of people whose answers the workbook tells together,
    those that are blanked and those that are not are none or as many too: else the workbook minus the file is a few
    people. Of a value no more are blanked than that takes, the same ones each time, whatever they answered.
    """
    search = _Search(said, beside, threshold)
    taken = np.zeros_like(search.sizes)
    while (more := search.find_more(taken)) is not None:
        if not more.any():
            return None
        taken = np.minimum(taken + more, search.sizes)
    blank = search.marks(taken)
    lost = blank & ~said.unknown
    is_refused = (lost & ~said.may_be_blanked).any() or int(lost.sum()) > len(blank) * MOST_BLANKED // 100
    return None if is_refused else blank


def numbered(columns: Sequence[NDArray[Any]]) -> Places:
    """Of each row: the running number of its combination."""
    cells = np.zeros(len(columns[0]), dtype=np.intp)
    for column in columns:
        values, places = np.unique(column, return_inverse=True)
        _values, cells = np.unique(cells * len(values) + places, return_inverse=True)
    return cells


@dataclass(frozen=True)
class _Search:
    """A part is one value of the trait beside one combination of the rest. Of each some are taken, to be blanked."""

    said: Said
    beside: Places
    threshold: int

    @cached_property
    def sizes(self) -> Numbers:
        return np.bincount(self._part).astype(np.int64)

    def marks(self, taken: Numbers) -> Marks:
        blank = ~self._open
        blank[self._open] = self._rank < taken[self._part]
        return blank

    def find_more(self, taken: Numbers) -> Numbers | None:
        """How many more of each part; none of any when nothing can be done, None when nothing need be."""
        left = self._in_view(self.sizes - taken)[self._view]
        few = (left > 0) & (left < self.threshold)
        if few.any():
            return np.where(few, self.sizes - taken, 0)
        blank = self._blank + np.bincount(self._around, taken, len(self._blank)).astype(np.int64)
        short = np.flatnonzero((blank > 0) & (blank < self.threshold))
        if len(short):
            return self._cheapest(self._around == short[0], self.threshold - int(blank[short[0]]), taken, blank)
        for told, shut in zip(self._told, self._shut, strict=True):
            lost, seen = shut + int(taken[told].sum()), int((self.sizes - taken)[told].sum())
            if 0 < lost < self.threshold:
                return self._cheapest(told, self.threshold - lost, taken, blank)
            if 0 < seen < self.threshold:
                return np.where(told, self.sizes - taken, 0)
        return None

    def _cheapest(self, wanted: Marks, number: int, taken: Numbers, blank: Numbers) -> Numbers:
        """So many more of the one part that costs the fewest, with what has to be blanked for its sake."""
        left = self.sizes - taken
        view = self._in_view(left)[self._view]
        takes = np.where(left < number, left, number)
        takes = np.where((view - takes > 0) & (view - takes < self.threshold), view, takes)
        costs = takes + np.maximum(0, self.threshold - blank[self._around] - takes)
        for told, shut in zip(self._told, self._shut, strict=True):
            lost = shut + int(taken[told].sum())
            due = self.threshold - lost if lost else 0
            costs = costs + np.where(told, np.maximum(0, self.threshold - lost - takes), max(0, due))
        places = np.flatnonzero(wanted & (left > 0))
        best = places[np.lexsort((places, left[places], costs[places]))][:1]
        more = np.zeros_like(taken)
        more[best] = np.minimum(takes, left)[best]
        return more

    @cached_property
    def _open(self) -> Marks:
        return ~(self.said.unknown | self.said.secret)

    @cached_property
    def _part(self) -> Places:
        """Of each open response: its part."""
        return numbered([self.beside[self._open], self.said.codes[self._open]])

    @cached_property
    def _rank(self) -> Places:
        """Of each open response: how many of its part come before it, in an order that is spread over all of them."""
        spread = np.arange(len(self._open))[self._open] * _SPREAD % 2**32
        order = np.lexsort((spread, self._part))
        first = np.concatenate([[0], np.cumsum(self.sizes)[:-1]]) if len(self.sizes) else np.zeros(0)
        rank = np.empty(len(order), dtype=np.intp)
        rank[order] = np.arange(len(order)) - first[self._part[order]].astype(np.intp)
        return rank

    @cached_property
    def _around(self) -> Places:
        """Of each part: what stands beside it."""
        return self._of_part(self.beside).astype(np.intp)

    @cached_property
    def _view(self) -> Places:
        """Of each part: the number of all that is one value with it, beside the same."""
        return numbered([self._around, self._of_part(self.said.shown)])

    @cached_property
    def _told(self) -> list[Marks]:
        return [self._of_part(told).astype(np.bool_) for told in self.said.told]

    @cached_property
    def _shut(self) -> list[int]:
        """Of each group that is told: how many are blank whatever is taken."""
        return [int((told & ~self._open).sum()) for told in self.said.told]

    @cached_property
    def _blank(self) -> Numbers:
        """Beside each combination: how many are blank whatever is taken."""
        return np.bincount(self.beside[~self._open], minlength=int(self.beside.max()) + 1).astype(np.int64)

    def _in_view(self, numbers: Numbers) -> Numbers:
        return np.bincount(self._view, numbers).astype(np.int64) if len(self._view) else numbers

    def _of_part(self, column: NDArray[np.generic]) -> NDArray[np.generic]:
        """What is the same for all responses of a part, of each part."""
        values = np.zeros(len(self.sizes), dtype=column.dtype)
        values[self._part] = column[self._open]
        return values
