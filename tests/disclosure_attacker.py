"""Somebody who has every figure that is shown of a wave, knows its questionnaire, and solves for what is hidden.

What is unknown is, of every village and item, how many gave each answer and each way of giving none: whole numbers,
not below 0. Known is every count of every shown group, how many responded from each village (decision 0031), and, of an
item that is asked of who gave one answer to another item, that as many were asked it as gave that answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import chain
from math import ceil, floor

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import csr_array

from survey_app.comparison.disclosure import Shown
from survey_app.comparison.groups import EVERYBODY, Group
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import ItemCounts
from survey_app.questionnaire.model import MultipleChoice

NO_VILLAGE = "(no village)"
_ANSWERED, _NOT_APPLICABLE, _BLANK, _NOT_ASKED = "(answered)", "(nvt)", "(blank)", "(not asked)"
_SURE = 1e-7

Vector = npt.NDArray[np.float64]
Unknown = tuple[str, str, str]
"""Village, item, and answer or way of giving none."""
Routes = Mapping[str, tuple[str, str]]
"""Of an item that is not put to all: the item and the answer to it that decide."""

Guess = tuple[Group, str, str]
"""A group, an item, and the answer of all who answered it there."""


class Attacker:
    """Knows the mask of one wave; without `knows_response` not how many responded from each village.

    `guesses`: groups of which he or she holds that all who answered this item gave this answer.
    """

    def __init__(
        self,
        wave: FieldedWave,
        shown: Mapping[Group, Shown],
        routes: Routes,
        guesses: Iterable[Guess] = (),
        *,
        knows_response: bool = True,
    ) -> None:
        self._wave, self._shown, self._routes, self._guesses = wave, shown, routes, tuple(guesses)
        self._respondents = {village or NO_VILLAGE: number for village, number in wave.responded.items() if number}
        self._items = wave.counts.total.items
        self._knows_response = knows_response
        unknowns = [(v, i, kind) for v in self._respondents for i in self._items for kind in self._kinds(i)]
        self._column = {unknown: column for column, unknown in enumerate(unknowns)}

    def villages_of(self, group: Group) -> set[str]:
        """The villages that a group consists of; everybody includes who has none."""
        if group == EVERYBODY:
            return set(self._respondents)
        segments = self._wave.instrument.study.segments
        return {one.id for one in segments if group.id in (one.arm, one.id)} & self._respondents.keys()

    def answering(self, villages: Iterable[str], item: str) -> Vector:
        """How many in these villages answered the item, as a sum of unknowns."""
        return sum(
            (self._one(village, item, kind) for village in villages for kind in self._answering(item)), self._zero
        )

    def giving(self, villages: Iterable[str], item: str, answer: str) -> Vector:
        """How many in these villages gave this answer to the item, as a sum of unknowns."""
        return sum((self._one(village, item, answer) for village in villages), self._zero)

    def solves(self, wanted: Vector) -> bool:
        """Whether the equations alone give it away: nothing that they leave open changes it."""
        return bool(np.abs(wanted @ self._left_open).max(initial=0) < _SURE)

    def bounds(self, wanted: Vector) -> tuple[int, int]:
        """The least and the most that it can be, by linear programming."""
        least, most = (self._extreme(sign * wanted) * sign for sign in (1, -1))
        return ceil(least - _SURE), floor(most + _SURE)

    def _extreme(self, objective: Vector) -> float:
        matrix, values = self._equations
        at_most = self._inequalities
        found = linprog(
            objective,
            A_ub=at_most,
            b_ub=np.zeros(at_most.shape[0]),
            A_eq=csr_array(matrix),
            b_eq=values,
            method="highs",
        )
        assert found.status == 0, found.message
        return float(found.fun)

    @cached_property
    def _left_open(self) -> Vector:
        """A basis of the directions in which the unknowns can move without touching an equation."""
        matrix, _ = self._equations
        _, sizes, rows = np.linalg.svd(matrix, full_matrices=True)
        rank = int((sizes > _SURE).sum())
        return rows[rank:].T

    @cached_property
    def _equations(self) -> tuple[Vector, Vector]:
        rows, values = zip(
            *chain(self._of_figures(), self._of_response(), self._of_routes(), self._of_guesses()), strict=True
        )
        return np.array(rows), np.array(values, dtype=float)

    @cached_property
    def _inequalities(self) -> csr_array:
        """Of several choices: no option is ticked by more than who ticked something, who ticked one at least."""
        rows = [self._zero]
        for village in self._respondents:
            for item in filter(self._is_multiple, self._items):
                ticked = self._one(village, item, _ANSWERED)
                ticks = [self._one(village, item, answer) for answer in self._items[item].answers]
                rows += [one - ticked for one in ticks] + [ticked - sum(ticks, self._zero)]
        return csr_array(np.array(rows))

    def _of_figures(self) -> Iterator[tuple[Vector, int]]:
        for group, shown in self._shown.items():
            for item, counts in shown.items():
                if counts is not None:
                    for kind, number in _figures(counts, self._kinds(item)):
                        yield self.giving(self.villages_of(group), item, kind), number

    def _of_response(self) -> Iterator[tuple[Vector, int]]:
        for item in self._items:
            everybody = [self._responded(village, item) for village in self._respondents]
            yield sum(everybody, self._zero), sum(self._respondents.values())
            if self._knows_response:
                yield from zip(everybody, self._respondents.values(), strict=True)

    def _of_routes(self) -> Iterator[tuple[Vector, int]]:
        """As many were not asked as did not give the answer that decides."""
        for item, (decider, answer) in self._routes.items():
            for village in self._respondents:
                others = self._responded(village, decider) - self._one(village, decider, answer)
                yield self._one(village, item, _NOT_ASKED) - others, 0

    def _of_guesses(self) -> Iterator[tuple[Vector, int]]:
        for group, item, answer in self._guesses:
            villages = self.villages_of(group)
            yield self.answering(villages, item) - self.giving(villages, item, answer), 0

    def _responded(self, village: str, item: str) -> Vector:
        kinds = (*self._answering(item), _NOT_APPLICABLE, _BLANK, _NOT_ASKED)
        return sum((self._one(village, item, kind) for kind in kinds), self._zero)

    def _kinds(self, item: str) -> tuple[str, ...]:
        several = (_ANSWERED,) if self._is_multiple(item) else ()
        return (*self._items[item].answers, *several, _NOT_APPLICABLE, _BLANK, _NOT_ASKED)

    def _answering(self, item: str) -> tuple[str, ...]:
        return (_ANSWERED,) if self._is_multiple(item) else tuple(self._items[item].answers)

    def _is_multiple(self, item: str) -> bool:
        return isinstance(self._wave.instrument.questionnaire.items[item], MultipleChoice)

    def _one(self, village: str, item: str, kind: str) -> Vector:
        found = np.zeros(len(self._column))
        found[self._column[village, item, kind]] = 1
        return found

    @property
    def _zero(self) -> Vector:
        return np.zeros(len(self._column))


def _figures(counts: ItemCounts, kinds: Iterable[str]) -> Iterator[tuple[str, int]]:
    """What a shown table tells, by kind; an answer that is hidden in it is not told."""
    others = {
        _ANSWERED: counts.answered,
        _NOT_APPLICABLE: counts.not_applicable,
        _BLANK: counts.blank,
        _NOT_ASKED: counts.not_asked,
    }
    told = {**counts.answers, **others}
    return ((kind, told[kind]) for kind in kinds if kind in told)


def subsets(villages: Set[str]) -> Iterator[frozenset[str]]:
    """Every set of one or more of these villages."""
    ordered = sorted(villages)
    for chosen in range(1, 2 ** len(ordered)):
        yield frozenset(village for place, village in enumerate(ordered) if chosen >> place & 1)
