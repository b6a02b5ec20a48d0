"""What the frames of a study tell of one wave, as sums of unknown numbers of people per village, age, item and answer.

Breakdowns by village and by age share more than the total: how many of each age are in each village is one table for
all items, so an attacker who has both breakdowns of all items knows something of it. No frame has it.

Frames are unrounded, and every sheet is made of the same figures; that a sheet tells no more is for the twins to show.
Weighted figures count as worse than they are: of those of one row of weights the attacker knows every answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any  # rows of pandas have no types

import pandas as pd

from survey_app.comparison.groups import Group, GroupKind, trait_of
from survey_app.comparison.prepared import prepared, segments_in
from survey_app.comparison.results import FieldedWave
from survey_app.language.words import Words
from tests.answered_waves import Row
from tests.attack.published.figures import EQUATIONS
from tests.attack.published.outputs import Published
from tests.attack.published.programme import Known, Sum
from tests.attack.published.study import ROUTES, STATEMENTS, TRAIT, Study
from tests.counted_waves import POINTS

NAME = Words("de meting")
NOWHERE, EVERYBODY = "(no village)", "everybody"
NOT_APPLICABLE, BLANK, NOT_ASKED = "nvt", "(blank)", "(not asked)"
NO_ANSWER = (NOT_APPLICABLE, BLANK, NOT_ASKED)


@dataclass(frozen=True)
class Told:
    """Of one wave of a study, by what its frames say."""

    published: Published
    place: int

    @property
    def study(self) -> Study:
        """The study itself."""
        return self.published.study

    @cached_property
    def truth(self) -> Mapping[Hashable, int]:
        """By village, age, item and way of answering or not: how many. Who is of an age gave that one and no other."""
        rows = self.study.waves[self.place]
        counted: Counter[Hashable] = Counter(
            key for row in rows for key in _ways(row, self.items) for _ in range(row.times)
        )
        cells = (key for item in self.items for key in self.of(self.villages, item, self.kinds(item)))
        return {cell: counted[cell] for cell in cells}

    def number(self, of: Sum) -> int:
        """How many those are in truth."""
        return sum(self.truth[cell] for cell in of)

    @cached_property
    def villages(self) -> Sequence[str]:
        """Where somebody responded from, and who is of no village."""
        return sorted({row.segment or NOWHERE for row in self.study.waves[self.place]})

    @cached_property
    def items(self) -> Sequence[str]:
        """The statements that were asked, and the trait."""
        return [*(one for one in STATEMENTS if one in self.study.asked.questionnaire.items), TRAIT]

    def kinds(self, item: str) -> Sequence[str]:
        """Ways of answering an item, and of not answering it."""
        return (*(POINTS if item in STATEMENTS else self.ages), *NO_ANSWER)

    @cached_property
    def categories(self) -> Sequence[str]:
        """The ages, and those who did not say theirs; where nobody is of one, that is no less unknown."""
        return (*self.ages, BLANK)

    def members(self, group: str) -> list[str]:
        """The villages in a group."""
        if group == EVERYBODY:
            return list(self.villages)
        kind = GroupKind.SEGMENT if group in self.villages else GroupKind.ARM
        inside = segments_in(self._kept, Group(kind, group))
        return [village for village in self.villages if village in inside]

    def of(self, villages: Sequence[str], item: str, kinds: Sequence[str], ages: Sequence[str] | None = None) -> Sum:
        """How many in these villages, and of these ages, gave one of these."""
        of_ages = self.categories if ages is None else ages
        return {
            (village, age, item, kind): 1
            for village in villages
            for age in of_ages
            for kind in kinds
            if item != TRAIT or kind == age
        }

    @cached_property
    def shown(self) -> frozenset[tuple[str, str]]:
        """The groups and statements of which the answers are told."""
        frame = self._in_wave("distribution")
        told = frame[frame["count"].notna()]
        return frozenset(zip(told.group, told["item"], strict=True))

    @cached_property
    def of_one_mind(self) -> frozenset[tuple[str, str]]:
        """The groups and statements of which it is told that nearly all gave one answer."""
        frame = self._in_wave("estimates")
        told = frame[frame.homogeneous.notna()]
        return frozenset(zip(told.group, told["item"], strict=True))

    def is_base_told(self, group: str, item: str) -> bool:
        """Whether it is told how many answered of these people, of this group or of one that is no other people."""
        frame = self._in_wave("estimates")
        told = frame[(frame["item"] == item) & frame.n_valid.notna()]
        return self.members(group) in [self.members(one) for one in told.group]

    @property
    def hidden_ages(self) -> list[str]:
        """The categories of the trait of which it is not told how many there are."""
        frame = self._in_wave("options")
        frame = frame[frame["item"] == TRAIT]
        hidden = set(frame[frame["count"].isna()].option)
        return [age for age in self.ages if age in hidden]

    @cached_property
    def by_age(self) -> Mapping[str, Sequence[str]]:
        """By category that is told of: the ages of everybody in it."""
        groups = self.published.whole.by_trait[self.place]
        named = {group.group.id: trait_of(group.group)[1] for group in groups}
        options = set(self._options.option)
        folded = [age for age in self.ages if age not in options]
        own = {id_: [category] if category in self.ages else folded for id_, category in named.items()}
        untold = [age for age in self.categories if all(age not in of for of in own.values())]
        joined = {group.group.id for group in groups if group.is_joined}
        return {id_: [*ages, *(untold if id_ in joined else ())] for id_, ages in own.items()}

    def told_of_ages(self, item: str, *, only_base: bool = False) -> list[Sequence[str]]:
        """The ages together of which the answers to a statement are told, or of which it is how many answered."""
        frame = self._in_wave("estimates", of_trait=True) if only_base else self._in_wave("distribution", of_trait=True)
        told = frame[(frame["item"] == item) & frame["n_valid" if only_base else "count"].notna()]
        return [self.by_age[group] for group in dict.fromkeys(told.group)]

    def facts(self, *, by_trait: bool = True) -> Iterator[Known]:
        """Everything that is told, but how many responded from each village; or without breakdowns by the trait."""
        yield from self._of_statements()
        yield from self._of_ages() if by_trait else ()
        yield from self._of_trait()
        yield from self._of_weights()
        yield from self._of_routes()

    @cached_property
    def _kept(self) -> FieldedWave:
        """The wave as far as it is told where its respondents came from."""
        return prepared(self._fielded, NAME).fielded

    @cached_property
    def _told_together(self) -> list[list[str]]:
        """Villages of which the response is told, and those together of which it is not: of an arm, or of all."""
        arms = {one.id: one.arm for one in self.study.asked.study.segments}
        found: dict[str, list[str]] = {}
        for village in self.villages:
            arm = arms.get(village)
            rest = f"rest.{arm}" if arm in self._kept.counts.rests else NOWHERE
            found.setdefault(village if village in self._kept.counts.segments else rest, []).append(village)
        return list(found.values())

    @property
    def _wave(self) -> str:
        return self._fielded.wave.id

    @property
    def _fielded(self) -> FieldedWave:
        return self.published.fielded[self.place]

    @cached_property
    def ages(self) -> Sequence[str]:
        """The options of the trait."""
        return list(self._fielded.counts.total.items[TRAIT].answers)

    def _in_wave(self, name: str, *, of_trait: bool = False) -> pd.DataFrame:
        frame = self.published.frame(name)
        frame = frame[frame.wave == self._wave]
        return frame[(frame.group_kind == "trait") == of_trait] if "group_kind" in frame else frame

    @property
    def _options(self) -> pd.DataFrame:
        frame = self._in_wave("options")
        return frame[frame["item"] == TRAIT]

    def _of_statements(self) -> Iterator[Known]:
        for group, item, kinds, number in self._numbers(of_trait=False):
            yield from self._known(group, item, [(kinds, number)])

    def _of_ages(self) -> Iterator[Known]:
        for group, item, kinds, number in self._numbers(of_trait=True):
            if pd.notna(number):
                yield Known(self.of(self.villages, item, kinds, self.by_age[group]), number, number)

    def _numbers(self, *, of_trait: bool) -> Iterator[tuple[str, str, Sequence[str], Any]]:  # numbers, or missing
        for row in _rows(self._in_wave("estimates", of_trait=of_trait)):
            for id_ in EQUATIONS["IN_WAVE"]:
                if of_trait or id_ != "n_total":  # of villages it is in `response`
                    yield row.group, row.item, _KINDS.get(id_) or self.kinds(row.item), getattr(row, id_)
        for row in _rows(self._in_wave("distribution", of_trait=of_trait)):
            yield row.group, row.item, (row.point,), row.count_

    def _of_trait(self) -> Iterator[Known]:
        frame = self._options
        folded = [age for age in self.ages if age not in set(frame.option)]
        for row in _rows(frame):
            ages = (row.option,) if row.option in self.ages else folded
            yield from self._known(EVERYBODY, TRAIT, [(ages, row.count_), (self.ages, row.base)])

    def _known(self, group: str, item: str, sums: Any) -> Iterator[Known]:  # numbers of pandas, or missing
        for kinds, number in sums:
            if pd.notna(number):
                yield Known(self.of(self.members(group), item, kinds), number, number)

    def response(self) -> Iterator[Known]:
        """How many responded from each village, which is told as well: all answer, or do not, in one way."""
        for villages in self._told_together:
            everybody = self.of(villages, TRAIT, self.kinds(TRAIT))
            yield Known(everybody, self.number(everybody), self.number(everybody))
        for item in self.items:
            for village in self.villages if item != TRAIT else ():
                for age in self.categories:
                    there = self.of([village], item, self.kinds(item), [age])
                    yield Known({**there, (village, age, TRAIT, age): -1}, 0, 0)

    def _of_routes(self) -> Iterator[Known]:
        """As many were asked an item as gave the answer that decides; of other items everybody was."""
        for item in (one for one in self.items if one != TRAIT):
            for village, age in product(self.villages, self.categories):
                if item in ROUTES:
                    decider, answer = ROUTES[item]
                    asked = self.of([village], item, [one for one in self.kinds(item) if one != NOT_ASKED], [age])
                    yield Known({**asked, (village, age, decider, answer): -1}, 0, 0)
                else:
                    yield Known(self.of([village], item, [NOT_ASKED], [age]), 0, 0)

    def _of_weights(self) -> Iterator[Known]:
        """Every answer of those whose villages count as one, to each item that is weighted; and of ages that do."""
        weighting = prepared(self._fielded, NAME).weighting
        if weighting is None:
            return
        weights = self._in_wave("weights")
        ages_apart = _parts(self.ages, weighting.collapsed_categories)
        if len(weights) and weights.deff.notna().all() and len(ages_apart) > 1:  # as one they tell the response alone
            for ages in ages_apart:
                yield self._true(self.villages, TRAIT, ages)
        for item in self._weighted_items():
            as_one = self._as_one(weighting.collapsed_segments)
            for villages in _parts([one for one in self.villages if one != NOWHERE], as_one):
                members = [*villages, *self._with_hidden(villages, as_one)]
                for kind in POINTS:
                    yield self._true(members, item, [kind])

    def _as_one(self, collapsed: Sequence[Sequence[str]]) -> list[list[str]]:
        """Villages that weigh as one; those that are not told stand among the others as a rest, or by themselves."""
        untold = [one for one in self.villages if one not in self._kept.counts.segments and one != NOWHERE]
        found = [[*group, *(untold if any(one.startswith("rest") for one in group) else ())] for group in collapsed]
        return found if any(set(untold) <= set(group) for group in found) else [*found, untold]

    def _with_hidden(self, villages: Sequence[str], collapsed: Sequence[Sequence[str]]) -> list[str]:
        """Who is of no village weighs with those that count as one."""
        is_one = any(set(villages) <= set(one) for one in collapsed)
        return [NOWHERE] if is_one and NOWHERE in self.villages else []

    def _true(self, villages: Sequence[str], item: str, kinds: Sequence[str]) -> Known:
        of = self.of(villages, item, kinds)
        return Known(of, self.number(of), self.number(of))

    def _weighted_items(self) -> set[str]:
        found: set[str] = set()
        for side in ("earlier", "later"):
            frame = self.published.frame("technical")
            told = frame[(frame[side] == self._wave) & frame[f"weighted_{side}"].notna()]
            found |= set(told["item"])
        return found


_KINDS = {"n_valid": POINTS, "n_nvt": (NOT_APPLICABLE,), "n_blank": (BLANK,), "n_not_asked": (NOT_ASKED,)}
"""Whom these numbers count; the total is everybody."""


def _ways(row: Row, items: Sequence[str]) -> Iterator[Hashable]:
    for item in items:
        given = row.answers.get(item, NOT_ASKED)
        yield row.segment or NOWHERE, str(row.answers[TRAIT] or BLANK), item, BLANK if given is None else str(given)


def _parts(names: Sequence[str], collapsed: Sequence[Sequence[str]]) -> list[list[str]]:
    """Those that count as one together, every other alone."""
    together = [[one for one in names if one in group] for group in collapsed]
    return [part for part in together if part] + [[one] for one in names if not any(one in of for of in collapsed)]


def _rows(frame: pd.DataFrame) -> Iterator[Any]:  # rows of pandas
    """Rows by attribute; `count` is a method of a row, so it is called `count_`."""
    yield from frame.rename(columns={"count": "count_"}).itertuples(index=False)
