"""Disclosure control of a breakdown by a trait: its categories are one more branch under everybody (STATISTICS 19)."""

from collections.abc import Iterator, Mapping, Sequence, Set
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
from survey_app.comparison.disclosure.crossing import crossing_traits
from survey_app.comparison.disclosure.parts import Figure, is_open, parts_told
from survey_app.comparison.disclosure.shown import shown_counts
from survey_app.comparison.disclosure.spread import Spread, numbers_answered, spread_of_scale
from survey_app.comparison.groups import EVERYBODY, Branch, Group, category_group
from survey_app.comparison.results import FieldedWave, Shown
from survey_app.dataset.counts import NOT_SAID, GroupCounts, ItemCounts
from survey_app.dataset.merging import merged
from survey_app.dataset.microdata.coding import declines
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.model import AnyItem, LikertStatement, Mark, SingleChoice
from survey_app.questionnaire.routing import looked_at


@dataclass(frozen=True)
class TraitTold:
    """What may be told of the categories of one trait, with everybody who counts there.

    `joined` is the category with which those count who are in none that is told, where they are too few to be left
    over: 'onbekend' must not cost everybody the trait (STATISTICS 15.13).
    """

    masks: Mapping[Group, Mask]
    counts: Mapping[Group, GroupCounts]
    joined: Group | None


@dataclass(frozen=True)
class _Parted:
    """One way of parting everybody: in `parts`, and `rest`, who are in none that is told.

    Where the rest count with the part `joined`, `alone` is that part without them.
    """

    parts: Mapping[Group, GroupCounts]
    rest: Sequence[GroupCounts]
    joined: Group | None = None
    alone: GroupCounts | None = None

    @property
    def branch(self) -> Branch:
        """Nothing is told of those who are left over but all of them together."""
        unknown = 0 if self.joined else sum(group.respondents for group in self.rest)
        return Branch(EVERYBODY, tuple(self.parts), (), unknown)


def told_by_trait(fielded: FieldedWave, everybody: Mask) -> Mapping[str, TraitTold]:
    """By trait; only those of which something may be told, beside what may be of `everybody`.

    Not of a trait that a wave is weighted on: weighted figures are one more sum over its categories. Nor of one that
    does not cross the segments and the traits before it: one breakdown would be told from the other.
    """
    told, one_way = {}, shown_counts(fielded)
    for trait in crossing_traits(fielded):
        ways = [_told(fielded, everybody, parted) for parted in _ways(fielded, one_way, trait)]
        best = max(ways, key=_number_told, default=None)
        if best is not None and _number_told(best):
            told[trait] = best
    return told


def _number_told(told: TraitTold) -> int:
    """Of how many items and categories the answers are told."""
    items = (counts for mask in told.masks.values() for counts in mask.items.values())
    return sum(counts is not None and not counts.hidden for counts in items)


def _ways(fielded: FieldedWave, shown: Shown, trait: str) -> Iterator[_Parted]:
    """The rest by themselves, if they are enough to be told of; or with the smallest category, if few and silent."""
    item, one_way = fielded.instrument.questionnaire.items.get(trait), shown.get(trait)
    margins, threshold = fielded.instrument.study.margins, fielded.instrument.study.disclosure_threshold
    is_weighted_on = margins is not None and margins.item == trait and bool(fielded.counts.cells)
    if not isinstance(item, SingleChoice) or one_way is None or one_way.not_asked or is_weighted_on:
        return
    parts, hidden, unknown = _apart(item, one_way, fielded.counts.traits[trait])
    rest = [*hidden, *unknown]
    number = sum(group.respondents for group in rest)
    if number == 0 or number >= threshold:
        yield _Parted(parts, rest)
    are_silent = not hidden and fielded.counts.origin is Origin.RESPONSES  # of a file the rest may be hidden ones
    if 0 < number < 2 * threshold and are_silent and len(parts) > 1:
        smallest = min(parts, key=lambda part: parts[part].respondents)
        together = merged([parts[smallest], *rest])
        yield _Parted({**parts, smallest: together}, rest, smallest, parts[smallest])


