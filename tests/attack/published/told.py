"""What the frames of a study tell of one wave, as sums of unknown numbers of people per village, item and answer.

Frames are unrounded, and every sheet is made of the same figures; that a sheet tells no more is for the twins to show.
Weighted figures count as worse than they are: of those of one row of weights the attacker knows every answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any  # rows of pandas have no types

import pandas as pd

from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.prepared import prepared, segments_in
from survey_app.comparison.results import FieldedWave
from survey_app.language.words import Words
from tests.answered_waves import Row
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
    def truth(self) -> Mapping[tuple[str, str, str], int]:
        """By village, item and way of answering or not: how many."""
        rows = self.study.waves[self.place]
        counted = Counter(key for row in rows for key in _ways(row, self.items) for _ in range(row.times))
        return {
            (village, item, kind): counted[village, item, kind]
            for village in self.villages
            for item in self.items
            for kind in self.kinds(item)
        }

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
        return (*(POINTS if item in STATEMENTS else self._ages), *NO_ANSWER)

    def members(self, group: str) -> list[str]:
        """The villages in a group."""
        if group == EVERYBODY:
            return list(self.villages)
        kind = GroupKind.SEGMENT if group in self.villages else GroupKind.ARM
        inside = segments_in(self._kept, Group(kind, group))
        return [village for village in self.villages if village in inside]

    def of(self, villages: Sequence[str], item: str, kinds: Sequence[str]) -> Sum:
        """How many in these villages gave one of these."""
        return {(village, item, kind): 1 for village in villages for kind in kinds}

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
        return [age for age in self._ages if age in hidden]

    def facts(self) -> Iterator[Known]:
        """Everything that is told, but how many responded from each village."""
        yield from self._of_statements()
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
    def _ages(self) -> Sequence[str]:
        return list(self._fielded.counts.total.items[TRAIT].answers)

    def _in_wave(self, name: str) -> pd.DataFrame:
        frame = self.published.frame(name)
        return frame[frame.wave == self._wave]

    def _of_statements(self) -> Iterator[Known]:
        for row in _rows(self._in_wave("estimates")):
            sums = ((POINTS, row.n_valid), *(((kind,), getattr(row, f"n_{name}")) for kind, name in _NAMES.items()))
            yield from self._known(row.group, row.item, sums)
        for row in _rows(self._in_wave("distribution")):
            yield from self._known(row.group, row.item, [((row.point,), row.count_)])

    def _of_trait(self) -> Iterator[Known]:
        frame = self._in_wave("options")
        frame = frame[frame["item"] == TRAIT]
        folded = [age for age in self._ages if age not in set(frame.option)]
        for row in _rows(frame):
            ages = (row.option,) if row.option in self._ages else folded
            yield from self._known(EVERYBODY, TRAIT, [(ages, row.count_), (self._ages, row.base)])

    def _known(self, group: str, item: str, sums: Any) -> Iterator[Known]:  # numbers of pandas, or missing
        for kinds, number in sums:
            if pd.notna(number):
                yield Known(self.of(self.members(group), item, kinds), number, number)

    def response(self) -> Iterator[Known]:
        """How many responded from each village, which is told as well: all answer, or do not, in one way."""
        for villages in self._told_together:
            number = sum(self.truth[village, TRAIT, kind] for village in villages for kind in self.kinds(TRAIT))
            for item in self.items:
                yield Known(self.of(villages, item, self.kinds(item)), number, number)

    def _of_routes(self) -> Iterator[Known]:
        """As many were asked an item as gave the answer that decides; of other items everybody was."""
        for item in self.items:
            for village in self.villages:
                if item in ROUTES:
                    decider, answer = ROUTES[item]
                    asked = self.of([village], item, [one for one in self.kinds(item) if one != NOT_ASKED])
                    yield Known({**asked, (village, decider, answer): -1}, 0, 0)
                else:
                    yield Known(self.of([village], item, [NOT_ASKED]), 0, 0)

    def _of_weights(self) -> Iterator[Known]:
        """Every answer of those whose villages count as one, to each item that is weighted; and of ages that do."""
        weighting = prepared(self._fielded, NAME).weighting
        if weighting is None:
            return
        weights = self._in_wave("weights")
        ages_apart = _parts(self._ages, weighting.collapsed_categories)
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
        number = sum(self.truth[village, item, kind] for village in villages for kind in kinds)
        return Known(self.of(villages, item, kinds), number, number)

    def _weighted_items(self) -> set[str]:
        found: set[str] = set()
        for side in ("earlier", "later"):
            frame = self.published.frame("technical")
            told = frame[(frame[side] == self._wave) & frame[f"weighted_{side}"].notna()]
            found |= set(told["item"])
        return found


_NAMES = {NOT_APPLICABLE: "nvt", BLANK: "blank", NOT_ASKED: "not_asked"}


def _ways(row: Row, items: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for item in items:
        given = row.answers.get(item, NOT_ASKED)
        yield row.segment or NOWHERE, item, BLANK if given is None else str(given)


def _parts(names: Sequence[str], collapsed: Sequence[Sequence[str]]) -> list[list[str]]:
    """Those that count as one together, every other alone."""
    together = [[one for one in names if one in group] for group in collapsed]
    return [part for part in together if part] + [[one] for one in names if not any(one in of for of in collapsed)]


def _rows(frame: pd.DataFrame) -> Iterator[Any]:  # rows of pandas
    """Rows by attribute; `count` is a method of a row, so it is called `count_`."""
    yield from frame.rename(columns={"count": "count_"}).itertuples(index=False)
