"""Texts of strangers in a CSV that a spreadsheet opens: none is run as a formula, or read as a number or a date."""

from __future__ import annotations

import re

_RISKY = re.compile(r"'*(?:[=+\-@＝＋－＠\t\r\n]|[0-9][0-9 .,:/–-]*$)")
_GUARDED = re.compile(r"'" + _RISKY.pattern)


def guarded(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would make something else of it."""
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """What was guarded; an apostrophe before anything else is somebody's own, as in 's avonds."""
    return cell[1:] if _GUARDED.match(cell) else cell
