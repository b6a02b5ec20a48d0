"""Contact details as a workbook, for the people who organise the panel discussion. All of it is text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from io import BytesIO

from xlsxwriter.workbook import Workbook

from survey_app.fieldwork.contacts import Contact
from survey_app.writers.workbook_file import ONLY_TEXT

_HEADINGS = ("Naam", "Telefoon", "E-mail")
_WIDTHS = (36, 22, 44)
_RULES_WIDTH = 90


def contacts_workbook(contacts: Sequence[Contact], label: str, delete_by: date) -> bytes:
    """The workbook, made in memory: no file of it stays on the server.

    The headings stand in the first row, where a mail merge looks for them; what it may be used for stands on a sheet
    of its own.
    """
    made = BytesIO()
    book = Workbook(made, {**ONLY_TEXT, "in_memory": True})
    worksheet = book.add_worksheet("Contactgegevens")
    bold = book.add_format({"bold": True})
    columns = [{"header": heading, "header_format": bold} for heading in _HEADINGS]
    options = {"name": "Contactgegevens", "columns": columns, "style": "Table Style Light 1"}
    worksheet.add_table(0, 0, max(1, len(contacts)), len(_HEADINGS) - 1, options)
    worksheet.freeze_panes(1, 0)
    for place, width in enumerate(_WIDTHS):
        worksheet.set_column(place, place, width)
    for row, contact in enumerate(contacts, start=1):
        for place, cell in enumerate(astuple(contact)):
            if cell:
                worksheet.write_string(row, place, cell)
    rules = book.add_worksheet("Bewaren")
    rules.set_column(0, 0, _RULES_WIDTH)
    for row, line in enumerate(_rules(label, delete_by)):
        rules.write_string(row, 0, line)
    book.close()
    return made.getvalue()


def _rules(label: str, delete_by: date) -> Sequence[str]:
    return (
        label,
        "Deze mensen vulden zelf in dat zij bereikt willen worden. Gebruik dit bestand alleen daarvoor.",
        "Wat zij antwoordden staat hier niet in en is niet op te zoeken.",
        f"Verwijder dit bestand en alle kopieën uiterlijk op {delete_by:%d-%m-%Y}.",
    )
