"""Two closed waves of residents in a study with villages, for tests of comparing and of results."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask import Flask

from survey_app.dataset.from_responses import count_responses
from survey_app.dataset.kept import counts_to_json
from survey_app.fieldwork.ports import StoredResponse
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import LikertStatement
from tests.web.admin_desk import closed_wave, installation

EARLIER, LATER = "bewoners-2019", "bewoners-2020"


def villages() -> list[dict[str, object]]:
    """Three, of which only the first two have answers."""
    return [
        {"id": "ingen", "label": "Ingen", "arm": "pilot"},
        {"id": "maurik", "label": "Maurik", "arm": "mirror"},
        {"id": "zoelen", "label": "Zoelen", "arm": "mirror"},
    ]


def village_waves(app: Flask, codes: int = 200, answered: int = 180, number: int = 3) -> None:
    """Two closed waves in which Ingen and Maurik have half of the codes and of the answers each, and Zoelen none."""
    for wave_id, month in ((EARLIER, date(2019, 6, 1)), (LATER, date(2020, 5, 1))):
        closed_wave(app, wave_id, month, codes, answered)
        with_study(app, wave_id, {"segments": villages()[:number]})


def with_study(app: Flask, wave_id: str, changed: Mapping[str, object]) -> None:
    """Have held a closed wave in a study with these properties."""
    with installation(app).stores.writing() as store:
        wave = store.waves.get(wave_id)
        asked = wave.frozen_instrument().model_dump(mode="json", by_alias=True)
        fitted = Instrument.model_validate({**asked, "study": {**asked["study"], **changed}})
        store.waves.save(replace(wave, instrument=fitted, fingerprint=fitted.fingerprint()))


def with_ages(app: Flask, wave_id: str, people: Mapping[str, int]) -> None:
    """Have a closed wave asked an age as well, and counted as if so many people had answered, half of whom agree."""
    with installation(app).stores.writing() as store:
        wave = store.waves.get(wave_id)
        asked = wave.frozen_instrument().model_dump(mode="json", by_alias=True)
        options = [{"id": age, "label": age.title()} for age in people]
        item = {
            "id": "leeftijd",
            "type": "single_choice",
            "text": "Hoe oud bent u?",
            "options": options,
            "background": True,
        }
        asked["questionnaire"]["sections"][0]["items"].append(item)
        asked["study"]["broken_down_by"] = ["leeftijd"]
        fitted = Instrument.model_validate(asked)
        store.waves.save(replace(wave, instrument=fitted, fingerprint=fitted.fingerprint()))
        statements = [item for item in fitted.questionnaire.items.values() if isinstance(item, LikertStatement)]
        ends = [fitted.questionnaire.response_scale_of(item).points for item in statements]
        answers = [
            {**{item.id: of[-(one % 2)].id for item, of in zip(statements, ends, strict=True)}, "leeftijd": age}
            for age, number in people.items()
            for one in range(number)
        ]
        responses = [
            StoredResponse(b"", ("ingen", "maurik")[place // 2 % 2], None, json.dumps(one))
            for place, one in enumerate(answers)
        ]
        store.counts.put(wave_id, counts_to_json(count_responses(wave_id, fitted, responses)))
