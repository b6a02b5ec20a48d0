"""Address lists on the command line: where they are, read with every cell as text, and what is asked about them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

import click

from survey_app.commands.options import FILE
from survey_app.fieldwork.frame import BadFrame, Frame, check_headings, doubled_rows
from survey_app.questionnaire.handed_in import CannotRead, some_of
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


def frame_option(text: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The options that say where the addresses are; the command gets a `FrameFile`, and whether not to ask."""

    def with_options(command: Callable[..., None]) -> Callable[..., None]:
        @click.option("--frame", "path", type=FILE, required=True, help=text)
        @click.option("--sheet", metavar="NAME", help="The sheet with the addresses, of a workbook that has several.")
        @click.option("--headings-in", metavar="ROW", type=click.IntRange(min=1), help="The row of the headings.")
        @click.option("--as-it-stands", is_flag=True, help="Do not ask about hidden rows, merged cells and the like.")
        @wraps(command)
        def with_file(path: Path, sheet: str | None, headings_in: int | None, **others: object) -> None:
            command(file=FrameFile(path, sheet, headings_in), **others)

        return with_file

    return with_options


def read_and_ask(file: FrameFile, *, as_it_stands: bool) -> Frame:
    """The frame, when somebody knows of all that their program does not show of it; raises BadFrame, or ends."""
    frame, name = read_frame(file), file.path.name
    for sentence in (*frame.told, *frame.asked):
        click.echo(f"{name}: {sentence}", err=True)
    if frame.asked and not as_it_stands:
        click.confirm(f"{name}: go on with the list as it stands?", abort=True, err=True)
    return frame


def warn_of_doubles(file: str, frame: Frame) -> None:
    """Addresses that will have two letters; it is no refusal, for a frame need not name the door."""
    doubled = doubled_rows(frame)
    if doubled:
        same = f"{len(doubled)} row(s) are the same as a row above them and have a code too: row {some_of(doubled)}"
        click.echo(f"{file}: {same}", err=True)


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
