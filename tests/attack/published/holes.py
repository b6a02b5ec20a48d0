"""What must stay open over all that is told (STATISTICS 15.14), and where it does not.

Of an item that only some are asked it is shown, too, how many were (decision 0164), so who knows it knows that no more
than these answered. There the base of a hidden group is attacked by the figures of its item alone; elsewhere, and its
answers and its mean, with all that is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.attack.published.outputs import Published, microdata_of
from tests.attack.published.programme import Known, Programme, Sum
from tests.attack.published.study import ROUTES, STATEMENTS, TRAIT
from tests.attack.published.told import EVERYBODY, NOWHERE, Told
from tests.counted_waves import POINTS

HALF_A_POINT = 0.5
WITHHELD, BLANK = -4, -2
SCORE = "gemeente.score"


@dataclass(frozen=True)
class Hole:
    """What is known too well: of a group in one wave and item, the base, the mean, or how many gave an answer."""

    wave: int
    group: str
    item: str
    what: str


@dataclass(frozen=True)
class Attack:
    """On one wave, with all that is told of it."""

    told: Told

    def holes(self) -> Iterator[Hole]:
        """Of every hidden village and arm, of who is of no village, and of every hidden category of the trait."""
        for item in self.told.items:
            if item == TRAIT:
                yield from self._of_trait()
            elif (EVERYBODY, item) in self.told.shown:
                yield from self._of_statement(item)

    def hidden(self, item: str) -> list[str]:
        """Groups with answers of which nothing is told, nor of another group of no other people."""
        told = [self.told.members(group) for group, of_item in self.told.shown if of_item == item]
        groups = [group for group in (*self.told.villages, *self._arms) if self.told.members(group) not in told]
        return [group for group in groups if self._true(group, item, POINTS) and not self._is_large_rest(group, item)]

    @property
    def _arms(self) -> Sequence[str]:
        return sorted({one.arm for one in self.told.study.asked.study.segments if one.arm})

    def _is_large_rest(self, group: str, item: str) -> bool:
        """Alone in no part and large enough, so that it may follow from the whole (STATISTICS 15.3)."""
        return self.cover(group, item) == [NOWHERE] and self._true(group, item, POINTS) >= self._threshold

    @cached_property
    def _facts(self) -> Sequence[Known]:
        return list(self.told.facts())

    @cached_property
    def joint(self) -> Programme:
        """With everything that is told, of all items, both breakdowns and the response."""
        return Programme([*self._facts, *self.told.response()], self.told.truth)

    def alone(self, item: str, *, by_trait: bool = True) -> Programme:
        """Of the figures of an item alone, with its breakdown by the trait or without it."""
        truth: dict[Hashable, int] = {key: number for key, number in self.told.truth.items() if item in _names(key)}
        facts = self._facts if by_trait else self.told.facts(by_trait=False)
        return Programme([one for one in facts if all(key in truth for key in one.of)], truth)

    def _of_trait(self) -> Iterator[Hole]:
        ages = self.told.hidden_ages
        programme = self.alone(TRAIT) if ages else None
        for age in ages:
            if programme and not programme.can_be_apart(
                self.told.of(self.told.villages, TRAIT, [age]), self._threshold
            ):
                yield Hole(self.told.place, age, TRAIT, "base")

    def _of_statement(self, item: str) -> Iterator[Hole]:
        """Of a group of one mind and of who blurs it the base is told on purpose, so that it is not hidden (0162).

        Of the first that nearly all agree as well (STATISTICS 15.7).
        """
        groups = self.hidden(item)
        if not groups:
            return
        figures, known = self.alone(item), self.joint
        for group in groups:
            base = self.told.of(self.told.members(group), item, POINTS)
            is_base_told = self.told.is_base_told(group, item)
            of_base = figures if item in ROUTES else known
            if not is_base_told and not of_base.can_be_apart(base, self._threshold):
                yield Hole(self.told.place, group, item, "base")
            is_of_one_mind = (group, item) in self.told.of_one_mind
            if not is_of_one_mind and not self._mean_is_open(known, group, item, base):
                yield Hole(self.told.place, group, item, "mean")
            for kind in POINTS:
                count = self.told.of(self.told.members(group), item, [kind])
                is_alike = is_base_told and self._is_of_one_mind(group, item)
                if self._true_of_cover(group, item, kind) and not is_alike and not known.can_be_apart(count, 1):
                    yield Hole(self.told.place, group, item, kind)

    def _mean_is_open(self, known: Programme, group: str, item: str, base: Sum) -> bool:
        return self._is_of_one_mind(group, item) or known.mean_can_be_apart(scores_in(base), base, HALF_A_POINT)

    @property
    def _threshold(self) -> int:
        return self.told.study.asked.study.disclosure_threshold

    def _is_of_one_mind(self, group: str, item: str) -> bool:
        """Whether the group that is told around it chose but one answer, so that there is nothing to be told apart."""
        whole = self._around(group, item)
        return sum(bool(self._true(whole, item, [kind])) for kind in POINTS) == 1

    def _true_of_cover(self, group: str, item: str, kind: str) -> int:
        return sum(self._true(village, item, [kind]) for village in self.cover(group, item))

    def cover(self, group: str, item: str) -> Sequence[str]:
        """The hidden villages within the smallest group around it that is told, or is what is left of one."""
        whole = self._around(group, item)
        shown = [arm for arm in self._arms if (arm, item) in self.told.shown]
        within = {one for arm in shown if arm != whole for one in self.told.members(arm)}
        hidden = [one for one in self.told.members(whole) if (one, item) not in self.told.shown]
        return [one for one in hidden if one not in within]

    def _around(self, group: str, item: str) -> str:
        shown = (arm for arm in self._arms if (arm, item) in self.told.shown)
        return next((arm for arm in shown if group == arm or group in self.told.members(arm)), EVERYBODY)

    def _true(self, group: str, item: str, kinds: Sequence[str]) -> int:
        return self.told.number(self.told.of(self.told.members(group), item, kinds))


def _names(cell: Hashable) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else ()


def scores_in(base: Sum) -> Sum:
    """What all of these scored together; keys end with the answer."""
    return {cell: POINTS.index(str(_names(cell)[-1])) + 1 for cell in base}


def attacks_on(published: Published) -> list[Attack]:
    """On each wave of a study."""
    return [Attack(Told(published, place)) for place in range(len(published.fielded))]


def holes_in(attacks: Iterable[Attack]) -> list[Hole]:
    """Over all waves of a study, in frames and sheets and in microdata."""
    return [hole for attack in attacks for hole in (*attack.holes(), *_in_rows(attack))]


def _in_rows(attack: Attack) -> Iterator[Hole]:
    """Hidden answers of a village that can be counted in rows that tell the village."""
    rows = microdata_of(attack.told.study, attack.told.place)
    yield from _of_ages_in(rows, attack)
    yield from _of_scores_in(rows, attack)
    codes = {one.id: code for code, one in enumerate(attack.told.study.asked.study.segments, start=1)}
    for item in (one for one in STATEMENTS if rows and {"segment", one} <= rows[0].keys()):
        for group in attack.hidden(item):
            if any(row["segment"] == codes.get(group) and row[item] != WITHHELD for row in rows):
                yield Hole(attack.told.place, group, item, "rows")


def _of_ages_in(rows: Sequence[Mapping[str, float]], attack: Attack) -> Iterator[Hole]:
    """Ages of which the rows show a few, or so many that the figures of all minus the rows are of a few.

    A hidden age is not in the rows at all.
    """
    if not rows or TRAIT not in rows[0]:
        return
    told, shown = attack.told, Counter(row[TRAIT] for row in rows)
    people = Counter[object]()
    for row in told.study.waves[told.place]:
        people[row.answers[TRAIT]] += row.times
    threshold = told.study.asked.study.disclosure_threshold
    ages = told.study.asked.questionnaire.items[TRAIT].codes({})
    lost = {age: people[age] - shown[code] for code, age in enumerate(ages, start=1)}
    for code, age in enumerate(ages, start=1):
        is_hidden, few = age in told.hidden_ages, range(1, threshold)
        if (shown[code] and is_hidden) or shown[code] in few or (lost[age] in few and not is_hidden):
            yield Hole(told.place, age, TRAIT, "rows")
    with_unknown = told.hidden_ages or [min((age for age in ages if people[age]), key=people.__getitem__)]
    is_left = people[None] in range(1, threshold) and sum(map(lost.__getitem__, with_unknown)) < threshold
    if is_left or shown[BLANK] in range(1, threshold):
        yield Hole(told.place, "unknown", TRAIT, "rows")


def _of_scores_in(rows: Sequence[Mapping[str, float]], attack: Attack) -> Iterator[Hole]:
    """A score that differs between rows with the same items tells more than these do."""
    scores = {(row["luistert"], row["helpt"], row[SCORE]) for row in rows if SCORE in row}
    if len({(one, other) for one, other, _score in scores}) < len(scores):
        yield Hole(attack.told.place, EVERYBODY, SCORE, "rows")
