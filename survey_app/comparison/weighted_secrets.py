"""Whether a weighted figure, beside the unweighted one, would tell what disclosure control hides.

What is left of a shown group after its shown segments is hidden: its sum is known, and a weighted figure is one sum
more. With weights that differ between two hidden segments and not within them, the two sums give both segments away.
And with weights that are known, whole numbers of people do so even for more segments than there are sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from survey_app.comparison.disclosure import homogeneous_answer
from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.raking import Weighting
from survey_app.comparison.results import Shown
from survey_app.dataset.counts import CellCounts, GroupCounts, ItemCounts, row_of
from survey_app.dataset.merging import merged
from survey_app.fieldwork.place import Place
from survey_app.questionnaire.study import Study

_DECIMALS = 9
"""To which two weights are one, and two gaps between weights."""

Parts = Mapping[str | None, Set[float]]
"""By hidden segment that make up a known sum together (None: who has no segment): the weights of its respondents."""


def secret_if_weighted(
    study: Study, cells: Sequence[CellCounts], weighting: Weighting, shown: Mapping[Group, Shown]
) -> frozenset[str]:
    """The items of which no weighted figure may be shown; `shown` is what may be, by group."""
    weights = _by_segment(cells, weighting)
    arms: dict[str | None, str | None] = {segment.id: segment.arm for segment in study.segments}
    arms |= {row_of(Place(None, segment.arm)): segment.arm for segment in study.segments}
    told: dict[frozenset[tuple[str | None, str | None]], bool] = {}
    found: set[str] = set()
    for item in {item for of_group in shown.values() for item in of_group}:
        hidden = frozenset(_hidden(arms, weights, shown, item))
        if hidden not in told:
            told[hidden] = _tells(weights, hidden)
        if told[hidden]:
            found.add(item)
    return frozenset(found | _of_few_in_a_category(cells, weighting, study.disclosure_threshold))


def _of_few_in_a_category(cells: Sequence[CellCounts], weighting: Weighting, threshold: int) -> set[str]:
    """Items that few of one weight answered, or that all of them answered alike, where weights are of categories alone.

    Those weights follow from how many are in each category, which is shown; and the weighted sum beside the plain one
    then tells what each category thinks.
    """
    by_category: defaultdict[str | None, set[float]] = defaultdict(set)
    by_weight: defaultdict[float, list[GroupCounts]] = defaultdict(list)
    for cell in cells:
        if cell.counts.respondents:
            weight = round(weighting.weights[cell.row, cell.category], _DECIMALS)
            by_category[cell.category].add(weight)
            by_weight[weight].append(cell.counts)
    if len(by_weight) < 2 or any(len(weights) > 1 for weights in by_category.values()):
        return set()
    alike = [merged(counts).items for counts in by_weight.values()]
    return {item for items in alike for item, counts in items.items() if _says_too_much(counts, threshold)}


def _says_too_much(counts: ItemCounts, threshold: int) -> bool:
    return 0 < counts.answered < threshold or homogeneous_answer(counts) is not None


def _by_segment(cells: Iterable[CellCounts], weighting: Weighting) -> Parts:
    found: defaultdict[str | None, set[float]] = defaultdict(set)
    for cell in cells:
        if cell.counts.respondents:
            found[cell.row].add(round(weighting.weights[cell.row, cell.category], _DECIMALS))
    return found


def _hidden(
    arms: Mapping[str | None, str | None], weights: Parts, shown: Mapping[Group, Shown], item: str
) -> Iterable[tuple[str | None, str | None]]:
    """The hidden segments, each with the arm whose sum it is a part of; None is the sum of everybody.

    A hidden arm has no sum of its own: what is left of everybody then holds all of its segments. The rest of an arm is
    never shown.
    """
    rests = {row_of(Place(None, arm)) for arm in arms.values()}
    for segment in weights:
        arm = arms.get(segment)
        if segment in rests or _is_hidden(shown.get(Group(GroupKind.SEGMENT, segment or "")), item):
            has_sum = arm is not None and not _is_hidden(shown.get(Group(GroupKind.ARM, arm)), item)
            yield segment, arm if has_sum else None


def _is_hidden(shown: Shown | None, item: str) -> bool:
    """Whether something of the item is hidden in a group; one that nobody responded from hides nothing."""
    if shown is None:
        return False
    counts = shown.get(item)
    return counts is None or bool(counts.hidden)


def _tells(weights: Parts, hidden: Iterable[tuple[str | None, str | None]]) -> bool:
    """Whether the sums over hidden segments, and the weighted one, tell segments apart."""
    sums: defaultdict[str | None, dict[str | None, Set[float]]] = defaultdict(dict)
    for segment, arm in hidden:
        sums[arm][segment] = weights[segment]
    if _follow_from_response(weights):
        return any(len(_distinct(parts)) > 1 for parts in sums.values())
    return _is_combination(sums.values())


def _follow_from_response(weights: Parts) -> bool:
    """Whether no segment has two weights: then each is its population over its response, which are both known.

    Two hidden segments of different weights are then found by trying whole numbers, however many there are: a weighted
    share in three decimals leaves one that fits. With weights that differ within segments nobody knows them, for they
    rest on how many responded from each cell, which is not told.
    """
    return all(len(of_segment) == 1 for of_segment in weights.values())


def _is_combination(sums: Iterable[Parts]) -> bool:
    """Whether some segments alone are a combination of the plain sums and the weighted one.

    That is so if no segment has two weights, no sum has more than two, and these lie equally far apart in each sum that
    has two: less the lower one in each sum, the weighted sum counts the heavier segments only.
    """
    listed = list(sums)
    if any(len(of_segment) > 1 for parts in listed for of_segment in parts.values()):
        return False
    distinct = [_distinct(parts) for parts in listed]
    gaps = {round(max(one) - min(one), _DECIMALS - 1) for one in distinct if len(one) > 1}
    return len(gaps) == 1 and all(len(one) <= 2 for one in distinct)


def _distinct(parts: Parts) -> set[float]:
    return set().union(*parts.values())
