"""Texts of charts. XlsxWriter takes a name like `=Respons!E5`, or `Doe mee!A1`, for a cell; here it is a text.

Excel holds no more than 255 characters in a title or a name, and mends a file that has more by leaving the chart out.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from survey_app.tables.columns import shortened
from survey_app.tables.table import Text, plain

_LONGEST = 255


def named_chart(book: Workbook, kind: dict[str, str]) -> Chart:
    """A chart in which the name of a title, an axis or a series is a text, whatever it looks like."""
    chart = book.add_chart(kind)
    chart._process_names = lambda name, formula: (name, formula)
    return chart


def chart_name(text: Text) -> str:
    """A title or name as long as a chart can have it; what is cut off is seen to be."""
    return shortened(plain(text), _LONGEST)


def label_last_series(chart: Chart, texts: Sequence[str]) -> None:
    """Put these texts beside the dots of the series that was added last, which must have as many labels of its own.

    They are put in behind its back, for it looks for cells in labels too, and not where other names are looked at.
    """
    for label, text in zip(chart.series[-1]["labels"]["custom"], texts, strict=True):
        label["value"] = chart_name(text)
