"""An attack on what lies beside the database: a copy of it, a list of codes, what a killed program left."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.assurance.copies import CopiesFound
from survey_app.assurance.finding import Finding, ok, warning
from survey_app.language.words import Words

_CHECK = "copies"
_COPIES = Attack(
    title=Words("Kopieën naast de database"),
    tried=Words(
        "In de mappen van de database, de sleutels en de installatie de bestanden bekeken, ook ingepakte (zip, gz, "
        "bz2, xz): staan er codes van een meting in, of regels uit de database? Of liet een programma dat werd "
        "afgebroken ze achter?"
    ),
    if_held=Words("In wat bekeken is, staan buiten de database geen codes en geen regels uit de database."),
    if_found=Words(
        "Wat hier staat, wordt bij het sluiten niet opgeruimd. Wis het, of bewaar het zo zorgvuldig als de database."
    ),
)


def try_copies(found: CopiesFound) -> Attempt:
    """Is there a file that holds what should be in the database alone?"""
    return attempt(_COPIES, (copy.told for copy in found.copies), found.not_looked_into)


def check_copies(copies: CopiesFound) -> Iterator[Finding]:
    """The same for the doctor."""
    found = [copy.told.spoken_in("en") for copy in copies.copies]
    yield from (warning(_CHECK, told, "delete it, or keep it as carefully as the database") for told in found)
    if not found:
        told = "".join(f"; {words.spoken_in('en')}" for words in copies.not_looked_into)
        yield ok(_CHECK, f"no codes and no rows of the database in files beside it{told}")
