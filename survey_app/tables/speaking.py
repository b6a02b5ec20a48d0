"""A workbook in one language: every text of ours spoken, every other as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from survey_app.language.words import Words
from survey_app.tables.columns import distinct
from survey_app.tables.table import (
    Block,
    Cell,
    Dots,
    Heading,
    Link,
    Paragraph,
    Properties,
    Sheet,
    StackedBars,
    Table,
    Text,
)


def spoken_sheets(sheets: Iterable[Sheet], language: str) -> Iterator[Sheet]:
    """The sheets in `nl` or `en`, one by one; no Words are left in them, and headings differ within each table."""
    return (spoken_sheet(sheet, language) for sheet in sheets)


def spoken_sheet(sheet: Sheet, language: str) -> Sheet:
    """One sheet in `nl` or `en`."""
    return replace(
        sheet,
        name=_say(sheet.name, language),
        title=_say(sheet.title, language),
        blocks=tuple(_spoken_block(block, language) for block in sheet.blocks),
    )


def spoken_properties(properties: Properties, language: str) -> Properties:
    """What the file says of itself, in `nl` or `en`."""
    title, subject, page = (_say(text, language) for text in (properties.title, properties.subject, properties.page))
    return replace(properties, title=title, subject=subject, page=page)


def _say(text: Text, language: str) -> str:
    return text.spoken_in(language) if isinstance(text, Words) else text


def _spoken_block(block: Block, language: str) -> Block:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            return replace(block, text=_say(text, language))
        case Table():
            return _spoken_table(block, language)
        case StackedBars(title=title, alt_text=alt_text):
            return replace(block, title=_say(title, language), alt_text=_say(alt_text, language))
        case Dots():
            return _spoken_dots(block, language)
        case _:
            return block


def _spoken_dots(dots: Dots, language: str) -> Dots:
    title, alt_text, axis = (_say(text, language) for text in (dots.title, dots.alt_text, dots.axis))
    lines, *marks = (replace(dot, name=_say(dot.name, language)) for dot in (dots.lines, *dots.marks))
    return replace(dots, title=title, alt_text=alt_text, axis=axis, lines=lines, marks=tuple(marks))


def _spoken_table(table: Table, language: str) -> Table:
    columns = [
        replace(column, heading=_say(column.heading, language), group=_say(column.group, language))
        for column in table.columns
    ]
    return replace(
        table,
        title=_say(table.title, language),
        columns=distinct(columns),
        rows=tuple(tuple(_spoken_cell(cell, language) for cell in row) for row in table.rows),
        notes=tuple(_say(note, language) for note in table.notes),
    )


def _spoken_cell(cell: Cell, language: str) -> Cell:
    if isinstance(cell, Link):
        return Link(_say(cell.text, language), _say(cell.sheet, language))
    return cell.spoken_in(language) if isinstance(cell, Words) else cell
