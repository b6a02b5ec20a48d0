"""Native bars that diverge around the middle of a scale and stay readable in grey.

Disagreement is striped and to the left, agreement is solid and to the right, the middle is light and half on each side.
"""

from dataclasses import dataclass

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from survey_app.tables.table import StackedBars, Table
from survey_app.writers.chart_names import GRID, SMALL, WHITE, chart_name, dress, named_chart
from survey_app.writers.styles import INK

_BAR_PIXELS = 27
_AROUND_PIXELS = 120
_LEAST_LABELLED = '[>=0.045]0%;""'

DARK_STRIPES, LIGHT_STRIPES = "#9C4A1A", "#C98A5B"
MIDDLE = "#F1F3F5"
LIGHT_SOLID, DARK_SOLID = "#9DC3DC", "#1C5A82"


@dataclass(frozen=True)
class PlacedTable:
    """Where a table stands: its sheet, its first and last body row, and what it holds."""

    sheet: str
    first_row: int
    last_row: int
    table: Table

    def cells(self, column: int) -> list[str | int]:
        """The body of one column, as xlsxwriter wants a range."""
        return [self.sheet, self.first_row, column, self.last_row, column]


def height_of_bars(bars: StackedBars) -> int:
    """Pixels a chart needs."""
    return _AROUND_PIXELS + bars.bars * _BAR_PIXELS


def diverging_bars(book: Workbook, bars: StackedBars, placed: PlacedTable, width: int) -> Chart:
    """The chart, ready to be inserted."""
    chart = named_chart(book, {"type": "bar", "subtype": "stacked"}, bars.title)
    chart.add_series(
        {"name": " ", **_ranges(bars, placed, bars.indent), "fill": {"none": True}, "line": {"none": True}}
    )
    for position, column in enumerate(bars.parts):
        chart.add_series(
            {
                "name": chart_name(placed.table.columns[column].heading),
                **_ranges(bars, placed, column),
                **_look(position, len(bars.parts)),
            }
        )
    _set_axes(chart, bars)
    height = height_of_bars(bars)
    area = {"x": 0.4, "y": 42 / height, "width": 0.58, "height": 1 - 95 / height}
    dress(chart, bars.title, (width, height), area)
    return chart


def _ranges(bars: StackedBars, placed: PlacedTable, column: int) -> dict[str, object]:
    return {"categories": placed.cells(bars.labels), "values": placed.cells(column), "gap": 40, "overlap": 100}


def _look(position: int, parts: int) -> dict[str, object]:
    """Fill, edge and label of one part, by its place on the scale."""
    from_middle = position - (parts - 1) / 2
    outer = abs(from_middle) > (parts - 1) / 4
    look = _fill(from_middle, outer=outer)
    return {**look, "border": {"color": INK, "width": 0.5}, "data_labels": _labels(from_middle, outer=outer)}


def _fill(from_middle: float, *, outer: bool) -> dict[str, object]:
    if from_middle < 0:
        stripes = DARK_STRIPES if outer else LIGHT_STRIPES
        pattern = "dark_upward_diagonal" if outer else "light_upward_diagonal"
        return {"pattern": {"pattern": pattern, "fg_color": stripes, "bg_color": WHITE}}
    if from_middle == 0:
        return {"fill": {"color": MIDDLE}}
    return {"fill": {"color": DARK_SOLID if outer else LIGHT_SOLID}}


def _labels(from_middle: float, *, outer: bool) -> dict[str, object]:
    """Percentages inside the parts that have room for them, on white where the part is striped."""
    on_dark = from_middle > 0 and outer
    label: dict[str, object] = {
        "value": True,
        "position": "center",
        "num_format": _LEAST_LABELLED,
        "font": {**SMALL, "color": WHITE if on_dark else INK},
    }
    if from_middle < 0:
        label["fill"] = {"color": WHITE}
    return label


def _set_axes(chart: Chart, bars: StackedBars) -> None:
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": SMALL,
            "line": GRID["line"],
            "major_tick_mark": "none",
            "interval_unit": 1,
            "interval_tick": bars.together,
            "major_gridlines": GRID,
        }
    )
    chart.set_x_axis(
        {
            "num_font": SMALL,
            "major_gridlines": {"visible": True, "line": {"color": INK, "width": 1}},
            "line": {"none": True},
            "min": 0,
            "max": 2,
            "major_unit": 1,
            "major_tick_mark": "none",
            "label_position": "none",
        }
    )
