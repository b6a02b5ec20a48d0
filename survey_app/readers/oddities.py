"""What a spreadsheet shows otherwise than it stores: hidden rows and columns, merged cells, errors, formulas, TRUE."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from xml.etree.ElementTree import Element  # defusedxml makes the same

from openpyxl.utils import coordinate_to_tuple, get_column_letter, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from survey_app.questionnaire.handed_in import RowFault, some_of

_ROW, _CELL, _FORMULA, _VALUE, _COLUMN, _MERGED = (
    f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "c", "f", "v", "col", "mergeCell")
)


class Kind(Enum):
    """How a cell, row or column differs from a text that everybody sees, and what is said of it."""

    HIDDEN_ROW = "{number} row(s) are hidden, by a filter or by hand, and are used like all others: row {places}"
    HIDDEN_COLUMN = "hidden columns are used like all others: column {places}"
    MERGED = "merged cells have their text in the first of them, and the others are empty: {places}"
    TRUE_OR_FALSE = "a cell that is true or false becomes the text TRUE or FALSE: {places}"
    NO_VALUE = "a formula without its value"
    ERROR = "an error, such as #N/A, where a text should stand"


@dataclass(frozen=True)
class Oddity:
    """One of them. `row` is the last one that it touches, and None of a whole column."""

    kind: Kind
    row: int | None
    place: str


_REFUSED = {
    Kind.NO_VALUE: "open the file in Excel or LibreOffice, save it there, and use it then",
    Kind.ERROR: "mend it in Excel or LibreOffice, and save it there",
}
"""What has no text to use, and what would be right."""


def refused(oddities: Iterable[Oddity]) -> Iterator[RowFault]:
    """A fault for each cell that has no text to use."""
    for oddity in oddities:
        if oddity.kind in _REFUSED:
            yield RowFault(oddity.row, f"{oddity.place}: {oddity.kind.value}", _REFUSED[oddity.kind])


def asked_about(oddities: Iterable[Oddity], rows: Container[int]) -> Iterator[str]:
    """A sentence for each kind that may be used, but not unseen; `rows` are those in which something stands."""
    by_kind: dict[Kind, list[str]] = {}
    for oddity in oddities:
        if oddity.kind is not Kind.HIDDEN_ROW or oddity.row in rows:
            of_cell = oddity.kind is Kind.TRUE_OR_FALSE
            by_kind.setdefault(oddity.kind, []).append(f"row {oddity.row}, {oddity.place}" if of_cell else oddity.place)
    for kind in Kind:
        if kind in by_kind and kind not in _REFUSED:
            yield kind.value.format(number=len(by_kind[kind]), places=some_of(by_kind[kind]))


def oddities_of(sheet: ReadOnlyWorksheet) -> Iterator[Oddity]:
    """All of a sheet, columns first, then by row. A value that is an empty text is one (`str`)."""
    line = place = 0
    with sheet._get_source() as source:  # type: ignore[attr-defined]  # as openpyxl opens it for itself
        for event, element in iterparse(source, ("start", "end")):
            if event == "start" and element.tag == _ROW:
                line, place = int(element.get("r", line + 1)), 0
                if _is_hidden(element, "ht"):
                    yield Oddity(Kind.HIDDEN_ROW, line, str(line))
            elif event == "end" and element.tag == _CELL:
                named = element.get("r")
                place = coordinate_to_tuple(named)[1] if named else place + 1
                kind = _kind_of(element)
                if kind is not None:
                    yield Oddity(kind, line, f"column {get_column_letter(place)}")
            elif event == "end":
                yield from _of_whole(element)
            if event == "end" and element.tag in (_ROW, _CELL):
                element.clear()


def _kind_of(cell: Element) -> Kind | None:
    stored = cell.get("t")
    if stored == "e":
        return Kind.ERROR
    if stored == "b":
        return Kind.TRUE_OR_FALSE
    lacks_value = cell.find(_FORMULA) is not None and stored != "str" and not cell.findtext(_VALUE)
    return Kind.NO_VALUE if lacks_value else None


def _of_whole(element: Element) -> Iterator[Oddity]:
    """Of a range that is merged, and of columns that are hidden."""
    if element.tag == _MERGED:
        of_range = element.get("ref", "")
        yield Oddity(Kind.MERGED, range_boundaries(of_range)[3], of_range)
    elif element.tag == _COLUMN and _is_hidden(element, "width"):
        first, last = (get_column_letter(int(element.get(end, "1"))) for end in ("min", "max"))
        yield Oddity(Kind.HIDDEN_COLUMN, None, first if first == last else f"{first}-{last}")


def _is_hidden(element: Element, size: str) -> bool:
    return element.get("hidden") in ("1", "true") or float(element.get(size, "1")) < 1