def _apart(
    trait: SingleChoice, one_way: ItemCounts, groups: Mapping[str, GroupCounts]
) -> tuple[Mapping[Group, GroupCounts], list[GroupCounts], list[GroupCounts]]:
    """The categories of which it is told how many there are, those that are secret, and who said nothing, as one."""
    silent = {NOT_SAID, *(option.id for option in trait.options if declines(option.label))}
    untold = silent | one_way.hidden
    told = {category_group(trait.id, id_): group for id_, group in groups.items() if id_ not in untold}
    hidden = [group for id_, group in groups.items() if id_ in one_way.hidden - silent]
    unknown = [group for id_, group in groups.items() if id_ in silent]
    return told, hidden, [merged(unknown)] if unknown else []


def _told(fielded: FieldedWave, everybody: Mask, parted: _Parted) -> TraitTold:
    items = _where_items(fielded, everybody, parted)
    threshold = fielded.instrument.study.disclosure_threshold
    scales = {scale: _where_scale(fielded, everybody, parted, items, scale) for scale in everybody.scales}
    masks = {
        group: Mask(
            {item: masked_item(counts.items[item], group, items[item]) for item in items},
            {
                scale: scores_told(counts.scales[scale], threshold) if group in told else None
                for scale, told in scales.items()
            },
        )
        for group, counts in parted.parts.items()
    }
    return TraitTold(masks, parted.parts, parted.joined)


def _where_items(fielded: FieldedWave, everybody: Mask, parted: _Parted) -> Mapping[str, Where]:
    """By item: the categories of which it is told; none of them where one that is hidden would follow.

    How many are of a category stands in the table of the trait, so that it cannot be hidden for the sake of an item.
    """
    questionnaire, parts = fielded.instrument.questionnaire, parted.parts
    routes, places = looked_at(questionnaire), dict[str, Where]()
    for item in questionnaire.items.values():
        whole = everybody.items[item.id]
        deciders = [places[decider] for decider in routes[item.id]]
        if whole is None or whole.hidden or not is_broken_down(item):
            places[item.id] = Where()
        else:
            open_to = set(parts).intersection(*(where.whole for where in deciders))
            sized = set(parts).intersection(*(where.whole | where.base_only for where in deciders))
            places[item.id] = _where(fielded, parted, item, open_to, sized)
    return places


def _where(fielded: FieldedWave, parted: _Parted, item: AnyItem, open_to: Set[Group], sized: Set[Group]) -> Where:
    threshold = fielded.instrument.study.disclosure_threshold
    spread_of = partial(spread_in, item.id, is_ordered=isinstance(item, LikertStatement | Mark))
    if parted.joined and parted.alone:
        is_large = spread_of(parted.alone).base >= threshold
        if not is_large or not _are_blurred(spread_of(parted.parts[parted.joined]), map(spread_of, parted.rest)):
            open_to = open_to - {parted.joined}
    counts = {EVERYBODY: fielded.counts.total, **parted.parts}
    told = parts_told(parted.branch, counts, Figure(spread_of, open_to, threshold, sized))
    return Where() if told.uncovered or told.gives_away else Where(told.whole, told.base_only)


def _are_blurred(together: Spread, rest: Iterator[Spread]) -> bool:
    """Whether those who count with a category may each have answered otherwise."""
    bases = [spread.base for spread in rest]
    return sum(bases) == 0 or is_open(together, sum(bases))


def _where_scale(
    fielded: FieldedWave, everybody: Mask, parted: _Parted, items: Mapping[str, Where], scale: str
) -> Set[Group]:
    """The categories of which scores are told: all of which all items are, or else none (decision 0111)."""
    whole, groups = everybody.scales[scale], list(parted.parts.values())
    if whole is None or any(scale not in group.scales for group in groups):
        return frozenset()
    threshold = fielded.instrument.study.disclosure_threshold
    open_to = set(parted.parts).intersection(*(items[item].whole for item in whole.items))
    counts = {EVERYBODY: fielded.counts.total, **parted.parts}

    def spread_of(group: GroupCounts) -> Spread:
        return spread_of_scale(group.scales[scale])

    told = parts_told(parted.branch, counts, Figure(spread_of, open_to, threshold, set(parted.parts), is_score=True))
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
