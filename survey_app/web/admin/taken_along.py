"""One table, chart or page of the results as a file to save."""

from survey_app.language.words import Words
from survey_app.passing import passing_folder_of_pages
from survey_app.questionnaire.look.folder import folder_of, usable_look
from survey_app.reporting import write_workbook
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Sheet, Table
from survey_app.tables.waves import is_fictitious
from survey_app.tables.workbook import spoken_first_page, workbook_properties
from survey_app.web.admin.results import Results
from survey_app.web.admin.showing import XLSX, File
from survey_app.web.stores import installation
from survey_app.writers.brief import brief_pdf
from survey_app.writers.table_files import chart_png, chart_svg, table_csv
from survey_app.writers.xlsx import write_xlsx

BRIEF, WORKBOOK = "In_het_kort.pdf", "Werkboek.xlsx"
_TRIAL = "proef_"
"""Before the name of a file of made-up figures: a table or chart alone has no title that says so."""
_MIMETYPES = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf", "xlsx": XLSX}


def take_along(results: Results, wanted: str, language: str) -> File | None:
    """The table, chart or first page of this name, of the kind that stands behind the dot; None where there is none."""
    name, _, kind = wanted.rpartition(".")
    content = _content(results, name, kind, language)
    name_of_file = f"{_TRIAL}{wanted}" if is_fictitious(results.series) else wanted
    return None if content is None else File(name_of_file, _MIMETYPES[kind], content)


def _content(results: Results, name: str, kind: str, language: str) -> bytes | None:
    if f"{name}.{kind}" == BRIEF:
        page = spoken_first_page(results.series, language)
        sources = [wave.wave.source for wave in results.series.waves if wave.wave.source]
        look = usable_look(folder_of(installation().settings.questionnaire_directory, sources))
        return brief_pdf(page.sheet, page.tables, page.properties, language, look)
    if f"{name}.{kind}" == WORKBOOK:
        with passing_folder_of_pages() as folder:
            write_workbook(results.series, folder / WORKBOOK, results.texts, language)
            return (folder / WORKBOOK).read_bytes()
    table, chart = results.sheets.find_table(name), results.sheets.find_chart(name)
    if kind == "csv" and table:
        return table_csv(table, language).encode()
    if kind == "xlsx" and table:
        return _sheet(results, table, language)
    if kind == "svg" and chart:
        return chart_svg(*chart, language).encode()
    if kind == "png" and chart:
        return chart_png(*chart, language)
    return None


def _sheet(results: Results, table: Table, language: str) -> bytes:
    """A workbook of one sheet with this table on it."""
    sheet = spoken_in(Sheet(_TABLE, table.title or _TABLE, (table,)), language)
    with passing_folder_of_pages() as folder:
        write_xlsx([sheet], folder / WORKBOOK, spoken_in(workbook_properties(results.series), language))
        return (folder / WORKBOOK).read_bytes()


_TABLE = Words("Tabel")
