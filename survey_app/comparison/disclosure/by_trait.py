"""Disclosure control of a breakdown by a trait: its categories are one more branch under everybody (STATISTICS 19)."""

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import partial

from survey_app.comparison.disclosure.breakdown import (
    Mask,
    Where,
    is_broken_down,
    masked_item,
    one_is_apart,
    scores_told,
    spread_in,
)
from survey_app.comparison.disclosure.crossing import crosses, crosses_segments
from survey_app.comparison.disclosure.parting import Parted, ways_of_parting
from survey_app.comparison.disclosure.parts import Figure, is_open, parts_told
from survey_app.comparison.disclosure.shown import shown_counts
from survey_app.comparison.disclosure.spread import Spread, numbers_answered, spread_of_scale
from survey_app.comparison.groups import EVERYBODY, Branch, Group, GroupKind, WhyNot
from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import NOT_ASKED, GroupCounts
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.model import AnyItem, Choice, LikertStatement, Mark
from survey_app.questionnaire.routing import decided_by, looked_at


@dataclass(frozen=True)
class TraitTold:
    """What may be told of the categories of one trait, with everybody who counts there.

    `joined` is the category with which those count who are in none that is told, where they are too few to be left
    over: 'onbekend' must not cost everybody the trait (STATISTICS 15.13).
    """

    masks: Mapping[Group, Mask]
    counts: Mapping[Group, GroupCounts]
    joined: Group | None

    def tells_all_of(self, item: str) -> bool:
        """Whether the answers to an item are told of each category."""
        return all((counts := mask.items[item]) is not None and not counts.hidden for mask in self.masks.values())

    def parts_asked(self, trait: str, total: GroupCounts) -> bool:
        """Whether of each category, and of who is in none, all were asked about another trait, or nobody was."""
        asked = [(group.respondents, group.items[trait].not_asked) for group in self.counts.values()]
        people, others = (sum(numbers) for numbers in zip(*asked, strict=True))
        left = (total.respondents - people, total.items[trait].not_asked - others)
        return all(not_asked in (0, respondents) for respondents, not_asked in (*asked, left))


Told = Mapping[str, TraitTold]


def told_by_trait(fielded: FieldedWave, everybody: Mask) -> tuple[Told, Mapping[str, WhyNot]]:
    """By trait what may be told beside what may be of `everybody`, and why it is not of the others.

    Not of a trait of which respondents were not told so. Nor of one that a wave is weighted on: weighted figures are
    one more sum over its categories. Nor of one that does not cross the segments and the traits before it: one
    breakdown would be told from the other.
    """
    told, why_not, traits = dict[str, TraitTold](), dict[str, WhyNot](), _traits(fielded)
    one_way = shown_counts(fielded) if traits else {}
    for trait in traits:
        why = _why_not(fielded, trait.id, told)
        counts = one_way.get(trait.id)
        if why is None and counts is not None:
            scope = _Scope(fielded, everybody, trait.id, told)
            ways = [scope.told(parted) for parted in ways_of_parting(fielded, counts, trait)]
            best = max(ways, key=_number_told, default=None)
            if best is not None and _number_told(best):
                told[trait.id] = best
                continue
        why_not[trait.id] = why or WhyNot.TOO_MUCH
    return told, why_not


def _traits(fielded: FieldedWave) -> list[Choice]:
    """None of a wave of which no persons are known."""
    has_persons = fielded.wave.origin is not Origin.PRINTED and bool(fielded.counts.total.items)
    items = fielded.instrument.questionnaire.items.values() if has_persons else ()
    return [item for item in items if isinstance(item, Choice) and item.is_trait]


def _why_not(fielded: FieldedWave, trait: str, told: Told) -> WhyNot | None:
    """Before its own sizes are looked at."""
    study, questionnaire, counts = fielded.instrument.study, fielded.instrument.questionnaire, fielded.counts
    if trait not in counts.traits or trait not in study.broken_down_by:
        return WhyNot.NOT_SAID_BEFORE
    weighted = {study.margins.item} if study.margins and counts.cells else set()
    if {trait, *decided_by(questionnaire, weighted)[trait]} & weighted:
        return WhyNot.WEIGHTED
    if trait not in counts.rows_of_traits:
        return WhyNot.TOO_MUCH
    deciders = decided_by(questionnaire, told.keys())[trait]
    nested = {decider for decider in deciders if told[decider].parts_asked(trait, counts.total)}
    crossing = [crosses_segments(fielded, trait), *(crosses(fielded, trait, other) for other in told.keys() - nested)]
    if None in crossing:
        return WhyNot.BOTH_SEVERAL
    others = counts.traits[trait].get(NOT_ASKED)
    are_few = others is not None and others.respondents < study.disclosure_threshold
    return None if all(crossing) and not (deciders and are_few) else WhyNot.TOO_MUCH


def _number_told(told: TraitTold) -> int:
    """Of how many items and categories the answers are told."""
    items = (counts for mask in told.masks.values() for counts in mask.items.values())
    return sum(counts is not None and not counts.hidden for counts in items)


_ASKED, _OTHERS = Group(GroupKind.TRAIT, "asked"), Group(GroupKind.TRAIT, "others")


