"""Attacks on what closing clears away or makes coarser: the box, which codes were used, where respondents came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_app.assurance.attempt import Attack
from survey_app.assurance.evidence import Evidence
from survey_app.fieldwork.place import Place, too_small
from survey_app.fieldwork.wave import Origin, Wave, WaveState
from survey_app.language.words import Words

LEFT = Attack(
    title=Words("Achtergebleven na het sluiten"),
    tried=Words(
        "Van elke gesloten meting gekeken of er nog half ingevulde formulieren of enveloppen in de bus liggen."
    ),
    if_held=Words("De bus van elke gesloten meting is leeg."),
    if_found=Words(
        "Wat er nog ligt, staat onder de afdruk van een code. Neem een besluit over enveloppen die niet opengingen."
    ),
)
USED = Attack(
    title=Words("Gebruikte codes"),
    tried=Words(
        "Gekeken of de database van codes bewaart dat ze zijn gebruikt: in een kolom daarvoor, of doordat ze bij het "
        "sluiten opnieuw zijn geschreven."
    ),
    if_held=Words("Van een gesloten meting staat nergens welke codes zijn gebruikt."),
    if_found=Words("Wie weet welke codes zijn gebruikt, weet van een kleine groep misschien ook het antwoord."),
)
PLACES = Attack(
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


def left_in_box(evidence: Evidence) -> Iterator[Words]:
    """Is the box of closed waves empty?"""
    closed = {wave.id for wave in evidence.waves() if wave.state is WaveState.CLOSED}
    still_there = Counter((sealed.wave, sealed.is_draft) for sealed in evidence.sealed() if sealed.wave in closed)
    for (wave, is_draft), number in sorted(still_there.items()):
        kind = Words("half ingevulde formulieren") if is_draft else Words("enveloppen")
        yield Words("Meting {wave}: {number} {kind}.").filled(wave=wave, number=number, kind=kind)


def used_marks(evidence: Evidence) -> Iterator[Words]:
    """Does anything tell which codes were used?"""
    for column in evidence.catalogue().tables.get("invitations", ()):
        if column.name not in _OF_CODES:
            yield Words("Kolom bij de codes: {column}.").filled(column=column.name)
    for wave in _of_responses(evidence):
        at_closing = {row.written for row in evidence.lying("responses", wave.id) if row.written}
        number = sum(row.written in at_closing for row in evidence.lying("invitations", wave.id))
        if number:
            yield Words("Meting {wave}: {number} codes zijn bij het sluiten opnieuw geschreven.").filled(
                wave=wave.id, number=number
            )


def small_places(evidence: Evidence) -> Iterator[Words]:
    """Is a village, an arm, or neither said of so few that they can be found?"""
    for wave in _of_responses(evidence):
        places = Counter(Place(row.segment, row.arm) for row in evidence.lying("responses", wave.id))
        small = len(too_small(places, wave.minimum))
        if small:
            yield Words(
                "Meting {wave}: {number} van de groepen en armen staan bij minder dan {minimum} antwoorden."
            ).filled(wave=wave.id, number=small, minimum=wave.minimum)


def _of_responses(evidence: Evidence) -> list[Wave]:
    """The closed waves whose responses are here."""
    waves = evidence.waves()
    return [wave for wave in waves if wave.state is WaveState.CLOSED and wave.origin is Origin.RESPONSES]
