"""A workbook before it has a format or a language: sheets of headings, paragraphs, tables and charts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from survey_app.comparison.figures.signs import Sign
from survey_app.language.words import Words
from survey_app.questionnaire.signs import writable

Text = str | Words
"""What respondents and researchers wrote is text as it is; what we say is in both languages until it is spoken."""


class NotSpoken(Exception):
    """A sheet reached a writer before a language was chosen for it; a fault of the caller."""

    def __init__(self, text: Words) -> None:
        super().__init__(f"the text {text.dutch!r} was not spoken in a language before it was written")


def plain(text: Text) -> str:
    """The text of a sheet that was spoken, as a file can hold it; raises NotSpoken for one that was not spoken."""
    if isinstance(text, Words):
        raise NotSpoken(text)
    return writable(text)


class Kind(StrEnum):
    """What a column holds; a writer turns it into a number format, never into another number.

    POINTS are percentage points, shown with their sign; MARGIN is the same without one. DECIMAL has one decimal,
    PRECISE three, CHANGE one and its sign; P is a p-value in three decimals, SHARE a percentage in one decimal. SCORE
    is a figure of scale scores, in two decimals, and SCORE_CHANGE a difference of those with its sign.
    """

    TEXT = "text"
    STRONG = "strong"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    MARGIN = "margin"
    DECIMAL = "decimal"
    PRECISE = "precise"
    CHANGE = "change"
    P = "p"
    SHARE = "share"
    SCORE = "score"
    SCORE_CHANGE = "score-change"

    @property
    def is_text(self) -> bool:
        """Whether the column reads from the left."""
        return self in (Kind.TEXT, Kind.STRONG)


@dataclass(frozen=True)
class Link:
    """Text that leads to another sheet of the same workbook."""

    text: Text
    sheet: Text


Cell = Text | int | float | Sign | Link | None


@dataclass(frozen=True)
class Column:
    """One column; `width` in characters. Headings that are alike within a table get a number when they are spoken.

    `group` is written above the heading row, outside the table, where it differs from the column before. `meaning` says
    what stands in it, where it is a figure: to whoever asks.
    """

    heading: Text
    kind: Kind = Kind.TEXT
    width: int = 10
    group: Text = ""
    meaning: Text = ""


@dataclass(frozen=True)
class Table:
    """Rows under one heading row; every row has as many cells as there are columns. Shares are 0 to 1.

    `name` is unique within the workbook. `main`: the sheet scrolls under this heading row and beside the first
    `frozen` columns. `total`: the last row is a total. `rows_together` is how many rows belong to one subject.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Text, ...] = ()
    main: bool = False
    frozen: int = 0
    total: bool = False
    rows_together: int = 1


def in_pieces(table: Table, most: int) -> Iterator[Table]:
    """The table in pieces of so many rows at most, so that each stays on a page with its headings."""
    for number, start in enumerate(range(0, len(table.rows), most), start=1):
        title = Words("{title} (vervolg)").filled(title=table.title) if start else table.title
        yield replace(table, name=f"{table.name}_{number}", title=title, rows=table.rows[start : start + most])


@dataclass(frozen=True)
class StackedBars:
    """A native chart of bars that diverge around the middle of a scale: a bar per row of `table`.

    `labels` is the place of the column that names the bars, `indent` of the one with their invisible first part, which
    puts the middle of each at 1; `parts` are the places of the categories, from low to high. There are `bars` of them,
    of which `together` belong to one subject. The chart stands before its table, on the same sheet or an earlier one.
    """

    title: Text
    table: str
    labels: int
    indent: int
    parts: tuple[int, ...]
    bars: int
    together: int
    alt_text: Text


@dataclass(frozen=True)
class Bars:
    """A native chart of bars from 0 to 100%: one per row of `table`; a cell without a number has none.

    `labels` and `share` are the places of the columns that name the bars and say how long each is. `band`: the places
    of two more, where a stroke under a bar begins and how long it is; `name` and `band_name` say what bar and stroke
    are. There are so many `bars`, of which `together` belong to one subject.
    """

    title: Text
    table: str
    labels: int
    share: int
    name: Text
    band: tuple[int, int] | None
    band_name: Text
    bars: int
    together: int
    alt_text: Text


@dataclass(frozen=True)
class DotSeries:
    """Dots of one kind: `number` rows of a table from row `first` (counted from 0); none of them without a number.

    `shape` tells kinds apart by their form, `filled` by their inside; both stay visible in grey.
    """

    name: Text
    first: int
    number: int
    shape: int
    filled: bool


@dataclass(frozen=True)
class Dots:
    """A native chart of dots on lines, from left (below 0) to right.

    `labels`, `across` and `up` are places of columns of `table`: the text of a line, where a dot stands on it, and the
    height of it, the highest line at the top. `lines` are the rows that only name the lines, whose dots are not seen;
    `marks` the rows with dots. `reach` is how far the axis goes to both sides of 0, `step` the distance of its numbers.
    `interval`: the places of two more columns, how far the interval of a dot goes to the left and to the right of it.
    """

    title: Text
    table: str
    lines: DotSeries
    marks: tuple[DotSeries, ...]
    axis: Text
    reach: float
    step: float
    alt_text: Text
    interval: tuple[int, int] | None = None
    labels: int = 0
    across: int = 1
    up: int = 2


@dataclass(frozen=True)
class Lines:
    """A native chart of lines over waves: one per row of `table`, from the first wave on the left to the last.

    `labels` is the place of the column that names them, `points` are those of the waves, shares from 0 to 1; a cell
    without a number has no dot. There are so many `lines`.
    """

    title: Text
    table: str
    labels: int
    points: tuple[int, ...]
    lines: int
    alt_text: Text


@dataclass(frozen=True)
class Heading:
    """A line above what belongs together."""

    text: Text


@dataclass(frozen=True)
class Paragraph:
    """Running text; `strong` for what must not be missed."""

    text: Text
    strong: bool = False


@dataclass(frozen=True)
class PageBreak:
    """What follows starts on a new page in print."""


Chart = StackedBars | Bars | Dots | Lines
Block = Heading | Paragraph | PageBreak | Table | Chart


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title in A1, then its blocks from top to bottom; in print upright or on its side.

    `known_as` says more than a tab has room for, where its name alone would say too little.
    """

    name: Text
    title: Text
    blocks: tuple[Block, ...]
    upright: bool = False
    known_as: Text = ""


LANGUAGE_TAG = Words("nl-NL")
"""The language of a file as programs know it: its translation is that of the other language."""


@dataclass(frozen=True)
class Properties:
    """What the file says of itself. `created` comes from the data, so that the same data give the same bytes.

    `language` is that of its texts, as a language tag. `page` says at the foot of each page which one it is, of how
    many: `{page}` and `{pages}` stand for the numbers.
    """

    title: Text
    subject: Text
    author: str
    company: str
    created: date
    page: Text
    language: Text = "nl-NL"
