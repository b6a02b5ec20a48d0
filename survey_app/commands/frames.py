"""Reading a frame file: CSV or xlsx, address columns of any name, every cell as text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_app.fieldwork.frame import BadFrame, Frame, check_headings
from survey_app.questionnaire.handed_in import CannotRead
from survey_app.questionnaire.source import forbidden_in
from survey_app.readers.rows import Place, Rows, looks_like_a_row, read_rows
from survey_app.readers.workbook import MOST_COLUMNS

_MOST_FAULTS = _MOST_TITLES = 20
Row = tuple[str, ...]


@dataclass(frozen=True)
class FrameFile:
    """A file with addresses, and where in it they are, as in `Place`."""

    path: Path
    sheet: str | None = None
    headings_in: int | None = None


def read_frame(file: FrameFile) -> Frame:
    """The frame in this file, without rows that are wholly empty; raises BadFrame."""
    table, name = _rows_of(file), file.path.name
    rows = [tuple(map(str.strip, cells)) for cells in table.cells]
    if file.headings_in is None:
        _check_first_row(name, table.numbers, rows)
    if len(rows) < 2:
        raise BadFrame(name, ["no addresses; the first row has the names of the columns, then one row an address"])
    headings = rows[0]
    if len(headings) > MOST_COLUMNS:
        raise BadFrame(name, [f"{len(headings)} columns; an address list has at most {MOST_COLUMNS}"])
    check_headings(name, headings)
    faults = [f"row {fault.row}, {fault.wrong}; {fault.right}" for fault in table.faults]
    if faults := faults or _faults(table.numbers, rows):
        raise BadFrame(name, faults[:_MOST_FAULTS])
    padded = tuple(row + ("",) * (len(headings) - len(row)) for row in rows[1:])
    return Frame(headings, padded, tuple(table.numbers[1:]), table.notes, table.asked)


def _rows_of(file: FrameFile) -> Rows:
    try:
        return read_rows(file.path, Place(file.sheet, file.headings_in))
    except CannotRead as error:
        where = f"row {error.fault.row}: " if error.fault.row else ""
        raise BadFrame(file.path.name, [f"{where}{error}"]) from error


def _check_first_row(file: str, numbers: Sequence[int], rows: Sequence[Row]) -> None:
    """Raises BadFrame if another row looks more like headings than the first, or the first looks like an address."""
    width = max(map(len, rows), default=0)
    if rows and sum(map(bool, rows[0])) < width:
        likely = zip(numbers[1:_MOST_TITLES], rows[1:_MOST_TITLES], strict=True)
        number = next((number for number, row in likely if _looks_like_headings(row, width)), None)
        if number is not None:
            wrong = f"row {numbers[0]} does not have a heading for each of {width} columns"
            raise BadFrame(file, [f"{wrong}; row {number} looks like the headings: --headings-in {number}"])
    if rows and looks_like_a_row(rows[0], rows[1:]):
        wrong = f"row {numbers[0]} looks like an address, and not like headings"
        right = f"put a row with the names of the columns above it; if these are the names: --headings-in {numbers[0]}"
        raise BadFrame(file, [f"{wrong}; {right}"])


def _looks_like_headings(row: Row, width: int) -> bool:
    """Whether each column has a text of its own here, and none has a figure, as addresses do."""
    return len({cell.casefold() for cell in row if cell and not re.search(r"\d", cell)}) == width


def _faults(numbers: Sequence[int], rows: Sequence[Row]) -> list[str]:
    numbered = [*zip(numbers, rows, strict=True)]
    too_long = [number for number, row in numbered if len(row) > len(rows[0])]
    unseen = [number for number, row in numbered if any(map(forbidden_in, row))]
    return [f"row {number}: more cells than there are columns" for number in too_long] or [
        f"row {number}: holds a character that cannot be seen" for number in unseen
    ]
