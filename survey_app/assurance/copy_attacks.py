"""An attack on what lies beside the database: a copy of it, a list of codes, what a killed program left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.assurance.copies import Copy
from survey_app.assurance.finding import Finding, ok, warning
from survey_app.questionnaire.words import Words

_CHECK = "copies"
_COPIES = Attack(
    title=Words("Kopieën naast de database", "Copies beside the database"),
    tried=Words(
        "In de mappen van de database, de sleutels en de installatie elk bestand bekeken, ook ingepakte: staan er "
        "codes van een meting in, of regels uit de database? Of liet een programma dat werd afgebroken het achter?",
        "Looked into every file in the folders of the database, the keys and the installation, packed ones too: does "
        "it hold codes of a wave or rows of the database, or was it left by a program that was killed?",
    ),
    if_held=Words(
        "Buiten de database staan daar geen codes en geen regels uit de database.",
        "Outside the database there are no codes there, and no rows of the database.",
    ),
    if_found=Words(
        "Wat hier staat, wordt bij het sluiten niet opgeruimd. Wis het, of bewaar het zo zorgvuldig als de database.",
        "What stands here is not cleared away at closing. Delete it, or keep it as carefully as the database.",
    ),
)


def try_copies(copies: Iterable[Copy]) -> Attempt:
    """Is there a file that holds what should be in the database alone?"""
    return attempt(_COPIES, (copy.told for copy in copies))


def check_copies(copies: Iterable[Copy]) -> Iterator[Finding]:
    """The same for the doctor."""
    found = [copy.told.english for copy in copies]
    yield from (warning(_CHECK, told, "delete it, or keep it as carefully as the database") for told in found)
    if not found:
        yield ok(_CHECK, "no codes and no rows of the database in files beside it")
