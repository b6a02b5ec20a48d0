"""Native charts of dots on lines: kinds of dots are told apart by their form and inside, so also in grey.

Excel has no chart of dots with texts beside its lines. So this is a scatter chart, in which the texts belong to dots
that are not seen, at the left end of each line.
"""

from xlsxwriter.chart import Chart
from xlsxwriter.utility import xl_range_formula
from xlsxwriter.workbook import Workbook

from survey_app.tables.table import Dots, DotSeries
from survey_app.writers.chart_names import GRID, SMALL, chart_name, dress, label_last_series, named_chart
from survey_app.writers.charts import PlacedTable
from survey_app.writers.styles import HAIRLINE, INK

_LINE_PIXELS = 50
_LEAST_PIXELS = 540
"""A lower chart has less room for texts: LibreOffice breaks them at a fifth of its height."""
_TOP_PIXELS, _BOTTOM_PIXELS = 44, 92
_LEFT, _WIDTH = 0.36, 0.61
"""Of the chart's width, where the lines begin and how long they are."""
_FILLED, _OPEN = ("circle", "square", "triangle", "diamond"), ("x", "plus", "star", "dash")
"""Open forms are strokes: LibreOffice does not draw the edge of a form, so one filled with white would not be seen."""
_DARK, _STROKE = "#1C5A82", "#9C4A1A"
_MARK_POINTS = 9


def height_of_dots(dots: Dots) -> int:
    """Pixels a chart with this many lines needs."""
    return max(_LEAST_PIXELS, _TOP_PIXELS + _BOTTOM_PIXELS + _LINE_PIXELS * dots.lines.number)


def dot_chart(book: Workbook, dots: Dots, placed: PlacedTable, width: int) -> Chart:
    """The chart, ready to be inserted."""
    chart = named_chart(book, {"type": "scatter"}, dots.title)
    for marks in dots.marks:
        chart.add_series(
            {
                "name": chart_name(marks.name),
                **_ranges(dots, placed, marks),
                "marker": _marker(marks),
                **_interval(dots, placed, marks),
            }
        )
    chart.add_series(
        {
            "name": chart_name(dots.lines.name),
            **_ranges(dots, placed, dots.lines),
            "marker": {"type": "none"},
            "data_labels": _texts(dots),
        }
    )
    rows = placed.table.rows[dots.lines.first : dots.lines.first + dots.lines.number]
    label_last_series(chart, [str(row[dots.labels]) for row in rows])
    _set_axes(chart, dots)
    height = height_of_dots(dots)
    lines = 1 - (_TOP_PIXELS + _BOTTOM_PIXELS) / height
    area = {"x": _LEFT, "y": _TOP_PIXELS / height, "width": _WIDTH, "height": lines}
    dress(chart, dots.title, (width, height), area, delete_series=[len(dots.marks)])
    return chart


def _ranges(dots: Dots, placed: PlacedTable, series: DotSeries) -> dict[str, object]:
    first = placed.first_row + series.first
    last = first + series.number - 1
    return {
        "categories": [placed.sheet, first, dots.across, last, dots.across],
        "values": [placed.sheet, first, dots.up, last, dots.up],
    }


def _interval(dots: Dots, placed: PlacedTable, marks: DotSeries) -> dict[str, object]:
    """A stroke through each dot, from the cells that say how far it goes."""
    if dots.interval is None:
        return {}
    first = placed.first_row + marks.first
    left, right = (
        xl_range_formula(placed.sheet, first, column, first + marks.number - 1, column) for column in dots.interval
    )
    line = {"color": _DARK if marks.filled else _STROKE, "width": 1.5}
    custom = {"type": "custom", "minus_values": f"={left}", "plus_values": f"={right}", "end_style": 1, "line": line}
    return {"x_error_bars": custom}


def _marker(marks: DotSeries) -> dict[str, object]:
    """Solid forms, or strokes."""
    forms, colour = (_FILLED, _DARK) if marks.filled else (_OPEN, _STROKE)
    return {
        "type": forms[marks.shape % len(forms)],
        "size": _MARK_POINTS,
        "fill": {"color": colour},
        "border": {"color": INK if marks.filled else colour, "width": 1 if marks.filled else 2},
    }


def _texts(dots: Dots) -> dict[str, object]:
    """Room for the text of each line."""
    return {
        "custom": [{"value": " ", "font": SMALL} for _ in range(dots.lines.number)],
        "value": True,
        "position": "left",
        "font": SMALL,
    }


def _set_axes(chart: Chart, dots: Dots) -> None:
    chart.set_x_axis(
        {
            "name": chart_name(dots.axis),
            "name_font": {**SMALL, "bold": False},
            "num_font": SMALL,
            "num_format": '+0.##;"−"0.##;0' if dots.step < 1 else '+0;"−"0;0',
            "min": -dots.reach,
            "max": dots.reach,
            "major_unit": dots.step,
            "major_gridlines": {"visible": True, "line": {"color": HAIRLINE, "width": 0.5, "dash_type": "dash"}},
            "line": GRID["line"],
        }
    )
    chart.set_y_axis(
        {
            "min": 0,
            "max": dots.lines.number + 1,
            "major_unit": 1,
            "label_position": "none",
            "major_tick_mark": "none",
            "line": {"color": INK, "width": 1.25},
            "major_gridlines": GRID,
        }
    )
