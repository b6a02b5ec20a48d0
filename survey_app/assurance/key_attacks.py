"""Attacks on the key directory: is there a key that should be gone?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.assurance.evidence import Evidence
from survey_app.assurance.finding import Finding, ok, warning, wrong
from survey_app.assurance.key_search import KeysFound
from survey_app.fieldwork.wave import Wave, WaveState
from survey_app.language.words import Words

_KEYS = Attack(
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
_OF_A_WAVE = re.compile(r"\.?(?P<kind>wave|sheets|letters?)-(?P<wave>[a-z0-9_-]+)\.key(?P<beside>\.[0-9a-f]+)?")


def try_keys(evidence: Evidence, key_files: Iterable[str], keys: KeysFound) -> Attempt:
    """Is a key left of a wave that is closed, or of none, or is there one where none should be?"""
    waves = {wave.id: wave for wave in evidence.waves()}
    in_box = Counter(one.wave for one in evidence.sealed())
    left = [*_left(waves, in_box, sorted(key_files)), *(one.told for one in keys.keys)]
    return attempt(_KEYS, left, _in_part(keys))


def check_keys_found(keys: KeysFound) -> Iterator[Finding]:
    """The same for the doctor."""
    for one in keys.keys:
        made = wrong if one.is_of_the_past else warning
        yield made("keys", one.told.spoken_in("en"), "find out how it came there, and destroy it, in backups too")
    if not keys.keys:
        told = "".join(f"; {words.spoken_in('en')}" for words in _in_part(keys))
        yield ok("keys", f"no key of a wave in any file where none should be{told}")


def _in_part(keys: KeysFound) -> Iterator[Words]:
    if keys.tried_in_part:
        words = Words("in {number} bestanden stond te veel om alles te proberen.")
        yield words.filled(number=len(keys.tried_in_part))
    yield from keys.not_looked_into


def _left(waves: dict[str, Wave], in_box: Collection[str], key_files: Iterable[str]) -> Iterator[Words]:
    for file in key_files:
        found = _OF_A_WAVE.fullmatch(file)
        if found is None:
            continue
        wave = waves.get(found["wave"])
        if wave is None:
            yield Words("{file}: deze meting bestaat niet.").filled(file=file)
        elif found["beside"]:
            yield Words("{file}: half weggeschreven sleutel.").filled(file=file)
        elif wave.state is WaveState.CLOSED and wave.id in in_box and found["kind"] in ("wave", "sheets"):
            yield Words(
                "{file}: de meting is gesloten, maar niet alle enveloppen gingen open. Neem daar een besluit over."
            ).filled(file=file)
        elif wave.state is WaveState.CLOSED:
            yield Words("{file}: de meting is gesloten.").filled(file=file)
