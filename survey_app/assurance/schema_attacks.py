"""Attacks on schema and planner: could anything hold a time, a serial, a road from a code to an answer, or a sample?"""

import re
from collections.abc import Iterable, Iterator

from survey_app.assurance.attempt import Attack
from survey_app.assurance.database_checks import keeping_times
from survey_app.assurance.evidence import Catalogue, Column
from survey_app.assurance.finding import Finding, wrong
from survey_app.language.words import Words

_COUNTS_OR_TELLS_TIME = re.compile(r"date|time|interval|int|serial|real|double|numeric|float", re.IGNORECASE)
_BY_ITSELF = re.compile(r"nextval|now|current_|identity|autoincrement", re.IGNORECASE)

TIMES = Attack(
    title=Words("Tijden en volgnummers"),
    tried=Words(
        "In elke tabel waar iets van een deelnemer in staat, gezocht naar kolommen met een tijd, een datum of een "
        "volgnummer, ook verborgen kolommen van de database zelf, en naar instellingen die tijden bewaren."
    ),
    if_held=Words("Nergens staat wanneer of als hoeveelste iemand antwoordde."),
    if_found=Words("Wie weet wanneer iemand antwoordde, kan daarmee misschien de antwoorden terugvinden."),
)
LINKS = Attack(
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
SAMPLES = Attack(
    title=Words("Steekproeven van de database zelf"),
    tried=Words(
        "Gekeken of de database voor haar eigen planning waarden bewaart uit kolommen met namen, adressen, antwoorden, "
        "codes of geheimen. Zulke waarden blijven staan als de rijen gewist zijn."
    ),
    if_held=Words("Van die kolommen bewaart de database geen waarden."),
    if_found=Words(
        "Wat van deelnemers gewist is, kan hier nog te lezen zijn. Hoe het weggaat staat in docs/running.md."
    ),
)


def kept_times(catalogue: Catalogue) -> Iterator[Words]:
    """Is there a column that tells when or how many before, or a setting that keeps it?"""
    yield from _columns_of_time(catalogue)
    for name, value in keeping_times(catalogue.settings):
        yield Words("PostgreSQL bewaart tijden van antwoorden: {name} is {value}.").filled(name=name, value=value)


def unknown_links(catalogue: Catalogue) -> Iterator[Words]:
    """Is there anything beside our schema?"""
    for table in sorted(catalogue.tables.keys() - catalogue.expected.keys()):
        yield Words("Onbekende tabel: {table}.").filled(table=table)
    for table in sorted(catalogue.tables.keys() & catalogue.expected.keys()):
        for column in catalogue.tables[table]:
            if column.name not in catalogue.expected[table]:
                yield Words("Onbekende kolom in tabel {table}: {column}.").filled(table=table, column=column.name)
    for link in catalogue.links:
        yield Words("Onbekende koppeling: {link}.").filled(link=link)


def kept_samples(sampled: Iterable[str]) -> Iterator[Words]:
    """Does the database keep samples, which outlive the rows, of columns that say something of a person?"""
    return (Words("Waarden van {column}.").filled(column=column) for column in sampled)


def check_catalogue(catalogue: Catalogue) -> Iterator[Finding]:
    """The same for the doctor, who looks at settings elsewhere."""
    right = "find out who made it and why; it may link or keep what should be apart"
    for what in (*_columns_of_time(catalogue), *unknown_links(catalogue)):
        yield wrong("schema", what.spoken_in("en"), right)


def _columns_of_time(catalogue: Catalogue) -> Iterator[Words]:
    for table in sorted(catalogue.respondents & catalogue.tables.keys()):
        for column in catalogue.tables[table]:
            if _tells(column):
                yield Words("Tabel {table} heeft een kolom {column} ({type}).").filled(
                    table=table, column=column.name, type=column.type
                )
    for table in catalogue.with_rowid:
        yield Words("Tabel {table} heeft een verborgen rijnummer (rowid).").filled(table=table)


def _tells(column: Column) -> bool:
    by_itself = column.default is not None and _BY_ITSELF.search(column.default) is not None
    return by_itself or _COUNTS_OR_TELLS_TIME.search(column.type) is not None
