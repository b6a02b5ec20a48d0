"""Somebody who has everything that was ever made of some waves: workbooks and data frames, of two of them and of more.

Unknown is, of each of the waves, what it is to the attacker of one workbook. A figure of two waves ties them together:
a change of the share above the middle, unrounded, of a group whose number of answers the attacker knows in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from survey_app.comparison.frames.build import Frames
from tests.attacked_cases import AGREE, Case
from tests.attacked_truth import Truth
from tests.equations import Equations, Row, Vector
from tests.workbook_attacker import Told, WorkbookAttacker
from tests.workbook_facts import EVERYBODY, Fact, base_kinds

_UNROUNDED = 1e-7


@dataclass(frozen=True)
class Change:
    """Of two waves by their places: the change of a group in percentage points."""

    earlier: int
    later: int
    group: str
    item: str
    points: float


class ToldTogether(Told):
    """What several outputs tell, with the waves by their places in the whole study."""

    def __init__(self) -> None:
        super().__init__()
        self.changes: list[Change] = []

    def add(self, read: Told, places: Sequence[int]) -> None:
        """One output more, of the waves in these places."""
        known = {_key(one) for one in self.facts}
        moved = (replace(one, wave=places[one.wave]) for one in read.facts)
        self.facts += [one for one in moved if _key(one) not in known]
        self.weighted += [replace(one, wave=places[one.wave]) for one in read.weighted]
        self.responses += [replace(one, wave=places[one.wave]) for one in read.responses]

    def add_changes(self, frames: Frames, places: Sequence[int]) -> None:
        """The changes that data frames of these waves tell, whatever the verdict."""
        of_wave = dict(zip(frames.waves.wave, places, strict=True))
        for row in frames.technical.itertuples(index=False):
            if pd.notna(row.newcombe_pp):
                group = EVERYBODY if row.group == "everybody" else row.group
                self.changes.append(Change(of_wave[row.earlier], of_wave[row.later], group, row.item, row.newcombe_pp))


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.wave, fact.group, fact.item, tuple(fact.kinds.items()), fact.low, fact.high


class SeriesAttacker:
    """Attacks one item of all waves at once, with everything that is told of it."""

    def __init__(self, read: ToldTogether, waves: Case, item: str) -> None:
        self._of_wave = [WorkbookAttacker(read, place, item) for place in range(len(waves))]
        self._truths = [Truth(fielded) for fielded in waves]
        self._changes = [one for one in read.changes if one.item == item]
        widths = [len(one.told((), item, {})) for one in self._of_wave]
        self._begins = np.cumsum([0, *widths])

    def told(self, wave: int, villages: Iterable[str], item: str, kinds: Mapping[str, float]) -> Vector:
        """How many in these villages gave these in the wave, as a sum of unknowns of all waves."""
        return self._widened(wave, self._of_wave[wave].told(villages, item, kinds))

    @cached_property
    def equations(self) -> Equations:
        """Everything that is told, of each wave and of two of them."""
        own = [
            (self._widened(wave, row), low, high)
            for wave, attacker in enumerate(self._of_wave)
            for row, low, high in attacker.rows
        ]
        return Equations([*own, *self._of_changes()])

    def _of_changes(self) -> Iterator[Row]:
        for one in self._changes:
            row = self._share(one.later, one) - self._share(one.earlier, one)
            yield row, one.points - _UNROUNDED, one.points + _UNROUNDED

    def _share(self, wave: int, change: Change) -> Vector:
        """In percent; the base is the true one, for who sees a change of a group sees its base as well."""
        attacker, base = (
            self._of_wave[wave],
            self._truths[wave].in_group(change.group, change.item, base_kinds(change.item)),
        )
        return self._widened(wave, attacker.told_of(change.group, change.item, AGREE)) * 100 / base

    def _widened(self, wave: int, row: Vector) -> Vector:
        found = np.zeros(self._begins[-1])
        found[self._begins[wave] : self._begins[wave + 1]] = row
        return found
