"""Attacks on the schema: is there a place that could hold a time, a serial or a road from a code to an answer?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.assurance.database_checks import keeping_times
from survey_app.assurance.evidence import Catalogue, Column
from survey_app.assurance.finding import Finding, wrong
from survey_app.language.words import Words

_COUNTS_OR_TELLS_TIME = re.compile(r"date|time|interval|int|serial|real|double|numeric|float", re.IGNORECASE)
_BY_ITSELF = re.compile(r"nextval|now|current_|identity|autoincrement", re.IGNORECASE)

_TIMES = Attack(
    title=Words("Tijden en volgnummers"),
    tried=Words(
        "In elke tabel waar iets van een deelnemer in staat, gezocht naar kolommen met een tijd, een datum of een "
        "volgnummer, ook verborgen kolommen van de database zelf, en naar instellingen die tijden bewaren."
    ),
    if_held=Words("Nergens staat wanneer of als hoeveelste iemand antwoordde."),
    if_found=Words("Wie weet wanneer iemand antwoordde, kan daarmee misschien de antwoorden terugvinden."),
)
_LINKS = Attack(
    title=Words("Koppelingen tussen code en antwoord"),
    tried=Words(
        "Gezocht naar tabellen, kolommen, verwijzingen, indexen, weergaven (views), functies, automatische handelingen "
        "(triggers) en doorgeefluiken (publications, replication slots) die Peilstok niet kent."
    ),
    if_held=Words(
        "De database heeft precies de tabellen die ze hoort te hebben, en geen verwijzing van een antwoord naar een "
        "code."
    ),
    if_found=Words("Hier kan een koppeling tussen code en antwoord in staan. Zoek uit wie dit maakte en waarom."),
)


def try_times(catalogue: Catalogue) -> Attempt:
    """Is there a column that tells when or how many before?"""
    return attempt(_TIMES, (*_times(catalogue), *_kept_by_settings(catalogue)))


def try_links(catalogue: Catalogue) -> Attempt:
    """Is there anything beside our schema?"""
    return attempt(_LINKS, _links(catalogue))


def check_catalogue(catalogue: Catalogue) -> Iterator[Finding]:
    """The same for the doctor, who looks at settings elsewhere."""
    for told in (*_times(catalogue), *_links(catalogue)):
        yield wrong(
            "schema", told.spoken_in("en"), "find out who made it and why; it may link or keep what should be apart"
        )


def _times(catalogue: Catalogue) -> Iterator[Words]:
    for table in sorted(catalogue.respondents & catalogue.tables.keys()):
        for column in catalogue.tables[table]:
            if _tells(column):
                yield Words("Tabel {table} heeft een kolom {column} ({type}).").filled(
                    table=table, column=column.name, type=column.type
                )
    for table in catalogue.with_rowid:
        yield Words("Tabel {table} heeft een verborgen rijnummer (rowid).").filled(table=table)


def _kept_by_settings(catalogue: Catalogue) -> Iterator[Words]:
    for name, value in keeping_times(catalogue.settings):
        yield Words("PostgreSQL bewaart tijden van antwoorden: {name} is {value}.").filled(name=name, value=value)


def _tells(column: Column) -> bool:
    by_itself = column.default is not None and _BY_ITSELF.search(column.default) is not None
    return by_itself or _COUNTS_OR_TELLS_TIME.search(column.type) is not None


def _links(catalogue: Catalogue) -> Iterator[Words]:
    for table in sorted(catalogue.tables.keys() - catalogue.expected.keys()):
        yield Words("Onbekende tabel: {table}.").filled(table=table)
    for table in sorted(catalogue.tables.keys() & catalogue.expected.keys()):
        for column in catalogue.tables[table]:
            if column.name not in catalogue.expected[table]:
                yield Words("Onbekende kolom in tabel {table}: {column}.").filled(table=table, column=column.name)
    for link in catalogue.links:
        yield Words("Onbekende koppeling: {link}.").filled(link=link)
