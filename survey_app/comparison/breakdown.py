"""Disclosure control of a breakdown: what of each arm and segment may be shown beside the whole (STATISTICS 15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain

from survey_app.comparison.disclosure import is_trait, looked_at, shown_counts, shown_item
from survey_app.comparison.groups import EVERYBODY, Branch, Group, Tree, tree_of
from survey_app.comparison.parts import parts_told
from survey_app.comparison.results import FieldedWave, Shown
from survey_app.comparison.spread import Spread, numbers_answered, scored, spread_of_item, spread_of_scale
from survey_app.dataset.counts import GroupCounts, ItemCounts, ScaleCounts
from survey_app.fieldwork.wave import Origin
from survey_app.questionnaire.model import AnyItem, OpenText


@dataclass(frozen=True)
class Mask:
    """What may be shown of one group: the counts of every item and of every scale of the wave; None is withheld."""

    items: Shown
    scales: Mapping[str, ScaleCounts | None]


@dataclass(frozen=True)
class _Where:
    """The groups that may be told of one item or scale: all of it, or of an item all but the answer they agree on."""

    whole: Set[Group] = frozenset()
    of_one_mind: Set[Group] = frozenset()


def shown_groups(fielded: FieldedWave) -> Mapping[Group, Mask]:
    """The mask of everybody, of each arm and of each segment that responded, in that order.

    Everybody's items are as `shown_counts` has them. A printed table goes no further than it was printed (rule 11).
    """
    shown = shown_counts(fielded)
    if fielded.wave.origin is Origin.PRINTED:
        return {EVERYBODY: Mask(shown, {})}
    tree = tree_of(fielded.instrument.study, fielded.counts)
    items = _where_items(fielded, tree, shown)
    scales = {scale: _where_scale(fielded, scale, tree, items) for scale in fielded.counts.total.scales}
    return {
        group: Mask(
            shown if group == EVERYBODY else _items(fielded, group, counts, items),
            _scales(fielded, group, counts, scales),
        )
        for group, counts in tree.counts.items()
    }


def _items(fielded: FieldedWave, group: Group, counts: GroupCounts, items: Mapping[str, _Where]) -> Shown:
    asked, threshold = fielded.instrument.questionnaire.items, _threshold(fielded)
    found: dict[str, ItemCounts | None] = {}
    for item, where in items.items():
        if group in where.whole:
            found[item] = counts.items[item]
        elif group in where.of_one_mind:
            found[item] = shown_item(asked[item], counts.items[item], threshold)
        else:
            found[item] = None
    return found


def _scales(
    fielded: FieldedWave, group: Group, counts: GroupCounts, scales: Mapping[str, _Where]
) -> Mapping[str, ScaleCounts | None]:
    threshold = _threshold(fielded)
    return {
        scale: _figures(counts.scales[scale], threshold) if group in where.whole else None
        for scale, where in scales.items()
    }


def _threshold(fielded: FieldedWave) -> int:
    return fielded.instrument.study.disclosure_threshold


def _where_items(fielded: FieldedWave, tree: Tree, shown: Shown) -> Mapping[str, _Where]:
    """By item: where its counts may be shown.

    Not where an item is hidden that decides whether it is asked: how many were asked tells what they answered. As
    traits and numbers are hidden in every part, so is what is asked depending on them (rule 4).
    """
    questionnaire = fielded.instrument.questionnaire
    routes = looked_at(questionnaire)
    found: dict[str, _Where] = {}
    for item in questionnaire.items.values():
        whole = shown[item.id]
        if whole is None or whole.hidden:
            found[item.id] = _Where()
        elif not _is_broken_down(item):
            found[item.id] = _Where({EVERYBODY})
        else:
            spreads = {group: spread_of_item(tree.counts[group].items[item.id]) for group in tree.counts}
            open_to = _in_all(tree, (found[decider] for decider in routes[item.id])) | {EVERYBODY}
            found[item.id] = _where(tree, spreads, open_to, _threshold(fielded))
    return found


def _where_scale(fielded: FieldedWave, scale: str, tree: Tree, items: Mapping[str, _Where]) -> _Where:
    """Where its scores may be shown: where every item that is scored may be.

    If that tells too much, nobody's are: of a part whose items are shown the score mostly follows from them, so that it
    covers no other part and is not hidden itself, as long as the whole is shown (decision 0111).
    """
    spreads = {group: spread_of_scale(counts.scales[scale]) for group, counts in tree.counts.items()}
    scored_on = tree.counts[EVERYBODY].scales[scale].items
    open_to = _in_all(tree, (items[item] for item in scored_on))
    if EVERYBODY not in open_to or not _may_be_told(spreads[EVERYBODY], _threshold(fielded)):
        return _Where()
    told = _where(tree, spreads, open_to, _threshold(fielded))
    ways = {group: numbers_answered(counts.scales[scale]) for group, counts in tree.counts.items()}
    return told if told.whole == open_to and not _tell_apart(tree, ways, open_to) else _Where()


def _tell_apart(tree: Tree, ways: Mapping[Group, Counter[int]], open_to: Set[Group]) -> bool:
    """Whether all of a hidden part answered as many items as nobody else who is hidden with it.

    Then its scores follow: those of the items and that of the scale are two sums of two unknowns.
    """
    for branch in (branch for branch in tree.branches if branch.parent in open_to):
        hidden = [set(of_part) for of_part in _hidden_in(branch, ways, open_to) if of_part]
        parts_with = Counter(chain.from_iterable(hidden))
        if len(hidden) > 1 and any(len(own) == 1 and parts_with[own.pop()] == 1 for own in hidden):
            return True
    return False


def _hidden_in(branch: Branch, ways: Mapping[Group, Counter[int]], open_to: Set[Group]) -> Iterator[Counter[int]]:
    """The parts that are hidden, and who is in none of the parts."""
    yield from (ways[part] for part in branch.parts if part not in open_to)
    yield ways[branch.parent] - sum((ways[part] for part in branch.parts), Counter[int]())


def _is_broken_down(item: AnyItem) -> bool:
    """Opinions are. Not a trait, which would be one breakdown over another; nor how many wrote a text of their own."""
    return not (is_trait(item) or isinstance(item, OpenText))


def _in_all(tree: Tree, places: Iterable[_Where]) -> Set[Group]:
    return set(tree.counts).intersection(*(where.whole for where in places))


def _may_be_told(spread: Spread, threshold: int) -> bool:
    return spread.base >= threshold and spread.in_common() is None


def _where(tree: Tree, spreads: Mapping[Group, Spread], open_to: Set[Group], threshold: int) -> _Where:
    """From the top down, of a figure that everybody's may be told of; no part of a hidden group is told."""
    whole, of_one_mind = {EVERYBODY}, set[Group]()
    for branch in tree.branches:
        if branch.parent in whole:
            told, agreeing = parts_told(branch, spreads, open_to, threshold)
            whole |= told
            of_one_mind |= agreeing
    return _Where(whole, of_one_mind)


def _figures(counts: ScaleCounts, threshold: int) -> ScaleCounts:
    """What scores rest on; and what alpha and omega do, if enough respondents answered every item."""
    shown = replace(counts, scores=scored(counts))
    if counts.complete >= threshold:
        return shown
    none = (0,) * len(counts.items)
    return replace(shown, complete=0, sums=none, products=(none,) * len(counts.items))
