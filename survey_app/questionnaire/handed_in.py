"""Files that people hand in: read whole or not at all, and no larger than what they are for can need.

Every reader of such a file begins here, and tells what is refused in the words of its own kind.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import orjson

from survey_app.questionnaire.signs import unwritable_in

MOST_BYTES = 64 * 2**20
MOST_CELLS = 8_000_000
"""A hundred thousand responses to eighty questions."""

MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""


_TOLD_DELIMITER = re.compile(r'"?sep=([,;\t|])"?\r?\n', re.IGNORECASE)


class CannotRead(Exception):
    """What is wrong with a file, on which line if that is known, and what would be right."""

    def __init__(self, line: int | None, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.line, self.wrong, self.right = line, wrong, right


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
    found = unwritable_in(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise CannotRead(line, f"the sign U+{ord(found.group()):04X} stands for nothing", "type this text again")
    return text


def csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line where it ends; raises CannotRead, before any row if there are too many cells."""
    if text.count(delimiter) + text.count("\n") > MOST_CELLS:
        raise CannotRead(None, f"more than {MOST_CELLS} cells", "split it, or leave out what is empty")
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise CannotRead(reader.line_num, f"{len(row)} cells", f"a row has at most {MOST_COLUMNS}")
            yield reader.line_num, row
    except csv.Error as error:
        right = "quotes are doubled within a cell and closed at its end"
        raise CannotRead(reader.line_num, f"not CSV: {error}", right) from error


def told_delimiter(text: str) -> tuple[str | None, str]:
    """What Excel's own first line tells (sep=;), which it does not show, and the text below it."""
    told = _TOLD_DELIMITER.match(text)
    return (told[1], text[told.end() :]) if told else (None, text)


def table_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row in which something stands, with the line where it ends; raises CannotRead.

    Parted by what Excel's own first line tells (sep=;), or else by what the headings have most of: , ; or tabs.
    """
    told, body = told_delimiter(text)
    first = next((line for line in StringIO(body) if line.strip()), "")
    for line, row in csv_rows(body, told or max(",;\t", key=first.count)):
        if any(map(str.strip, row)):
            yield line + bool(told), row


def read_json(text: str | bytes) -> object:
    """What JSON says; raises CannotRead, also where it is nested deeper than 1024 (orjson's bound)."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise CannotRead(error.lineno, "not JSON, or nested too deep", "hand it over as it was written") from error
