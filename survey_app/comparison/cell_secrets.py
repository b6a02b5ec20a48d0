"""Whether what is told of weights would tell how many responded from each cell of segment and trait (STATISTICS 15.4).

How many responded from each segment is shown, and from each category mostly too. What weighting costs depends on the
cells, so whoever tries every table with those margins finds the one that fits: of 322 tables of three villages and two
ages one has the effective base that is told in three decimals. That does not work where there are too many tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import prod

from survey_app.comparison.raking import Cell, Weighting

Taken = tuple[str | None, ...]
"""Segments, or categories, that count as one; None alone is unknown."""

Table = Mapping[tuple[Taken, Taken], int]

LEAST_TABLES = 10**12
"""So many cannot be tried, and thousands of millions of them fit a figure in three decimals."""


def cells_follow(cells: Mapping[Cell, int], weighting: Weighting, threshold: int) -> bool:
    """Whether some cell that is weighted as one has fewer respondents than the threshold, and would follow."""
    table: Counter[tuple[Taken, Taken]] = Counter()
    for (segment, category), number in cells.items():
        row = _taken_with(segment, weighting.collapsed_segments)
        table[row, _taken_with(category, weighting.collapsed_categories)] += number
    is_small = any(0 < number < threshold for number in table.values())
    return is_small and 1 < _possible(table) < LEAST_TABLES


def _taken_with(name: str | None, groups: Iterable[tuple[str, ...]]) -> Taken:
    """The categories that count as one with this one, itself among them."""
    return next((group for group in groups if name in group), (name,))


def _possible(table: Table) -> int:
    """No fewer than the tables with these margins: all but the largest row and column are free, up to their margins."""
    rows, columns = _margin(table, 0), _margin(table, 1)
    return prod(min(row, column) + 1 for row in rows[:-1] for column in columns[:-1])


def _margin(table: Table, side: int) -> list[int]:
    """The respondents of each row (side 0) or column (side 1) that has any, the largest last."""
    totals: Counter[Taken] = Counter()
    for place, number in table.items():
        totals[place[side]] += number
    return sorted(number for number in totals.values() if number)
