"""Pages in print: one sheet wide, and a table, with the heading above it, is not cut in two if a page can hold it.

Excel forgets page breaks when it is told to fit a sheet to a page's width; so the scale is computed here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

MARGIN = 0.6
"""Inches, on every side; the footer stands in the lowest."""

_A4, _A3 = 9, 8
_SHORT, _LONG = {_A4: 8.27, _A3: 11.69}, {_A4: 11.69, _A3: 16.54}
_POINTS_PER_INCH = 72
_SAFETY = 0.94
"""Spreadsheets differ in how wide and high they draw; a page that spills over is worse than a narrow margin."""
_LEAST_READABLE = 55
"""Percents; ten points become five and a half."""


@dataclass(frozen=True)
class Page:
    """Paper (Excel's number), scale in percents, and the points of a sheet that stand above each other on it."""

    paper: int
    scale: int
    height: float


def page_for(width: float, *, upright: bool) -> Page:
    """The page on which a sheet of this many points is one page wide: A4, or A3 where A4 cannot be read."""
    on_a4 = _page(_A4, width, upright=upright)
    return on_a4 if on_a4.scale >= _LEAST_READABLE else _page(_A3, width, upright=upright)


def _page(paper: int, width: float, *, upright: bool) -> Page:
    across, down = (_SHORT[paper], _LONG[paper]) if upright else (_LONG[paper], _SHORT[paper])
    printable = (across - 2 * MARGIN) * _POINTS_PER_INCH
    scale = min(1.0, _SAFETY * printable / width)
    return Page(paper, int(100 * scale), _SAFETY * (down - 2 * MARGIN) * _POINTS_PER_INCH / scale)


@dataclass(frozen=True)
class Unit:
    """Rows that belong together, from `first_row`; `starts_page`: they are wanted on a page of their own."""

    first_row: int
    height: float
    starts_page: bool = False


def page_breaks(units: Iterable[Unit], page: float) -> list[int]:
    """The rows that begin a page. What is longer than a page runs on to the next ones by itself."""
    breaks: list[int] = []
    used = 0.0
    for unit in units:
        if used and (unit.starts_page or used + unit.height > page):
            breaks.append(unit.first_row)
            used = 0.0
        used += unit.height
        if used > page:
            used %= page
    return breaks
