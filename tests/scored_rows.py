"""Counts of a scale from rows of scores, the slow way, and sums of such counts: what the tests of scales start from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from survey_app.dataset.counts import ScaleCounts

Row = Sequence[int | None]


def scale_counts(rows: Sequence[Row], items: int) -> ScaleCounts:
    """One row per person, None where an item was not answered."""
    names = tuple(f"item{number}" for number in range(items))
    given = [[score for score in row if score is not None] for row in rows]
    scores = Counter((len(row), sum(row)) for row in given if row)
    complete = [row for row in given if len(row) == items]
    return ScaleCounts(
        scale="vertrouwen",
        items=names,
        scores=tuple((answered, total, number) for (answered, total), number in sorted(scores.items())),
        complete=len(complete),
        sums=tuple(sum(row[item] for row in complete) for item in range(items)),
        products=tuple(
            tuple(sum(row[item] * row[other] for row in complete) for other in range(items)) for item in range(items)
        ),
    )


def added(one: ScaleCounts, other: ScaleCounts) -> ScaleCounts:
    """Two groups that do not overlap, as one."""
    scores: Counter[tuple[int, int]] = Counter()
    for answered, total, number in (*one.scores, *other.scores):
        scores[answered, total] += number
    return ScaleCounts(
        scale=one.scale,
        items=one.items,
        scores=tuple((answered, total, number) for (answered, total), number in sorted(scores.items())),
        complete=one.complete + other.complete,
        sums=tuple(a + b for a, b in zip(one.sums, other.sums, strict=True)),
        products=tuple(
            tuple(a + b for a, b in zip(row, other_row, strict=True))
            for row, other_row in zip(one.products, other.products, strict=True)
        ),
    )
