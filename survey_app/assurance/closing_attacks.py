"""Attacks on what closing clears away or makes coarser: the box, keys, which codes were used, and places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from survey_app.assurance.attempt import Attack
from survey_app.assurance.evidence import Evidence
from survey_app.fieldwork.place import Place, too_small
from survey_app.fieldwork.wave import Wave, WaveState
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
KEYS = Attack(
    title=Words("Achtergebleven sleutels"),
    tried=Words(
        "In de map met sleutels gezocht naar sleutels van metingen die gesloten zijn of niet bestaan. En in de mappen "
        "van de sleutels, de database en de installatie in de bestanden, hoe ze ook heten, geprobeerd of er de sleutel "
        "van een meting in staat, of een kopie van een andere sleutel."
    ),
    if_held=Words(
        "De sleutels van gesloten metingen zijn weg. Oude reservekopieën van de database gaan alleen nog open met een "
        "kopie van de sleutel, en als die op bladen stond met die bladen. Of die weg zijn, is hier niet te zien."
    ),
    if_found=Words(
        "Met zo’n sleutel en een oude reservekopie kan iemand antwoorden bij codes zoeken. Vernietig hem als niemand "
        "hem meer nodig heeft, ook in reservekopieën."
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
        "van beide. En van metingen die alleen als tellingen bekend zijn, of er toch antwoorden of codes van staan."
    ),
    if_held=Words("Elk daarvan staat bij ten minste zoveel antwoorden als het minimum van de meting."),
    if_found=Words(
        "Wie weet wie er meededen, vindt daarmee antwoorden terug. Sluit de meting nog een keer: dan wordt het grover."
    ),
)
_OF_A_WAVE = re.compile(r"\.?(?P<kind>wave|sheets|letters?)-(?P<wave>[a-z0-9_-]+)\.key(?P<beside>\.[0-9a-f]+)?")
_OF_CODES = frozenset({"wave", "receipt", "segment"})


def left_in_box(evidence: Evidence) -> Iterator[Words]:
    """Is the box of closed waves empty?"""
    closed = {wave.id for wave in evidence.waves() if wave.state is WaveState.CLOSED}
    still_there = Counter((sealed.wave, sealed.is_draft) for sealed in evidence.sealed() if sealed.wave in closed)
    for (wave, is_draft), number in sorted(still_there.items()):
        kind = Words("half ingevulde formulieren") if is_draft else Words("enveloppen")
        yield Words("Meting {wave}: {number} {kind}.").filled(wave=wave, number=number, kind=kind)


def keys_left(evidence: Evidence, key_files: Iterable[str]) -> Iterator[Words]:
    """Is a key left of a wave that is closed, or of none?"""
    waves = {wave.id: wave for wave in evidence.waves()}
    in_box = {sealed.wave for sealed in evidence.sealed()}
    for file in sorted(key_files):
        of_a_wave = _OF_A_WAVE.fullmatch(file)
        if of_a_wave is None:
            continue
        wave = waves.get(of_a_wave["wave"])
        if wave is None:
            yield Words("{file}: deze meting bestaat niet.").filled(file=file)
        elif of_a_wave["beside"]:
            yield Words("{file}: half weggeschreven sleutel.").filled(file=file)
        elif wave.state is WaveState.CLOSED and wave.id in in_box and of_a_wave["kind"] in ("wave", "sheets"):
            yield Words(
                "{file}: de meting is gesloten, maar niet alle enveloppen gingen open. Neem daar een besluit over."
            ).filled(file=file)
        elif wave.state is WaveState.CLOSED:
            yield Words("{file}: de meting is gesloten.").filled(file=file)


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
    for wave in evidence.waves():
        if wave.is_held_here:
            continue
        number = sum(len(evidence.lying(table, wave.id)) for table in ("responses", "invitations"))
        if number:
            yield _NO_COUNTS.filled(wave=wave.id, number=number)
    for wave in _of_responses(evidence):
        places = Counter(Place(row.segment, row.arm) for row in evidence.lying("responses", wave.id))
        small = len(too_small(places, wave.minimum))
        if small:
            yield Words(
                "Meting {wave}: {number} van de groepen en armen staan bij minder dan {minimum} antwoorden."
            ).filled(wave=wave.id, number=small, minimum=wave.minimum)


_NO_COUNTS = Words("Meting {wave}: {number} antwoorden of codes, terwijl zij alleen als tellingen bekend is.")


def _of_responses(evidence: Evidence) -> list[Wave]:
    """The closed waves whose responses are here."""
    waves = evidence.waves()
    return [wave for wave in waves if wave.state is WaveState.CLOSED and wave.is_held_here]
