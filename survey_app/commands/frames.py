"""Reading a frame file: CSV or xlsx, address columns of any name, every cell as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from survey_app.commands.odd_cells import asked_about, refused
from survey_app.commands.workbook_oddities import Oddity
from survey_app.commands.workbook_rows import MOST_COLUMNS, WhichSheet, workbook_rows
from survey_app.fieldwork.frame import BadFrame, Frame, check_headings
from survey_app.questionnaire.handed_in import CannotRead, csv_rows, read_text, told_delimiter
from survey_app.questionnaire.source import forbidden_in

_DELIMITERS = ",;\t"
_WORKBOOKS, _TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt")
_MOST_FAULTS = _MOST_TITLES = 20
Numbered = tuple[int, tuple[str, ...]]


@dataclass(frozen=True)
class FrameFile:
    """A file with addresses, and where in it they are: the name of the sheet, and the row of the headings.

    None: the only sheet that is to be seen, and the first row in which something stands.
    """

    path: Path
    sheet: str | None = None
    headings_in: int | None = None


@dataclass(frozen=True)
class _Filled:
    """The rows in which something stands."""

    rows: list[Numbered]
    oddities: tuple[Oddity, ...] = ()
    told: tuple[str, ...] = ()


def read_frame(file: FrameFile) -> Frame:
    """The frame in this file, without rows that are wholly empty; raises BadFrame."""
    found, name = _read(file), file.path.name
    filled = _from_headings(file, found.rows)
    if len(filled) < 2:
        raise BadFrame(name, ["no addresses; the first row has the names of the columns, then one row an address"])
    top, headings = filled[0]
    if len(headings) > MOST_COLUMNS:
        raise BadFrame(name, [f"{len(headings)} columns; an address list has at most {MOST_COLUMNS}"])
    check_headings(name, headings)
    oddities = [one for one in found.oddities if one.line is None or one.line >= top]
    faults = refused(oddities) or _faults(filled)
    if faults:
        raise BadFrame(name, faults[:_MOST_FAULTS])
    padded = tuple(row + ("",) * (len(headings) - len(row)) for _line, row in filled[1:])
    lines = tuple(line for line, _row in filled[1:])
    return Frame(headings, padded, lines, found.told, tuple(asked_about(oddities, {top, *lines})))


def _from_headings(file: FrameFile, filled: list[Numbered]) -> list[Numbered]:
    """From the row of the headings on; raises BadFrame if another row looks more like them than the first."""
    if file.headings_in is not None:
        below = [numbered for numbered in filled if numbered[0] >= file.headings_in]
        if not below or below[0][0] != file.headings_in:
            raise BadFrame(file.path.name, [f"row {file.headings_in} is empty, and cannot have the headings"])
        return below
    width = max((len(row) for _line, row in filled), default=0)
    if filled and _filled_cells(filled[0]) < width:
        line = next((one[0] for one in filled[1:_MOST_TITLES] if _looks_like_headings(one, width)), None)
        if line is not None:
            wrong = f"row {filled[0][0]} does not have a heading for each of {width} columns"
            raise BadFrame(file.path.name, [f"{wrong}; row {line} looks like the headings: --headings-in {line}"])
    return filled


def _filled_cells(numbered: Numbered) -> int:
    return sum(bool(cell) for cell in numbered[1])


def _looks_like_headings(numbered: Numbered, width: int) -> bool:
    """Whether each column has a text of its own here, and none has a figure, as addresses do."""
    names = {cell.casefold() for cell in numbered[1] if cell and not re.search(r"\d", cell)}
    return len(names) == width


def _faults(filled: list[Numbered]) -> list[str]:
    width = len(filled[0][1])
    too_long = [line for line, row in filled if len(row) > width]
    unseen = [line for line, row in filled if any(forbidden_in(cell) for cell in row)]
    return [f"row {line}: more cells than there are columns" for line in too_long] or [
        f"row {line}: holds a character that cannot be seen" for line in unseen
    ]


def _read(file: FrameFile) -> _Filled:
    suffix, name = file.path.suffix.lower(), file.path.name
    try:
        if suffix in _WORKBOOKS:
            return _read_workbook(file)
        if suffix in _TEXTS and file.sheet is None:
            return _Filled([(line, row) for line, row in _csv_rows(file) if any(row)])
    except CannotRead as error:
        where = f"row {error.line}: " if error.line else ""
        raise BadFrame(name, [f"{where}{error}"]) from error
    except WhichSheet as error:
        raise BadFrame(name, [str(error)]) from error
    if suffix in _TEXTS:
        raise BadFrame(name, ["a text file has no sheets; leave out --sheet"])
    raise BadFrame(name, [f"not a frame by its name; save it as xlsx or as CSV UTF-8 ({', '.join(_TEXTS)})"])


def _csv_rows(file: FrameFile) -> Iterator[Numbered]:
    """Numbered as Excel does, which does not show the line that tells the delimiter."""
    told, rows = told_delimiter(read_text(file.path))
    delimiter = told or _delimiter_of(rows.split("\n"), file.headings_in or 1)
    for line, row in csv_rows(rows, delimiter):
        yield line, tuple(cell.strip() for cell in row)


def _delimiter_of(lines: list[str], headings_in: int) -> str:
    """The one that the row of the headings has most of, or else the first row below it that has any."""
    several = (line for line in lines[headings_in - 1 :] if any(sign in line for sign in _DELIMITERS))
    return max(_DELIMITERS, key=next(several, "").count)


def _read_workbook(file: FrameFile) -> _Filled:
    sheet = workbook_rows(file.path, file.sheet)
    rows = [(line, _trimmed(tuple(map(_as_shown, cells)))) for line, cells in sheet.rows]
    told = (f'sheet "{sheet.name}" is used, and not {", ".join(sheet.left)}',) if sheet.left else ()
    return _Filled([(line, row) for line, row in rows if row], sheet.oddities, told)


def _as_shown(value: object) -> str:
    """A cell as text: a date without a time as YYYY-MM-DD."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    return "" if value is None else str(value).strip()


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells behind the last filled one, which spreadsheets leave about."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else ()
