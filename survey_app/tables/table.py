"""A workbook before it has a format: sheets of headings, paragraphs, tables and charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sign(StrEnum):
    """What stands in a cell that has no figure (CBS)."""

    SECRET = "x"  # noqa: S105 - a sign in a cell, not a password
    UNKNOWN = "."
    NIL = "-"
    IMPOSSIBLE = ""


class Kind(StrEnum):
    """What a column holds; a writer turns it into a number format, never into another number.

    POINTS are percentage points, shown with their sign; MARGIN is the same without one.
    """

    TEXT = "text"
    STRONG = "strong"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    MARGIN = "margin"
    DECIMAL = "decimal"

    @property
    def is_text(self) -> bool:
        """Whether the column reads from the left."""
        return self in (Kind.TEXT, Kind.STRONG)


@dataclass(frozen=True)
class Link:
    """Text that leads to another sheet of the same workbook."""

    text: str
    sheet: str


Cell = str | int | float | Sign | Link | None


@dataclass(frozen=True)
class Column:
    """One column; `width` in characters. The heading is unique within its table.

    `group` is written above the heading row, outside the table, where it differs from the column before.
    """

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 10
    group: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under one heading row; every row has as many cells as there are columns. Shares are 0 to 1.

    `name` is unique within the workbook. `main`: the sheet scrolls under this heading row and beside the first
    `frozen` columns. `total`: the last row is a total. `rows_together` is how many rows belong to one subject.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    main: bool = False
    frozen: int = 0
    total: bool = False
    rows_together: int = 1


@dataclass(frozen=True)
class StackedBars:
    """A native chart of bars that each add up to 100%: a bar per row of `table`, a part per heading in `parts`.

    `parts` stand in the order of their scale, least first; `labels` heads the column that names the bars.
    """

    title: str
    table: str
    labels: str
    parts: tuple[str, ...]
    alt_text: str


@dataclass(frozen=True)
class Heading:
    """A line above what belongs together."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; `strong` for what must not be missed."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page in print."""


Block = Heading | Paragraph | PageBreak | Table | StackedBars


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title in A1, then its blocks from top to bottom; in print upright or on its side."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    upright: bool = False


@dataclass(frozen=True)
class Properties:
    """What the file says of itself. `created` comes from the data, so that the same data give the same bytes."""

    title: str
    subject: str
    author: str
    company: str
    created: date
