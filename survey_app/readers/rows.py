"""The one place that opens a table: CSV by its own delimiter, or a sheet of an xlsx; its rows as texts."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from survey_app.questionnaire.handed_in import CannotRead, RowFault, read_text

MOST_CELLS = 8_000_000
"""Of a text: a hundred thousand responses to eighty questions."""

MOST_COLUMNS = 16_384
"""Of a text: as many as a spreadsheet has."""

_WORKBOOKS, _TEXTS = (".xlsx", ".xlsm"), (".csv", ".tsv", ".txt")
_DELIMITERS = ",;\t"
_TOLD_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')
_LOOKED_AT = 200_000
_OF_A_LIST = re.compile(r"[0-9]{4}\s?[A-Z]{2}|[0-9]+\s?[a-z]?|\S+@\S+", re.IGNORECASE)
"""What stands in a list, and heads no column of addresses: a postcode, a number, the number of a house, an e-mail."""


@dataclass(frozen=True)
class Place:
    """Where in a file the rows are: the name of the sheet, and the row of the headings.

    None: the only sheet that is to be seen, and the first row in which something stands.
    """

    sheet: str | None = None
    headings_in: int | None = None


@dataclass(frozen=True)
class Rows:
    """The rows in which something stands, from that of the headings on; `numbers` are those that a spreadsheet shows.

    Those of a workbook are at least as long as the headings. `notes` say what was chosen in reading, `asked` what
    their program does not show as it is stored. `faults` are cells that have no text to use.
    """

    numbers: Sequence[int]
    cells: Sequence[Sequence[str]] = field(repr=False)
    notes: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    faults: tuple[RowFault, ...] = ()


def read_rows(path: Path, place: Place | None = None) -> Rows:
    """The rows of a file, all of them text; raises CannotRead. Where nobody can tell a `place`, there is none.

    In text the delimiter is what Excel's own first line tells (sep=;), which it does not show and does not number.
    """
    suffix, where = path.suffix.lower(), place or Place()
    if suffix in _WORKBOOKS:
        return _of_workbook(path, where, can_name=place is not None)
    if suffix not in _TEXTS:
        raise CannotRead(None, "not a table by its name", f"save it as xlsx or as CSV UTF-8 ({', '.join(_TEXTS)})")
    if where.sheet is not None:
        raise CannotRead(None, "a text file has no sheets", "leave out --sheet")
    return _from_headings(_of_text(read_text(path), where.headings_in or 1), where)


def looks_like_a_row(headings: Sequence[str], below: Iterable[Sequence[str]]) -> bool:
    """Whether these are no headings but one more row of a list, by what heads no column, or stands below itself."""
    return any(map(_OF_A_LIST.fullmatch, headings)) or any(
        heading and heading == cell
        for row in below
        if row != headings
        for heading, cell in zip(headings, row, strict=False)
    )


def _of_workbook(path: Path, place: Place, *, can_name: bool) -> Rows:
    # Here and not above: openpyxl takes 6 MB and a third of a second, which the server and readers of CSV never need.
    from survey_app.readers.oddities import asked_about, refused
    from survey_app.readers.workbook import sheet_in

    sheet = sheet_in(path, place.sheet, can_name=can_name)
    rows = _from_headings(sheet.rows, place)
    width, top = (len(rows.cells[0]), rows.numbers[0]) if rows.cells else (0, 1)
    cells = [[*row, *[""] * (width - len(row))] for row in rows.cells]
    oddities = [oddity for oddity in sheet.oddities if oddity.row is None or oddity.row >= top]
    notes = (f'sheet "{sheet.name}" is used, and not {", ".join(sheet.left)}',) if sheet.left else ()
    asked, faults = tuple(asked_about(oddities, set(rows.numbers))), tuple(refused(oddities))
    return Rows(rows.numbers, cells, notes, asked, faults)


def _from_headings(numbered: Iterable[tuple[int, list[str]]], place: Place) -> Rows:
    """From the row of the headings on, where somebody told which that is."""
    first = place.headings_in
    rows = [(number, row) for number, row in numbered if number >= (first or 1) and any(map(str.strip, row))]
    if first is not None and (not rows or rows[0][0] != first):
        raise CannotRead(None, f"row {first} is empty, and cannot have the headings", "name the row that has them")
    return Rows([number for number, _ in rows], _without_empty_columns([row for _, row in rows]))


def _without_empty_columns(rows: list[list[str]]) -> list[list[str]]:
    """Without the columns in which nothing stands at all, which spreadsheets write behind those that were used."""
    width = max(map(len, rows), default=0)
    used = [place for place in range(width) if any(row[place].strip() for row in rows if len(row) > place)]
    return rows if len(used) == width else [[row[place] for place in used if place < len(row)] for row in rows]


def _of_text(text: str, headings_in: int) -> Iterator[tuple[int, list[str]]]:
    """Raises CannotRead, before any row if there are too many cells."""
    sep = _TOLD_DELIMITER.match(text)
    body = text[sep.end() :] if sep else text
    delimiter = sep[1] if sep else _delimiter_of(body, headings_in)
    if body.count(delimiter) + body.count("\n") > MOST_CELLS:
        raise CannotRead(None, f"more than {MOST_CELLS} cells", "split it, or leave out what is empty")
    number = 0
    try:
        for number, row in enumerate(csv.reader(StringIO(body, newline=""), delimiter=delimiter, strict=True), start=1):
            if len(row) > MOST_COLUMNS:
                raise CannotRead(number, f"{len(row)} cells", f"a row has at most {MOST_COLUMNS}")
            yield number, row
    except csv.Error as error:
        right = "quotes are doubled within a cell and closed at its end"
        raise CannotRead(number + 1, f"not CSV: {error}", right) from error


def _delimiter_of(text: str, headings_in: int) -> str:
    """The sign that stands in the headings as often as in the row below, and most often; or else most in the headings.

    Rows that have none of the signs are no headings, and what is in quotes does not count.
    """
    rows = _QUOTED.sub("", text[:_LOOKED_AT]).split("\n")[headings_in - 1 :]
    first, second = (*(row for row in rows if any(sign in row for sign in _DELIMITERS)), "", "")[:2]
    numbers = {sign: (first.count(sign), second.count(sign)) for sign in _DELIMITERS}
    return max(_DELIMITERS, key=lambda sign: (numbers[sign][0] * (numbers[sign][0] == numbers[sign][1]), numbers[sign]))
