"""A printed table: a row per answer to an item; read strictly, every fault told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_app.dataset.from_files.names import as_whole, folded
from survey_app.questionnaire.handed_in import CannotRead, RowFault, TableRefused
from survey_app.readers.rows import read_rows

HEADING = ("item", "answer", "count", "text")
"""As the template has them."""

OWN_N = "n"
_NAMES: Mapping[str, Sequence[str]] = {
    "item": ("item", "vraag", "stelling"),
    "answer": ("answer", "antwoord"),
    "count": ("count", "aantal"),
    OWN_N: ("n",),
    "text": ("text", "tekst"),
}
_COLUMNS = {name: column for column, names in _NAMES.items() for name in names}
_NEEDED = ("item", "answer", "count")
_SHOWN = 80
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_RIGHT_HEADING = (
    "the first row is item, answer, count (or vraag, antwoord, aantal), and may have n and text as well, "
    "with commas, semicolons or tabs between the cells"
)


@dataclass(frozen=True)
class PrintedRow:
    """How often one answer was given to one item, and the line that says so; `count` is None in an empty cell."""

    line: int
    item: str
    answer: str
    count: int | None


class PrintedTableRefused(TableRefused):
    """A printed table has faults; nothing of it was taken."""


def read_printed_rows(file: Path) -> list[PrintedRow]:
    """Every row of the table; raises PrintedTableRefused with all rows that cannot be read.

    An n beside the counts of an item becomes a row of its own, with the answer n. A row of an item without an answer
    and a count is one of the template that nobody needed.
    """
    columns, lines, faults = _table(file)
    rows: list[PrintedRow] = []
    own: set[tuple[str, str]] = set()
    for line, cells in lines:
        row = _row_of(line, columns, cells, faults)
        if row and (row["answer"] or row["count"]):
            rows += _counted(line, row["item"], row["answer"], row["count"], faults)
        if row and (n := row.get(OWN_N)) and (row["item"], n) not in own:
            own.add((row["item"], n))
            rows += _counted(line, row["item"], OWN_N, n, faults)
    if faults:
        raise PrintedTableRefused(file, faults)
    return rows


def _table(file: Path) -> tuple[list[str], list[tuple[int, Sequence[str]]], list[RowFault]]:
    """What each column is, the lines under the heading as cells, and what is wrong with cells."""
    try:
        in_file = read_rows(file)
    except CannotRead as error:
        raise PrintedTableRefused(file, [error.fault]) from error
    (first, heading), *lines = [*zip(in_file.numbers, in_file.cells, strict=True)] or [(1, [""])]
    columns = [_COLUMNS.get(folded(cell), "") for cell in heading]
    if not all(columns) or len(set(columns)) < len(columns) or not set(_NEEDED) <= set(columns):
        shown = repr(", ".join(heading)[:_SHOWN])
        raise PrintedTableRefused(file, [RowFault(first, f"the heading is {shown}", _RIGHT_HEADING)])
    return columns, lines, list(in_file.faults)


def _row_of(
    line: int, columns: Sequence[str], cells: Sequence[str], faults: list[RowFault]
) -> Mapping[str, str] | None:
    """The cells of a row by what they are; None when they are not those of a row."""
    if len(cells) < len(columns) or any(map(str.strip, cells[len(columns) :])):
        faults.append(RowFault(line, f"{len(cells)} cells", f"a row has {len(columns)}: {', '.join(columns)}"))
        return None
    row = dict(zip(columns, map(str.strip, cells), strict=False))
    if not row["item"]:
        faults.append(RowFault(line, "no item", "every row names its item, also below the first row of the item"))
        return None
    return row


def _counted(line: int, item: str, answer: str, cell: str, faults: list[RowFault]) -> list[PrintedRow]:
    count = as_whole(cell)
    if count and not _WHOLE.fullmatch(count):
        right = "a count is a whole number in digits only, 0 if nobody gave this answer"
        faults.append(RowFault(line, f"{item}, {answer}: {cell!r} is not a count", right))
        return []
    return [PrintedRow(line, item, answer, int(count) if count else None)]
