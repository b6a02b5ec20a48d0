"""How much room a text takes: spreadsheets do not tell a writer, and LibreOffice and Excel do not agree."""

from collections.abc import Iterator
from functools import lru_cache

_NARROW = set("iljtfrI.,:;'|!()[] ")
_WIDE = set("mwMWGOQCDHNUABEKPRSVXY%—…")
_UNITS = {"narrow": 0.5, "usual": 1.0, "wide": 1.3}
BOLD = 1.08
SMALL_BOLD = 0.97
"""Bold, a point smaller than the text of the table."""


def width_of(text: str, weight: float = 1.0) -> float:
    """Width in column units (the width of a digit) of Arial, rounded to the wide side."""
    return weight * sum(_unit(character) for character in text)


def _unit(character: str) -> float:
    if character in _NARROW:
        return _UNITS["narrow"]
    return _UNITS["wide"] if character in _WIDE else _UNITS["usual"]


def lines_of(text: str, width: float, weight: float = 1.0) -> list[str]:
    """The text broken between words into lines of at most `width`; a longer word has a line of its own."""
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, width, weight)]


def _wrapped(paragraph: str, width: float, weight: float) -> Iterator[str]:
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, weight) > width:
            yield line
            line = word
        else:
            line = longer
    yield line


@lru_cache(maxsize=20_000)
def number_of_lines(text: str, width: float, weight: float = 1.0) -> int:
    """Lines a cell needs; a word that is wider than the cell is broken by the spreadsheet."""
    return sum(max(1, -int(-width_of(line, weight) // width)) for line in lines_of(text, width, weight))
