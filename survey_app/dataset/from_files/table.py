"""A file as a table of text: one heading row, and every row as long as that."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from survey_app.dataset.from_files.faults import CsvRefused, csv_fault, shown
from survey_app.dataset.from_files.names import name_of, one_line, parts_of
from survey_app.questionnaire.faults import Fault
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
    in_file = _rows(path)
    lines, rows, notes = (
        in_file.numbers,
        in_file.cells,
        tuple(f"{path.name}: {told}" for told in (*in_file.told, *in_file.asked)),
    )
    headings = tuple(map(one_line, rows[0]))
    faults = [csv_fault(path.name, fault.row, None, fault.wrong, fault.right) for fault in in_file.faults]
    faults += [*_heading_faults(path.name, headings, unread), *_length_faults(path.name, rows, lines)]
    if faults:
        raise CsvRefused(faults)
    if len(rows) > 3 and any(map(_QUALTRICS.fullmatch, rows[2])):
        texts = {heading: one_line(text) for heading, text in zip(headings, rows[1], strict=True) if text.strip()}
        passed = f"{path.name}: rows {lines[1]} and {lines[2]} are headings of Qualtrics, and no responses"
        return Table(path.name, headings, rows[3:], lines[3:], texts, (*notes, passed))
    return Table(path.name, headings, rows[1:], lines[1:], notes=notes)


def _rows(path: Path) -> Rows:
    try:
        in_file = read_rows(path)
    except CannotRead as error:
        fault = error.fault
        raise CsvRefused([csv_fault(path.name, fault.row, None, fault.wrong, fault.right)]) from error
    if len(in_file.cells) < 2:
        right = "the first row has the names of the columns, and each other row is data"
        raise CsvRefused([csv_fault(path.name, None, None, "there are no rows under a heading", right)])
    return in_file


def _heading_faults(file: str, headings: Sequence[str], unread: Container[str]) -> list[Fault]:
    """A first heading that is empty is R's column of row numbers; two that make one name are one column twice."""
    faults, first = [], dict[tuple[str, str | None], int]()
    for place, heading in enumerate(headings, start=1):
        if heading and name_of(heading) in unread:
            continue
        made = parts_of(heading)[:2]
        if forbidden_in(heading):
            wrong = "the heading has a character that cannot be seen"
            faults.append(csv_fault(file, 1, str(place), wrong, "retype it"))
        if not heading and place > 1:
            faults.append(csv_fault(file, 1, str(place), "this column has no heading", "give it a name, or remove it"))
        elif made in first and heading:
            wrong = f"this heading says the same as {shown(headings[first[made] - 1])}"
            right = f"a column stands in the file once: rename column {place} or {first[made]}, or leave both --unread"
            faults.append(csv_fault(file, 1, heading, wrong, right))
        first.setdefault(made, place)
    return faults


def _length_faults(file: str, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> list[Fault]:
    expected = len(rows[0])
    uneven = [(line, len(row)) for line, row in zip(lines, rows, strict=True) if len(row) != expected]
    faults = [
        csv_fault(file, line, None, f"{found} cells under {expected} headings", "a row has a cell for each heading")
        for line, found in uneven[:_MOST_FAULTS]
    ]
    if len(uneven) > _MOST_FAULTS:
        wrong = f"{len(uneven) - _MOST_FAULTS} more rows are uneven"
        faults.append(csv_fault(file, None, None, wrong, "a text with the delimiter in it goes in quotes"))
    return faults
