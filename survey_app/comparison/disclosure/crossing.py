"""Whether two ways of parting the same people cross each other, or one nearly follows from the other.

Figures by village and by a trait share no more than the total only where villages and categories cross (STATISTICS 19).
Where a category is nearly some villages together, as with a question about the village, its figures less theirs are
those of the few who are in the one and not in the other; and a village that is hidden may be shown under another name.
"""

from collections.abc import Mapping, Sequence

from survey_app.comparison.results import FieldedWave
from survey_app.dataset.counts import NOT_ASKED, NOT_SAID, GroupCounts
from survey_app.questionnaire.model import Counting

Crossed = Sequence[Sequence[int]]
"""People by part of the one way, and within that by part of the other."""


def crosses_segments(fielded: FieldedWave, trait: str) -> bool:
    """Whether a trait crosses the segments, and the rests of arms."""
    by_category = fielded.counts.rows_of_traits[trait]
    rows = sorted({row for of_category in by_category.values() for row in of_category})
    crossed = [[of_category.get(row, 0) for of_category in by_category.values()] for row in rows]
    return are_crossing(crossed, fielded.instrument.study.disclosure_threshold)


def crosses(fielded: FieldedWave, trait: str, other: str) -> bool | None:
    """Whether two traits cross; None where of both several are chosen, so that nobody counted it."""
    items = fielded.instrument.questionnaire.items
    pairs = [(one, of) for one, of in ((other, trait), (trait, other)) if items[of].counting is not Counting.SEVERAL]
    if not pairs:
        return None
    rows, columns = pairs[0]
    crossed = [list(_by_category(columns, group).values()) for group in fielded.counts.traits[rows].values()]
    return are_crossing(crossed, fielded.instrument.study.disclosure_threshold)


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


def _by_category(trait: str, group: GroupCounts) -> Mapping[str, int]:
    counts = group.items[trait]
    return {
        **counts.answers,
        NOT_ASKED: counts.not_asked,
        NOT_SAID: group.respondents - counts.answered - counts.not_asked,
    }
