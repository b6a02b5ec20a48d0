"""Bars from 0 to 100% as SVG: the name of each above it, its percentage beside it, and under it how far it may lie."""

from survey_app.tables.table import Bars, Cell, Kind, Table, plain
from survey_app.writers.cell_words import cell_words
from survey_app.writers.charts import LIGHT_SOLID
from survey_app.writers.styles import INK
from survey_app.writers.svg import WIDTH, Svg

_BAR, _BAND, _BETWEEN = 16, 12, 14
"""Of a bar, the room of the stroke under it, and the distance to another subject."""
_EDGE = 18
_SMALL = 12
_SWATCH = 14


def svg_share_bars(chart: Bars, table: Table, language: str) -> str:
    """The chart of a table in one language."""
    svg = Svg(table.name, plain(chart.title), plain(chart.alt_text))
    for place, row in enumerate(table.rows):
        svg.height += _BETWEEN if place % chart.together == 0 else 0
        svg.paragraph(str(row[chart.labels]))
        _bar(svg, row[chart.share], language)
        if chart.band is not None:
            begin, wide = (row[column] for column in chart.band)
            if isinstance(begin, int | float) and isinstance(wide, int | float):
                _band(svg, _at(begin), _at(begin + wide), svg.height + _BAND / 2)
            svg.height += _BAND
    for share in (0.0, 0.5, 1.0):
        words = cell_words(share, Kind.PERCENT, language)
        svg.text(words, _at(share), svg.height + 14, font_size=_SMALL, text_anchor="middle")
    svg.height += 18
    names = [plain(chart.name), *([plain(chart.band_name)] if chart.band else [])]
    svg.legend(names, lambda place, x, y: _band(svg, x - 8, x + 8, y) if place else _swatch(svg, x, y))
    return str(svg)


def _at(share: float) -> float:
    """How far from the left a share stands."""
    return _EDGE + (WIDTH - 2 * _EDGE) * share


def _bar(svg: Svg, share: Cell, language: str) -> None:
    """On a line from 0 to 100%; where there is no share, the line alone."""
    top, foot = svg.height, svg.height + _BAR
    svg.line("grid", (_at(0), foot), (_at(1), foot))
    for mark in (0.0, 0.5, 1.0):
        svg.line("axis" if mark == 0 else "grid", (_at(mark), top), (_at(mark), foot + 2))
    if isinstance(share, int | float):
        look = {"height": _BAR, "fill": LIGHT_SOLID, "stroke": INK, "stroke_width": 0.7}
        svg.shape("rect", "light", x=_at(0), y=top, width=_at(share) - _at(0), **look)
        words, beside = cell_words(share, Kind.PERCENT, language), share < _LEAST_INSIDE
        x, kind = (_at(share) + 6, "text") if beside else (_at(share) - 6, "on-light")
        svg.text(words, x, foot - 4, kind, font_size=_SMALL, text_anchor="start" if beside else "end")
    svg.height = foot


_LEAST_INSIDE = 0.12


def _band(svg: Svg, left: float, right: float, y: float) -> None:
    """A stroke with an end to both sides."""
    svg.line("axis", (left, y), (right, y), stroke_width=2)
    for end in (left, right):
        svg.line("axis", (end, y - 4), (end, y + 4), stroke_width=2)


def _swatch(svg: Svg, x: float, y: float) -> None:
    look = {"width": _SWATCH, "height": _SWATCH, "fill": LIGHT_SOLID, "stroke": INK}
    svg.shape("rect", "light", x=x - _SWATCH / 2, y=y - _SWATCH / 2, **look)
