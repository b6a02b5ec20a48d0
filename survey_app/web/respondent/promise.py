"""The promise of a wave in the language of its questionnaire."""

from __future__ import annotations

from dataclasses import dataclass

from survey_app.assurance.promise import promise_of
from survey_app.fieldwork.letters import Delivery, delivery_of
from survey_app.fieldwork.wave import Wave
from survey_app.web.language import spoken
from survey_app.web.stores import installation


@dataclass(frozen=True)
class ToldPromise:
    """Sentences, each one point of a list."""

    promised: tuple[str, ...]
    not_promised: tuple[str, ...]


def promise(wave: Wave) -> ToldPromise:
    """What is true of this wave now; read anew, for the closing day may have been announced a moment ago."""
    delivery = Delivery()
    with installation().stores.reading() as store:
        wave = store.waves.get(wave.id)
        if wave.takes_codes:
            delivery = delivery_of(installation().keys, wave.id, store.invitations.count(wave.id))
    return _told(wave, delivery)


def promise_beforehand(wave: Wave) -> ToldPromise:
    """What would be true of a wave that is not there, before anything is sent."""
    return _told(wave, Delivery())


def _told(wave: Wave, delivery: Delivery) -> ToldPromise:
    promised = promise_of(wave, wave.frozen_instrument(), delivery)
    language = spoken()
    return ToldPromise(
        tuple(words.spoken_in(language) for words in promised.promised),
        tuple(words.spoken_in(language) for words in promised.not_promised),
    )
