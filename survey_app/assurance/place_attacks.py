"""Attacks on where respondents came from: which codes were used, and villages that few answered from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.assurance.evidence import Evidence
from survey_app.fieldwork.place import Place, too_small
from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.language.words import Words

_USED = Attack(
    title=Words("Gebruikte codes"),
    tried=Words(
        "Gekeken of de database van codes bewaart dat ze zijn gebruikt: in een kolom daarvoor, of doordat ze bij het "
        "sluiten opnieuw zijn geschreven."
    ),
    if_held=Words("Van een gesloten meting staat nergens welke codes zijn gebruikt."),
    if_found=Words("Wie weet welke codes zijn gebruikt, weet van een kleine groep misschien ook het antwoord."),
)
_PLACES = Attack(
    title=Words("Wat er naast de antwoorden staat"),
    tried=Words(
        "Van elke gesloten meting geteld bij hoeveel antwoorden dezelfde groep staat, alleen pilot of spiegel, of geen "
        "van beide."
    ),
    if_held=Words("Elk daarvan staat bij ten minste zoveel antwoorden als het minimum van de meting."),
    if_found=Words(
        "Wie weet wie er meededen, vindt daarmee antwoorden terug. Sluit de meting nog een keer: dan wordt het grover."
    ),
)
_OF_CODES = frozenset({"wave", "receipt", "segment"})


def try_used_marks(evidence: Evidence) -> Attempt:
    """Does anything tell which codes were used?"""
    return attempt(_USED, _marks(evidence))


def try_places(evidence: Evidence) -> Attempt:
    """Is a village, an arm, or neither said of so few that they can be found?"""
    return attempt(_PLACES, (found for wave in _closed(evidence) for found in _small(evidence, wave)))


def _marks(evidence: Evidence) -> Iterator[Words]:
    for column in evidence.catalogue().tables.get("invitations", ()):
        if column.name not in _OF_CODES:
            found = Words("Kolom bij de codes: {column}.")
            yield found.filled(column=column.name)
    for wave in _closed(evidence):
        at_closing = {row.written for row in evidence.responses(wave.id) if row.written}
        number = sum(row.written in at_closing for row in evidence.invitations(wave.id))
        if number:
            yield Words("Meting {wave}: {number} codes zijn bij het sluiten opnieuw geschreven.").filled(
                wave=wave.id, number=number
            )


def _small(evidence: Evidence, wave: Wave) -> Iterator[Words]:
    places = Counter(Place(row.segment, row.arm) for row in evidence.responses(wave.id))
    small = len(too_small(places, wave.minimum))
    if small:
        yield Words(
            "Meting {wave}: {number} van de groepen en armen staan bij minder dan {minimum} antwoorden."
        ).filled(wave=wave.id, number=small, minimum=wave.minimum)


def _closed(evidence: Evidence) -> list[Wave]:
    return [one for one in evidence.waves() if one.state is WaveState.CLOSED and one.origin is Origin.RESPONSES]
