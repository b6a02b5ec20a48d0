"""The promise of a wave, and that of its contact desk, in the language of its questionnaire."""

from dataclasses import dataclass

from survey_app.assurance.contact_promise import contact_promise_of
from survey_app.assurance.promise import Promise, promise_of
from survey_app.fieldwork.letters import Delivery, delivery_of
from survey_app.fieldwork.wave import Wave
from survey_app.language.words import Words
from survey_app.questionnaire.model import ContactDesk
from survey_app.web.language import spoken
from survey_app.web.respondent.reading import as_read
from survey_app.web.stores import installation


@dataclass(frozen=True)
class ToldPromise:
    """Three lines, everything as questions with sentences that answer them, and what is not promised."""

    in_short: tuple[str, ...]
    points: tuple[tuple[str, tuple[str, ...]], ...]
    not_promised: tuple[str, ...]


def promise(wave: Wave) -> ToldPromise:
    """What is true of this wave now; read anew, for the closing day may have been announced a moment ago."""
    delivery = Delivery()
    with installation().stores.reading() as store:
        wave = store.waves.get(wave.id)
        if wave.takes_codes:
            delivery = delivery_of(installation().keys, wave.id, store.invitations.count(wave.id))
    return _told(promise_of(wave, as_read(wave), delivery))


def promise_beforehand(wave: Wave) -> ToldPromise:
    """What would be true of a wave that is not there, before anything is sent."""
    return _told(promise_of(wave, as_read(wave), Delivery()))


def contact_promise(wave: Wave, desk: ContactDesk) -> ToldPromise:
    """What is true of the desk; nothing of it changes while the wave is open."""
    return _told(contact_promise_of(wave, desk))


def _told(made: Promise) -> ToldPromise:
    return ToldPromise(
        _said(made.in_short),
        tuple((question.spoken_in(spoken()), _said(answers)) for question, answers in made.points),
        _said(made.not_promised),
    )


def _said(sentences: tuple[Words, ...]) -> tuple[str, ...]:
    language = spoken()
    return tuple(words.spoken_in(language) for words in sentences)
