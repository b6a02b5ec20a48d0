"""The charts of a workbook: room is left for them while sheets are written, and they are drawn when all tables stand.

A chart stands before the table that it is drawn from, which may be on a later sheet than its own.
"""

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.tables.table import Bars, Dots, Lines, StackedBars, plain
from survey_app.tables.table import Chart as Drawn
from survey_app.writers.charts import PlacedTable, diverging_bars, height_of_bars
from survey_app.writers.dots import dot_chart, height_of_dots
from survey_app.writers.lines import height_of_lines, line_chart
from survey_app.writers.share_bars import height_of_share_bars, share_bars


class Drawings:
    """Remembers where charts want to be and where their tables stand; table names are unique within the workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._placed: dict[str, PlacedTable] = {}
        self._waiting: list[tuple[Drawn, int, Worksheet, int]] = []
        self._wanted: set[str] = set()

    def place(self, placed: PlacedTable) -> None:
        """A table was written here. It is kept only for the charts that wait for it: some tables are large."""
        if placed.table.name in self._wanted:
            self._placed[placed.table.name] = placed

    def reserve(self, chart: Drawn, worksheet: Worksheet, row: int, width: int) -> int:
        """A chart will stand here, this many pixels wide; the answer is how high it will be."""
        self._waiting.append((chart, width, worksheet, row))
        self._wanted.add(chart.table)
        match chart:
            case StackedBars():
                return height_of_bars(chart)
            case Bars():
                return height_of_share_bars(chart)
            case Dots():
                return height_of_dots(chart)
            case Lines():
                return height_of_lines(chart)

    def draw(self) -> None:
        """Draw every chart, now that all tables stand."""
        for chart, width, worksheet, row in self._waiting:
            options = {"description": plain(chart.alt_text), "object_position": 2}
            worksheet.insert_chart(row, 0, self._drawn(chart, width), options)

    def _drawn(self, chart: Drawn, width: int) -> Chart:
        placed = self._placed[chart.table]
        match chart:
            case StackedBars():
                return diverging_bars(self._book, chart, placed, width)
            case Bars():
                return share_bars(self._book, chart, placed, width)
            case Dots():
                return dot_chart(self._book, chart, placed, width)
            case Lines():
                return line_chart(self._book, chart, placed, width)
