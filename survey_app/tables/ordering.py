"""A table with its largest differences first, for who reads it on a screen; a workbook keeps the order of questions."""

from collections.abc import Sequence
from dataclasses import replace

from survey_app.tables.table import Cell, Kind, Table

_DIFFERENCES = (Kind.POINTS, Kind.SCORE_CHANGE)
_Rows = Sequence[tuple[Cell, ...]]


def place_of_difference(table: Table) -> int | None:
    """The first column of differences; None where there is none, or nothing to put in another order."""
    subjects = len(table.rows) / table.rows_together
    if table.total or subjects < 2 or subjects % 1:
        return None
    kinds = [column.kind for column in table.columns]
    return next((place for place, kind in enumerate(kinds) if kind in _DIFFERENCES), None)


def by_difference(table: Table) -> Table:
    """The largest difference first, up or down alike, and what has none last; rows of one subject stay together."""
    place = place_of_difference(table)
    if place is None:
        return table
    starts = range(0, len(table.rows), table.rows_together)
    subjects = [table.rows[start : start + table.rows_together] for start in starts]
    ordered = sorted(subjects, key=lambda rows: _size(rows, place), reverse=True)
    return replace(table, rows=tuple(row for rows in ordered for row in rows))


def _size(rows: _Rows, place: int) -> float:
    """Of the largest of a subject's differences; below 0 where none of them is a number."""
    return max((abs(cell) for row in rows if isinstance(cell := row[place], int | float)), default=-1.0)
