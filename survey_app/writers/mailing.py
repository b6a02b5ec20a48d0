"""The mailing file: a code, a link and the address for every letter. It is the only place where they meet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.fieldwork.codes import show_code
from survey_app.refusal import Refusal
from survey_app.writers.atomic import PRIVATE, written_whole
from survey_app.writers.table_block import LONGEST_TEXT
from survey_app.writers.workbook_file import workbook_at

_WIDTHS = (18, 44)
_ADDRESS_WIDTH = 26


class TextTooLong(Refusal):
    """A cell that a spreadsheet cannot hold; names the place and never what stands there."""

    def __init__(self, row: int, heading: str) -> None:
        super().__init__(f'row {row}, column "{heading}": longer than a spreadsheet cell ({LONGEST_TEXT} characters)')


def write_mailing(
    target: Path, base_url: str, headings: Sequence[str], rows: Sequence[Sequence[str]], codes: Sequence[str]
) -> None:
    """One table for the letters: code, link, then the address columns as they were, all of it text.

    The headings stand in the first row, where a mail merge looks for them; only the owner can read the file.
    """
    with written_whole(target, mode=PRIVATE) as beside, workbook_at(beside) as book:
        worksheet = book.add_worksheet("Adressen")
        _lay_out(book, worksheet, ("code", "link", *headings), len(rows))
        for number, (code, address) in enumerate(zip(codes, rows, strict=True), start=1):
            _write_letter(worksheet, number, headings, (show_code(code), f"{base_url}/#{code}", *address))


def _lay_out(book: Workbook, worksheet: Worksheet, headings: Sequence[str], letters: int) -> None:
    bold = book.add_format({"bold": True})
    columns = [{"header": heading, "header_format": bold} for heading in headings]
    options = {"name": "Adressen", "columns": columns, "style": "Table Style Light 1"}
    worksheet.add_table(0, 0, max(1, letters), len(headings) - 1, options)
    worksheet.freeze_panes(1, 0)
    for place in range(len(headings)):
        worksheet.set_column(place, place, _WIDTHS[place] if place < len(_WIDTHS) else _ADDRESS_WIDTH)


def _write_letter(worksheet: Worksheet, row: int, headings: Sequence[str], cells: Sequence[str]) -> None:
    for place, cell in enumerate(cells):
        if len(cell) > LONGEST_TEXT:
            raise TextTooLong(row, headings[place - 2])
        worksheet.write_string(row, place, cell)
