"""Somebody who has the whole workbook, knows its questionnaire, and solves for what is hidden in it.

Unknown are, of every village (and of each age, where weights are known) and item, how many gave each answer and each
way of giving none: whole numbers, not below 0. Known is every number of every sheet, as precisely as it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil, floor

import numpy as np
from openpyxl import Workbook

from tests.answered_waves import ARMS
from tests.attacked_waves import ROUTES
from tests.equations import Equations, Row, Vector
from tests.workbook_facts import (
    ABOVE,
    ANSWERS,
    BLANK,
    EVERYBODY,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOWHERE,
    TICKED,
    Fact,
    Response,
    WeightedFact,
    base_kinds,
    facts_told,
    responses_told,
    weighted_told,
)
from tests.workbook_figures import Figure, figures_of, waves_of

Cell = tuple[str, str | None]
"""A village and an age; the age is None where it is not looked at or not known."""
Weights = Mapping[Cell, tuple[int, float]]
"""By cell: how many responded, and what each weighs."""
_SURE = 1e-7


class Told:
    """All that a workbook, or other figures of the same waves, tell."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.weighted: list[WeightedFact] = []
        self.responses: list[Response] = []

    def responded(self, wave: int) -> dict[str, int]:
        """By village how many responded; who is of no village makes up the whole."""
        told = {one.group: one.number for one in self.responses if one.wave == wave}
        whole = told.pop(EVERYBODY)
        told.pop(NOWHERE, None)
        return {village: number for village, number in {**told, NOWHERE: whole - sum(told.values())}.items() if number}

    def tells(self, wave: int, group: str, item: str, kinds: Iterable[str]) -> bool:
        """Whether a figure says how many of the group gave one of these."""
        wanted = set(kinds)
        return any((one.wave, one.group, one.item, set(one.kinds)) == (wave, group, item, wanted) for one in self.facts)


