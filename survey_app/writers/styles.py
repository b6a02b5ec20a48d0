"""How things look: one typeface, one ink, hairlines; nothing is said by colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from survey_app.tables.table import Column, Kind

FONT = "Arial"
SIZE = 10
INK = "#1F2933"
ACCENT = "#17415E"
MUTED = "#52606D"
HEADING_FILL = "#E4EBF0"
HAIRLINE = "#C5CED6"
WARNING_FILL = "#FFF3C4"
LINK = "#0B5394"

BASE: dict[str, object] = {"font_name": FONT, "font_size": SIZE, "font_color": INK}

_NUMBER_FORMATS = {
    Kind.COUNT: "0_);-0_);0_);@_)",
    Kind.PERCENT: "0%_);-0%_);0%_);@_)",
    Kind.POINTS: '+0_);"−"0_);0_);@_)',
    Kind.MARGIN: "0_);-0_);0_);@_)",
    Kind.DECIMAL: "0.0_);-0.0_);0.0_);@_)",
    Kind.PRECISE: '0.000_);"−"0.000_);0.000_);@_)',
    Kind.CHANGE: '+0.0_);"−"0.0_);0.0_);@_)',
    Kind.SHARE: "0.0%_);-0.0%_);0.0%_);@_)",
    Kind.SCORE: '0.00_);"−"0.00_);0.00_);@_)',
    Kind.SCORE_CHANGE: '+0.00_);"−"0.00_);0.00_);@_)',
    Kind.P: "0.000_);-0.000_);0.000_);@_)",
}
"""Figures and signs alike end a little before the edge of their column."""
_TEXT = "@_)"
_THIN, _MEDIUM = 1, 2

Look = Mapping[str, object]

TITLE: Look = {"bold": True, "font_size": 16, "font_color": ACCENT, "valign": "vcenter"}
WARNING: Look = {"bold": True, "bg_color": WARNING_FILL, "valign": "vcenter"}
"""Of a paragraph that must not be missed."""
PARAGRAPH: Look = {"valign": "vcenter"}
NOTE: Look = {"font_size": 9, "font_color": MUTED, "valign": "vcenter"}
"""Of what stands under a table."""
SECTION: Look = {"bold": True, "font_size": 13, "font_color": ACCENT, "valign": "vcenter"}
TABLE_TITLE: Look = {"bold": True, "font_size": 11, "font_color": ACCENT, "valign": "vcenter"}
GROUP: Look = {"bold": True, "font_color": ACCENT, "bottom": _MEDIUM, "bottom_color": ACCENT, "valign": "vcenter"}
"""Of what several columns share, above their headings."""
LINKED: Look = {
    "font_color": LINK,
    "underline": 1,
    "text_wrap": True,
    "valign": "top",
    "bottom": _THIN,
    "bottom_color": HAIRLINE,
}
"""Of a cell that leads to another sheet."""


@dataclass(frozen=True)
class Styles:
    """The formats of one workbook."""

    book: Workbook
    _formats: dict[frozenset[tuple[str, object]], Format] = field(default_factory=dict)

    def of(self, look: Look) -> Format:
        """A format: the base with this look over it; equal looks give one format."""
        key = frozenset(look.items())
        if key not in self._formats:
            self._formats[key] = self.book.add_format({**BASE, **look})
        return self._formats[key]

    def column_heading(self, column: Column, *, first: bool, starts_group: bool) -> Format:
        """A heading of a column, above figures on the right like the figures."""
        look = {
            "bold": True,
            "num_format": _TEXT,
            "font_size": 9,
            "bg_color": HEADING_FILL,
            "bottom": _THIN,
            "bottom_color": ACCENT,
            "text_wrap": True,
            "valign": "top",
        }
        return self.of({**look, **_alignment(column, first=first), **_left_edge(starts_group=starts_group)})

    def cell(self, column: Column, *, first: bool, starts_group: bool, ends_subject: bool, total: bool) -> Format:
        """A cell of the table's body."""
        numbers = {} if column.kind.is_text else {"num_format": _NUMBER_FORMATS[column.kind]}
        look = {
            "bold": total or column.kind is Kind.STRONG,
            "text_wrap": True,
            "valign": "top",
            "top": _THIN if total else 0,
            "top_color": ACCENT,
            "bottom": _THIN if ends_subject else 0,
            "bottom_color": ACCENT if total else HAIRLINE,
        }
        return self.of({**look, **numbers, **_alignment(column, first=first), **_left_edge(starts_group=starts_group)})


def _alignment(column: Column, *, first: bool) -> dict[str, object]:
    """Figures on the right; text on the left, and a little in unless its column is the first."""
    if column.kind.is_text:
        return {"align": "left", "indent": 0 if first else 1}
    return {"align": "right"}


def _left_edge(*, starts_group: bool) -> dict[str, object]:
    return {"left": _THIN, "left_color": MUTED} if starts_group else {}
