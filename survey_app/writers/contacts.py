"""Contact details as a workbook, for the people who organise the panel discussion. All of it is text."""

from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from io import BytesIO

from xlsxwriter.workbook import Workbook

from survey_app.fieldwork.contacts import Contact
from survey_app.writers.workbook_file import ONLY_TEXT, list_on

_HEADINGS = ("Naam", "Telefoon", "E-mail")
_WIDTHS = (36, 22, 44)
_RULES_WIDTH = 90


def contacts_workbook(contacts: Sequence[Contact], label: str, delete_by: date) -> bytes:
    """The workbook, made in memory: no file of it stays on the server. What it may be used for has its own sheet."""
    file = BytesIO()
    book = Workbook(file, {**ONLY_TEXT, "in_memory": True})
    worksheet = list_on(book, "Contactgegevens", _HEADINGS, _WIDTHS, len(contacts))
    for row, contact in enumerate(contacts, start=1):
        for place, cell in enumerate(astuple(contact)):
            if cell:
                worksheet.write_string(row, place, cell)
    rules = book.add_worksheet("Bewaren")
    rules.set_column(0, 0, _RULES_WIDTH)
    for row, line in enumerate(_rules(label, delete_by)):
        rules.write_string(row, 0, line)
    book.close()
    return file.getvalue()


def _rules(label: str, delete_by: date) -> Sequence[str]:
    return (
        label,
        "Deze mensen vulden zelf in dat zij bereikt willen worden. Gebruik dit bestand alleen daarvoor.",
        "Wat zij antwoordden staat hier niet in en is niet op te zoeken.",
        f"Verwijder dit bestand en alle kopieën uiterlijk op {delete_by:%d-%m-%Y}.",
    )