class ReadWorkbook(Told):
    """A workbook, with the numbers that tell something."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self.waves = waves_of(book)
        self.figures: list[Figure] = list(figures_of(book))
        self.bases: dict[tuple[int, str], float] = {}
        for figure in sorted(self.figures, key=lambda one: one.heading == "Aandeel"):
            for fact in self.told_by(figure):
                self.facts.append(fact)
                if fact.group == EVERYBODY and fact.kinds == base_kinds(fact.item):
                    self.bases[fact.wave, fact.item] = round(fact.low)
        self.weighted += [fact for one in self.figures for fact in weighted_told(one)]
        self.responses += [fact for one in self.figures for fact in responses_told(one)]

    def told_by(self, figure: Figure) -> list[Fact]:
        """The sums that one number tells."""
        return list(facts_told(figure, len(self.waves), self.bases))


class WorkbookAttacker:
    """Attacks one item of one wave, together with the item that decides who is asked it.

    `weights` are known to who knows from elsewhere which age each respondent of each village has.
    """

    def __init__(self, read: Told, wave: int, item: str, weights: Weights | None = None) -> None:
        self._responded = read.responded(wave)
        self._weights = weights
        self._items = [item, *(ROUTES[item][:1] if item in ROUTES else ())]
        cells: Sequence[Cell] = list(weights) if weights else [(village, None) for village in self._responded]
        unknowns = [(cell, one, kind) for cell in cells for one in self._items for kind in kinds_of(one)]
        self._cells = cells
        self._column = {unknown: column for column, unknown in enumerate(unknowns)}
        self._facts = [one for one in read.facts if one.wave == wave and one.item in self._items]
        self._weighted = [one for one in read.weighted if one.wave == wave and one.item in self._items]

    @property
    def villages(self) -> set[str]:
        """Where somebody responded from; who named no village too."""
        return set(self._responded)

    def told(self, villages: Iterable[str], item: str, kinds: Mapping[str, float]) -> Vector:
        """How many in these villages gave these, as a sum of unknowns."""
        found, wanted = np.zeros(len(self._column)), set(villages)
        for cell in self._cells:
            if cell[0] in wanted:
                for kind, times in kinds.items():
                    found[self._column[cell, item, kind]] += times
        return found

    def told_of(self, group: str, item: str, kinds: Mapping[str, float]) -> Vector:
        """The same in everybody, an arm or a village."""
        return self.told(self._in_group(group), item, kinds)

    def solves(self, wanted: Vector) -> bool:
        """Whether equations alone give it away."""
        return self._equations.solves(wanted)

    def may_be_other_than(self, wanted: Vector, number: int) -> bool:
        """Whether whole numbers exist that fit all that is told and have another sum here."""
        return self._equations.may_be_other_than(wanted, number)

    @cached_property
    def _equations(self) -> Equations:
        return Equations(self.rows)

    @cached_property
    def rows(self) -> Sequence[Row]:
        """All that is told of the item in this wave, and what its answers have to add up to."""
        return [
            *(narrowed(self._sum(one), one.low, one.high) for one in self._facts),
            *(self._of_weighted(one) for one in self._weighted if self._weights),
            *self._of_response(),
            *self._of_routes(),
            *self._of_ticks(),
        ]

    def _sum(self, fact: Fact) -> Vector:
        return self.told_of(fact.group, fact.item, fact.kinds)

    def _in_group(self, group: str) -> set[str]:
        if group == EVERYBODY:
            return self.villages
        return {village for village in self.villages if group in (village, ARMS.get(village))}

    def _of_response(self) -> Iterator[Row]:
        """Everybody of a village (and age) answers, or does not, in one way."""
        for item in self._items:
            ways = dict.fromkeys(_everybody(item), 1.0)
            if self._weights:
                for cell, (number, _) in self._weights.items():
                    row = np.zeros(len(self._column))
                    for kind in ways:
                        row[self._column[cell, item, kind]] = 1
                    yield row, number, number
            else:
                for village, number in self._responded.items():
                    yield self.told({village}, item, ways), number, number

    def _of_routes(self) -> Iterator[Row]:
        """As many were asked an item as gave the answer that decides."""
        if len(self._items) == 2:
            decider, answer = ROUTES[self._items[0]]
            for village, number in self._responded.items():
                asked = self.told({village}, decider, {answer: 1.0})
                yield self.told({village}, self._items[0], {NOT_ASKED: 1.0}) + asked, number, number
        if self._items[0] not in ROUTES:
            yield self.told(self.villages, self._items[0], {NOT_ASKED: 1.0}), 0, 0

    def _of_ticks(self) -> Iterator[Row]:
        """No option is ticked by more than who ticked something."""
        if self._items[0] == "verwacht":
            for village in self._responded:
                for option in ANSWERS["verwacht"]:
                    yield self.told({village}, "verwacht", {option: 1.0, TICKED: -1.0}), -np.inf, 0

    def _of_weighted(self, fact: WeightedFact) -> Row:
        """Weights of who is above the middle, less a share of the weights of all who answered."""
        row, room, weights = np.zeros(len(self._column)), 0.0, self._weights or {}
        middle = (fact.low + fact.high) / 2
        for cell, (number, weight) in weights.items():
            room += number * weight * (fact.high - fact.low) / 2
            for kind in base_kinds(fact.item):
                row[self._column[cell, fact.item, kind]] = weight * ((kind in ABOVE) - middle)
        return row, -room, room


def narrowed(row: Vector, low: float, high: float) -> Row:
    """Bounds of a sum of whole numbers, which is a whole number itself."""
    return row, ceil(low - _SURE), floor(high + _SURE)


def kinds_of(item: str) -> tuple[str, ...]:
    """Every way of answering an item, or of not answering it."""
    return (*ANSWERS[item], *((TICKED,) if item == "verwacht" else ()), NOT_APPLICABLE, BLANK, NOT_ASKED)


def _everybody(item: str) -> tuple[str, ...]:
    ways = (TICKED,) if item == "verwacht" else ANSWERS[item]
    return (*ways, NOT_APPLICABLE, BLANK, NOT_ASKED)
