"""What all charts have: texts, letters, lines, and what stands around them.

XlsxWriter takes a name like `=Respons!E5`, or `Doe mee!A1`, for a cell; here it is a text.

Excel holds no more than 255 characters in a title or a name, and mends a file that has more by leaving the chart out.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from xlsxwriter.chart import Chart
from xlsxwriter.workbook import Workbook

from survey_app.tables.columns import shortened
from survey_app.tables.table import Text, plain
from survey_app.writers.styles import ACCENT, FONT, HAIRLINE, INK
from survey_app.writers.workbook_file import LANGUAGE

WHITE = "#FFFFFF"
SMALL = {"name": FONT, "size": 9, "color": INK}
GRID = {"visible": True, "line": {"color": HAIRLINE, "width": 0.75}}
_LONGEST = 255


def named_chart(book: Workbook, kind: dict[str, str], title: Text) -> Chart:
    """A chart that is called as its title, in the language of the workbook.

    In it the name of a title, an axis or a series is a text, whatever it looks like.
    """
    chart = book.add_chart({**kind, "name": chart_name(title)})
    chart._process_names = lambda name, formula: (name, formula)
    language = book.doc_properties.get(LANGUAGE, _THEIR_LANGUAGE)
    chart._xml_start_tag = partial(_in_language, chart._xml_start_tag, language)
    chart._xml_empty_tag = partial(_in_language, chart._xml_empty_tag, language)
    return chart


_THEIR_LANGUAGE = "en-US"
"""What XlsxWriter calls every text in a chart."""


def _in_language(
    write: Callable[[str, list[tuple[str, object]]], None],
    language: str,
    tag: str,
    attributes: Iterable[tuple[str, object]] = (),
) -> None:
    write(tag, [(key, language if value == _THEIR_LANGUAGE else value) for key, value in attributes])


def chart_name(text: Text) -> str:
    """A title or name as long as a chart can have it; what is cut off is seen to be."""
    return shortened(plain(text), _LONGEST)


def dress(chart: Chart, title: Text, size: tuple[int, int], area: dict[str, float], **legend: object) -> None:
    """Title, legend and frame of a chart of this width and height in pixels; `area` is where it is drawn."""
    width, height = size
    chart.set_title(
        {
            "name": chart_name(title),
            "overlay": False,
            "layout": {"x": 0.01, "y": 10 / height},
            "name_font": {"name": FONT, "size": 12, "bold": True, "color": ACCENT},
        }
    )
    chart.set_legend({"position": "bottom", "font": SMALL, **legend})
    chart.set_plotarea({"layout": area})
    chart.set_chartarea({"border": {"color": HAIRLINE}, "fill": {"color": WHITE}})
    chart.set_size({"width": width, "height": height})


def label_last_series(chart: Chart, texts: Sequence[str]) -> None:
    """Put these texts beside the dots of the series that was added last, which must have as many labels of its own.

    They are put in behind its back, for it looks for cells in labels too, and not where other names are looked at.
    """
    for label, text in zip(chart.series[-1]["labels"]["custom"], texts, strict=True):
        label["value"] = chart_name(text)
