"""Groups of respondents that have nobody in common, put together: villages into an arm, cells into a wave."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from survey_app.dataset.counts import CellCounts, GroupCounts, ItemCounts, ScaleCounts

_Part = TypeVar("_Part", GroupCounts, ScaleCounts)


class CannotMerge(Exception):
    """Counts that were not made in the same way; a fault of the caller, never of who answered."""


def merged(groups: Iterable[GroupCounts]) -> GroupCounts:
    """Everybody of all groups in one; at least one group, all counted on one instrument.

    Raises CannotMerge when there is none, when groups have not the same items and scales, or when something is hidden.
    """
    parts = tuple(groups)
    first = _first(parts)
    if len(parts) == 1:
        return first
    if any(part.items.keys() != first.items.keys() or part.scales.keys() != first.scales.keys() for part in parts):
        raise CannotMerge("groups have not the same items and scales")
    return GroupCounts(
        respondents=sum(part.respondents for part in parts),
        items={item: _merged_items([part.items[item] for part in parts]) for item in first.items},
        scales={scale: merged_scales([part.scales[scale] for part in parts]) for scale in first.scales},
    )


def merged_cells(cells: Iterable[CellCounts]) -> tuple[CellCounts, ...]:
    """Cells of one place and category in one, in order of the first of each. Raises CannotMerge."""
    alike: defaultdict[tuple[str | None, str | None, str | None], list[CellCounts]] = defaultdict(list)
    for cell in cells:
        alike[cell.segment, cell.arm, cell.category].append(cell)
    return tuple(replace(of[0], counts=merged([cell.counts for cell in of])) for of in alike.values())


def merged_scales(scales: Iterable[ScaleCounts]) -> ScaleCounts:
    """One scale in all groups; at least one group, all scored on the same items. Raises CannotMerge."""
    parts = tuple(scales)
    first = _first(parts)
    if any((part.scale, part.items) != (first.scale, first.items) for part in parts):
        raise CannotMerge("scales have not the same items")
    scores: Counter[tuple[int, int]] = Counter()
    for part in parts:
        for answered, total, respondents in part.scores:
            scores[answered, total] += respondents
    return ScaleCounts(
        scale=first.scale,
        items=first.items,
        scores=tuple((answered, total, number) for (answered, total), number in sorted(scores.items())),
        complete=sum(part.complete for part in parts),
        sums=_added([part.sums for part in parts]),
        products=tuple(_added(rows) for rows in zip(*(part.products for part in parts), strict=True)),
    )


def _first(parts: Sequence[_Part]) -> _Part:
    if not parts:
        raise CannotMerge("there is no group")
    return parts[0]


def _merged_items(parts: Sequence[ItemCounts]) -> ItemCounts:
    if any(part.hidden for part in parts):
        raise CannotMerge("something is hidden in a group, so its counts cannot be added")
    return ItemCounts(
        item=parts[0].item,
        answers={answer: sum(part.answers.get(answer, 0) for part in parts) for answer in _answers(parts)},
        answered=sum(part.answered for part in parts),
        not_applicable=sum(part.not_applicable for part in parts),
        blank=sum(part.blank for part in parts),
        not_asked=sum(part.not_asked for part in parts),
    )


def _answers(parts: Sequence[ItemCounts]) -> Sequence[str]:
    """In the order of the instrument, which all parts have; but of numbers each part has those that occur in it."""
    first = tuple(parts[0].answers)
    if all(tuple(part.answers) == first for part in parts):
        return first
    every = {answer for part in parts for answer in part.answers}
    try:
        return sorted(every, key=int)
    except ValueError as error:
        raise CannotMerge(f"groups have not the same answers to item {parts[0].item}") from error


def _added(rows: Iterable[Sequence[int]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*rows, strict=True)))
