"""Sheets to an Excel workbook. The same sheets give the same bytes; text never becomes a formula."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.tables.columns import shortened
from survey_app.tables.table import Properties, Sheet, Table, plain
from survey_app.writers.atomic import written_whole
from survey_app.writers.drawing import Drawings
from survey_app.writers.pages import MARGIN, Unit, page_breaks, page_for
from survey_app.writers.sheet import SheetWriter, column_widths, pixels
from survey_app.writers.styles import FONT, SIZE, Styles
from survey_app.writers.table_block import LongWorksheet
from survey_app.writers.workbook_file import LANGUAGE, workbook_at

_POINTS_PER_PIXEL = 0.75
_LONG = 5_000
"""Rows of a table that scrolls, from which its sheet is not kept in memory."""
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
        describe(book, properties)
        styles, drawings = Styles(book), Drawings(book)

        def write(worksheet: Worksheet, sheet: Sheet) -> None:
            units = SheetWriter(worksheet, sheet, styles, drawings).write()
            _set_up_page(worksheet, sheet, units, plain(properties.page))

        second = None
        for sheet in sheets:
            kind = LongWorksheet if _is_long(sheet) else None
            write(book.add_worksheet(plain(sheet.name), kind), sheet)
            second = second or (book.add_worksheet(front.name) if front else None)
        if front and second:
            write(second, front.make())
        drawings.draw()


def _options() -> dict[str, object]:
    """Fresh for each workbook, for XlsxWriter writes into them, and the next workbook would differ."""
    return {"default_format_properties": {"font_name": FONT, "font_size": SIZE}}


def describe(book: Workbook, properties: Properties) -> None:
    """Put in what the file says of itself, each text as long as Excel shows it."""
    book.set_properties(
        {
            "title": shortened(plain(properties.title)),
            "subject": shortened(plain(properties.subject)),
            "author": shortened(plain(properties.author)),
            "company": shortened(plain(properties.company)),
            "created": datetime.combine(properties.created, time.min),
            LANGUAGE: plain(properties.language),
        }
    )


def _is_long(sheet: Sheet) -> bool:
    """Whether the sheet has a table that scrolls and is longer than a reader would."""
    return any(isinstance(block, Table) and block.main and len(block.rows) > _LONG for block in sheet.blocks)


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
