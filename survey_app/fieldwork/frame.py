"""The frame: the list of addresses to approach. It is read, used and forgotten; nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from survey_app.questionnaire.handed_in import some_of
from survey_app.questionnaire.normal_form import normalise
from survey_app.questionnaire.study import Study
from survey_app.refusal import Refusal

RESERVED = ("code", "link")
"""Columns that the mailing file adds, so that a frame may not have them."""
LONGEST_NAME = 255
"""Of a column of a table in a spreadsheet, in halves of 16 bits; Excel mends a file with a longer one."""


@dataclass(frozen=True)
class Frame:
    """Address rows under their headings, all text. `lines` are the row numbers as the researcher's program shows
    them, for messages that must not repeat an address. `told` says what was chosen in reading, and `asked` what their
    program does not show as it is stored: no letter is made of that without a yes."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    lines: tuple[int, ...]
    told: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


class BadFrame(Refusal):
    """A frame that cannot be used; names lines and columns, never an address."""

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))


def check_headings(file: str, headings: Sequence[str]) -> None:
    """Whether every column has a name of its own; raises BadFrame."""
    names = [heading.casefold() for heading in headings]
    faults = [f"column {place} has no name" for place, name in enumerate(names, start=1) if not name]
    faults += [f'two columns are called "{name}"' for name in sorted(set(names)) if name and names.count(name) > 1]
    faults += [f'column "{name}" is made by this command; rename yours' for name in RESERVED if name in names]
    faults += [
        f"column {place}: its name is longer than {LONGEST_NAME} characters"
        for place, heading in enumerate(headings, start=1)
        if len(heading.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_NAME
    ]
    if faults:
        raise BadFrame(file, faults)


def segments_of(file: str, frame: Frame, column: str, study: Study) -> list[str]:
    """The segment of every row, by the id or the label in `column`; raises BadFrame with every row that has none."""
    headings = [heading.casefold() for heading in frame.headings]
    if column.casefold() not in headings:
        raise BadFrame(file, [_no_column(frame, column)])
    place = headings.index(column.casefold())
    known = {_folded(name): segment.id for segment in study.segments for name in (segment.id, segment.label)}
    segments = [known.get(_folded(row[place])) for row in frame.rows]
    missing = [line for line, segment in zip(frame.lines, segments, strict=True) if segment is None]
    if missing:
        raise BadFrame(file, [_unknown(column, missing, study)])
    return [segment for segment in segments if segment is not None]


def doubled_rows(frame: Frame) -> list[int]:
    """The rows that are equal to a row above them."""
    seen: set[tuple[str, ...]] = set()
    doubled = []
    for line, row in zip(frame.lines, frame.rows, strict=True):
        if row in seen:
            doubled.append(line)
        seen.add(row)
    return doubled


def _no_column(frame: Frame, column: str) -> str:
    rows = zip(frame.lines, frame.rows, strict=True)
    line = next((line for line, row in rows if column.casefold() in map(str.casefold, row)), None)
    hint = "" if line is None else f"; row {line} has it, and if that is the row of the headings: --headings-in {line}"
    return f'no column "{column}"; there are: {", ".join(frame.headings)}{hint}'


def _unknown(column: str, lines: Sequence[int], study: Study) -> str:
    known = ", ".join(segment.label for segment in study.segments)
    rows = f"{len(lines)} row(s) have no {study.segment_words.en.one} of this study"
    return f'{rows} in column "{column}": row {some_of(lines)}; known: {known}'


def _folded(text: str) -> str:
    """Letters and digits only, so that Kerk-Avezaath, kerk_avezaath and KERK AVEZAATH are one village."""
    return "".join(sign for sign in normalise("NFKC", text).casefold() if sign.isalnum())
