"""Sheets to an Excel workbook. The same sheets give the same bytes; text never becomes a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.tables.table import Properties, Sheet, Table
from survey_app.writers.atomic import written_whole
from survey_app.writers.pages import MARGIN, Unit, page_breaks, page_for
from survey_app.writers.sheet import SheetWriter, column_widths, pixels
from survey_app.writers.styles import FONT, SIZE, Styles

_POINTS_PER_PIXEL = 0.75
_LONGEST_FOOTER = 100
"""Of the 255 characters a footer may have, codes and doubled ampersands included."""
ONLY_TEXT = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
"""What was typed stays what it is: no formula, number or link is made of it."""


def write_xlsx(sheets: Sequence[Sheet], target: Path, properties: Properties) -> None:
    """Write the workbook whole or not at all."""
    with written_whole(target) as beside:
        book = Workbook(str(beside), _options())
        _describe(book, properties)
        styles = Styles(book)
        for sheet in sheets:
            _write_sheet(book, sheet, styles)
        book.close()


def _options() -> dict[str, object]:
    """Fresh for each workbook, for XlsxWriter writes into them, and the next workbook would differ."""
    return {**ONLY_TEXT, "default_format_properties": {"font_name": FONT, "font_size": SIZE}}


def _describe(book: Workbook, properties: Properties) -> None:
    book.set_properties(
        {
            "title": properties.title,
            "subject": properties.subject,
            "author": properties.author,
            "company": properties.company,
            "created": datetime.combine(properties.created, time.min),
        }
    )


def _write_sheet(book: Workbook, sheet: Sheet, styles: Styles) -> None:
    worksheet = book.add_worksheet(sheet.name)
    units = SheetWriter(book, worksheet, sheet, styles).write()
    worksheet.hide_gridlines(2)
    _set_up_page(worksheet, sheet, units)


def _set_up_page(worksheet: Worksheet, sheet: Sheet, units: list[Unit]) -> None:
    width = sum(pixels(width) for width in column_widths(sheet)) * _POINTS_PER_PIXEL
    page = page_for(width, upright=sheet.upright)
    worksheet.set_paper(page.paper)
    if not sheet.upright:
        worksheet.set_landscape()
    worksheet.set_margins(left=MARGIN, right=MARGIN, top=MARGIN, bottom=MARGIN)
    worksheet.set_footer(_footer(sheet.title))
    if any(isinstance(block, Table) and block.main for block in sheet.blocks):
        worksheet.fit_to_pages(1, 0)
    else:
        worksheet.set_print_scale(page.scale)
        worksheet.set_h_pagebreaks(page_breaks(units, page.height))


def _footer(title: str) -> str:
    """Title and page number. An ampersand is doubled, and a blank keeps a digit from becoming part of the size."""
    return f"&L&8 {title[:_LONGEST_FOOTER].replace('&', '&&')}&R&8 &A · pagina &P van &N"
