"""What the frames of a study tell of one wave, as sums of numbers of people per village, trait, item and answer.

Breakdowns by village, by age and by a second trait share more than the total: how many of each age and trait are in
each village is one table for all items, so an attacker who has all breakdowns knows something of it. No frame has it.

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
from survey_app.dataset.counts import SEVERAL
from survey_app.language.words import Words
from survey_app.questionnaire.conditions import Is
from survey_app.questionnaire.model import MultipleChoice
from tests.answered_waves import Row
from tests.attack.published.figures import EQUATIONS
from tests.attack.published.outputs import Published
from tests.attack.published.programme import Known, Sum
from tests.attack.published.study import ROUTES, SECOND, STATEMENTS, TRAIT, Study
from tests.counted_waves import POINTS

NAME = Words("de meting")
NOWHERE, EVERYBODY = "(no village)", "everybody"
NOT_APPLICABLE, BLANK, NOT_ASKED = "nvt", "(blank)", "(not asked)"
NO_ANSWER = (NOT_APPLICABLE, BLANK, NOT_ASKED)
_NO_OPTIONS = (BLANK, NOT_ASKED, SEVERAL)
_ANYBODY: Mapping[str, Sequence[str]] = {}


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
            key for row in rows for key in _ways(row, self.items, self._second(row)) for _ in range(row.times)
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

    def categories(self, trait: str) -> Sequence[str]:
        """The ages, and those who did not say theirs; where nobody is of one, that is no less unknown.

        Of a second trait also who chose more, and who was not asked.
        """
        if trait == TRAIT:
            return (*self.ages, BLANK)
        item = self.study.asked.questionnaire.items.get(SECOND)
        if item is None:
            return (BLANK,)
        several = [SEVERAL] if isinstance(item, MultipleChoice) else []
        return (*item.codes({}), *several, *([NOT_ASKED] if item.when else []), BLANK)

    @cached_property
    def traits(self) -> Sequence[str]:
        """The ids of those there are."""
        return [trait for trait in (TRAIT, SECOND) if trait in self.study.asked.questionnaire.items]

    def members(self, group: str) -> list[str]:
        """The villages in a group."""
        if group == EVERYBODY:
            return list(self.villages)
        kind = GroupKind.SEGMENT if group in self.villages else GroupKind.ARM
        inside = segments_in(self._kept, Group(kind, group))
        return [village for village in self.villages if village in inside]

    def of(
        self, villages: Sequence[str], item: str, kinds: Sequence[str], within: Mapping[str, Sequence[str]] = _ANYBODY
    ) -> Sum:
        """How many in these villages gave one of these, `within` some categories of a trait or of both."""
        ages, second = (within.get(trait, self.categories(trait)) for trait in (TRAIT, SECOND))
        return {
            (village, age, other, item, kind): 1
            for village in villages
            for age in ages
            for other in second
            for kind in kinds
            if item != TRAIT or kind == age
        }

    def people(self, villages: Sequence[str], within: Mapping[str, Sequence[str]] = _ANYBODY) -> Sum:
        """How many there are: everybody is of one age, or did not say theirs."""
        return self.of(villages, TRAIT, self.kinds(TRAIT), within)

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
        """The ages of which it is not told how many there are."""
        return self.hidden_categories(TRAIT)

    def hidden_categories(self, trait: str) -> list[str]:
        """The options of a trait of which it is not told how many chose them."""
        frame = self._options_of(trait)
        hidden = set(frame[frame["count"].isna()].option)
        return [category for category in self.categories(trait) if category in hidden]

    @cached_property
    def _by_category(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """By trait and category that is told of: the categories of everybody in it."""
        return {trait: self._categories_of(trait) for trait in self.traits}

    def _categories_of(self, trait: str) -> Mapping[str, Sequence[str]]:
        groups = [one for one in self.published.whole.by_trait[self.place] if trait_of(one.group)[0] == trait]
        named = {group.group.id: trait_of(group.group)[1] for group in groups}
        known, options = self.categories(trait), set(self._options_of(trait).option)
        folded = [one for one in known if one not in (*options, *_NO_OPTIONS)]
        own = {id_: [category] if category in known else folded for id_, category in named.items()}
        untold = [one for one in known if all(one not in of for of in own.values())]
        if self.others_are_apart(trait):
            untold = [one for one in untold if one != NOT_ASKED]
        joined = {group.group.id for group in groups if group.is_joined}
        return {id_: [*of, *(untold if id_ in joined else ())] for id_, of in own.items()}

    def others_are_apart(self, trait: str) -> bool:
        """Whether those who were not asked are so many that they count with no category."""
        if NOT_ASKED not in self.categories(trait):
            return False
        others = self.number(self.people(self.villages, {trait: [NOT_ASKED]}))
        return others >= self.study.asked.study.disclosure_threshold

    def told_of(self, trait: str, item: str, *, only_base: bool = False) -> list[Sequence[str]]:
        """The categories together of which the answers to a statement are told, or of which it is how many answered."""
        frame = self._in_wave("estimates", of_trait=True) if only_base else self._in_wave("distribution", of_trait=True)
        told = frame[(frame["item"] == item) & frame["n_valid" if only_base else "count"].notna()]
        of_trait = self._by_category[trait]
        return [of_trait[group] for group in dict.fromkeys(told.group) if group in of_trait]

    def facts(self, *, by_trait: bool = True) -> Iterator[Known]:
        """Everything that is told, but how many responded from each village; or without breakdowns by the trait."""
        yield from self._of_statements()
        yield from self._of_categories() if by_trait else ()
        yield from self._of_trait()
        yield from self._of_second() if SECOND in self.traits else ()
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

    def _options_of(self, trait: str) -> pd.DataFrame:
        frame = self._in_wave("options")
        return frame[frame["item"] == trait]

    def _second(self, row: Row) -> str:
        """What somebody is of the second trait."""
        answer = row.answers.get(SECOND, NOT_ASKED if NOT_ASKED in self.categories(SECOND) else None)
        if isinstance(answer, tuple):
            return str(answer[0]) if len(answer) == 1 else SEVERAL
        return BLANK if answer is None else str(answer)

    def _of_statements(self) -> Iterator[Known]:
        for group, item, kinds, number in self._numbers(of_trait=False):
            yield from self._known(group, item, [(kinds, number)])

    def _of_categories(self) -> Iterator[Known]:
        for group, item, kinds, number in self._numbers(of_trait=True):
            trait = group.partition(".")[0]
            if pd.notna(number):
                yield Known(
                    self.of(self.villages, item, kinds, {trait: self._by_category[trait][group]}), number, number
                )
        yield from self._of_others()

    def _numbers(self, *, of_trait: bool) -> Iterator[tuple[str, str, Sequence[str], Any]]:  # numbers, or missing
        for row in _rows(self._in_wave("estimates", of_trait=of_trait)):
            for id_ in EQUATIONS["IN_WAVE"]:
                if of_trait or id_ != "n_total":  # of villages it is in `response`
                    yield row.group, row.item, _KINDS.get(id_) or self.kinds(row.item), getattr(row, id_)
        for row in _rows(self._in_wave("distribution", of_trait=of_trait)):
            yield row.group, row.item, (row.point,), row.count_

    def _of_trait(self) -> Iterator[Known]:
        frame = self._options_of(TRAIT)
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
            everybody = self.people(villages)
            yield Known(everybody, self.number(everybody), self.number(everybody))
        for item in (one for one in self.items if one != TRAIT):
            for village, age, other in self._cells:
                within = {TRAIT: [age], SECOND: [other]}
                there = self.of([village], item, self.kinds(item), within)
                yield Known({**there, (village, age, other, TRAIT, age): -1}, 0, 0)

    @property
    def _cells(self) -> Iterator[tuple[str, str, str]]:
        return product(self.villages, self.categories(TRAIT), self.categories(SECOND))

    def _of_routes(self) -> Iterator[Known]:
        """As many were asked an item as gave the answer that decides; of other items everybody was."""
        for item in (one for one in self.items if one != TRAIT):
            for village, age, other in self._cells:
                within = {TRAIT: [age], SECOND: [other]}
                if item in ROUTES:
                    decider, answer = ROUTES[item]
                    asked = self.of([village], item, [one for one in self.kinds(item) if one != NOT_ASKED], within)
                    yield Known({**asked, (village, age, other, decider, answer): -1}, 0, 0)
                else:
                    yield Known(self.of([village], item, [NOT_ASKED], within), 0, 0)
        yield from self._of_route_of_second()

    def _of_route_of_second(self) -> Iterator[Known]:
        """Who was asked about the second trait answered so, and who was not did not."""
        when = self.study.asked.questionnaire.items[SECOND].when if SECOND in self.traits else None
        if isinstance(when, Is):
            others = [kind for kind in self.kinds(when.item) if kind != when.value]
            asked = [one for one in self.categories(SECOND) if one != NOT_ASKED]
            wrong = {
                **self.of(self.villages, when.item, [str(when.value)], {SECOND: [NOT_ASKED]}),
                **self.of(self.villages, when.item, others, {SECOND: asked}),
            }
            yield Known(wrong, 0, 0)

    def _of_second(self) -> Iterator[Known]:
        """Its table, how many left it open and how many were not asked; and of these more than is told: all answers.

        Of who chose more than one option it is not told how many they are; who chose one of these is at most who
        ticked it, and at least all but those who chose more.
        """
        for none in (NOT_ASKED, BLANK):
            if none in self.categories(SECOND) and self._options_of(SECOND)["base"].notna().any():
                people = self.people(self.villages, {SECOND: [none]})
                yield Known(people, self.number(people), self.number(people))
        yield from self._of_ticks()
        for row in _rows(self._options_of(SECOND)):
            if row.option in self.categories(SECOND) and pd.notna(row.count_):
                alone = self.people(self.villages, {SECOND: [row.option]})
                several = self.people(self.villages, {SECOND: [SEVERAL]}) if SEVERAL in self.categories(SECOND) else {}
                yield Known(alone, 0 if several else row.count_, row.count_)
                yield Known({**alone, **several}, row.count_, 10_000)

    def _of_ticks(self) -> Iterator[Known]:
        """If all are told: who chose more than one option ticked two at least, and all at most."""
        ticks = self._options_of(SECOND)["count"]
        if SEVERAL in self.categories(SECOND) and len(ticks) and ticks.notna().all():
            options = [one for one in self.categories(SECOND) if one not in _NO_OPTIONS]
            alone = self.people(self.villages, {SECOND: options})
            several = self.people(self.villages, {SECOND: [SEVERAL]})
            yield Known({**alone, **dict.fromkeys(several, 2)}, 0, ticks.sum())
            yield Known({**alone, **dict.fromkeys(several, len(options))}, ticks.sum(), 10_000)

    def _of_others(self) -> Iterator[Known]:
        """Answers of those who were not asked about the second trait, where they are enough that they may be told."""
        if SECOND in self.traits and self.others_are_apart(SECOND):
            for item in (one for one in self.items if one != TRAIT and self.told_of(SECOND, one)):
                for kind in self.kinds(item):
                    count = self.of(self.villages, item, [kind], {SECOND: [NOT_ASKED]})
                    yield Known(count, self.number(count), self.number(count))

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


def _ways(row: Row, items: Sequence[str], second: str) -> Iterator[Hashable]:
    for item in items:
        given = row.answers.get(item, NOT_ASKED)
        answer = BLANK if given is None else str(given)
        yield row.segment or NOWHERE, str(row.answers[TRAIT] or BLANK), second, item, answer


def _parts(names: Sequence[str], collapsed: Sequence[Sequence[str]]) -> list[list[str]]:
    """Those that count as one together, every other alone."""
    together = [[one for one in names if one in group] for group in collapsed]
    return [part for part in together if part] + [[one] for one in names if not any(one in of for of in collapsed)]


def _rows(frame: pd.DataFrame) -> Iterator[Any]:  # rows of pandas
    """Rows by attribute; `count` is a method of a row, so it is called `count_`."""
    yield from frame.rename(columns={"count": "count_"}).itertuples(index=False)
