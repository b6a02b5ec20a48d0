"""Texts of strangers in a CSV that a spreadsheet opens: none is run as a formula, or read as a number or a date."""

import re

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_RISKY = re.compile(rf"{_FORMULA.pattern}|'*[0-9][0-9 .,:/–-]*$")
_GUARDED = re.compile(rf"'(?:{_RISKY.pattern})")


def guarded(text: str, *, numbers: bool = True) -> str:
    """The text, behind an apostrophe if a spreadsheet would make something else of it; `numbers` and dates as well."""
    return f"'{text}" if (_RISKY if numbers else _FORMULA).match(text) else text


def unguarded(cell: str) -> str:
    """What was guarded; an apostrophe before anything else is somebody's own, as in 's avonds."""
    return cell[1:] if _GUARDED.match(cell) else cell
