"""Native charts of lines over waves: each line has marks of its own form, so also in grey."""

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from survey_app.tables.table import Lines
from survey_app.writers.chart_names import GRID, SMALL, WHITE, chart_name, dress, named_chart
from survey_app.writers.charts import DARK_SOLID, DARK_STRIPES, PlacedTable

_HIGH, _PER_LINE = 300, 22
"""Pixels of a chart, and for the name of each line under it."""
_FORMS = ("circle", "square", "triangle", "diamond")
_DASHES = ("solid", "dash", "round_dot")


def height_of_lines(lines: Lines) -> int:
    """Pixels a chart with this many lines needs."""
    return _HIGH + _PER_LINE * lines.lines


def line_chart(book: Workbook, lines: Lines, placed: PlacedTable, width: int) -> Chart:
    """The chart, ready to be inserted."""
    chart = named_chart(book, {"type": "line"}, lines.title)
    first, last = lines.points[0], lines.points[-1]
    for number, row in enumerate(placed.table.rows):
        at = placed.first_row + number
        chart.add_series(
            {
                "name": chart_name(str(row[lines.labels])),
                "categories": [placed.sheet, placed.first_row - 1, first, placed.first_row - 1, last],
                "values": [placed.sheet, at, first, at, last],
                **_look(number),
            }
        )
    chart.show_blanks_as("gap")
    chart.set_x_axis({"num_font": SMALL, "line": GRID["line"]})
    chart.set_y_axis(
        {"num_font": SMALL, "num_format": "0%", "min": 0, "max": 1, "major_unit": 0.25, "major_gridlines": GRID}
    )
    height = height_of_lines(lines)
    area = {"x": 0.07, "y": 44 / height, "width": 0.9, "height": 1 - (90 + _PER_LINE * lines.lines) / height}
    dress(chart, lines.title, (width, height), area)
    return chart


def _look(number: int) -> dict[str, object]:
    """Form and dashes tell lines apart; every other one is open."""
    colour = DARK_STRIPES if number % 2 else DARK_SOLID
    return {
        "line": {"color": colour, "width": 2, "dash_type": _DASHES[number % len(_DASHES)]},
        "marker": {
            "type": _FORMS[number % len(_FORMS)],
            "size": 8,
            "fill": {"color": WHITE if number % 2 else colour},
            "border": {"color": colour, "width": 1.5},
        },
    }
