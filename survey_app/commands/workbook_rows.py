"""The one place that opens an xlsx: rows of a sheet as values, or one sentence on why there are none."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from survey_app.commands.workbook_check import DAMAGED, MOST_ROWS, SAVE_ANEW, read_workbook_bytes
from survey_app.commands.workbook_oddities import Oddity, oddities_of
from survey_app.questionnaire.handed_in import CannotRead

MOST_COLUMNS = 256


@dataclass(frozen=True)
class SheetRows:
    """Each row in which something stands, with its number. `left` are the sheets that were not read, as they are told.

    A date is a date, a number a number, an empty cell None.
    """

    name: str
    rows: list[tuple[int, tuple[object, ...]]]
    oddities: tuple[Oddity, ...]
    left: tuple[str, ...]


class WhichSheet(Exception):
    """Which sheet is meant cannot be told, or the one that was named is not there."""

    def __init__(self, named: str | None, sheets: list[str]) -> None:
        wrong = "which sheet has the addresses is not told" if named is None else f'no sheet "{named}"'
        super().__init__(f"{wrong}; there are: {', '.join(sheets)}; say which one: --sheet NAME")


def workbook_rows(path: Path, sheet: str | None = None) -> SheetRows:
    """The sheet of this name, or else the only one that is to be seen; raises CannotRead or WhichSheet."""
    content = BytesIO(read_workbook_bytes(path))
    try:
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl does not know, and we do not need
            return _read(content, sheet)
    except DAMAGED as error:
        raise CannotRead(None, "not an xlsx workbook, or a damaged one", SAVE_ANEW) from error


def _read(content: BytesIO, name: str | None) -> SheetRows:
    with closing(load_workbook(content, read_only=True, data_only=True)) as book:
        sheet = _chosen(book, name)
        left = tuple(_told(other) for other in book.worksheets if other is not sheet)
        rows = [(line, cells) for line, cells in _rows(sheet) if any(cell is not None for cell in cells)]
        return SheetRows(sheet.title, rows, tuple(oddities_of(sheet)), left)


def _chosen(book: Workbook, name: str | None) -> ReadOnlyWorksheet:
    fitting = [sheet for sheet in book.worksheets if (_is_seen(sheet) if name is None else sheet.title == name)]
    if len(fitting) != 1:
        raise WhichSheet(name, [_told(sheet) for sheet in book.worksheets])
    return fitting[0]


def _is_seen(sheet: ReadOnlyWorksheet) -> bool:
    return sheet.sheet_state == "visible"


def _told(sheet: ReadOnlyWorksheet) -> str:
    return f'"{sheet.title}"' if _is_seen(sheet) else f'"{sheet.title}" (hidden)'


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows as they stand in the sheet, whatever the sheet says of its own size."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)  # type: ignore[misc]  # the stubs know it of other worksheets only
    for line, cells in enumerate(rows, start=1):
        if line > MOST_ROWS or len(cells) > MOST_COLUMNS:
            right = f"remove it; an address list has at most {MOST_COLUMNS} columns and {MOST_ROWS} rows"
            raise CannotRead(line, "something stands far from the addresses", right)
        yield line, cells
