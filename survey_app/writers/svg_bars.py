"""Bars that diverge around the middle of a scale, as SVG: the name of each above it, its percentages in it."""

from collections.abc import Mapping, Sequence
from functools import partial

from survey_app.tables.table import Cell, StackedBars, Table, plain
from survey_app.writers.charts import DARK_SOLID, DARK_STRIPES, LIGHT_SOLID, LIGHT_STRIPES, MIDDLE
from survey_app.writers.styles import INK
from survey_app.writers.svg import WIDTH, Svg, width_of

_BAR, _GAP, _BETWEEN = 22, 6, 10
_TICK = 3
"""Of the middle, above and below a bar: a longer one would stand in the text above it."""
_LEAST_LABELLED = 0.045
_SMALL = 11
_SWATCH = 14
_WHITE = "#FFFFFF"


def svg_bars(bars: StackedBars, table: Table) -> str:
    """The chart of a table in one language."""
    svg = Svg(table.name, plain(bars.title), plain(bars.alt_text))
    fills = _fills(svg, len(bars.parts))
    drawn = [_shares(row, bars) for row in table.rows]
    left = max((_left(shares) for shares in drawn), default=0.0)
    right = max((sum(shares) - _left(shares) for shares in drawn), default=0.0)
    scale = WIDTH / max(left + right, 1)
    middle = left * scale
    for place, (row, shares) in enumerate(zip(table.rows, drawn, strict=True)):
        svg.height += _BETWEEN if place % bars.together == 0 else 0
        svg.paragraph(str(row[bars.labels]))
        if shares:
            _bar(svg, shares, fills, middle - _left(shares) * scale, scale)
            for end in (svg.height - _BAR - _TICK, svg.height):
                svg.line("axis", (middle, end), (middle, end + _TICK), stroke_width=1.5)
        svg.height += _GAP
    svg.legend([plain(table.columns[part].heading) for part in bars.parts], partial(_swatch, svg, fills))
    return str(svg)


def _swatch(svg: Svg, fills: Sequence[str], place: int, x: float, y: float) -> None:
    look = {"width": _SWATCH, "height": _SWATCH, "fill": fills[place], "stroke": INK}
    svg.shape("rect", _kind(fills[place]), x=x - _SWATCH / 2, y=y - _SWATCH / 2, **look)


def _kind(fill: str) -> str:
    """What a part is, for a page that has colours of its own; stripes are drawn in theirs."""
    return {DARK_SOLID: "dark", LIGHT_SOLID: "light", MIDDLE: "middle"}.get(fill, "striped")


def _shares(row: Sequence[Cell], bars: StackedBars) -> list[float]:
    return [cell for part in bars.parts if isinstance(cell := row[part], float)]


def _left(shares: Sequence[float]) -> float:
    half, odd = divmod(len(shares), 2)
    return sum(shares[:half]) + (shares[half] / 2 if odd else 0)


def _bar(svg: Svg, shares: Sequence[float], fills: Sequence[str], x: float, scale: float) -> None:
    for place, (share, fill) in enumerate(zip(shares, fills, strict=True)):
        width = share * scale
        look = {"width": width, "height": _BAR, "fill": fill, "stroke": INK, "stroke_width": 0.7}
        svg.shape("rect", _kind(fill), x=x, y=svg.height, **look)
        if share >= _LEAST_LABELLED:
            striped_over = width if place < (len(shares) - 1) / 2 else None
            _percentage(svg, f"{share:.0%}", x + width / 2, fill, striped_over)
        x += width
    svg.height += _BAR


def _percentage(svg: Svg, words: str, x: float, fill: str, striped_over: float | None) -> None:
    """Inside its part: on white where that is striped, with stripes beside it, and in white where it is dark."""
    if striped_over is not None:
        width = min(width_of(words, _SMALL) + 6, striped_over - 4)
        svg.shape("rect", "label", x=x - width / 2, y=svg.height + 4, width=width, height=_BAR - 8, fill=_WHITE)
    ink = _WHITE if fill == DARK_SOLID else INK
    kind = {DARK_SOLID: "on-dark", LIGHT_SOLID: "on-light"}.get(fill, "text")
    svg.text(words, x, svg.height + _BAR / 2 + 4, kind, fill=ink, font_size=_SMALL, text_anchor="middle")


def _fills(svg: Svg, parts: int) -> list[str]:
    """From low to high: stripes, light in the middle, solid."""
    kinds: Mapping[tuple[int, bool], str] = {
        (-1, True): svg.stripes("low", DARK_STRIPES, close=True),
        (-1, False): svg.stripes("lower", LIGHT_STRIPES, close=False),
        (0, False): MIDDLE,
        (1, False): LIGHT_SOLID,
        (1, True): DARK_SOLID,
    }
    half = (parts - 1) / 2
    return [
        kinds[(place > half) - (place < half), place != half and abs(place - half) > half / 2] for place in range(parts)
    ]
