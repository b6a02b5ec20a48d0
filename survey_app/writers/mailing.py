"""The mailing file: a code, a link and the address for every letter. It is the only place where they meet."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from survey_app.fieldwork.codes import show_code
from survey_app.refusal import Refusal
from survey_app.writers.atomic import PRIVATE, written_whole
from survey_app.writers.table_block import LONGEST_TEXT
from survey_app.writers.workbook_file import list_on, workbook_at

_WIDTHS = (18, 44)
_ADDRESS_WIDTH = 26


class TextTooLong(Refusal):
    """A cell that a spreadsheet cannot hold; names the place and never what stands there."""

    def __init__(self, row: int, heading: str) -> None:
        super().__init__(f'row {row}, column "{heading}": longer than a spreadsheet cell ({LONGEST_TEXT} characters)')


def write_mailing(
    target: Path, base_url: str, headings: Sequence[str], rows: Sequence[Sequence[str]], codes: Sequence[str]
) -> None:
    """One table code, link, then the address columns as they were, all of it text; for its owner only."""
    with written_whole(target, mode=PRIVATE) as beside, workbook_at(beside) as book:
        widths = (*_WIDTHS, *[_ADDRESS_WIDTH] * len(headings))
        worksheet = list_on(book, "Adressen", ("code", "link", *headings), widths, len(rows))
        for number, (code, address) in enumerate(zip(codes, rows, strict=True), start=1):
            _write_letter(worksheet, number, headings, (show_code(code), f"{base_url}/#{code}", *address))


def _write_letter(worksheet: Worksheet, row: int, headings: Sequence[str], cells: Sequence[str]) -> None:
    for place, cell in enumerate(cells):
        if len(cell) > LONGEST_TEXT:
            raise TextTooLong(row, headings[place - 2])
        worksheet.write_string(row, place, cell)
