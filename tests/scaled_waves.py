"""Waves of one questionnaire with a scale of five statements, of which later versions word some otherwise."""

from __future__ import annotations

from random import Random

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.submission import submit
from survey_app.keyroom import errands
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.instrument import Instrument
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, TODAY, open_small_wave

ITEMS = ("seen", "heard", "helped", "asked", "trusted")
FIRST, SECOND, THIRD = "bewoners-2026", "bewoners-2027", "bewoners-2028"
"""In this order of time: of one month, and opened on one day."""


def version(**texts: str) -> Instrument:
    """The questionnaire with other words for some of its statements."""
    data = INSTRUMENT.model_dump(mode="json", by_alias=True)
    asked = data["questionnaire"]
    asked["sections"][0]["items"] = [
        {"type": "likert", "id": item, "text": texts.get(item, f"Ik ben {item}."), "response_scale": "agreement"}
        for item in ITEMS
    ]
    asked["scales"] = [{"id": "contact", "title": "Contact", "items": ITEMS, "reversed": ["asked"]}]
    return Instrument.model_validate(data)


def answer_wave(stores: Database, keys: KeyDirectory, wave_id: str, instrument: Instrument, codes: int = 24) -> None:
    """Open it, and let everybody answer something."""
    random = Random(wave_id)
    made = open_small_wave(stores, keys, codes=codes, wave_id=wave_id, instrument=instrument)
    with stores.writing() as store:
        wave = store.waves.get(wave_id)
        for code in made:
            answers: Answers = {item: random.choice(["agree", "disagree", "nvt", None]) for item in ITEMS}
            submit(store, wave, receipt_of(keys.pepper(), wave_id, code), answers)


def hold_wave(stores: Database, keys: KeyDirectory, wave_id: str, instrument: Instrument) -> None:
    """Open, answer and close it."""
    answer_wave(stores, keys, wave_id, instrument)
    errands.close(stores, keys, wave_id, TODAY, "an", (), second="bea")


def hold_three_versions(stores: Database, keys: KeyDirectory) -> None:
    """Three waves, of which the second words one statement otherwise, and the third another one besides."""
    hold_wave(stores, keys, FIRST, version())
    hold_wave(stores, keys, SECOND, version(helped="Anders."))
    hold_wave(stores, keys, THIRD, version(helped="Anders.", heard="Anders."))
