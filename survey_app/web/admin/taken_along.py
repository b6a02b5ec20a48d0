"""One table, chart or page of the results as a file to save: what it is, and a line in the log of who took it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.stores import Stores
from survey_app.tables.workbook import spoken_first_page
from survey_app.web.admin.results import Results
from survey_app.writers.brief import brief_pdf
from survey_app.writers.table_files import chart_png, chart_svg, table_csv

BRIEF = "In_het_kort.pdf"
_MIMETYPES = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@dataclass(frozen=True)
class TakenAlong:
    """A file: its name, and what is in it."""

    name: str
    content: bytes
    mimetype: str


def take_along(results: Results, wanted: str, language: str) -> TakenAlong | None:
    """The table, chart or first page of this name, of the kind that stands behind the dot; None where there is none."""
    name, _, kind = wanted.rpartition(".")
    content = _content(results, name, kind, language)
    return None if content is None else TakenAlong(wanted, content, _MIMETYPES[kind])


def _content(results: Results, name: str, kind: str, language: str) -> bytes | None:
    if f"{name}.{kind}" == BRIEF:
        page = spoken_first_page(results.series, language)
        return brief_pdf(page.sheet, page.tables, page.properties, language)
    table, chart = results.sheets.find_table(name), results.sheets.find_chart(name)
    if kind == "csv" and table:
        return table_csv(table, language).encode()
    if kind == "svg" and chart:
        return chart_svg(*chart, language).encode()
    if kind == "png" and chart:
        return chart_png(*chart, language)
    return None


def note_taken(stores: Stores, taken: TakenAlong, waves: Sequence[str], act: Act) -> None:
    """Write in the log who took what."""
    with stores.writing() as store:
        store.audit.append(AuditEntry(act.at, act.who, "result taken along", f"{', '.join(waves)}: {taken.name}"))
