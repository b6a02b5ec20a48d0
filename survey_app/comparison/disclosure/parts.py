"""Which parts of a shown group may be told, so that no other follows from what is left of the whole (STATISTICS 15)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from survey_app.comparison.disclosure.spread import Spread, outside, together
from survey_app.comparison.groups import Branch, Group
from survey_app.dataset.counts import GroupCounts
from survey_app.fieldwork.cover import cheapest_cover, is_mixed

_LEAST_MEAN_WIDTH = Fraction(1, 2)
"""What the mean of a hidden group must leave open, in points (STATISTICS 15.14)."""

SpreadOf = Callable[[GroupCounts], Spread]
_Parts = tuple[Group, ...]


@dataclass(frozen=True)
class Told:
    """The parts of which one figure may be told, and those of which only how many answered.

    `uncovered` are parts with too few answers that would follow, whatever else is hidden, from how many took part.
    If `gives_away`, what a part thinks would follow, though all are hidden, from the whole and how many were asked.
    """

    whole: Set[Group]
    base_only: Set[Group]
    uncovered: Set[Group]
    gives_away: bool


@dataclass(frozen=True)
class Figure:
    """One figure that all groups have: how what it is made of lies in each, and to which groups it is open.

    Of groups that are `sized` it is told how many were asked. How many have a score mostly follows from how many
    answered its items, so that is no secret of its own.
    """

    spread_of: SpreadOf
    open_to: Set[Group]
    threshold: int
    sized: Set[Group]
    is_score: bool = False


def parts_told(
    branch: Branch, counts: Mapping[Group, GroupCounts], figure: Figure, *, is_base_only: bool = False
) -> Told:
    """What may be told of the parts of a group whose own figure is, or of which `is_base_only`.

    Hidden are parts with too few answers and those that the figure is not open to, with the fewest others that cover
    them (rules 2, 12 and 14). No more than how many answered is told of parts of one mind (rule 7), nor of
    the fewest others that blur what these and the hidden ones think. As it is printed that such a part agrees, it
    blurs nobody else.
    """
    if not branch.parts:
        return Told(set(), set(), set(), gives_away=False)
    siblings = _siblings(branch, counts, figure)
    secret = [part for part in branch.parts if part not in figure.open_to or siblings.is_small(part)]
    hidden, untold = (siblings.without_a_base if is_base_only else siblings.hidden_and_blurred)(secret)
    follows = (secret or hidden) if not siblings.are_covered(hidden) else ()
    whole = {part for part in branch.parts if part not in (*hidden, *untold)}
    return Told(whole, set(untold), set(follows), not is_base_only and siblings.are_given_away(hidden))


def _siblings(branch: Branch, counts: Mapping[Group, GroupCounts], figure: Figure) -> _Siblings:
    spreads = {part: figure.spread_of(counts[part]) for part in branch.parts}
    rest = [figure.spread_of(others) for others in branch.hidden]
    everybody = figure.spread_of(counts[branch.parent])
    if branch.unknown:
        rest.append(outside(everybody, [*spreads.values(), *rest]))
    respondents = {part: counts[part].respondents for part in branch.parts}
    asked = {part: number - spreads[part].not_asked for part, number in respondents.items()}
    return _Siblings(
        figure,
        spreads,
        respondents,
        tuple(rest),
        counts[branch.parent].respondents - sum(respondents.values()),
        asked,
        counts[branch.parent].respondents - everybody.not_asked - sum(asked.values()),
    )


@dataclass(frozen=True)
class _Siblings:
    """The parts of a group by what they answered, and who of it are in no part that can be told: `rest`.

    Of a part it is told how many respondents it has, of those in the rest only how many they are together.
    """

    figure: Figure
    spreads: Mapping[Group, Spread]
    respondents: Mapping[Group, int]
    rest: tuple[Spread, ...]
    in_rest: int
    asked: Mapping[Group, int]
    asked_in_rest: int

    @property
    def bases(self) -> Mapping[Group, int]:
        return {part: spread.base for part, spread in self.spreads.items()}

    def is_small(self, part: Group) -> bool:
        """Whether too few answered; not of who was not asked, for that follows from the answers that decide, and those
        are told.
        """
        return self.bases[part] < self.figure.threshold and self.spreads[part].was_asked

    def hidden_and_blurred(self, secret: list[Group]) -> tuple[_Parts, _Parts]:
        """Those of which nothing is told, and those of which only how many answered, with the fewest people.

        Those of one mind may be either. Where neither leaves open what all of these think, it is all parts: of which
        nothing is told, if from how many answered a mean would follow.
        """
        agreeing = self._of_one_mind(secret)
        ways = []
        for closed in [secret, [*secret, *agreeing]] if agreeing else [secret]:
            hidden = self._hidden_with(closed)
            untold = self._blurred_with(hidden)
            if untold is not None and (closed == secret or self.are_covered(hidden)):
                ways.append((hidden, untold))
        if ways:
            return min(ways, key=lambda way: sum(self.bases[part] for part in chain(*way)))
        hidden = self._hidden_with(secret)
        left = tuple(part for part in self.spreads if part not in hidden)
        return (tuple(self.spreads), ()) if self._tell_a_mean(hidden, left) else (hidden, left)

    def without_a_base(self, secret: list[Group]) -> tuple[_Parts, _Parts]:
        """The same where only the base of all is told: those of one mind are hidden too, unless it is that of all."""
        is_of_all = together(self._pool(self.spreads)).in_common() is not None
        hidden = self._hidden_with([*secret, *([] if is_of_all else self._of_one_mind(secret))])
        return hidden, tuple(part for part in self.spreads if part not in hidden)

    def _hidden_with(self, secret: list[Group]) -> _Parts:
        """The secret ones with the fewest people that cover them; all, if nobody does."""
        others = [part for part in self.spreads if part not in secret]
        cover = self._cheapest(others, lambda cover: self.are_covered((*secret, *cover)))
        return tuple(self.spreads) if cover is None else (*secret, *cover)

    def _blurred_with(self, hidden: Collection[Group]) -> _Parts | None:
        """Those of one mind with the fewest people whose answers may be theirs, or those of the hidden."""
        left = [part for part in self.spreads if part not in hidden]
        agreeing = self._of_one_mind(hidden)
        others = [part for part in left if part not in agreeing]
        cover = self._cheapest(others, lambda cover: self._are_blurred(agreeing, cover, hidden))
        return None if cover is None else (*agreeing, *cover)

    def _of_one_mind(self, hidden: Collection[Group]) -> list[Group]:
        return [part for part, spread in self.spreads.items() if part not in hidden and spread.in_common() is not None]

    def _cheapest(self, others: Collection[Group], is_covered: Callable[[_Parts], bool]) -> _Parts | None:
        return cheapest_cover(list(others), self.bases.__getitem__, is_covered)

    def are_covered(self, hidden: Collection[Group]) -> bool:
        """Whether it follows of none of these and the rest how many answered; if these are all, the whole remains."""
        pool = self._pool(hidden)
        if not pool:
            return True
        is_mixed_pool = is_mixed([spread.base for spread in pool], self.figure.threshold)
        is_whole = len(hidden) == len(self.spreads)
        return (is_whole or self._is_rest_alone(hidden) or is_mixed_pool) and self._leaves_bases_open(hidden)

    def _is_rest_alone(self, hidden: Collection[Group]) -> bool:
        """Whether all that is hidden are enough people of whom no more is known than that (rule 3)."""
        return not hidden and len(self.rest) == 1 and self.rest[0].base >= self.figure.threshold

    def _pool(self, hidden: Iterable[Group]) -> list[Spread]:
        return [*(self.spreads[part] for part in hidden), *self.rest]

    def _leaves_bases_open(self, hidden: Collection[Group]) -> bool:
        """Whether each may have had any of `threshold` numbers of answers (rule 14).

        Of two margins, how many took part of each and how many answered of all, the least of these four is open.
        """
        answered = together(self._pool(hidden)).base
        everybody = self.in_rest + sum(self.respondents[part] for part in hidden)
        return self.figure.is_score or all(
            min(self.respondents[part], everybody - self.respondents[part], answered, everybody - answered)
            >= self.figure.threshold
            for part in hidden
        )

    def _are_blurred(self, agreeing: Collection[Group], cover: Collection[Group], hidden: Collection[Group]) -> bool:
        """Whether all may think otherwise: the hidden with the cover alone, those of one mind with both."""
        if len(hidden) == len(self.spreads):
            return True
        untold = (*agreeing, *cover)
        pool = self._pool((*untold, *hidden))
        if untold and not is_mixed([spread.base for spread in pool], self.figure.threshold):
            return False
        if self._is_rest_alone(hidden) and self.rest[0].in_common() is None:
            hidden_is_open = True
        else:
            without = together(self._pool((*cover, *hidden)))
            hidden_is_open = not self._pool(hidden) or is_open(without, self._least(hidden, cover))
        return hidden_is_open and (not agreeing or is_open(together(pool), self._least(hidden, untold)))

    def are_given_away(self, hidden: Collection[Group]) -> bool:
        """Whether all are hidden, and still one's mean follows from the whole's."""
        return 0 < len(hidden) == len(self.spreads) and self._tell_a_mean(hidden, ())

    def _tell_a_mean(self, hidden: Collection[Group], base_only: Collection[Group]) -> bool:
        """Whether the mean of one of these follows from that of all of them; not where all of them think alike."""
        whole = together(self._pool((*hidden, *base_only)))
        is_alike = whole.base in whole.numbers.values()
        return not is_alike and not is_open(whole, self._least(hidden, base_only))

    def _least(self, hidden: Collection[Group], base_only: Collection[Group]) -> int:
        """The number of answers that one of them has at least, as far as that is told; the largest decides."""
        asked = self.asked_in_rest + sum(self.asked[part] for part in hidden)
        not_answered = asked - together(self._pool(hidden)).base
        of_hidden = (self.asked[part] - not_answered for part in hidden if part in self.figure.sized)
        return max([1, *of_hidden, *(self.bases[part] for part in base_only)])


def is_open(whole: Spread, number: int) -> bool:
    """Whether so many of these who answered may have answered otherwise, and in the mean by half a point (rule 14)."""
    if whole.base in whole.numbers.values():
        return False
    return not whole.scores or whole.mean_width(number) >= _LEAST_MEAN_WIDTH