@dataclass(frozen=True)
class _Scope:
    """One trait of one wave, beside what is told of everybody and of the traits before it."""

    fielded: FieldedWave
    everybody: Mask
    trait: str
    before: Told

    @property
    def _threshold(self) -> int:
        return self.fielded.instrument.study.disclosure_threshold

    def told(self, parted: Parted) -> TraitTold:
        """What may be told where everybody is parted like this."""
        items = self._where_items(parted)
        scales = {scale: self._where_scale(parted, items, scale) for scale in self.everybody.scales}
        masks = {
            group: Mask(
                {item: masked_item(counts.items[item], group, items[item]) for item in items},
                {
                    scale: scores_told(counts.scales[scale], self._threshold) if group in told else None
                    for scale, told in scales.items()
                },
            )
            for group, counts in parted.parts.items()
        }
        return TraitTold(masks, parted.parts, parted.joined)

    def _where_items(self, parted: Parted) -> Mapping[str, Where]:
        """By item: the categories of which it is told; none of them where one that is hidden would follow.

        How many are of a category stands in the table of the trait, so that it cannot be hidden for the sake of an
        item. Nor is an item broken down by a trait that it decides on: all who were asked answered alike.
        """
        questionnaire, parts = self.fielded.instrument.questionnaire, parted.parts
        routes, places, deciding = looked_at(questionnaire), dict[str, Where](), self._deciding()
        for item in questionnaire.items.values():
            whole = self.everybody.items[item.id]
            deciders = [places[decider] for decider in routes[item.id]]
            if whole is None or whole.hidden or not is_broken_down(item) or not self._is_open(item.id, deciding):
                places[item.id] = Where()
            else:
                open_to = set(parts).intersection(*(where.whole for where in deciders))
                sized = set(parts).intersection(*(where.whole | where.base_only for where in deciders))
                places[item.id] = self._where(parted, item, open_to, sized)
        return places

    def _is_open(self, item: str, deciding: Set[str]) -> bool:
        """Whether it decides nothing here, and is told of all categories of the traits that decide."""
        traits = (self.before[trait] for trait in deciding & self.before.keys())
        return item not in deciding and all(trait.tells_all_of(item) for trait in traits)

    def _deciding(self) -> Set[str]:
        """The items that decide whether the trait is asked, directly or by way of others."""
        questionnaire = self.fielded.instrument.questionnaire
        return decided_by(questionnaire, questionnaire.items.keys())[self.trait]

    def _where(self, parted: Parted, item: AnyItem, open_to: Set[Group], sized: Set[Group]) -> Where:
        spread_of = partial(spread_in, item.id, is_ordered=isinstance(item, LikertStatement | Mark))
        if not open_to or not self._is_parted_in_two(parted, spread_of, is_score=False):
            return Where()
        if parted.joined and parted.alone:
            is_large = spread_of(parted.alone).base >= self._threshold
            if not is_large or not _are_blurred(spread_of(parted.parts[parted.joined]), map(spread_of, parted.rest)):
                open_to = open_to - {parted.joined}
        told = parts_told(parted.branch, parted.counts, Figure(spread_of, open_to, self._threshold, sized))
        return Where() if told.uncovered or told.gives_away else Where(told.whole, told.base_only)

    def _is_parted_in_two(self, parted: Parted, spread_of: Callable[[GroupCounts], Spread], *, is_score: bool) -> bool:
        """Whether of who was asked, and of who was not, all could be told: it may be known who they are."""
        if parted.not_asked is None:
            return True
        both = {_ASKED, _OTHERS}
        branch = Branch(EVERYBODY, (_ASKED, _OTHERS), (), 0)
        counts = {EVERYBODY: self.fielded.counts.total, _ASKED: parted.whole, _OTHERS: parted.not_asked}
        return (
            parts_told(branch, counts, Figure(spread_of, both, self._threshold, both, is_score=is_score)).whole == both
        )

    def _where_scale(self, parted: Parted, items: Mapping[str, Where], scale: str) -> Set[Group]:
        """The categories of which scores are told: all of which all items are, or else none (decision 0111)."""
        whole, groups = self.everybody.scales[scale], list(parted.parts.values())
        if whole is None or any(scale not in group.scales for group in groups):
            return frozenset()
        open_to = set(parted.parts).intersection(*(items[item].whole for item in whole.items))

        def spread_of(group: GroupCounts) -> Spread:
            return spread_of_scale(group.scales[scale])

        if not open_to or not self._is_parted_in_two(parted, spread_of, is_score=True):
            return frozenset()
        figure = Figure(spread_of, open_to, self._threshold, set(parted.parts), is_score=True)
        told = parts_told(parted.branch, parted.counts, figure)
        hidden = [*(group for part, group in parted.parts.items() if part not in open_to), *parted.rest]
        hidden += [parted.alone] if parted.alone else []
        is_safe = (
            told.whole == open_to
            and not (told.uncovered or told.gives_away)
            and not one_is_apart(numbers_answered(group.scales[scale]) for group in hidden)
            and (
                parted.joined not in open_to
                or _are_blurred(spread_of(parted.parts[parted.joined]), map(spread_of, parted.rest))
            )
        )
        return open_to if is_safe else frozenset()


def _are_blurred(together: Spread, rest: Iterable[Spread]) -> bool:
    """Whether those who count with a category may each have answered otherwise."""
    bases = [spread.base for spread in rest]
    return sum(bases) == 0 or is_open(together, sum(bases))
