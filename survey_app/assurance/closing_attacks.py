"""An attack on what a closing should have cleared away: drafts, the secrets with them, and contact envelopes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from survey_app.assurance.attempt import Attack, Attempt, attempt
from survey_app.assurance.evidence import Evidence
from survey_app.fieldwork.wave import WaveState
from survey_app.language.words import Words

_LEFT = Attack(
    title=Words("Achtergebleven na het sluiten"),
    tried=Words(
        "Van elke gesloten meting gekeken of er nog half ingevulde formulieren of enveloppen in de bus liggen."
    ),
    if_held=Words("De bus van elke gesloten meting is leeg."),
    if_found=Words(
        "Wat er nog ligt, staat onder de afdruk van een code. Neem een besluit over enveloppen die niet opengingen."
    ),
)


def try_left_in_box(evidence: Evidence) -> Attempt:
    """Is the box of closed waves empty?"""
    return attempt(_LEFT, _left(evidence))


def _left(evidence: Evidence) -> Iterator[Words]:
    closed = {wave.id for wave in evidence.waves() if wave.state is WaveState.CLOSED}
    still_there = Counter((one.wave, one.is_draft) for one in evidence.sealed() if one.wave in closed)
    for (wave, is_draft), number in sorted(still_there.items()):
        kind = Words("half ingevulde formulieren") if is_draft else Words("enveloppen")
        found = Words("Meting {wave}: {number} {kind}.")
        yield found.filled(wave=wave, number=number, kind=kind)
