"""The cells of the full cross of traits: which traits may stand side by side in one file (STATISTICS 15, rule 10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from survey_app.dataset.microdata.reading import Column

Kept = frozenset[str]


@dataclass(frozen=True)
class Trait:
    """What somebody who knows a respondent may know: the segment, a background trait, or a number such as age.

    `columns` are its variables (of multiple choice more than one). `needs` are the traits that decide whether it is
    asked: who was asked it tells their answers to those, so without them it may not stay.
    """

    id: str
    columns: tuple[str, ...]
    needs: Kept


@dataclass(frozen=True)
class Cells:
    """How many responses every combination of values that occurs has; no answer is a value here like any other.

    `threshold` is the least number that every cell must have. Order of `traits`: the segment, then as they are asked.
    """

    traits: tuple[Trait, ...]
    threshold: int
    values: Mapping[str, Column]
    counts: NDArray[np.int64]

    def smallest(self, kept: Iterable[str]) -> int:
        """The least number of responses in any cell of the cross of these traits that is not empty."""
        wanted = frozenset(kept)
        columns = [self.values[name] for trait in self.traits if trait.id in wanted for name in trait.columns]
        return int(np.bincount(_cell_of(columns, len(self.counts)), weights=self.counts).min())

    def allows(self, kept: Iterable[str]) -> bool:
        """Whether these traits may stand side by side: no small cell, and none without what decides on it."""
        wanted = frozenset(kept)
        needs = chain.from_iterable(trait.needs for trait in self.traits if trait.id in wanted)
        return wanted.issuperset(needs) and self.smallest(wanted) >= self.threshold

    def largest(self, first: Sequence[str] = ()) -> tuple[str, ...]:
        """Take traits in as long as that is allowed: these first, then the segment, then as they are asked."""
        return self._grown(frozenset(), (*first, *(trait.id for trait in self.traits)))

    def in_order(self, kept: Iterable[str]) -> tuple[str, ...]:
        """These traits in the order of the file."""
        wanted = frozenset(kept)
        return tuple(trait.id for trait in self.traits if trait.id in wanted)

    def too_small(self, kept: Iterable[str]) -> tuple[str, ...]:
        """One trait, or two, or else all of these: the least that has a cell below the threshold."""
        wanted = self.in_order(kept)
        few = chain(combinations(wanted, 1), combinations(wanted, 2))
        return next((traits for traits in few if self.smallest(traits) < self.threshold), wanted)

    def allowed_within(self, kept: Iterable[str], always: Kept) -> tuple[tuple[str, ...], ...]:
        """Choices of these traits that are allowed, `always` among them, and to which none of them can be added."""
        wanted = self.in_order(kept)
        grown = {self._grown(always, (trait, *wanted)) for trait in wanted}
        return tuple(sorted((choice for choice in grown if choice), key=lambda choice: (-len(choice), choice)))

    def _grown(self, always: Kept, order: Iterable[str]) -> tuple[str, ...]:
        kept = set(always)
        for trait in order:
            if self.allows({*kept, trait}):
                kept.add(trait)
        return self.in_order(kept)


def count_cells(traits: tuple[Trait, ...], threshold: int, columns: Mapping[str, Column], number: int) -> Cells:
    """The cells of all these traits together, of this number of responses."""
    of_traits = {name: columns[name] for trait in traits for name in trait.columns}
    cells = _cell_of(list(of_traits.values()), number)
    _values, first, counts = np.unique(cells, return_index=True, return_counts=True)
    return Cells(traits, threshold, {name: column[first] for name, column in of_traits.items()}, counts)


def _cell_of(columns: Sequence[Column], number: int) -> NDArray[np.int64]:
    """Of each row: the running number of its cell."""
    cells = np.zeros(number, dtype=np.int64)
    for column in columns:
        values, places = np.unique(column, return_inverse=True)
        _values, cells = np.unique(cells * len(values) + places, return_inverse=True)
    return cells
