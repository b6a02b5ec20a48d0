"""A worksheet that is filled from top to bottom: it knows the next row, and how far down the page that is."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LINE_HEIGHT = 15.0
"""Points of a row with one line of text."""

_HIGHEST_ROW = 409


class Canvas:
    """Keeps the place where the next block comes; every row it passes gets a height of its own."""

    def __init__(self, worksheet: Worksheet, widths: list[int]) -> None:
        self.worksheet = worksheet
        self.widths = widths
        self.row = 0
        self.height = 0.0

    def new_row(self, height: float = LINE_HEIGHT) -> int:
        """The next row, in this height (points)."""
        height = min(height, _HIGHEST_ROW)
        self.worksheet.set_row(self.row, height)
        self.row += 1
        self.height += height
        return self.row - 1

    def leave(self, height: float) -> None:
        """Pass as many rows as cover this height."""
        for _ in range(-int(-height // LINE_HEIGHT)):
            self.new_row()

    def text(self, text: str, style: Format, height: float = LINE_HEIGHT) -> None:
        """A line of text that runs on over the empty cells beside it."""
        self.worksheet.write_string(self.new_row(height), 0, text, style)

    def band(self, text: str, style: Format, height: float = LINE_HEIGHT) -> None:
        """A line of text on a band as wide as the sheet's tables."""
        row = self.new_row(height)
        self.worksheet.write_string(row, 0, text, style)
        for place in range(1, len(self.widths)):
            self.worksheet.write_blank(row, place, None, style)
