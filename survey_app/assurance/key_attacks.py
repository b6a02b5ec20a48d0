"""An attack on the key directory: is there a key that should be gone?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from survey_app.assurance.attempt import Attack
from survey_app.assurance.evidence import Evidence
from survey_app.fieldwork.wave import WaveState
from survey_app.language.words import Words

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
_OF_A_WAVE = re.compile(r"\.?(?P<kind>wave|sheets|letters?)-(?P<wave>[a-z0-9_-]+)\.key(?P<beside>\.[0-9a-f]+)?")


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
