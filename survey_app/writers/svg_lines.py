"""Lines over waves as SVG, one under another so that none crosses another: the text above, a percentage at each dot."""

from collections.abc import Sequence
from itertools import pairwise

from survey_app.tables.table import Cell, Kind, Lines, Table, plain
from survey_app.writers.cell_words import cell_words
from survey_app.writers.charts import DARK_SOLID
from survey_app.writers.styles import INK
from survey_app.writers.svg import WIDTH, Svg, width_of

_HIGH, _ROOM, _BETWEEN = 60, 20, 10
"""Of the square of a line, what stands above its dots, and the distance to the next."""
_EDGE = 34
_SMALL = 12
_RADIUS = 4.5


def svg_lines(chart: Lines, table: Table, language: str) -> str:
    """The chart of a table in one language."""
    svg = Svg(table.name, plain(chart.title), plain(chart.alt_text))
    step = (WIDTH - 2 * _EDGE) / max(len(chart.points) - 1, 1)
    places = [_EDGE + step * number for number in range(len(chart.points))]
    for row in table.rows:
        svg.height += _BETWEEN
        svg.paragraph(str(row[chart.labels]))
        _line(svg, [(x, row[column]) for x, column in zip(places, chart.points, strict=True)], language)
    _names(svg, [plain(table.columns[column].heading) for column in chart.points], places)
    return str(svg)


def _line(svg: Svg, waves: Sequence[tuple[float, Cell]], language: str) -> None:
    """From 0% at its foot to 100%; a wave without a number breaks it."""
    top = svg.height + _ROOM
    for share in (0.0, 0.5, 1.0):
        svg.line("grid", (0, top + _HIGH * (1 - share)), (WIDTH, top + _HIGH * (1 - share)), stroke_width=0.7)
    dots = [(x, top + _HIGH * (1 - share), share) if isinstance(share, float) else None for x, share in waves]
    for start, end in pairwise(dots):
        if start and end:
            svg.line("stroke", start[:2], end[:2], stroke=DARK_SOLID, stroke_width=2)
    for x, y, share in filter(None, dots):
        svg.shape("circle", "mark", cx=x, cy=y, r=_RADIUS, fill=DARK_SOLID, stroke=INK, stroke_width=1)
        svg.text(cell_words(share, Kind.PERCENT, language), x, y - 8, font_size=_SMALL, text_anchor="middle")
    svg.height = top + _HIGH


def _names(svg: Svg, names: list[str], places: list[float]) -> None:
    """Under the last line the waves, as many as there is room for, the first of them always."""
    widest = max(width_of(name, _SMALL) for name in names) + 8
    step = max(1, -int(-widest * max(len(names) - 1, 1) // (WIDTH - 2 * _EDGE)))
    for name, x in list(zip(names, places, strict=True))[::step]:
        half = width_of(name, _SMALL) / 2
        svg.text(name, min(max(x, half), WIDTH - half), svg.height + 16, font_size=_SMALL, text_anchor="middle")
    svg.height += 22
