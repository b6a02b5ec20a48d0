"""Native stacked bars that stay readable in grey: disagreement is striped, agreement is solid, the middle is light."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from survey_app.tables.table import StackedBars
from survey_app.writers.styles import ACCENT, FONT, HAIRLINE, INK

_BAR_PIXELS = 27
_AROUND_PIXELS = 120
_LEAST_LABELLED = '[>=0.05]0%;""'

_DARK_STRIPES, _LIGHT_STRIPES = "#9C4A1A", "#C98A5B"
_MIDDLE = "#F1F3F5"
_LIGHT_SOLID, _DARK_SOLID = "#9DC3DC", "#1C5A82"
_WHITE = "#FFFFFF"


@dataclass(frozen=True)
class PlacedTable:
    """Where a table stands: its sheet, its first and last body row, and the column of each heading."""

    sheet: str
    first_row: int
    last_row: int
    column_of: dict[str, int]

    def cells(self, heading: str) -> list[str | int]:
        """The body of one column, as xlsxwriter wants a range."""
        column = self.column_of[heading]
        return [self.sheet, self.first_row, column, self.last_row, column]

    @property
    def rows(self) -> int:
        """Rows of the body."""
        return self.last_row - self.first_row + 1


def height_of(table: PlacedTable) -> int:
    """Pixels a chart of this table needs."""
    return _AROUND_PIXELS + table.rows * _BAR_PIXELS


def stacked_bars(book: Workbook, bars: StackedBars, table: PlacedTable, width: int) -> Chart:
    """The chart, ready to be inserted."""
    chart = book.add_chart({"type": "bar", "subtype": "percent_stacked"})
    for position, part in enumerate(bars.parts):
        chart.add_series(
            {
                "name": part,
                "categories": table.cells(bars.labels),
                "values": table.cells(part),
                "gap": 40,
                **_look(position, len(bars.parts)),
            }
        )
    _dress(chart, bars, table)
    chart.set_size({"width": width, "height": height_of(table)})
    return chart


def _dress(chart: Chart, bars: StackedBars, table: PlacedTable) -> None:
    height = height_of(table)
    chart.set_title(
        {
            "name": bars.title,
            "overlay": False,
            "layout": {"x": 0.01, "y": 10 / height},
            "name_font": {"name": FONT, "size": 12, "bold": True, "color": ACCENT},
        }
    )
    chart.set_legend({"position": "bottom", "font": {"name": FONT, "size": 9, "color": INK}})
    chart.set_plotarea({"layout": {"x": 0.45, "y": 42 / height, "width": 0.53, "height": 1 - 110 / height}})
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": {"name": FONT, "size": 9, "color": INK},
            "line": {"color": INK, "width": 0.75},
            "major_tick_mark": "none",
            "interval_unit": 1,
            "interval_tick": 2,
            "major_gridlines": {"visible": True, "line": {"color": HAIRLINE, "width": 0.75}},
        }
    )
    chart.set_x_axis(
        {
            "num_format": "0%",
            "num_font": {"name": FONT, "size": 9, "color": INK},
            "major_gridlines": {"visible": False},
            "line": {"none": True},
            "min": 0,
            "max": 1,
            "major_unit": 0.25,
            "label_position": "high",
        }
    )
    chart.set_chartarea({"border": {"color": HAIRLINE}, "fill": {"color": _WHITE}})


def _look(position: int, parts: int) -> dict[str, object]:
    """Fill, edge and label of one part, by its place on the scale."""
    from_middle = position - (parts - 1) / 2
    outer = abs(from_middle) > (parts - 1) / 4
    look = _fill(from_middle, outer=outer)
    return {**look, "border": {"color": INK, "width": 0.5}, "data_labels": _labels(from_middle, outer=outer)}


def _fill(from_middle: float, *, outer: bool) -> dict[str, object]:
    if from_middle < 0:
        stripes = _DARK_STRIPES if outer else _LIGHT_STRIPES
        pattern = "dark_upward_diagonal" if outer else "light_upward_diagonal"
        return {"pattern": {"pattern": pattern, "fg_color": stripes, "bg_color": _WHITE}}
    if from_middle == 0:
        return {"fill": {"color": _MIDDLE}}
    return {"fill": {"color": _DARK_SOLID if outer else _LIGHT_SOLID}}


def _labels(from_middle: float, *, outer: bool) -> dict[str, object]:
    """Percentages inside the parts that have room for them, on white where the part is striped."""
    on_dark = from_middle > 0 and outer
    label: dict[str, object] = {
        "value": True,
        "position": "center",
        "num_format": _LEAST_LABELLED,
        "font": {"name": FONT, "size": 9, "color": _WHITE if on_dark else INK},
    }
    if from_middle < 0:
        label["fill"] = {"color": _WHITE}
    return label
