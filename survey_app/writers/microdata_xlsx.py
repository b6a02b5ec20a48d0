"""Microdata as a workbook: codes, labels, codebook, and what to read first; text never becomes a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from survey_app.dataset.microdata.reading import Progress
from survey_app.dataset.microdata.rows import Microdata
from survey_app.language.words import Words
from survey_app.questionnaire.signs import writable
from survey_app.refusal import Refusal
from survey_app.tables.table import LANGUAGE_TAG, Properties
from survey_app.writers.canvas import LINE_HEIGHT
from survey_app.writers.microdata_words import (
    CODEBOOK_HEADINGS,
    FICTITIOUS,
    README_HEADINGS,
    Row,
    codebook_rows,
    headings,
    labels_of,
    readme_rows,
)
from survey_app.writers.styles import FONT, HEADING_FILL, SIZE
from survey_app.writers.text_height import number_of_lines
from survey_app.writers.workbook_file import workbook_at
from survey_app.writers.xlsx import describe

MOST_ROWS = 1_048_575
"""What an Excel sheet holds under its row of headings."""
MOST_VARIABLES = 16_384

_CODES = Words("Codes")
_LABELS = Words("Labels")
_CODEBOOK = Words("Codeboek")
_README = Words("Lees mij")
_CODE_WIDTH, _LABEL_WIDTH = 14, 20
_CODEBOOK_WIDTHS = (24, 60, 30, 26, 8, 36, 10)
_README_WIDTHS = (36, 110)
_INDENT = 1
_LARGE = 10_000_000
"""Cells from which a sheet may pass 4 GiB before it is packed."""


class TooManyRows(Refusal):
    """A wave that no Excel sheet can hold."""

    def __init__(self, wave_id: str, number: int) -> None:
        super().__init__(
            f"wave {wave_id}: {number} rows are more than an Excel sheet holds ({MOST_ROWS}); "
            "let the name of the file end in .zip, for CSV"
        )


@dataclass(frozen=True)
class _Look:
    """The formats of the workbook."""

    heading: Format
    wrapped: Format
    number: Format


def write_microdata_xlsx(data: Microdata, target: Path, language: str, progress: Progress) -> None:
    """Write the workbook, rows to a file as they come, so that memory does not grow with them; raises TooManyRows."""
    if data.number > MOST_ROWS or len(data.variables) > MOST_VARIABLES:
        raise TooManyRows(data.wave.id, data.number)
    look_of_cells = {"font_name": FONT, "font_size": SIZE}
    with workbook_at(target, {"constant_memory": True, "default_format_properties": look_of_cells}) as book:
        if 2 * data.number * len(data.variables) > _LARGE:
            book.use_zip64()
        describe(book, _properties(data, language))
        look = _Look(
            book.add_format({"bold": True, "bg_color": HEADING_FILL, "bottom": 1, "align": "left", "indent": 1}),
            book.add_format({"text_wrap": True, "valign": "top", "align": "left", "indent": 1}),
            book.add_format({"valign": "top"}),
        )
        _write_rows(book, data, language, look, progress)
        codebook, readme = codebook_rows(data, language), readme_rows(data, language)
        _write_texts(book, _CODEBOOK.spoken_in(language), CODEBOOK_HEADINGS, _CODEBOOK_WIDTHS, codebook, look, language)
        _write_texts(book, _README.spoken_in(language), README_HEADINGS, _README_WIDTHS, readme, look, language)
        for worksheet in book.worksheets():
            _set_up_page(worksheet, data, language)


def _properties(data: Microdata, language: str) -> Properties:
    """Of the day on which the wave was closed, never of the moment at which the file was made."""
    study = data.wave.frozen_instrument().study
    return Properties(
        title=Words("Microdata: {wave}").filled(wave=data.wave.label).spoken_in(language),
        subject=FICTITIOUS.spoken_in(language) if data.wave.fictitious else study.title,
        author=study.bureau,
        company=study.client,
        created=data.wave.closed_on or data.wave.month,
        page="&P / &N",
        language=LANGUAGE_TAG.spoken_in(language),
    )


def _write_rows(book: Workbook, data: Microdata, language: str, look: _Look, progress: Progress) -> None:
    """Both sheets of rows in one pass, so that they have the same order."""
    names = tuple(variable.name for variable in data.variables)
    codes = book.add_worksheet(_CODES.spoken_in(language))
    labels = book.add_worksheet(_LABELS.spoken_in(language))
    for worksheet, width in ((codes, _CODE_WIDTH), (labels, _LABEL_WIDTH)):
        worksheet.set_column(0, len(names) - 1, width)
        _head(worksheet, names, data.number, look)
    labelled = [labels_of(variable, language) for variable in data.variables]
    row = 0
    for page in data.pages():
        for answers in page:
            row += 1
            for place, code in enumerate(answers):
                codes.write_number(row, place, code)
                label = labelled[place].get(code)
                if label is None:
                    labels.write_number(row, place, code)
                else:
                    labels.write_string(row, place, label)
        progress(row, data.number)


def _write_texts(
    book: Workbook,
    name: str,
    heads: tuple[Words, ...],
    widths: Sequence[int],
    rows: Iterable[Row],
    look: _Look,
    language: str,
) -> None:
    worksheet = book.add_worksheet(name)
    for place, width in enumerate(widths):
        worksheet.set_column(place, place, width)
    worksheet.fit_to_pages(1, 0)
    listed = list(rows)
    _head(worksheet, headings(heads, language), len(listed), look)
    for number, row in enumerate(listed, start=1):
        worksheet.set_row(number, _height(row, widths))
        for place, cell in enumerate(row):
            if isinstance(cell, float | int):
                worksheet.write_number(number, place, cell, look.number)
            elif cell:
                worksheet.write_string(number, place, writable(cell), look.wrapped)


def _height(row: Row, widths: Sequence[int]) -> float:
    """Points that the longest text of the row needs: spreadsheets do not see to that themselves."""
    rooms = [width - 2 * _INDENT for width in widths]
    return LINE_HEIGHT * max(number_of_lines(str(cell), room) for cell, room in zip(row, rooms, strict=True))


def _head(worksheet: Worksheet, names: Sequence[str], rows: int, look: _Look) -> None:
    """One row of headings that stays in sight and can be filtered by."""
    for place, name in enumerate(names):
        worksheet.write_string(0, place, name, look.heading)
    worksheet.freeze_panes(1, 0)
    if names:
        worksheet.autofilter(0, 0, max(rows, 1), len(names) - 1)


def _set_up_page(worksheet: Worksheet, data: Microdata, language: str) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.repeat_rows(0)
    said = FICTITIOUS.spoken_in(language) if data.wave.fictitious else ""
    worksheet.set_footer(f"&L&8 {said}&R&8 &A · &P / &N")
