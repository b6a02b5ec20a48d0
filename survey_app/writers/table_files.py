"""One table or chart of results as a file of its own: CSV, an Excel sheet, SVG or PNG, to put into a report."""

import csv
import json
from io import StringIO

import typst

from survey_app.comparison.figures.signs import Sign
from survey_app.dataset.spreadsheet_cells import guarded
from survey_app.tables.table import Bars, Cell, Chart, Dots, Kind, Lines, StackedBars, Table, plain
from survey_app.writers.cell_words import cell_words
from survey_app.writers.svg_bars import svg_bars
from survey_app.writers.svg_dots import svg_dots
from survey_app.writers.svg_lines import svg_lines
from survey_app.writers.svg_share_bars import svg_share_bars

_PNG = b"""#set page(width: auto, height: auto, margin: 12pt)
#set text(font: ("Arial", "Liberation Sans", "DejaVu Sans"))
#image(bytes(sys.inputs.drawing), format: "svg", width: 560pt, alt: json(bytes(sys.inputs.told)))
"""
_PIXELS_PER_INCH = 216.0


def table_csv(table: Table, language: str) -> str:
    """The table as a spreadsheet of this language opens it: a mark of UTF-8, headings, and figures as they are shown.

    Text is guarded, so that none becomes a formula.
    """
    kept = StringIO(newline="")
    kept.write("\ufeff")
    writer = csv.writer(kept, delimiter="," if language == "en" else ";")
    writer.writerow(guarded(plain(column.heading), numbers=False) for column in table.columns)
    for row in table.rows:
        writer.writerow(_csv_cell(cell, column.kind, language) for cell, column in zip(row, table.columns, strict=True))
    return kept.getvalue()


def _csv_cell(cell: Cell, kind: Kind, language: str) -> str:
    words = cell_words(cell, kind, language)
    if isinstance(cell, int | float | Sign):
        return words.replace("−", "-").removeprefix("+")
    return guarded(words, numbers=False)


def chart_svg(chart: Chart, table: Table, language: str) -> str:
    """The chart of a table, both spoken in this language."""
    match chart:
        case StackedBars():
            return svg_bars(chart, table)
        case Bars():
            return svg_share_bars(chart, table, language)
        case Dots():
            return svg_dots(chart, table, language)
        case Lines():
            return svg_lines(chart, table, language)


def chart_png(chart: Chart, table: Table, language: str) -> bytes:
    """The same as a picture, three times as fine as a screen; its title stands above it in neither."""
    inputs = {"drawing": chart_svg(chart, table, language), "told": json.dumps(plain(chart.alt_text))}
    return bytes(typst.compile(_PNG, sys_inputs=inputs, format="png", ppi=_PIXELS_PER_INCH))
