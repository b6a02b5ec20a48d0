"""What must stay open of the categories of a trait that are hidden, over both breakdowns together (STATISTICS 19).

How many are of a category that is shown, and how many did not say theirs, stands in the table of the trait, whether or
not anything is broken down by it (15.11), and so does what everybody answered. A hole is what would be open without the
breakdown by the trait, and is not with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from survey_app.dataset.counts import SEVERAL
from tests.attack.published.holes import HALF_A_POINT, Attack, Hole, scores_in
from tests.attack.published.programme import Programme, Sum
from tests.attack.published.study import ROUTES, TRAIT
from tests.attack.published.told import BLANK, EVERYBODY, NOT_ASKED, Told
from tests.counted_waves import POINTS


@dataclass(frozen=True)
class AttackOnCategories:
    """On one wave, with all that is told of it."""

    attack: Attack
    trait: str = TRAIT

    @property
    def _told(self) -> Told:
        return self.attack.told

    @cached_property
    def _before(self) -> Programme:
        """What would be known without the breakdown by the trait."""
        facts = [*self._told.facts(by_trait=False), *self._told.response()]
        return Programme(facts, self._told.truth)

    def holes(self) -> Iterator[Hole]:
        """Of every hidden age, and of those who did not say theirs."""
        for item in self._told.items:
            if item != TRAIT and (EVERYBODY, item) in self._told.shown and self._told.told_of(self.trait, item):
                for age in self._categories:
                    yield from (Hole(self._told.place, age, item, what) for what in self._known(age, item))

    @property
    def _categories(self) -> Sequence[str]:
        return self._told.categories(self.trait)

    def hidden(self, item: str) -> Iterator[str]:
        """Ages with answers of which nothing is told by themselves, but those who may be: large, in a cover of one.

        Large is who has enough answers, and whose number stands in the table of the trait. Who was not asked may be
        told of, if they are enough: then the attacker has their answers.
        """
        told = self._told.told_of(self.trait, item)
        for age in self._categories:
            is_large = self._base(age, item) >= self._threshold and age not in self._told.hidden_categories(self.trait)
            is_left_over = len(self._somebody(self.cover(age, item))) == 1 or self._is_beside_few(age, item)
            follows = is_left_over or any(age in group for group in told)
            may_be_told = (is_large and follows) or (age == NOT_ASKED and self._base(age, item) >= self._threshold)
            if self._base(age, item) and [age] not in told and not may_be_told:
                yield age

    def cover(self, age: str, item: str) -> Sequence[str]:
        """The ages that it is told together with, or else all that nothing is told of."""
        told = self._told.told_of(self.trait, item)
        untold = [one for one in self._categories if all(one not in group for group in told)]
        untold = [one for one in untold if one != NOT_ASKED or not self._told.others_are_apart(self.trait)]
        return next((group for group in told if age in group), untold)

    def _is_beside_few(self, age: str, item: str) -> bool:
        """Whether it is who did not say theirs, beside none but others who are few, and how few is no secret."""
        others = [one for one in self._somebody(self.cover(age, item)) if one != age]
        people = (self._told.number(self._told.people(self._told.villages, {self.trait: [one]})) for one in others)
        return age == BLANK and all(map(self._is_number_told, others)) and all(one < self._threshold for one in people)

    def _somebody(self, categories: Sequence[str]) -> list[str]:
        """Those of these that anybody is of."""
        people = {one: self._told.people(self._told.villages, {self.trait: [one]}) for one in categories}
        return [one for one in categories if self._told.number(people[one])]

    @property
    def _threshold(self) -> int:
        return self._told.study.asked.study.disclosure_threshold

    def _base(self, age: str, item: str) -> int:
        return self._told.number(self._of(age, item))

    def _of(self, age: str, item: str, kinds: Sequence[str] = POINTS) -> Sum:
        return self._told.of(self._told.villages, item, kinds, {self.trait: [age]})

    def _known(self, age: str, item: str) -> Iterator[str]:
        if age not in self.hidden(item):
            return
        base = self._of(age, item)
        is_base_told = [age] in self._told.told_of(self.trait, item, only_base=True)
        if not is_base_told and not self._is_number_told(age) and self._closes_base(item, base):
            yield "base"
        if self._closes(lambda of: of.mean_can_be_apart(scores_in(base), base, HALF_A_POINT)):
            yield "mean"
        for kind in POINTS:
            count = self._of(age, item, [kind])
            in_cover = self._told.of(self._told.villages, item, [kind], {self.trait: self.cover(age, item)})
            if self._told.number(in_cover) and self._closes(partial(_has_two_values, count)):
                yield kind

    def _is_number_told(self, age: str) -> bool:
        """Of who did not say theirs, and of who was not asked. Where several may be chosen, of every option that is
        told of: how many chose it alone, or more, follows nearly from how often each was ticked.
        """
        is_several = SEVERAL in self._categories and age not in self._told.hidden_categories(self.trait)
        return age in (BLANK, NOT_ASKED) or is_several

    def _closes_base(self, item: str, base: Sum) -> bool:
        """Of an item that only some are asked it is told how many were, as of villages: then by its figures alone."""
        if item not in ROUTES:
            return self._closes(lambda of: of.can_be_apart(base, self._threshold))
        after, before = (self.attack.alone(item, by_trait=one) for one in (True, False))
        return not after.can_be_apart(base, self._threshold) and before.can_be_apart(base, self._threshold)

    def _closes(self, is_open: Callable[[Programme], bool]) -> bool:
        """Whether it is open without the breakdown by the trait and not with it."""
        return not is_open(self.attack.joint) and is_open(self._before)


def _has_two_values(count: Sum, of: Programme) -> bool:
    return of.can_be_apart(count, 1)
