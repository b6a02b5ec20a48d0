"""A file as a table of text: one heading row, and every row as long as that."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey_app.dataset.from_files.faults import CsvRefused, Faults, shown
from survey_app.dataset.from_files.names import name_of, one_line, parts_of
from survey_app.questionnaire.handed_in import CannotRead
from survey_app.questionnaire.source import forbidden_in
from survey_app.readers.rows import Rows, read_rows

_QUALTRICS = re.compile(r'\{"ImportId":.*\}')
"""Qualtrics writes a third row of headings, and the questions themselves in the second."""

_MOST_FAULTS = 20


@dataclass(frozen=True)
class Table:
    """Rows under their headings, as they stand in the file; `lines` are their numbers in a spreadsheet.

    `texts` are the questions where they stand under their headings; `notes` is what was passed over.
    """

    file: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]] = field(repr=False)
    lines: Sequence[int] = field(repr=False)
    texts: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_table(path: Path, unread: Container[str] = ()) -> Table:
    """The table in a file, without rows that are wholly empty; raises CsvRefused. `unread` may stand there twice."""
    faults, file = Faults(), path.name
    in_file = _rows(path)
    lines, rows = in_file.numbers, in_file.cells
    notes = tuple(f"{file}: {note}" for note in (*in_file.notes, *in_file.asked))
    headings = tuple(map(one_line, rows[0]))
    for fault in in_file.faults:
        faults.add(file, fault.row, None, fault.wrong, fault.right)
    _check_headings(file, headings, unread, faults)
    _check_lengths(file, rows, lines, faults)
    faults.refuse()
    if len(rows) > 3 and any(map(_QUALTRICS.fullmatch, rows[2])):
        texts = {heading: one_line(text) for heading, text in zip(headings, rows[1], strict=True) if text.strip()}
        passed = f"{file}: rows {lines[1]} and {lines[2]} are headings of Qualtrics, and no responses"
        return Table(file, headings, rows[3:], lines[3:], texts, (*notes, passed))
    return Table(file, headings, rows[1:], lines[1:], notes=notes)


def _rows(path: Path) -> Rows:
    try:
        in_file = read_rows(path)
    except CannotRead as error:
        raise CsvRefused.of(path.name, error.fault.row, None, error.fault.wrong, error.fault.right) from error
    if len(in_file.cells) < 2:
        right = "the first row has the names of the columns, and each other row is data"
        raise CsvRefused.of(path.name, None, None, "there are no rows under a heading", right)
    return in_file


def _check_headings(file: str, headings: Sequence[str], unread: Container[str], faults: Faults) -> None:
    """A first heading that is empty is R's column of row numbers; two that make one name are one column twice."""
    first: dict[tuple[str, str | None], int] = {}
    for place, heading in enumerate(headings, start=1):
        if heading and name_of(heading) in unread:
            continue
        name = parts_of(heading)[:2]
        if forbidden_in(heading):
            faults.add(file, 1, str(place), "the heading has a character that cannot be seen", "retype it")
        if not heading and place > 1:
            faults.add(file, 1, str(place), "this column has no heading", "give it a name, or remove it")
        elif name in first and heading:
            wrong = f"this heading says the same as {shown(headings[first[name] - 1])}"
            right = f"a column stands in the file once: rename column {place} or {first[name]}, or leave both --unread"
            faults.add(file, 1, heading, wrong, right)
        first.setdefault(name, place)


def _check_lengths(file: str, rows: Sequence[Sequence[str]], lines: Sequence[int], faults: Faults) -> None:
    expected = len(rows[0])
    uneven = [(line, len(row)) for line, row in zip(lines, rows, strict=True) if len(row) != expected]
    for line, length in uneven[:_MOST_FAULTS]:
        wrong = f"{length} cells under {expected} headings"
        faults.add(file, line, None, wrong, "a row has a cell for each heading")
    if len(uneven) > _MOST_FAULTS:
        wrong = f"{len(uneven) - _MOST_FAULTS} more rows are uneven"
        faults.add(file, None, None, wrong, "a text with the delimiter in it goes in quotes")
