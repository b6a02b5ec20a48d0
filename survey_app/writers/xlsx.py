"""Sheets to an Excel workbook. The same sheets give the same bytes; text never becomes a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.tables.columns import shortened
from survey_app.tables.table import Properties, Sheet, Table, Text, plain
from survey_app.writers.atomic import written_whole
from survey_app.writers.drawing import Drawings
from survey_app.writers.long_sheet import LongWorksheet, is_long
from survey_app.writers.pages import MARGIN, Unit, page_breaks, page_for
from survey_app.writers.sheet import SheetWriter, column_widths, pixels
from survey_app.writers.styles import FONT, SIZE, Styles
from survey_app.writers.workbook_file import workbook_at

_POINTS_PER_PIXEL = 0.75
_LONGEST_FOOTER = 100
"""Of the 255 characters a footer may have, codes and doubled ampersands included."""


@dataclass(frozen=True)
class Front:
    """The second sheet, which is made last: it tells what the others are."""

    name: str
    make: Callable[[], Sheet]


def write_xlsx(sheets: Iterable[Sheet], target: Path, properties: Properties, front: Front | None = None) -> None:
    """Write the workbook whole or not at all. Sheets are taken one by one, and need not all be there together."""
    with written_whole(target) as beside, workbook_at(beside, _options()) as book:
        _describe(book, properties)
        drawn = _Drawn(Styles(book), Drawings(book), plain(properties.page))
        second = None
        for sheet in sheets:
            kind = LongWorksheet if is_long(sheet) else None
            _write(book.add_worksheet(plain(sheet.name), kind), sheet, drawn)
            second = second or (book.add_worksheet(front.name) if front else None)
        if front and second:
            _write(second, front.make(), drawn)
        drawn.drawings.draw()


@dataclass(frozen=True)
class _Drawn:
    """What the sheets of one workbook share: formats, charts and the words at the foot of a page."""

    styles: Styles
    drawings: Drawings
    page: str


def _write(worksheet: Worksheet, sheet: Sheet, drawn: _Drawn) -> None:
    units = SheetWriter(worksheet, sheet, drawn.styles, drawn.drawings).write()
    _set_up_page(worksheet, sheet, units, drawn.page)


def _options() -> dict[str, object]:
    """Fresh for each workbook, for XlsxWriter writes into them, and the next workbook would differ."""
    return {"default_format_properties": {"font_name": FONT, "font_size": SIZE}}


def _describe(book: Workbook, properties: Properties) -> None:
    book.set_properties(
        {
            "title": property_of(properties.title),
            "subject": property_of(properties.subject),
            "author": property_of(properties.author),
            "company": property_of(properties.company),
            "created": datetime.combine(properties.created, time.min),
        }
    )


def property_of(text: Text) -> str:
    """What a file says of itself, as long as Excel shows it."""
    return shortened(plain(text))


def _set_up_page(worksheet: Worksheet, sheet: Sheet, units: list[Unit], numbered: str) -> None:
    worksheet.hide_gridlines(2)
    width = sum(pixels(width) for width in column_widths(sheet)) * _POINTS_PER_PIXEL
    page = page_for(width, upright=sheet.upright)
    worksheet.set_paper(page.paper)
    if not sheet.upright:
        worksheet.set_landscape()
    worksheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
    _set_footer(worksheet, _footer(plain(sheet.title), numbered))
    if any(isinstance(block, Table) and block.main for block in sheet.blocks):
        worksheet.fit_to_pages(1, 0)
    else:
        worksheet.set_print_scale(page.scale)
        worksheet.set_h_pagebreaks(page_breaks(units, page.height))


def _set_footer(worksheet: Worksheet, footer: str) -> None:
    """Put it in behind XlsxWriter's back, which takes the &G of V&G for a picture and leaves the footer out."""
    worksheet.set_footer(" ")
    worksheet.footer = footer


def _footer(title: str, numbered: str) -> str:
    """Title and page number. An ampersand is doubled, and a blank keeps a digit from becoming part of the size."""
    shown = shortened(" ".join(title.split()), _LONGEST_FOOTER).replace("&", "&&")
    return f"&L&8 {shown}&R&8 &A · {numbered.format(page='&P', pages='&N')}"
