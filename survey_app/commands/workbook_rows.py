"""The one place that opens an xlsx: rows of the sheet as values, or one sentence on why there are none."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from itertools import islice
from pathlib import Path
from xml.etree.ElementTree import Element  # defusedxml makes the same

from openpyxl import load_workbook
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from survey_app.commands.workbook_check import DAMAGED, MOST_ROWS, SAVE_ANEW, read_workbook_bytes
from survey_app.questionnaire.handed_in import CannotRead

MOST_COLUMNS = 256
_MOST_FAULTS = 20
_ROW, _CELL, _FORMULA, _VALUE = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("row", "c", "f", "v"))


class FormulasWithoutValue(Exception):
    """Cells whose formula nobody has computed."""

    def __init__(self, cells: list[str]) -> None:
        super().__init__(f"{len(cells)} formulas without a value")
        self.cells = cells


class MoreSheets(Exception):
    """Which sheet is meant cannot be told."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} sheets; leave only the one with the addresses")


def workbook_rows(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    """Each row in which something stands, with its number; raises CannotRead, FormulasWithoutValue or MoreSheets."""
    content = BytesIO(read_workbook_bytes(path))
    try:
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl does not know, and we do not need
            return _read(content)
    except DAMAGED as error:
        raise CannotRead(None, "not an xlsx workbook, or a damaged one", SAVE_ANEW) from error


def _read(content: BytesIO) -> list[tuple[int, tuple[object, ...]]]:
    with closing(load_workbook(content, read_only=True, data_only=True)) as book:
        if len(book.worksheets) != 1:
            raise MoreSheets(len(book.worksheets))
        sheet = book.worksheets[0]
        without = [*islice(_without_value(sheet), _MOST_FAULTS)]
        if without:
            raise FormulasWithoutValue(without)
        return [(line, cells) for line, cells in _rows(sheet) if any(cell is not None for cell in cells)]


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, tuple[object, ...]]]:
    """The rows as they stand in the sheet, whatever the sheet says of its own size."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)  # type: ignore[misc]  # the stubs know it of other worksheets only
    for line, cells in enumerate(rows, start=1):
        if line > MOST_ROWS or len(cells) > MOST_COLUMNS:
            right = f"remove it; an address list has at most {MOST_COLUMNS} columns and {MOST_ROWS} rows"
            raise CannotRead(line, "something stands far from the addresses", right)
        yield line, cells


def _without_value(sheet: ReadOnlyWorksheet) -> Iterator[str]:
    """Formulas whose value is not in the file, by row and column. A value that is an empty text is one (`str`)."""
    line = place = 0
    with sheet._get_source() as source:  # type: ignore[attr-defined]  # as openpyxl opens it for itself
        for event, element in iterparse(source, ("start", "end")):
            if event == "start" and element.tag == _ROW:
                line, place = int(element.get("r", line + 1)), 0
            elif event == "end" and element.tag == _CELL:
                named = element.get("r")
                place = coordinate_to_tuple(named)[1] if named else place + 1
                if element.find(_FORMULA) is not None and not _has_value(element):
                    yield f"row {line}, column {get_column_letter(place)}"
            if event == "end" and element.tag in (_ROW, _CELL):
                element.clear()


def _has_value(cell: Element) -> bool:
    return cell.get("t") == "str" or bool(cell.findtext(_VALUE))
