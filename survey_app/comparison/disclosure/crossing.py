"""Whether two ways of parting the same people cross each other, or one nearly follows from the other.

Figures by village and by a trait share no more than the total only where villages and categories cross (STATISTICS 19).
Where a category is nearly some villages together, as with a question about the village, its figures less theirs are
those of the few who are in the one and not in the other; and a village that is hidden may be shown under another name.
"""

from collections.abc import Iterable, Mapping, Sequence

from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import NOT_SAID, GroupCounts

Crossed = Sequence[Sequence[int]]
"""People by part of the one way, and within that by part of the other."""


def crossing_traits(fielded: FieldedWave) -> list[str]:
    """Traits that cross the segments, and each trait before them that does, in the order of the questionnaire."""
    counts, threshold = fielded.counts, fielded.instrument.study.disclosure_threshold
    chosen: list[str] = []
    for trait in counts.traits:
        segments = _with_others(trait, [*counts.segments.values(), *counts.rests.values()], counts.total)
        others = [_crossed(trait, counts.traits[other].values()) for other in chosen]
        if all(are_crossing(crossed, threshold) for crossed in (segments, *others)):
            chosen.append(trait)
    return chosen


def are_crossing(crossed: Crossed, threshold: int) -> bool:
    """Whether no part of either is, but for fewer than may be shown or a tenth of it, some parts of the other."""
    transposed = list(zip(*crossed, strict=True))
    return not any(_is_union(part, of, threshold) for of in (crossed, transposed) for part in range(len(of[0])))


def _is_union(part: int, crossed: Crossed, threshold: int) -> bool:
    """Whether this part of the second way is nearly some of the first; those of which most are in it come nearest."""
    inside = [row[part] for row in crossed]
    outside = [sum(row) - row[part] for row in crossed]
    people = [(one, other) for one, other in zip(inside, outside, strict=True) if one or other]
    nearest = [one > other for one, other in people]
    wrong = sum(min(one, other) for one, other in people)
    is_near = wrong < max(threshold, sum(inside) / 10) and 2 * wrong < sum(inside)
    return any(nearest) and not all(nearest) and is_near


def _crossed(trait: str, groups: Iterable[GroupCounts]) -> Crossed:
    return [list(_by_category(trait, group).values()) for group in groups]


def _with_others(trait: str, groups: Sequence[GroupCounts], total: GroupCounts) -> Crossed:
    """With who is in none of these groups; one row if that is everybody."""
    rows = _crossed(trait, groups)
    everybody = list(_by_category(trait, total).values())
    left = [number - sum(of) for number, *of in zip(everybody, *rows, strict=True)]
    return [*rows, left]


def _by_category(trait: str, group: GroupCounts) -> Mapping[str, int]:
    counts = group.items[trait]
    return {**counts.answers, NOT_SAID: group.respondents - counts.answered}
