"""Cells as text, for pages and papers: what a spreadsheet shows of the same cell, with the comma of the language."""

from survey_app.rounding import rounded
from survey_app.tables.table import Cell, Kind, Link, plain

_DECIMALS = {
    Kind.DECIMAL: 1,
    Kind.CHANGE: 1,
    Kind.SHARE: 1,
    Kind.SCORE: 2,
    Kind.SCORE_CHANGE: 2,
    Kind.PRECISE: 3,
    Kind.P: 3,
}
"""Of whole figures there is none."""
_SHARES = (Kind.PERCENT, Kind.SHARE)
_CHANGES = (Kind.POINTS, Kind.CHANGE, Kind.SCORE_CHANGE)
_MINUS = "−"


def cell_words(cell: Cell, kind: Kind, language: str) -> str:
    """What stands in a cell of a sheet that was spoken; raises NotSpoken for one that was not."""
    if cell is None:
        return ""
    if isinstance(cell, Link):
        return plain(cell.text)
    if not isinstance(cell, int | float):
        return plain(cell)
    is_share = kind in _SHARES
    number = rounded(cell * 100 if is_share else cell, _DECIMALS.get(kind, 0))
    words = f"{abs(number):.{_DECIMALS.get(kind, 0)}f}" + ("%" if is_share else "")
    sign = _MINUS if number < 0 else "+" if number > 0 and kind in _CHANGES else ""
    return sign + (words if language == "en" else words.replace(".", ","))


def change_words(number: float, language: str) -> str:
    """A number on an axis: with its sign, and no more decimals than it has."""
    words = f"{abs(number):.2f}".rstrip("0").rstrip(".")
    sign = _MINUS if number < 0 else "+" if number > 0 else ""
    return sign + (words if language == "en" else words.replace(".", ","))
