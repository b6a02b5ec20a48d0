"""A small study with one wave of two statements and an open question, for tests of the fieldwork."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.submission import submit
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.instrument import Instrument
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.village_words import VILLAGE_WORDS

TODAY = date(2026, 6, 1)
WAVE = "bewoners-2026"
ANSWERS: Answers = {"seen": "agree", "heard": "nvt", "why": None}

INSTRUMENT = Instrument.model_validate(
    {
        "study": {
            "study": "kernen",
            "title": "Kernen",
            "client": "Gemeente",
            "bureau": "Bureau",
            "contact": "0344 000000",
            "segments": [{"id": "ingen", "label": "Ingen"}, {"id": "maurik", "label": "Maurik"}],
            "segment_words": VILLAGE_WORDS,
        },
        "questionnaire": {
            "questionnaire": "bewoners",
            "version": "2026",
            "title": "Bewoners",
            "population": "bewoners",
            "introduction": "Welkom.",
            "thanks": "Bedankt.",
            "response_scales": {
                "agreement": {
                    "points": [{"id": "disagree", "label": "Oneens"}, {"id": "agree", "label": "Eens"}],
                    "not_applicable": "n.v.t.",
                }
            },
            "sections": [
                {
                    "id": "all",
                    "title": "Alles",
                    "items": [
                        {"type": "likert", "id": "seen", "text": "Gezien.", "response_scale": "agreement"},
                        {"type": "likert", "id": "heard", "text": "Gehoord.", "response_scale": "agreement"},
                        {"type": "open_text", "id": "why", "text": "Waarom?", "maximum_length": 500},
                    ],
                }
            ],
        },
    }
)


def small_wave(wave_id: str = WAVE, recruitment: Recruitment = Recruitment.CODES, minimum: int = 10) -> Wave:
    """A draft, with a closing day on which one administrator may close it."""
    return Wave(
        wave_id,
        "Bewoners 2026",
        TODAY,
        "kernen/bewoners-2026.yaml",
        recruitment,
        minimum=minimum,
        closing_day=TODAY,
    )


def open_small_wave(
    stores: Database,
    keys: KeyDirectory,
    codes: int = 12,
    wave_id: str = WAVE,
    minimum: int = 10,
    villages: Sequence[str] = ("ingen", "maurik"),
    instrument: Instrument = INSTRUMENT,
) -> list[str]:
    """Add, invite and open; each village has as many of the codes."""
    add_wave(stores, small_wave(wave_id, minimum=minimum), "an")
    segments = list(villages) * (codes // len(villages))
    made = invite(stores, keys, wave_id, segments, who="an", study=instrument.study)
    open_wave(stores, keys, wave_id, instrument, TODAY, "an")
    return made


def send(stores: Database, keys: KeyDirectory, code: str, answers: Answers = ANSWERS, wave_id: str = WAVE) -> None:
    """What the web does when a respondent sends."""
    with stores.reading() as store:
        wave = store.waves.get(wave_id)
    with stores.writing() as store:
        submit(store, wave, receipt_of(keys.pepper(), wave_id, code), answers)
