"""Results on screen: the sheets of the workbook, one a page, with their charts drawn; long tables in pieces."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import assert_never

from markupsafe import Markup

from survey_app.tables.chart_data import NAME as CHART_DATA
from survey_app.tables.contents import Family
from survey_app.tables.layout import notes_of
from survey_app.tables.ordering import by_difference, place_of_difference
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import (
    Bars,
    Block,
    Cell,
    Chart,
    Column,
    Dots,
    Heading,
    Kind,
    Lines,
    Link,
    PageBreak,
    Paragraph,
    Sheet,
    StackedBars,
    Table,
    plain,
)
from survey_app.web.admin.sheets_in_turn import SheetLink, SheetsInTurn, slug_of
from survey_app.writers.cell_words import cell_words
from survey_app.writers.table_files import chart_svg

BY_DIFFERENCE = "verschil"
"""In an address: the largest differences first."""

ROWS_PER_PAGE = 300
"""Of tables together; what is longer goes on to a next page."""


@dataclass(frozen=True)
class ScreenCell:
    """A cell as text; `looks` is a figure, or text with the room that it takes: short, long or strong.

    `leads_to` is the slug of the sheet that it is a link to; `orders`: this is the heading of the column by which the
    rows were put in order.
    """

    text: str
    looks: str
    leads_to: str | None = None
    orders: bool = False


@dataclass(frozen=True)
class ScreenTable:
    """A table to be shown; `label` is its title, or else the heading that it stands under.

    `groups` are the words above columns with how many each covers, empty where there are none. `together` rows belong
    to one subject, which the column at `subject` names; `meanings` say what the figures are, of more than one.
    """

    name: str
    title: str
    label: str
    groups: tuple[tuple[str, int], ...]
    headings: tuple[ScreenCell, ...]
    rows: tuple[tuple[ScreenCell, ...], ...]
    notes: tuple[str, ...]
    meanings: tuple[str, ...]
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


@dataclass(frozen=True)
class ScreenList:
    """Paragraphs that a sheet begins with a dash."""

    items: tuple[str, ...]
    kind: str = "list"


Screen = ScreenTable | ScreenChart | ScreenText | ScreenList


@dataclass(frozen=True)
class ResultsPage:
    """One page of results: every sheet there is, the one that is shown, and which of its pages.

    `by_difference` is whether the largest differences stand first; None where the sheet has no other order.
    """

    sheets: tuple[SheetLink, ...]
    here: SheetLink
    title: str
    blocks: tuple[Screen, ...]
    page: int
    pages: int
    by_difference: bool | None

    @property
    def order(self) -> str | None:
        """What an address says of the order."""
        return BY_DIFFERENCE if self.by_difference else None


class SpokenResults:
    """The sheets of a comparison in one language, to be asked for a page, a table or a chart.

    A sheet is made when something on it is asked for. `latest_tables` are those that charts of the latest wave against
    the first are drawn from, so that these take no other sheet.
    """

    def __init__(
        self, families: Iterable[Family], language: str, latest_tables: Callable[[], Iterable[Table]] = tuple
    ) -> None:
        self._sheets = SheetsInTurn(families, language)
        self._language = language
        self._latest_tables = latest_tables

    def find_table(self, name: str) -> Table | None:
        """A table by its name."""
        return next((block for block in self._blocks() if isinstance(block, Table) and block.name == name), None)

    def find_chart(self, name: str) -> tuple[Chart, Table] | None:
        """A chart by the name of the table that it is drawn from, with that table."""
        chart = next((block for block in self._blocks() if isinstance(block, Chart) and block.table == name), None)
        return (chart, self._drawn_from(name)) if chart else None

    def _drawn_from(self, name: str) -> Table:
        return self._latest[name] if name in self._latest else self._all_drawn_from[name]

    @cached_property
    def _latest(self) -> Mapping[str, Table]:
        return _tables(spoken_in(Sheet("", "", tuple(self._latest_tables())), self._language))

    @cached_property
    def _all_drawn_from(self) -> Mapping[str, Table]:
        sheet = self._sheets.find(_DRAWN_FROM)
        return _tables(sheet) if sheet else {}

    def _blocks(self) -> Iterator[Block]:
        """Of the sheets that were made, and then of the others."""
        return (block for sheet in self._sheets.made_first() for block in sheet.blocks)

    def find(self, slug: str) -> str | None:
        """The sheet of this name, where there is one: of a group there are fewer."""
        return slug if self._sheets.link(slug) else None

    def page(self, slug: str | None, number: int, *, ordered: bool = False) -> ResultsPage | None:
        """A page of a sheet (of the first, if none is named), counted from 1; None where there is no such page.

        `ordered`: the largest differences first, where there are any.
        """
        slug = slug or self._sheets.links[0].slug
        here, sheet = self._sheets.link(slug), self._sheets.find(slug)
        orders = slug != _DRAWN_FROM and sheet is not None and any(map(_has_differences, sheet.blocks))
        ordered = ordered and orders
        pages = list(_pages([_in_order(block) for block in sheet.blocks] if ordered else sheet.blocks)) if sheet else []
        if here is None or sheet is None or not 1 <= number <= len(pages):
            return None
        return ResultsPage(
            sheets=self._sheets.links,
            here=here,
            title=plain(sheet.title),
            blocks=tuple(_in_lists(self._shown(pages[number - 1], _meant_by(sheet.blocks), ordered=ordered))),
            page=number,
            pages=len(pages),
            by_difference=ordered if orders else None,
        )

    def whole(self) -> tuple[ResultsPage, ...]:
        """Every sheet, of the longest ones the first page."""
        return tuple(page for link in self._sheets.links if (page := self.page(link.slug, 1)))

    def _shown(self, blocks: Sequence[Block], meant: Set[str], *, ordered: bool) -> Iterator[Screen]:
        under = ""
        for block in blocks:
            match block:
                case Heading():
                    under = plain(block.text)
                    yield ScreenText(plain(block.text), "heading")
                case Paragraph() if plain(block.text) in meant:
                    pass
                case Paragraph():
                    yield ScreenText(plain(block.text), "strong" if block.strong else "paragraph")
                case Table():
                    yield self._table(_filled_in(block), under, ordered=ordered)
                case StackedBars() | Bars() | Dots() | Lines():
                    drawing = chart_svg(block, self._drawn_from(block.table), self._language)
                    yield ScreenChart(block.table, plain(block.title), Markup(drawing))  # noqa: S704 - drawn by us
                case PageBreak():
                    pass
                case _:
                    assert_never(block)

    def _table(self, table: Table, under: str, *, ordered: bool) -> ScreenTable:
        ordering, meanings = place_of_difference(table) if ordered else None, _meanings(table)
        groups = [(plain(group), len(list(of))) for group, of in groupby(column.group for column in table.columns)]
        return ScreenTable(
            name=table.name,
            title=plain(table.title),
            label=plain(table.title) or under or table.name,
            groups=tuple(groups) if any(group for group, _ in groups) else (),
            headings=tuple(
                replace(self._cell(column.heading, column), orders=place == ordering)
                for place, column in enumerate(table.columns)
            ),
            rows=tuple(
                tuple(self._cell(cell, column) for cell, column in zip(row, table.columns, strict=True))
                for row in table.rows
            ),
            notes=tuple(words for note in table.notes if (words := plain(note)) not in meanings),
            meanings=meanings,
            together=table.rows_together,
            subject=max(range(table.frozen or 1), key=lambda place: table.columns[place].width),
        )

    def _cell(self, cell: Cell, column: Column) -> ScreenCell:
        leads_to = self._sheets.slug(plain(cell.sheet)) if isinstance(cell, Link) else None
        return ScreenCell(cell_words(cell, column.kind, self._language), _looks(column), leads_to)


_DRAWN_FROM = slug_of(CHART_DATA)
"""The sheet that charts are drawn from, which nobody reads."""


def _meanings(table: Table) -> tuple[str, ...]:
    """What the figures of a table are, where it takes more than one sentence."""
    notes = tuple(plain(note) for note in notes_of(table.columns))
    return notes if len(notes) > 1 else ()


def _meant_by(blocks: Iterable[Block]) -> Set[str]:
    """What a sheet says above its tables and a page under each: what their figures are."""
    return {meaning for block in blocks if isinstance(block, Table) for meaning in _meanings(block)}


def _filled_in(table: Table) -> Table:
    """The same without the columns, after those that stay in sight, in which nothing stands at all."""
    empty = {
        place
        for place in range(table.frozen or 1, len(table.columns))
        if table.rows and all(row[place] in (None, "") for row in table.rows)
    }
    columns = tuple(column for place, column in enumerate(table.columns) if place not in empty)
    rows = tuple(tuple(cell for place, cell in enumerate(row) if place not in empty) for row in table.rows)
    return replace(table, columns=columns, rows=rows)


_DASH = "– "


def _in_lists(blocks: Iterable[Screen]) -> Iterator[Screen]:
    """The same, paragraphs after each other that begin with a dash as one list."""
    for dashed, group in groupby(blocks, lambda block: isinstance(block, ScreenText) and block.text.startswith(_DASH)):
        if dashed:
            yield ScreenList(tuple(block.text.removeprefix(_DASH) for block in group if isinstance(block, ScreenText)))
        else:
            yield from group


def _tables(sheet: Sheet) -> Mapping[str, Table]:
    return {block.name: block for block in sheet.blocks if isinstance(block, Table)}


def _has_differences(block: Block) -> bool:
    return isinstance(block, Table) and place_of_difference(block) is not None


def _in_order(block: Block) -> Block:
    return by_difference(block) if isinstance(block, Table) else block


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
