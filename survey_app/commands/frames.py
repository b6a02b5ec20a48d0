"""Reading a frame file: CSV or xlsx, address columns of any name, every cell as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path

from survey_app.commands.workbook_rows import MOST_COLUMNS, FormulasWithoutValue, MoreSheets, workbook_rows
from survey_app.fieldwork.frame import BadFrame, Frame, check_headings
from survey_app.questionnaire.handed_in import CannotRead, csv_rows, read_text
from survey_app.questionnaire.source import forbidden_in

_DELIMITERS = ",;\t"
_TOLD_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
"""Excel's own first line, which it does not show and does not number."""

_REMEDY = "open the file in Excel or LibreOffice, save it there, and use it then"
_WORKBOOKS, _TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt")
Numbered = tuple[int, tuple[str, ...]]


def read_frame(path: Path) -> Frame:
    """The frame in this file, without rows that are wholly empty; raises BadFrame."""
    filled = _filled(path)
    if len(filled) < 2:
        raise BadFrame(path.name, ["no addresses; the first row has the names of the columns, then one row an address"])
    headings = filled[0][1]
    if len(headings) > MOST_COLUMNS:
        raise BadFrame(path.name, [f"{len(headings)} columns; an address list has at most {MOST_COLUMNS}"])
    check_headings(path.name, headings)
    too_long = [line for line, row in filled if len(row) > len(headings)]
    if too_long:
        raise BadFrame(path.name, [f"row {line}: more cells than there are columns" for line in too_long[:20]])
    unseen = [line for line, row in filled if any(forbidden_in(cell) for cell in row)]
    if unseen:
        raise BadFrame(path.name, [f"row {line}: holds a character that cannot be seen" for line in unseen[:20]])
    padded = tuple(row + ("",) * (len(headings) - len(row)) for _line, row in filled[1:])
    return Frame(headings, padded, tuple(line for line, _row in filled[1:]))


def _filled(path: Path) -> list[Numbered]:
    """The rows in which something stands."""
    try:
        return [(line, row) for line, row in _reader_of(path)(path) if any(row)]
    except CannotRead as error:
        where = f"row {error.line}: " if error.line else ""
        raise BadFrame(path.name, [f"{where}{error}"]) from error


def _reader_of(path: Path) -> Callable[[Path], Iterator[Numbered]]:
    if path.suffix.lower() in _WORKBOOKS:
        return _xlsx_rows
    if path.suffix.lower() in _TEXTS:
        return _csv_rows
    raise BadFrame(path.name, [f"not a frame by its name; save it as xlsx or as CSV UTF-8 ({', '.join(_TEXTS)})"])


def _csv_rows(path: Path) -> Iterator[Numbered]:
    text = read_text(path)
    told = _TOLD_DELIMITER.match(text)
    rows = text[told.end() :] if told else text
    delimiter = told[1] if told else max(_DELIMITERS, key=text.partition("\n")[0].count)
    for line, row in csv_rows(rows, delimiter):
        yield line, tuple(cell.strip() for cell in row)


def _xlsx_rows(path: Path) -> Iterator[Numbered]:
    try:
        for line, cells in workbook_rows(path):
            yield line, _trimmed(tuple(map(_as_shown, cells)))
    except FormulasWithoutValue as error:
        raise BadFrame(
            path.name, [f"{cell}: a formula without its value; {_REMEDY}" for cell in error.cells]
        ) from error
    except MoreSheets as error:
        raise BadFrame(path.name, [str(error)]) from error


def _as_shown(value: object) -> str:
    """A cell as text: a date without a time as YYYY-MM-DD."""
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells behind the last filled one, which spreadsheets leave about."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else ()
