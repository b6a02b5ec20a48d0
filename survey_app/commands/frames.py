"""Reading a frame file: CSV or xlsx, address columns of any name, every cell as text."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, time
from io import StringIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from survey_app.fieldwork.frame import BadFrame, Frame, check_headings
from survey_app.questionnaire.source import forbidden_in

_DELIMITERS = ",;\t"
_TOLD_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
"""Excel's own first line, which it does not show and does not number."""

_REMEDY = "open the file in Excel or LibreOffice, save it there, and use it then"
_WORKBOOKS, _TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt")
Numbered = tuple[int, tuple[str, ...]]


def read_frame(path: Path) -> Frame:
    """The frame in this file, without rows that are wholly empty; raises BadFrame."""
    lines = _reader_of(path)(path)
    filled = [(line, row) for line, row in lines if any(row)]
    if len(filled) < 2:
        raise BadFrame(path.name, ["no addresses; the first row has the names of the columns, then one row an address"])
    headings = filled[0][1]
    check_headings(path.name, headings)
    too_long = [line for line, row in filled if len(row) > len(headings)]
    if too_long:
        raise BadFrame(path.name, [f"row {line}: more cells than there are columns" for line in too_long[:20]])
    unseen = [line for line, row in filled if any(forbidden_in(cell) for cell in row)]
    if unseen:
        raise BadFrame(path.name, [f"row {line}: holds a character that cannot be seen" for line in unseen[:20]])
    padded = tuple(row + ("",) * (len(headings) - len(row)) for _line, row in filled[1:])
    return Frame(headings, padded, tuple(line for line, _row in filled[1:]))


def _reader_of(path: Path) -> Callable[[Path], Iterator[Numbered]]:
    if path.suffix.lower() in _WORKBOOKS:
        return _xlsx_rows
    if path.suffix.lower() in _TEXTS:
        return _csv_rows
    raise BadFrame(path.name, [f"not a frame by its name; save it as xlsx or as CSV UTF-8 ({', '.join(_TEXTS)})"])


def _csv_rows(path: Path) -> Iterator[Numbered]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFrame(path.name, ['not UTF-8; save it as "CSV UTF-8" or as xlsx']) from error
    told = _TOLD_DELIMITER.match(text)
    rows = text[told.end() :] if told else text
    delimiter = told[1] if told else max(_DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(rows, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            yield reader.line_num, tuple(cell.strip() for cell in row)
    except csv.Error as error:
        raise BadFrame(path.name, [f"row {reader.line_num}: {error}; quotes must come in pairs"]) from error


def _xlsx_rows(path: Path) -> Iterator[Numbered]:
    with closing(_book(path, data_only=True)) as book, closing(_book(path, data_only=False)) as written:
        if len(book.worksheets) != 1:
            raise BadFrame(path.name, [f"{len(book.worksheets)} sheets; leave only the one with the addresses"])
        without = list(_without_value(book, written))
        if without:
            raise BadFrame(path.name, [f"{cell}: a formula without its value; {_REMEDY}" for cell in without[:20]])
        for line, cells in enumerate(book.worksheets[0].iter_rows(values_only=True), start=1):
            yield line, _trimmed(tuple(_as_shown(cell) for cell in cells))


def _book(path: Path, *, data_only: bool) -> Workbook:
    """The workbook with the values of its formulas, or with the formulas themselves."""
    try:
        return load_workbook(path, read_only=True, data_only=data_only)
    except (zipfile.BadZipFile, InvalidFileException, KeyError) as error:
        raise BadFrame(path.name, ["not an xlsx workbook; save it as xlsx or as CSV UTF-8"]) from error


def _without_value(book: Workbook, written: Workbook) -> Iterator[str]:
    """Formulas whose value is not in the file, by row and column. A value that is an empty text is one (`str`)."""
    rows = zip(book.worksheets[0].iter_rows(), written.worksheets[0].iter_rows(), strict=True)
    for line, (values, formulas) in enumerate(rows, start=1):
        for place, (value, formula) in enumerate(zip(values, formulas, strict=True), start=1):
            if formula.data_type == "f" and value.value is None and value.data_type != "str":
                yield f"row {line}, column {get_column_letter(place)}"


def _as_shown(value: object) -> str:
    """A cell as text: a date without a time as YYYY-MM-DD."""
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells behind the last filled one, which spreadsheets leave about."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else ()
