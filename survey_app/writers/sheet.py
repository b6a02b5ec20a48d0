"""One sheet of a workbook, written from top to bottom."""

from collections.abc import Iterator

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from survey_app.tables.table import Block, Chart, Dots, Heading, PageBreak, Paragraph, Sheet, StackedBars, Table, plain
from survey_app.writers.canvas import Canvas
from survey_app.writers.drawing import Drawings
from survey_app.writers.pages import Unit
from survey_app.writers.styles import NOTE, PARAGRAPH, SECTION, TABLE_TITLE, TITLE, WARNING, Styles
from survey_app.writers.table_block import write_table
from survey_app.writers.text_height import BOLD, lines_of

_TITLE_HEIGHT, _SECTION_HEIGHT, _TABLE_TITLE_HEIGHT, _BAND_HEIGHT = 28, 22, 18, 18
_LONG, _AROUND = 10_000, 3
"""From here on a number may be wider than its column; beside it stand its sign and two blanks."""
_LEAST_TEXT_WIDTH = 90
"""Characters, of a sheet without tables: what A4 upright has room for."""
_SECTION_SIZE, _TABLE_TITLE_SIZE = 1.3, 1.1
"""Of letters, beside those of running text."""
_POINTS_PER_PIXEL = 0.75
_CHART_MARGIN = 16
"""Pixels left free beside a chart, so that it never reaches a page of its own."""


class SheetWriter:
    """Writes blocks, tells `drawings` where tables stand, and leaves room for the charts that are drawn from them."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet, styles: Styles, drawings: Drawings) -> None:
        self._sheet = sheet
        self._styles = styles
        self._drawings = drawings
        self._canvas = Canvas(worksheet, column_widths(sheet))

    def write(self) -> list[Unit]:
        """Write everything; the answer is what belongs together in print."""
        for number, width in enumerate(self._canvas.widths):
            self._canvas.worksheet.set_column(number, number, width)
        units: list[Unit] = []
        for blocks in _together(self._sheet.blocks):
            first_row, above = self._canvas.row, self._canvas.height
            if not units:
                self._canvas.text(plain(self._sheet.title), self._styles.of(TITLE), _TITLE_HEIGHT)
            for block in blocks:
                self._write(block)
            units.append(Unit(first_row, self._canvas.height - above, isinstance(blocks[0], PageBreak)))
        return units

    def _write(self, block: Block) -> None:
        match block:
            case Heading(text=text):
                self._canvas.new_row()
                for line in lines_of(plain(text), self._text_width / _SECTION_SIZE, BOLD):
                    self._canvas.text(line, self._styles.of(SECTION), _SECTION_HEIGHT)
            case Paragraph(text=text, strong=True):
                for line in lines_of(plain(text), self._text_width, BOLD):
                    self._canvas.band(line, self._styles.of(WARNING), _BAND_HEIGHT)
            case Paragraph(text=text):
                self._lines(plain(text), self._styles.of(PARAGRAPH))
            case Table():
                self._table(block)
            case _ if isinstance(block, Chart):
                self._chart(block)

    @property
    def _text_width(self) -> float:
        return max(sum(self._canvas.widths), _LEAST_TEXT_WIDTH)

    def _lines(self, text: str, style: Format) -> None:
        """A paragraph, a line to a row: text that runs on over empty cells needs no merged ones."""
        for line in lines_of(text, self._text_width):
            self._canvas.text(line, style)

    def _table(self, table: Table) -> None:
        self._canvas.new_row()
        if table.title:
            for line in lines_of(plain(table.title), self._text_width / _TABLE_TITLE_SIZE, BOLD):
                self._canvas.text(line, self._styles.of(TABLE_TITLE), _TABLE_TITLE_HEIGHT)
        self._drawings.place(write_table(self._canvas, table, self._styles))
        for note in table.notes:
            self._lines(plain(note), self._styles.of(NOTE))

    def _chart(self, chart: Chart) -> None:
        self._canvas.new_row()
        width = sum(pixels(width) for width in self._canvas.widths) - _CHART_MARGIN
        height = self._drawings.reserve(chart, self._canvas.worksheet, self._canvas.row, width)
        self._canvas.leave(height * _POINTS_PER_PIXEL)


def column_widths(sheet: Sheet) -> list[int]:
    """The widest wish for every column of the sheet, over its tables, and room for its longest number."""
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    columns = max((len(table.columns) for table in tables), default=1)
    return [
        max((_width(table, number) for table in tables if number < len(table.columns)), default=0)
        for number in range(columns)
    ]


def _width(table: Table, column: int) -> int:
    """A number that does not fit is shown as ###."""
    long = (row[column] for row in table.rows)
    signs = (len(str(cell)) for cell in long if isinstance(cell, int | float) and abs(cell) >= _LONG)
    return max(table.columns[column].width, _AROUND + max(signs, default=-_AROUND))


def pixels(width: float) -> int:
    """A column's width on the screen: seven pixels a digit and five around them."""
    return int(width * 7 + 5)


def _together(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """Blocks that a page should not part: what leads to a table, the table, and the chart under it, not of lines."""
    unit: list[Block] = []
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, PageBreak) and unit:
            yield unit
            unit = []
        unit.append(block)
        if isinstance(block, Table | Chart) and not isinstance(following, StackedBars | Dots):
            yield unit
            unit = []
    if unit:
        yield unit
