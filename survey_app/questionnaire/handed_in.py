"""Files that people hand in: read whole or not at all, and no larger than what they are for can need.

Every reader of such a file begins here, and tells what is refused in the words of its own kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from survey_app.questionnaire.signs import unwritable_in
from survey_app.refusal import Refusal

MOST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class RowFault:
    """What is wrong in a row as a spreadsheet numbers them (None: with the file), and what would be right."""

    row: int | None
    wrong: str
    right: str


class CannotRead(Exception):
    """What is wrong with a file, in which row if that is known, and what would be right."""

    def __init__(self, row: int | None, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.fault = RowFault(row, wrong, right)


class TableRefused(Refusal):
    """Rows that somebody filled in have faults; nothing of them was taken."""

    row_of = "{file}:{row}"

    def __init__(self, file: Path, faults: Sequence[RowFault]) -> None:
        self.file = file
        self.faults = tuple(sorted(faults, key=lambda fault: fault.row or 0))
        super().__init__("\n".join(f"{self._place(fault.row)}: {fault.wrong}; {fault.right}" for fault in self.faults))

    def _place(self, row: int | None) -> str:
        return str(self.file) if row is None else self.row_of.format(file=self.file, row=row)


def read_whole(path: Path, most: int = MOST_BYTES) -> bytes:
    """Everything in a file; raises CannotRead when that is too much."""
    with path.open("rb") as file:
        content = b"" if path.stat().st_size > most else file.read(most + 1)
    if len(content) > most or path.stat().st_size > most:
        raise CannotRead(None, f"larger than {most // 2**20} MiB", "split it, or leave out what is not asked for")
    return content


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, with or without a byte order mark; raises CannotRead."""
    content = read_whole(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CannotRead(line, "not text in UTF-8", 'save it as "CSV UTF-8"') from error
    unwritable = unwritable_in(text)
    if unwritable is not None:
        line = text.count("\n", 0, unwritable.start()) + 1
        raise CannotRead(line, f"the sign U+{ord(unwritable.group()):04X} stands for nothing", "type this text again")
    return text


def some_of(places: Sequence[object]) -> str:
    """The first ten, and whether there are more."""
    return ", ".join(map(str, places[:10])) + (" and more" if len(places) > 10 else "")


def read_json(text: str | bytes) -> object:
    """What JSON says; raises CannotRead, also where it is nested deeper than 1024 (orjson's bound)."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise CannotRead(error.lineno, "not JSON, or nested too deep", "hand it over as it was written") from error
