"""The CSV of a printed table: `item,answer,count`, a row per answer, in UTF-8; read strictly, every fault told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from survey_app.questionnaire.handed_in import CannotRead, csv_rows, read_text

_HEADING = ["item", "answer", "count"]
_SHOWN = 80
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True)
class PrintedRow:
    """How often one answer was given to one item, and the line that says so."""

    line: int
    item: str
    answer: str
    count: int


@dataclass(frozen=True)
class PrintedFault:
    """What is wrong on a line (None: with the file), and what would be right."""

    line: int | None
    wrong: str
    right: str


class PrintedTableRefused(Exception):
    """A printed table has faults; nothing of it was taken."""

    def __init__(self, file: Path, faults: Sequence[PrintedFault]) -> None:
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__(
            "\n".join(f"{_place(file, fault.line)}: {fault.wrong}; {fault.right}" for fault in self.faults)
        )


def read_rows(file: Path) -> list[PrintedRow]:
    """Every row of the table; raises PrintedTableRefused with all rows that cannot be read."""
    faults: list[PrintedFault] = []
    rows = [row for line, cells in _lines(file) if cells and (row := _row(line, cells, faults))]
    if faults:
        raise PrintedTableRefused(file, faults)
    return rows


def _lines(file: Path) -> list[tuple[int, list[str]]]:
    """The lines under the heading, as cells."""
    try:
        text = read_text(file)
        lines = [*csv_rows(text, _delimiter(text))]
    except CannotRead as error:
        raise PrintedTableRefused(file, [PrintedFault(error.line, error.wrong, error.right)]) from error
    if not lines or lines[0][1] != _HEADING:
        found = text.partition("\n")[0].strip()[:_SHOWN]
        right = f"the first line is {','.join(_HEADING)}, with commas or semicolons between the cells"
        raise PrintedTableRefused(file, [PrintedFault(1, f"the heading is {found!r}", right)])
    return lines[1:]


def _delimiter(text: str) -> str:
    """Semicolons when the heading has them, as Excel writes where the comma is for decimals; else commas."""
    return ";" if ";" in text.partition("\n")[0] else ","


def _row(line: int, cells: list[str], faults: list[PrintedFault]) -> PrintedRow | None:
    if len(cells) != len(_HEADING):
        faults.append(PrintedFault(line, f"{len(cells)} cells", "a row is an item, an answer and a count"))
        return None
    item, answer, count = cells
    if not _WHOLE.fullmatch(count):
        what = f"{item}, {answer}: " + (f"{count!r} is not a count" if count else "the count is empty")
        faults.append(
            PrintedFault(line, what, "a count is a whole number in digits only, 0 if nobody gave this answer")
        )
        return None
    return PrintedRow(line, item, answer, int(count))


def _place(file: Path, line: int | None) -> str:
    return str(file) if line is None else f"{file}:{line}"
