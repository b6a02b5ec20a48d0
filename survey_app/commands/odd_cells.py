"""What is said of cells that a spreadsheet shows otherwise than it stores: which are refused, which asked about."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from survey_app.commands.workbook_oddities import Kind, Oddity
from survey_app.fieldwork.frame import some_of

_REFUSED = {
    Kind.NO_VALUE: "a formula without its value; open the file in Excel or LibreOffice, save it there, and use it then",
    Kind.ERROR: "an error, such as #N/A, where a text should stand; mend it in Excel or LibreOffice, and save it there",
}
_ASKED = {
    Kind.HIDDEN_ROW: "{number} row(s) are hidden, by a filter or by hand, and are used like all others: row {places}",
    Kind.HIDDEN_COLUMN: "hidden columns are used like all others: column {places}",
    Kind.MERGED: "merged cells have their text in the first of them, and the others are empty: {places}",
    Kind.TRUE_OR_FALSE: "a cell that is true or false becomes the text TRUE or FALSE: {places}",
}


def refused(oddities: Iterable[Oddity]) -> list[str]:
    """A fault for each cell that has no text to use."""
    return [f"{one.place}: {_REFUSED[one.kind]}" for one in oddities if one.kind in _REFUSED]


def asked_about(oddities: Iterable[Oddity], lines: Container[int]) -> Iterator[str]:
    """A sentence for each kind that may be used, but not unseen; `lines` are the rows in which something stands."""
    by_kind: dict[Kind, list[str]] = {}
    for one in oddities:
        if one.kind is not Kind.HIDDEN_ROW or one.line in lines:
            by_kind.setdefault(one.kind, []).append(one.place)
    for kind, sentence in _ASKED.items():
        if kind in by_kind:
            yield sentence.format(number=len(by_kind[kind]), places=some_of(by_kind[kind]))
