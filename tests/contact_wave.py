"""A small wave whose questionnaire has a contact desk, for tests of it."""

from __future__ import annotations

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.contacts import DECLINED, Contact
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.submission import seal_answers
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.instrument import Instrument
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import ANSWERS, TODAY, WAVE, small_wave
from tests.small_wave import INSTRUMENT as WITHOUT_DESK

DESK = {
    "text": "Wilt u meepraten over de uitkomsten?",
    "read_by": "de mensen die het panelgesprek organiseren",
    "keep_for_days": 30,
}


def with_desk(instrument: Instrument) -> Instrument:
    """The same instrument with a contact desk."""
    raw = instrument.model_dump(mode="json", by_alias=True)
    raw["questionnaire"]["contact_desk"] = DESK
    return Instrument.model_validate(raw)


INSTRUMENT = with_desk(WITHOUT_DESK)


def open_wave_with_desk(stores: Database, keys: KeyDirectory, codes: int = 12, minimum: int = 10) -> list[str]:
    """Add, invite and open."""
    add_wave(stores, small_wave(minimum=minimum), "an")
    made = invite(stores, keys, WAVE, ["ingen", "maurik"] * (codes // 2), who="an", study=INSTRUMENT.study)
    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")
    return made


def send_with(
    stores: Database, keys: KeyDirectory, code: str, contact: Contact = DECLINED, answers: Answers = ANSWERS
) -> None:
    """What the web does when a respondent sends."""
    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    stores.drop(seal_answers(wave, receipt_of(keys.pepper(), WAVE, code), answers, contact=contact))
