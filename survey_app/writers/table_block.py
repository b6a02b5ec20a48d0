"""One table on a sheet: a real Excel table with one heading row and no merged cells."""

from itertools import pairwise

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from survey_app.language.words import Words
from survey_app.tables.columns import shortened
from survey_app.tables.table import Cell, Column, Link, Table, plain
from survey_app.writers.canvas import Canvas
from survey_app.writers.charts import PlacedTable
from survey_app.writers.styles import GROUP, LINKED, Styles
from survey_app.writers.text_height import BOLD, SMALL_BOLD, number_of_lines

_LINE, _HEADING_LINE, _PADDING = 13.0, 12.0, 4.0
_GROUP_HEIGHT = 18
LONGEST_TEXT = 32_767
"""Characters in a cell of a spreadsheet."""

_CUT = " … (ingekort)"
_INDENT = 1.8
"""Of a column's width, what stands free beside the text."""


class LongWorksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """Very many rows, put on the disk one by one and forgotten; so it has no Excel table, but a filter.

    A cell in memory takes over a hundred bytes.
    """

    def _initialize(self, init_data: dict[str, object]) -> None:
        super()._initialize({**init_data, "constant_memory": True})


def write_table(canvas: Canvas, table: Table, styles: Styles) -> PlacedTable:
    """Write the table at the next row; says where it stands, for charts."""
    groups = _write_groups(canvas, table, styles)
    top = _write_headings(canvas, table, styles)
    formats = _Formats(table, styles)
    for number, row in enumerate(table.rows):
        _write_row(canvas, table, number, row, formats)
    if not table.rows:
        canvas.new_row()
    if table.main:
        canvas.worksheet.freeze_panes(top + 1, table.frozen)
        canvas.worksheet.repeat_rows(top if groups is None else groups, top)
    return PlacedTable(canvas.worksheet.get_name(), top + 1, canvas.row - 1, table)


def starts_of_groups(columns: tuple[Column, ...]) -> set[int]:
    """Places where another group of columns begins than the one before."""
    return {number for number, (before, here) in enumerate(pairwise(columns), start=1) if here.group != before.group}


def _write_groups(canvas: Canvas, table: Table, styles: Styles) -> int | None:
    """The line above the headings that says what several columns share; None when they share nothing."""
    if not any(column.group for column in table.columns):
        return None
    row, before = canvas.new_row(_GROUP_HEIGHT), ""
    for place, column in enumerate(table.columns):
        if not column.group or column.group == before:
            canvas.worksheet.write_blank(row, place, None, styles.of(GROUP) if column.group else None)
        else:
            canvas.worksheet.write_string(row, place, plain(column.group), styles.of(GROUP))
        before = plain(column.group)
    return row


def _write_headings(canvas: Canvas, table: Table, styles: Styles) -> int:
    """The heading row, and around it and the rows below it the table that Excel knows, or on a long sheet a filter."""
    height = _height(canvas, [plain(column.heading) for column in table.columns], SMALL_BOLD, spare=table.main)
    top, starts = canvas.new_row(height), starts_of_groups(table.columns)
    formats = [
        styles.column_heading(column, first=place == 0, starts_group=place in starts)
        for place, column in enumerate(table.columns)
    ]
    if isinstance(canvas.worksheet, LongWorksheet):
        for place, (column, style) in enumerate(zip(table.columns, formats, strict=True)):
            canvas.worksheet.write_string(top, place, plain(column.heading), style)
        canvas.worksheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
        return top
    headings = [
        {"header": plain(column.heading), "header_format": style}
        for column, style in zip(table.columns, formats, strict=True)
    ]
    options = {
        "name": table.name,
        "title": shortened(plain(table.title)) or table.name,
        "columns": headings,
        "style": None,
        "autofilter": table.main,
        "banded_rows": False,
    }
    canvas.worksheet.add_table(top, 0, top + max(1, len(table.rows)), len(table.columns) - 1, options)
    return top


class _Formats:
    """The formats of a table's cells: a row of them for each kind of row, made once."""

    def __init__(self, table: Table, styles: Styles) -> None:
        self._table, self._styles = table, styles
        self._starts = starts_of_groups(table.columns)
        self._of_kind: dict[tuple[bool, bool], list[Format]] = {}
        self.link = styles.of(LINKED)

    def of_row(self, *, ends_subject: bool, total: bool) -> list[Format]:
        """A format per column."""
        kind = ends_subject, total
        if kind not in self._of_kind:
            self._of_kind[kind] = [
                self._styles.cell(
                    column, first=place == 0, starts_group=place in self._starts, ends_subject=ends_subject, total=total
                )
                for place, column in enumerate(self._table.columns)
            ]
        return self._of_kind[kind]


def _write_row(canvas: Canvas, table: Table, number: int, cells: tuple[Cell, ...], formats: _Formats) -> None:
    total = table.total and number == len(table.rows) - 1
    ends_subject = (number + 1) % table.rows_together == 0
    row = canvas.new_row(_height(canvas, [_text_of(cell) for cell in cells], BOLD if total else 1.0))
    styles = formats.of_row(ends_subject=ends_subject, total=total)
    for place, (style, cell) in enumerate(zip(styles, cells, strict=True)):
        _write_cell(canvas, row, place, cell, formats.link if isinstance(cell, Link) else style)


def _write_cell(canvas: Canvas, row: int, place: int, cell: Cell, style: Format) -> None:
    """Text is always written as text: nothing that anybody typed becomes a formula."""
    worksheet = canvas.worksheet
    if isinstance(cell, Link):
        worksheet.write_url(row, place, f"internal:'{plain(cell.sheet)}'!A1", style, plain(cell.text))
    elif cell is None or cell == "":
        worksheet.write_blank(row, place, None, style)
    elif isinstance(cell, str | Words):
        worksheet.write_string(row, place, shortened(plain(cell), LONGEST_TEXT, _CUT), style)
    else:
        worksheet.write_number(row, place, cell, style)


def _height(canvas: Canvas, texts: list[str], weight: float, *, spare: bool = False) -> float:
    """Points a row needs for its longest text; `spare` leaves a line for the filter's button."""
    fits = zip(texts, canvas.widths, strict=False)
    lines = max(number_of_lines(text, width - _INDENT, weight) for text, width in fits)
    return _PADDING + (_HEADING_LINE * (lines + 1) if spare else _LINE * lines)


def _text_of(cell: Cell) -> str:
    if isinstance(cell, Link):
        return plain(cell.text)
    return cell if isinstance(cell, str) else ""
