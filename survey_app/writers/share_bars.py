"""Native bars from 0 to 100%, with under each a stroke: an error bar of a bar beside it that is not seen."""

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_range_formula
from xlsxwriter.workbook import Workbook

from survey_app.tables.table import Bars
from survey_app.writers.chart_names import GRID, SMALL, chart_name, dress, named_chart
from survey_app.writers.charts import LIGHT_SOLID, PlacedTable
from survey_app.writers.styles import INK

_BAR_PIXELS, _AROUND_PIXELS = 28, 100


def height_of_share_bars(bars: Bars) -> int:
    """Pixels a chart needs."""
    return _AROUND_PIXELS + bars.bars * _BAR_PIXELS


def share_bars(book: Workbook, bars: Bars, placed: PlacedTable, width: int) -> Chart:
    """The chart, ready to be inserted."""
    chart = named_chart(book, {"type": "bar"}, bars.title)
    chart.add_series(
        {
            "name": chart_name(bars.name),
            **_ranges(bars, placed, bars.share),
            "fill": {"color": LIGHT_SOLID},
            "border": {"color": INK, "width": 0.5},
            "data_labels": {"value": True, "position": "outside_end", "num_format": "0%", "font": SMALL},
        }
    )
    if bars.band is not None:
        chart.add_series(_stroke(bars, placed, *bars.band))
    chart.set_y_axis(
        {
            "reverse": True,
            "num_font": SMALL,
            "line": GRID["line"],
            "interval_unit": 1,
            "interval_tick": bars.together,
            "crossing": "max",
        }
    )
    axis = {"num_font": SMALL, "num_format": "0%", "min": 0, "max": 1, "major_unit": 0.25, "major_gridlines": GRID}
    if bars.band is not None:
        axis |= {"name": chart_name(bars.band_name), "name_font": {**SMALL, "bold": False}}
    chart.set_x_axis(axis)
    height = height_of_share_bars(bars)
    area = {"x": 0.4, "y": 42 / height, "width": 0.57, "height": 1 - 102 / height}
    dress(chart, bars.title, (width, height), area, none=True)
    return chart


def _ranges(bars: Bars, placed: PlacedTable, column: int) -> dict[str, object]:
    return {"categories": placed.cells(bars.labels), "values": placed.cells(column), "gap": 40}


def _stroke(bars: Bars, placed: PlacedTable, begin: int, wide: int) -> dict[str, object]:
    """From where the stroke begins, as a bar that is not seen, and from its end so much further."""
    lengths = xl_range_formula(placed.sheet, placed.first_row, wide, placed.last_row, wide)
    line = {"color": INK, "width": 1.5}
    further = {"type": "custom", "plus_values": f"={lengths}", "direction": "plus", "end_style": 1, "line": line}
    return {
        "name": chart_name(bars.band_name),
        **_ranges(bars, placed, begin),
        "fill": {"none": True},
        "line": {"none": True},
        "y_error_bars": further,
    }
