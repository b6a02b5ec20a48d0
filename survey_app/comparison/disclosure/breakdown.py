"""Disclosure control of a breakdown: what of each arm and segment may be shown beside the whole (STATISTICS 15)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, combinations

from survey_app.comparison.disclosure.parts import Figure, parts_told
from survey_app.comparison.disclosure.places import with_kept_places
from survey_app.comparison.disclosure.shown import shown_counts
from survey_app.comparison.disclosure.spread import Spread, numbers_answered, scored, spread_of_item, spread_of_scale
from survey_app.comparison.groups import EVERYBODY, Branch, Group, GroupKind, Tree, tree_of
from survey_app.comparison.results import FieldedWave, Shown
from survey_app.dataset.counts import GroupCounts, ItemCounts, ScaleCounts, row_of
from survey_app.fieldwork.place import Place
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.model import AnyItem, Counting, LikertStatement, Mark
from survey_app.questionnaire.routing import looked_at


@dataclass(frozen=True)
class Mask:
    """What may be shown of one group: the counts of every item and of every scale of the wave; None is withheld."""

    items: Shown
    scales: Mapping[str, ScaleCounts | None]


@dataclass(frozen=True)
class Where:
    """The groups that may be told of one item or scale, and those of which only how many answered it may be.

    `unkept` are segments, or those without one (None), that would have to be hidden in everything to hide them here.
    `is_withheld`: not even everybody's is told, for the sake of those groups.
    """

    whole: Set[Group] = frozenset()
    base_only: Set[Group] = frozenset()
    unkept: Set[str | None] = frozenset()
    is_withheld: bool = False


def broken_down(fielded: FieldedWave) -> tuple[FieldedWave, Mapping[Group, Mask]]:
    """The wave as far as it is told where its respondents came from, and the mask of each of its groups that is told.

    Those are everybody, each arm and each segment that responded, in that order. Everybody's items are as
    `shown_counts` has them. A printed table goes no further than it was printed (rule 11).
    """
    shown = shown_counts(fielded)
    if fielded.wave.origin is Origin.PRINTED:
        return fielded, {EVERYBODY: Mask(shown, {})}
    uncounted = replace(fielded, counts=replace(fielded.counts, cells=()))
    first = _hide(uncounted, shown, frozenset())
    tried = (_hide(uncounted, shown, frozenset(more)) for more in first.others)
    best = min([first, *tried], key=lambda hiding: hiding.people)
    kept, hidden = with_kept_places(fielded, best.unkept)
    tree = tree_of(kept.instrument.study, kept.counts, hidden)
    return kept, _masks(kept, tree, shown, best.items)


_TRIED = 6
"""Of so many segments one or two are tried as covers in everything: that can be less than a cover for each item."""


@dataclass(frozen=True)
class _Hiding:
    """One way of hiding what has to be, over all groups and items together, by segments that are not told at all.

    `items` are as this way tells them, `people` is how many are hidden; `others` are segments that could be untold
    instead.
    """

    unkept: frozenset[str | None]
    items: Mapping[str, Where]
    people: int
    others: tuple[tuple[str, ...], ...]


def _hide(fielded: FieldedWave, shown: Shown, unkept: frozenset[str | None]) -> _Hiding:
    while True:
        kept, hidden = with_kept_places(fielded, unkept)
        tree = tree_of(kept.instrument.study, kept.counts, hidden)
        items = _where_items(kept, tree, shown)
        more = unkept.union(*(where.unkept for where in items.values()))
        if more == unkept:
            lost, most = (_lost(fielded, told_of, items) for told_of in (tree.counts, {}))
            return _Hiding(unkept, items, sum(lost.values()), _cheaper(lost, most))
        unkept = more


def _cheaper(lost: Mapping[Group, int], most: Mapping[Group, int]) -> tuple[tuple[str, ...], ...]:
    """One or two segments that could be untold, and are fewer people than are lost; none if too many lost some."""
    segments = [group for group in most if group.kind is GroupKind.SEGMENT]
    tried = sorted(segments, key=lambda segment: (not lost[segment], most[segment]))[:_TRIED]
    if sum(lost[segment] > 0 for segment in segments) > len(tried):
        return ()
    ways = chain(combinations(tried, 1), combinations(tried, 2))
    fewer = (way for way in ways if sum(most[segment] for segment in way) < sum(lost.values()))
    return tuple(tuple(segment.id for segment in way) for way in fewer)


def _lost(
    fielded: FieldedWave, told_of: Mapping[Group, GroupCounts], items: Mapping[str, Where]
) -> Mapping[Group, int]:
    """By group: people of whom it is not told that they took part in it, or what they answered to an item."""
    asked, lost = fielded.instrument.questionnaire.items, Counter[Group]()
    for group, counts in tree_of(fielded.instrument.study, fielded.counts).counts.items():
        shown = told_of.get(group)
        lost[group] += counts.respondents - (shown.respondents if shown else 0)
        for item, where in items.items():
            if where.is_withheld or (EVERYBODY in where.whole and is_broken_down(asked[item])):
                is_told = shown is not None and group in where.whole
                lost[group] += counts.items[item].answered - (shown.items[item].answered if shown and is_told else 0)
    return lost


def _masks(fielded: FieldedWave, tree: Tree, shown: Shown, items: Mapping[str, Where]) -> Mapping[Group, Mask]:
    scales = {scale: _where_scale(fielded, scale, tree, items) for scale in fielded.counts.total.scales}
    shown = {item: None if items[item].is_withheld else counts for item, counts in shown.items()}
    return {
        group: Mask(
            shown
            if group == EVERYBODY
            else {item: masked_item(counts.items[item], group, items[item]) for item in items},
            _scales(fielded, group, counts, scales),
        )
        for group, counts in tree.counts.items()
    }


def masked_item(counts: ItemCounts, group: Group, where: Where) -> ItemCounts | None:
    if group in where.whole:
        return counts
    return replace(counts, answers={}, hidden=frozenset(counts.answers)) if group in where.base_only else None


def _scales(
    fielded: FieldedWave, group: Group, counts: GroupCounts, scales: Mapping[str, Where]
) -> Mapping[str, ScaleCounts | None]:
    threshold = fielded.instrument.study.disclosure_threshold
    return {
        scale: scores_told(counts.scales[scale], threshold) if group in where.whole else None
        for scale, where in scales.items()
    }


def _where_items(fielded: FieldedWave, tree: Tree, shown: Shown) -> Mapping[str, Where]:
    """By item: where its counts may be shown.

    Not where an item is hidden that decides whether it is asked: how many were asked tells what they answered. As
    traits and numbers are hidden in every part, so is what is asked depending on them (rule 4). What is withheld takes
    what is asked depending on it along.
    """
    questionnaire, threshold = fielded.instrument.questionnaire, fielded.instrument.study.disclosure_threshold
    routes = looked_at(questionnaire)
    places: dict[str, Where] = {}
    for item in questionnaire.items.values():
        whole = shown[item.id]
        deciders = [places[decider] for decider in routes[item.id]]
        if any(where.is_withheld for where in deciders):
            places[item.id] = Where(is_withheld=True)
        elif whole is None or whole.hidden:
            places[item.id] = Where()
        elif not is_broken_down(item):
            places[item.id] = Where({EVERYBODY})
        else:
            open_to = _in_all(tree, deciders) | {EVERYBODY}
            sized = set(tree.counts).intersection(*(where.whole | where.base_only for where in deciders))
            spread_of = partial(spread_in, item.id, is_ordered=isinstance(item, LikertStatement | Mark))
            where = _where(tree, Figure(spread_of, open_to, threshold, sized))
            if whole.not_asked == 0 and _costs_an_arm(tree, item.id, where, threshold):
                where = replace(where, unkept=where.unkept | {None})
            places[item.id] = where
    return places


def spread_in(item: str, counts: GroupCounts, *, is_ordered: bool) -> Spread:
    return spread_of_item(counts.items[item], is_ordered=is_ordered)


def _costs_an_arm(tree: Tree, item: str, where: Where, threshold: int) -> bool:
    """Whether an arm is hidden though each may be told of itself: for who has no segment (rule 13)."""
    top = tree.branches[0]
    hidden = {part.kind for part in top.parts if part not in where.whole | where.base_only}
    is_for_others = all(tree.counts[part].items[item].answered >= threshold for part in top.parts)
    return bool(top.unknown) and GroupKind.ARM in hidden and is_for_others


def _where_scale(fielded: FieldedWave, scale: str, tree: Tree, items: Mapping[str, Where]) -> Where:
    """Where its scores may be shown: where every item that is scored may be.

    If that tells too much, nobody's are: of a part whose items are shown the score mostly follows from them, so that it
    covers no other part and is not hidden itself, as long as the whole is shown (decision 0111).
    """
    everybody, threshold = tree.counts[EVERYBODY].scales[scale], fielded.instrument.study.disclosure_threshold
    open_to = _in_all(tree, (items[item] for item in everybody.items))
    spread = spread_of_scale(everybody)
    if EVERYBODY not in open_to or spread.base < threshold or spread.in_common() is not None:
        return Where()
    scores = Figure(
        lambda counts: spread_of_scale(counts.scales[scale]), open_to, threshold, set(tree.counts), is_score=True
    )
    where = _where(tree, scores)
    is_safe = where.whole == open_to and not where.unkept and not _tell_apart(tree, scale, open_to)
    return where if is_safe else Where()


def _tell_apart(tree: Tree, scale: str, open_to: Set[Group]) -> bool:
    """Whether all of a hidden part answered as many items as nobody else who is hidden with it.

    Then its scores follow: those of the items and that of the scale are two sums of two unknowns.
    """
    for branch in (branch for branch in tree.branches if branch.parent in open_to):
        if one_is_apart(_hidden_in(branch, tree, scale, open_to)):
            return True
    return False


def one_is_apart(parts: Iterable[Counter[int]]) -> bool:
    """Whether all of one of these parts answered as many items as nobody of the others."""
    hidden = [set(of_part) for of_part in parts if of_part]
    parts_with = Counter(chain.from_iterable(hidden))
    return len(hidden) > 1 and any(len(own) == 1 and parts_with[own.pop()] == 1 for own in hidden)


def _hidden_in(branch: Branch, tree: Tree, scale: str, open_to: Set[Group]) -> Iterator[Counter[int]]:
    """How many items were answered in each part that is hidden, and by who is in none of the parts."""
    parts = {part: numbers_answered(tree.counts[part].scales[scale]) for part in branch.parts}
    hidden = [numbers_answered(others.scales[scale]) for others in branch.hidden]
    yield from (of_part for part, of_part in parts.items() if part not in open_to)
    yield from hidden
    everybody = numbers_answered(tree.counts[branch.parent].scales[scale])
    yield everybody - sum((*parts.values(), *hidden), Counter[int]())


def is_broken_down(item: AnyItem) -> bool:
    """Opinions are. Not a trait, which would be one breakdown over another; nor how many wrote a text of their own."""
    return not item.is_trait and item.counting is not Counting.WHETHER


def _in_all(tree: Tree, places: Iterable[Where]) -> Set[Group]:
    return set(tree.counts).intersection(*(where.whole for where in places))


def _where(tree: Tree, figure: Figure, closed: Set[Group] = frozenset()) -> Where:
    """From the top down, of a figure that everybody's may be told of; no part of a hidden group is told.

    Of groups that are `sized` it follows, at least nearly, how many were asked: of the item that decides it is told.
    Of a group that gives its hidden parts away nothing is told either, if not all of it were asked; or else how many of
    these took part is not. Then it is `closed`.
    """
    whole, base_only, unkept = {EVERYBODY}, set[Group](), set[str | None]()
    for branch in tree.branches:
        if branch.parent in (whole | base_only) - closed:
            parts = parts_told(branch, tree.counts, figure, is_base_only=branch.parent in base_only)
            if parts.gives_away and figure.spread_of(tree.counts[branch.parent]).not_asked:
                closed = closed | {branch.parent}
                return _where(tree, replace(figure, open_to=figure.open_to - closed), closed)
            whole |= parts.whole
            base_only |= parts.base_only
            gone = branch.parts if parts.gives_away else parts.uncovered
            unkept.update(part.id for group in gone for part in tree.segments_of(group))
            unkept.update(row_of(Place(None, part.id)) for part in gone if part.kind is GroupKind.ARM)
    return Where(is_withheld=True) if EVERYBODY in closed else Where(whole, base_only, unkept)


def scores_told(counts: ScaleCounts, threshold: int) -> ScaleCounts:
    """What scores rest on; and what alpha and omega do, if enough respondents answered every item."""
    shown = replace(counts, scores=scored(counts))
    return shown if counts.complete >= threshold else shown.without_reliability()
