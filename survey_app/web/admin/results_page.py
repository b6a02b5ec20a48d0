"""Results on screen: the sheets of the workbook, one a page, with their charts drawn; long tables in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from markupsafe import Markup

from survey_app.language.words import Words
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import (
    Block,
    Cell,
    Chart,
    Column,
    Dots,
    Heading,
    Kind,
    Link,
    PageBreak,
    Paragraph,
    Sheet,
    StackedBars,
    Table,
    Text,
    plain,
)
from survey_app.writers.cell_words import cell_words
from survey_app.writers.table_files import chart_svg

ROWS_PER_PAGE = 300
"""Of tables together; what is longer goes on to a next page."""


@dataclass(frozen=True)
class SheetLink:
    """A sheet, and what it is called in an address: its Dutch name, whatever the language of the page."""

    slug: str
    name: str


@dataclass(frozen=True)
class ScreenCell:
    """A cell as text; `looks` is a figure, or text with the room that it takes: short, long or strong.

    `leads_to` is the slug of the sheet that it is a link to.
    """

    text: str
    looks: str
    leads_to: str | None = None


@dataclass(frozen=True)
class ScreenTable:
    """A table to be shown; `groups` are the words above columns with how many each covers, empty where there are none.

    `together` rows belong to one subject, which the column at `subject` names.
    """

    name: str
    title: str
    groups: tuple[tuple[str, int], ...]
    headings: tuple[ScreenCell, ...]
    rows: tuple[tuple[ScreenCell, ...], ...]
    notes: tuple[str, ...]
    together: int
    subject: int
    kind: str = "table"


@dataclass(frozen=True)
class ScreenChart:
    """A chart, drawn."""

    name: str
    title: str
    drawing: Markup
    kind: str = "chart"


@dataclass(frozen=True)
class ScreenText:
    """A heading, or a paragraph."""

    text: str
    kind: str


Screen = ScreenTable | ScreenChart | ScreenText


@dataclass(frozen=True)
class ResultsPage:
    """One page of results: every sheet there is, the one that is shown, and which of its pages."""

    sheets: tuple[SheetLink, ...]
    here: SheetLink
    title: str
    blocks: tuple[Screen, ...]
    page: int
    pages: int


class SpokenResults:
    """The sheets of a comparison in one language, to be asked for a page, a table or a chart."""

    def __init__(self, sheets: Iterable[Sheet], language: str) -> None:
        self._language = language
        self._sheets = {_slug(sheet.name): spoken_in(sheet, language) for sheet in sheets}
        self._slugs = {plain(sheet.name): slug for slug, sheet in self._sheets.items()}
        blocks = [block for sheet in self._sheets.values() for block in sheet.blocks]
        self._tables = {block.name: block for block in blocks if isinstance(block, Table)}
        self._charts = {block.table: block for block in blocks if isinstance(block, StackedBars | Dots)}

    def find_table(self, name: str) -> Table | None:
        """A table by its name."""
        return self._tables.get(name)

    def find_chart(self, name: str) -> tuple[Chart, Table] | None:
        """A chart by the name of the table that it is drawn from, with that table."""
        return (self._charts[name], self._tables[name]) if name in self._charts else None

    def page(self, slug: str | None, number: int) -> ResultsPage | None:
        """A page of a sheet (of the first, if none is named), counted from 1; None where there is no such page."""
        slug = slug or next(iter(self._sheets))
        sheet = self._sheets.get(slug)
        pages = list(_pages(sheet.blocks)) if sheet else []
        if sheet is None or not 1 <= number <= len(pages):
            return None
        return ResultsPage(
            sheets=tuple(SheetLink(slug, plain(sheet.name)) for slug, sheet in self._sheets.items()),
            here=SheetLink(slug, plain(sheet.name)),
            title=plain(sheet.title),
            blocks=tuple(self._shown(pages[number - 1])),
            page=number,
            pages=len(pages),
        )

    def _shown(self, blocks: Iterable[Block]) -> Iterator[Screen]:
        for block in blocks:
            match block:
                case Heading():
                    yield ScreenText(plain(block.text), "heading")
                case Paragraph():
                    yield ScreenText(plain(block.text), "strong" if block.strong else "paragraph")
                case Table():
                    yield self._table(block)
                case StackedBars() | Dots():
                    drawing = chart_svg(block, self._tables[block.table], self._language)
                    yield ScreenChart(block.table, plain(block.title), Markup(drawing))  # noqa: S704 - drawn by us
                case PageBreak():
                    pass
                case _:
                    assert_never(block)

    def _table(self, table: Table) -> ScreenTable:
        groups = [(plain(group), len(list(of))) for group, of in groupby(column.group for column in table.columns)]
        return ScreenTable(
            name=table.name,
            title=plain(table.title),
            groups=tuple(groups) if any(group for group, _ in groups) else (),
            headings=tuple(self._cell(column.heading, column) for column in table.columns),
            rows=tuple(
                tuple(self._cell(cell, column) for cell, column in zip(row, table.columns, strict=True))
                for row in table.rows
            ),
            notes=tuple(plain(note) for note in table.notes),
            together=table.rows_together,
            subject=max(range(table.frozen or 1), key=lambda place: table.columns[place].width),
        )

    def _cell(self, cell: Cell, column: Column) -> ScreenCell:
        leads_to = self._slugs.get(plain(cell.sheet)) if isinstance(cell, Link) else None
        return ScreenCell(cell_words(cell, column.kind, self._language), _looks(column), leads_to)


def _slug(name: Text) -> str:
    """The Dutch name of a sheet as it stands in an address."""
    dutch = name.dutch if isinstance(name, Words) else name
    return "-".join(dutch.casefold().split())


_LONG = 30
"""Characters: a column that is as wide in a spreadsheet holds sentences."""


def _looks(column: Column) -> str:
    if not column.kind.is_text:
        return "figure"
    return "strong" if column.kind is Kind.STRONG else "long" if column.width >= _LONG else "short"


def _pages(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """What stands together on a page: as many rows of tables as fit, and what leads to them."""
    page, rows = list[Block](), 0
    for block in _pieces(blocks):
        more = len(block.rows) if isinstance(block, Table) else 0
        if rows and rows + more > ROWS_PER_PAGE:
            yield page
            page, rows = [], 0
        page.append(block)
        rows += more
    yield page


def _pieces(blocks: Sequence[Block]) -> Iterator[Block]:
    """The same, a table of more rows than a page has in pieces that do not cut a subject in two."""
    for block in blocks:
        if isinstance(block, Table) and len(block.rows) > ROWS_PER_PAGE:
            most = ROWS_PER_PAGE - ROWS_PER_PAGE % block.rows_together or block.rows_together
            for start in range(0, len(block.rows), most):
                yield replace(block, rows=block.rows[start : start + most])
        else:
            yield block
