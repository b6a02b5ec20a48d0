"""The one place that opens an xlsx: the rows of a sheet as texts, or one sentence on why there are none."""

import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from survey_app.questionnaire.handed_in import CannotRead
from survey_app.readers.oddities import Oddity, oddities_of
from survey_app.readers.workbook_check import DAMAGED, MOST_ROWS, SAVE_ANEW, read_workbook_bytes

MOST_COLUMNS = 256


@dataclass(frozen=True)
class SheetRows:
    """Each row with its number. `left` are the sheets that were not read, as they are told."""

    name: str
    rows: list[tuple[int, list[str]]]
    oddities: tuple[Oddity, ...]
    left: tuple[str, ...]


def sheet_in(path: Path, name: str | None, *, can_name: bool) -> SheetRows:
    """The sheet of this name, or else the only one that is to be seen; raises CannotRead.

    `can_name`: whether somebody can say which sheet is meant, where there are several to be seen.
    """
    content = BytesIO(read_workbook_bytes(path))
    try:
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl does not know, and we do not need
            return _read(content, name, "say which one: --sheet NAME" if can_name else "hide the others")
    except DAMAGED as error:
        raise CannotRead(None, "not an xlsx workbook, or a damaged one", SAVE_ANEW) from error


def _read(content: BytesIO, name: str | None, right: str) -> SheetRows:
    with closing(load_workbook(content, read_only=True, data_only=True)) as book:
        sheet = _chosen(book, name, right)
        left = tuple(_named(other) for other in book.worksheets if other is not sheet)
        return SheetRows(sheet.title, [*_rows(sheet)], tuple(oddities_of(sheet)), left)


def _chosen(book: Workbook, name: str | None, right: str) -> ReadOnlyWorksheet:
    fitting = [sheet for sheet in book.worksheets if (_is_seen(sheet) if name is None else sheet.title == name)]
    if len(fitting) != 1:
        wrong = "which sheet is meant is not told" if name is None else f'no sheet "{name}"'
        raise CannotRead(None, f"{wrong}; there are: {', '.join(map(_named, book.worksheets))}", right)
    return fitting[0]


def _is_seen(sheet: ReadOnlyWorksheet) -> bool:
    return sheet.sheet_state == "visible"


def _named(sheet: ReadOnlyWorksheet) -> str:
    return f'"{sheet.title}"' if _is_seen(sheet) else f'"{sheet.title}" (hidden)'


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, list[str]]]:
    """The rows as they stand in the sheet, whatever the sheet says of its own size."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)  # type: ignore[misc]  # the stubs know it of other worksheets only
    for line, cells in enumerate(rows, start=1):
        if line > MOST_ROWS or len(cells) > MOST_COLUMNS:
            right = f"remove it; a list has at most {MOST_COLUMNS} columns and {MOST_ROWS} rows"
            raise CannotRead(line, "something stands far from the rest", right)
        yield line, [_as_text(cell) for cell in cells]


def _as_text(value: object) -> str:
    """A date without a time as YYYY-MM-DD."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return "" if value is None else str(value).strip()
