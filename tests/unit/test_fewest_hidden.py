"""STATISTICS 15.12 to 15.14 on small studies: what is hidden keeps its intervals, and no more is hidden than needed.

The programme below knows the rules and not our masks: linear programmes (HiGHS) over every table that agrees with all
that is told, and a search through every mask there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from scipy.optimize import linprog

from survey_app.comparison.groups import EVERYBODY
from tests.counted_waves import likert, section, statement
from tests.village_waves import NO_SEGMENT, shown_groups, village_study, village_wave

T = 10
SCORES = np.array([1.0, 2, 3, 4, 5, 0])
BASE = np.array([1.0, 1, 1, 1, 1, 0])
Vector = npt.NDArray[np.float64]
Table = Mapping[str, tuple[int, ...]]
"""By village: how many gave each of five answers, and how many none."""


@dataclass(frozen=True)
class Mask:
    """Villages of which not even the response is told, of which nothing of the item, and of which only its base."""

    untold: frozenset[str]
    hidden: frozenset[str]
    base_only: frozenset[str]

    def people(self, table: Table) -> int:
        return sum(sum(table[one]) for one in self.untold) + sum(
            sum(table[one][:5]) for one in self.hidden | self.base_only
        )


class Reader:
    """Whoever reads a mask of a table, and thinks of every other table that would look the same."""

    def __init__(self, table: Table, mask: Mask) -> None:
        self._names = list(table)
        rows: list[tuple[Vector, float]] = []
        for place in range(6):
            kind = np.eye(6)[place]
            rows.append((self._of(self._names, kind), sum(numbers[place] for numbers in table.values())))
            rows += [(self._of([one], kind), table[one][place]) for one in self._names if one not in self._any(mask)]
        rows += [(self._of([one], np.ones(6)), sum(table[one])) for one in self._names if one not in mask.untold]
        rows += [(self._of([one], BASE), sum(table[one][:5])) for one in mask.base_only]
        self._left, self._right = (np.array(side, dtype=float) for side in zip(*rows, strict=True))

    def width(self, village: str, kinds: Vector) -> float:
        """Between the least and the most that may be of these kinds in a village."""
        wanted = self._of([village], kinds)
        least, most = (self._extreme(sign * wanted, self._left, self._right) for sign in (1, -1))
        return -most - least

    def mean_width(self, village: str) -> float:
        """Between the lowest and the highest mean; of tables over the number of answers, so that it stays linear."""
        left = np.vstack([np.column_stack([self._left, -self._right]), [*self._of([village], BASE), 0]])
        right = np.array([*[0.0] * len(self._right), 1])
        wanted = np.array([*self._of([village], SCORES), 0])
        least, most = (self._extreme(sign * wanted, left, right) for sign in (1, -1))
        return -most - least

    def _extreme(self, wanted: Vector, left: Vector, right: Vector) -> float:
        found = linprog(wanted, A_eq=left, b_eq=right, bounds=(0, None), method="highs-ds", options={"presolve": False})
        assert found.status == 0, found.message
        return float(found.fun)

    def _of(self, villages: Sequence[str], kinds: Vector) -> Vector:
        return np.concatenate([kinds if one in villages else np.zeros(6) for one in self._names])

    def _any(self, mask: Mask) -> Set[str]:
        return mask.untold | mask.hidden | mask.base_only


def obeys(table: Table, mask: Mask) -> bool:
    """The rules of STATISTICS 15, each as it stands there, on one item of villages under one whole."""
    respondents, bases = {one: sum(of) for one, of in table.items()}, {one: sum(of[:5]) for one, of in table.items()}
    gone = mask.untold | mask.hidden
    if any(respondents[one] < T for one in table.keys() - mask.untold):
        return False
    if any(bases[one] < T for one in table.keys() - gone):
        return False
    if any(is_of_one_mind(table[one]) for one in table.keys() - gone - mask.base_only):
        return False
    is_cover_of = [
        (mask.untold, respondents),
        (gone, bases),
        (gone | mask.base_only if mask.base_only else gone, bases),
    ]
    if not all(covers(hidden, numbers) for hidden, numbers in is_cover_of):
        return False
    reader = Reader(table, mask)
    for one in gone - {NO_SEGMENT}:
        if reader.width(one, BASE) < T - 1e-6:
            return False
    closed = gone | mask.base_only
    if closed == {NO_SEGMENT} and is_of_one_mind(table[NO_SEGMENT]):
        return False  # they follow from the whole, and are a group of their own (15.13)
    return all(leaves_open(reader, table, closed, one) for one in closed - {NO_SEGMENT})


def leaves_open(reader: Reader, table: Table, cover: Set[str], village: str) -> bool:
    """Every count of more than one value, unless nobody of the cover gave that answer; and the mean by half a point.

    Not where everybody gave the same one.
    """
    chosen = [place for place in range(5) if any(table[one][place] for one in cover)]
    if len(chosen) == 1 and cover == table.keys():
        return True
    counts = [reader.width(village, np.eye(6)[place]) for place in chosen]
    return min(counts) >= 1 - 1e-6 and reader.mean_width(village) >= 0.5 - 1e-6


def is_of_one_mind(numbers: Sequence[int]) -> bool:
    return sum(numbers[:5]) < 30 and max(numbers[:5]) == sum(numbers[:5])


def covers(hidden: Set[str], numbers: Mapping[str, int]) -> bool:
    """Rules 2 and 12: together T; beside each three others, who less one of them are a tenth of it."""
    total = sum(numbers[one] for one in hidden)
    if hidden == numbers.keys() or total == 0 or (hidden == {NO_SEGMENT} and total >= T):
        return True
    others = [(numbers[one], total - numbers[one]) for one in hidden]
    return total >= T and all(beside >= 3 and beside - 1 >= own / 10 for own, beside in others)


def studies(number: int) -> Iterator[Table]:
    """Three to five villages, some small, some with blanks, some of one mind; and sometimes people without one."""
    random = Random(15)
    for _ in range(number):
        names = [*"abcde"[: random.randint(3, 5)], *([NO_SEGMENT] if random.random() < 0.3 else [])]
        skips = random.choice([0.0, 0.05, 0.4])
        yield {name: answers(random, random.choice([4, 9, 11, 13, 18, 30, 60]), skips) for name in names}


def answers(random: Random, size: int, skips: float) -> tuple[int, ...]:
    mind = random.choice([None, None, None, None, 3])
    skips = random.choice([0.0, skips])
    given = [5 if random.random() < skips else random.randrange(5) if mind is None else mind for _ in range(size)]
    return tuple(given.count(place) for place in range(6))


def our_mask(table: Table) -> Mask:
    frozen = village_study({one: None for one in table if one}, section(statement()))
    wave = village_wave(frozen, {one: [likert("luistert", *of[:5], blank=of[5])] for one, of in table.items()})
    masks = {group.id: mask.items["luistert"] for group, mask in shown_groups(wave).items() if group != EVERYBODY}
    untold = table.keys() - masks.keys() - {NO_SEGMENT}
    of_none = {NO_SEGMENT} if NO_SEGMENT in table else set[str]()
    return Mask(
        frozenset(untold | of_none),
        frozenset({one for one, counts in masks.items() if counts is None} | untold | of_none),
        frozenset(one for one, counts in masks.items() if counts is not None and counts.hidden),
    )


LARGE: tuple[Table, ...] = (
    {"a": (18, 14, 14, 41, 18, 15), "b": (0, 0, 0, 13, 0, 0)},
    {"a": (0, 0, 0, 0, 11, 29), "b": (10, 17, 20, 38, 10, 25)},
    {"a": (13, 17, 12, 35, 18, 0), "b": (2, 4, 2, 3, 0, 0), NO_SEGMENT: (0, 0, 0, 13, 0, 0)},
    {"a": (0, 0, 0, 28, 0, 2), "b": (0, 0, 0, 30, 0, 0), "c": (0, 0, 0, 18, 0, 0), "d": (1, 0, 1, 2, 5, 0)},
    {
        "a": (2, 2, 1, 4, 1, 3),
        "b": (5, 4, 7, 15, 4, 25),
        "c": (0, 0, 0, 10, 0, 8),
        "d": (7, 4, 8, 24, 10, 7),
        NO_SEGMENT: (2, 0, 0, 2, 0, 7),
    },
    {
        "a": (6, 15, 14, 37, 13, 10),
        "b": (1, 2, 0, 7, 0, 1),
        "c": (0, 0, 0, 1, 0, 3),
        "d": (8, 15, 11, 51, 10, 0),
        NO_SEGMENT: (0, 0, 0, 13, 0, 0),
    },
)
"""Where one village is far larger than one of one mind, or those who cost least have nothing to hide themselves."""
TABLES = (*LARGE, *studies(150))
FIRST = slice(len(LARGE) + 8)


some_tables = pytest.mark.parametrize(
    "tables", [TABLES[FIRST], pytest.param(TABLES, marks=pytest.mark.slow)], ids=["some", "all"]
)


@pytest.mark.slow
@some_tables
def test_every_mask_keeps_what_is_hidden_open(tables: Sequence[Table]) -> None:
    assert [table for table in tables if not obeys(table, our_mask(table))] == []


@pytest.mark.slow
@some_tables
def test_no_more_is_hidden_than_needed(tables: Sequence[Table]) -> None:
    # At most 1.1 times the fewest people that satisfy the rules, among all masks there are
    for table in tables:
        ours = our_mask(table)
        most = ours.people(table)
        fewer = [one for one in every_mask(table) if 1.1 * one.people(table) < most]
        assert not any(obeys(table, one) for one in sorted(fewer, key=lambda one: one.people(table))), (table, ours)


def every_mask(table: Table) -> Iterator[Mask]:
    """Each village untold, hidden, with its base only, or shown; who has none is never told."""
    villages = [one for one in table if one]
    of_none = {NO_SEGMENT} & table.keys()
    for ways in product(range(4), repeat=len(villages)):
        chosen = dict(zip(villages, ways, strict=True))
        untold = frozenset({one for one in villages if chosen[one] == 3} | of_none)
        hidden = frozenset({one for one in villages if chosen[one] == 2} | untold)
        yield Mask(untold, hidden, frozenset(one for one in villages if chosen[one] == 1))


def test_the_rules_here_find_the_mask_that_hid_nine_beside_one() -> None:
    # So that the tests above can fail: {9, 1} of STATISTICS 15.12, and a base that follows from how many took part
    spread_out = (24, 30, 30, 19, 17, 0)
    small = {"a": (0, 2, 1, 4, 2, 0), "b": (0, 0, 0, 0, 1, 0), "c": spread_out, "d": spread_out}
    skipped = {"a": (2, 2, 2, 2, 1, 3), "b": (4, 4, 4, 4, 4, 0), "c": spread_out}

    assert not obeys(small, Mask(frozenset("ab"), frozenset("ab"), frozenset()))
    assert not obeys(skipped, Mask(frozenset(), frozenset("ab"), frozenset()))
    assert obeys(small, our_mask(small))
    assert obeys(skipped, our_mask(skipped))
