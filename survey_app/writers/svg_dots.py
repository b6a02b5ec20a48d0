"""Dots on lines around 0, some with an interval through them, as SVG: the text of a line stands above it."""

from collections.abc import Sequence

from survey_app.tables.table import Cell, Dots, DotSeries, Table, plain
from survey_app.writers.cell_words import change_words
from survey_app.writers.charts import DARK_SOLID, DARK_STRIPES
from survey_app.writers.styles import INK
from survey_app.writers.svg import WIDTH, Svg

_ROW, _BETWEEN = 26, 10
_EDGE = 14
_SMALL = 12
_RADIUS = 5
_OFF_LINE = 6
_FORMS = ("circle", "square", "triangle", "diamond")


def svg_dots(chart: Dots, table: Table, language: str) -> str:
    """The chart of a table in one language."""
    svg = Svg(table.name, plain(chart.title), plain(chart.alt_text))
    for line in _rows_of(table, chart.lines):
        svg.height += _BETWEEN
        svg.paragraph(str(line[chart.labels]))
        _line(svg, chart)
        for marks in chart.marks:
            for row in _rows_of(table, marks):
                if row[chart.labels] == line[chart.labels]:
                    _dot(svg, chart, marks, row)
        svg.height += _ROW
    for number in _numbers(chart):
        words = change_words(number, language)
        svg.text(words, _at(chart, number), svg.height + 12, font_size=_SMALL, text_anchor="middle")
    svg.height += 18
    svg.paragraph(plain(chart.axis), _SMALL)
    svg.legend([plain(marks.name) for marks in chart.marks], lambda place, x, y: _form(svg, chart.marks[place], x, y))
    return str(svg)


def _rows_of(table: Table, marks: DotSeries) -> Sequence[tuple[Cell, ...]]:
    return table.rows[marks.first : marks.first + marks.number]


def _numbers(chart: Dots) -> list[float]:
    """Those on the axis, from left to right."""
    steps = int(chart.reach / chart.step + 1e-9)
    return [place * chart.step for place in range(-steps, steps + 1)]


def _at(chart: Dots, value: float) -> float:
    """How far from the left a number stands."""
    return _EDGE + (WIDTH - 2 * _EDGE) * (value + chart.reach) / (2 * chart.reach)


def _line(svg: Svg, chart: Dots) -> None:
    y = svg.height + _ROW / 2
    svg.line("grid", (_at(chart, -chart.reach), y), (_at(chart, chart.reach), y))
    for number in _numbers(chart):
        kind, width = ("axis", 1.4) if number == 0 else ("grid", 0.7)
        svg.line(kind, (_at(chart, number), svg.height), (_at(chart, number), svg.height + _ROW), stroke_width=width)


def _dot(svg: Svg, chart: Dots, marks: DotSeries, row: Sequence[Cell]) -> None:
    across = _number(row[chart.across])
    y = svg.height + _ROW / 2 + (0 if len(chart.marks) == 1 else -_OFF_LINE if marks.filled else _OFF_LINE)
    if chart.interval is not None:
        left, right = (_number(row[column]) for column in chart.interval)
        low, high = _at(chart, across - left), _at(chart, across + right)
        kind, look = "stroke" if marks.filled else "stroke-open", {"stroke": _colour(marks), "stroke_width": 2}
        svg.line(kind, (low, y), (high, y), **look)
        for end in (low, high):
            svg.line(kind, (end, y - 4), (end, y + 4), **look)
    _form(svg, marks, _at(chart, across), y)


def _number(cell: Cell) -> float:
    if not isinstance(cell, int | float):
        raise TypeError("a dot stands where there is a number")
    return float(cell)


def _colour(marks: DotSeries) -> str:
    return DARK_SOLID if marks.filled else DARK_STRIPES


def _form(svg: Svg, marks: DotSeries, x: float, y: float) -> None:
    """Solid with an edge of ink, or open."""
    form, colour, r = _FORMS[marks.shape % len(_FORMS)], _colour(marks), _RADIUS
    kind, fill, edge, width = ("mark", colour, INK, 1) if marks.filled else ("open", "#FFFFFF", colour, 2)
    look = {"fill": fill, "stroke": edge, "stroke_width": width}
    if form == "circle":
        svg.shape("circle", kind, cx=x, cy=y, r=r, **look)
        return
    corners = {
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "triangle": ((0, -r - 1), (r + 1, r), (-r - 1, r)),
        "diamond": ((0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)),
    }[form]
    svg.shape("polygon", kind, points=" ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners), **look)
