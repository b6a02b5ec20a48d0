"""A workbook as a reader's program sees it, opened again with openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from survey_app.comparison.results import FieldedWave
from survey_app.reporting import comparison_workbook

Value = str | int | float | None


@dataclass(frozen=True)
class OpenedTable:
    """A table of a sheet: its name, the row of its headings, and its cells."""

    name: str
    row: int
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def column(self, heading: str) -> list[Value]:
        """The cells under one heading."""
        place = self.headings.index(heading)
        return [row[place] for row in self.rows]


def written(earlier: FieldedWave, later: FieldedWave, folder: Path) -> Workbook:
    """The workbook of two waves, written and opened again."""
    target = folder / "workbook.xlsx"
    comparison_workbook((earlier, later), target)
    return load_workbook(target)


def footer_of(sheet: Worksheet, side: Literal["left", "right"]) -> str:
    """What is printed at the foot of every page, at this side."""
    assert sheet.oddFooter is not None
    footer = sheet.oddFooter.left if side == "left" else sheet.oddFooter.right
    assert footer is not None
    return str(footer.text)


def tables_of(sheet: Worksheet) -> list[OpenedTable]:
    """The tables of a sheet, from top to bottom."""
    return sorted((_table(sheet, name) for name in sheet.tables), key=lambda table: table.row)


def _table(sheet: Worksheet, name: str) -> OpenedTable:
    cells = sheet[sheet.tables[name].ref]
    headings, *rows = [tuple(cell.value for cell in row) for row in cells]
    return OpenedTable(name, cells[0][0].row, tuple(str(heading) for heading in headings), tuple(rows))


def texts_of(book: Workbook, *sheets: str) -> Iterator[str]:
    """Every text in every cell, of these sheets or of all."""
    for sheet in [book[name] for name in sheets] if sheets else book:
        for row in sheet.iter_rows(values_only=True):
            yield from (value for value in row if isinstance(value, str))
