"""A closed wave in a database in which village and age together would show three people."""

from __future__ import annotations

from collections.abc import Sequence

from survey_app.fieldwork.content import answers_to_json
from survey_app.fieldwork.ports import StoredResponse, Stores
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.instrument import Instrument
from tests.counted_waves import choice, instrument, section, statement
from tests.microdata_rows import closed_wave

WAVE = "meting"
CANARY = "KANARIE"
ASKED = instrument(
    section(
        choice("leeftijd", "jong", "oud", background=True),
        statement("school", when={"item": "leeftijd", "is": "jong"}),
        statement(),
        {"id": "waarom", "type": "open_text", "text": "Waarom?"},
    )
)
_GROUPS = (("ingen", "jong", 20), ("ingen", "oud", 10), ("maurik", "jong", 27), ("maurik", "oud", 3))


AGES = instrument(section(choice("leeftijd", "jong", "midden", "oud", background=True), statement()))
_AGES = (
    *(("ingen", "jong", 80), ("ingen", "midden", 30), ("ingen", "oud", 40)),
    *(("maurik", "jong", 40), ("maurik", "midden", 4), ("maurik", "oud", 30)),
)


def keep_aged_wave(stores: Stores) -> None:
    """224 people of two villages and three ages; four of them alone in theirs."""
    given: list[tuple[str, Answers]] = [
        (segment, {"leeftijd": age, "luistert": ("eens", "oneens")[place % 2]})
        for segment, age, number in _AGES
        for place in range(number)
    ]
    _keep(stores, AGES, given)


def keep_wave(stores: Stores) -> None:
    """Sixty people of two villages, who agree and disagree in turn; only the young were asked about school."""
    given: list[tuple[str, Answers]] = []
    for segment, age, number in _GROUPS:
        for place in range(number):
            thought = ("eens", "oneens")[place % 2]
            asked = {"school": thought} if age == "jong" else {}
            given.append((segment, {"leeftijd": age, **asked, "luistert": thought, "waarom": CANARY}))
    _keep(stores, ASKED, given)


def _keep(stores: Stores, asked: Instrument, given: Sequence[tuple[str, Answers]]) -> None:
    with stores.writing() as store:
        store.waves.add(closed_wave(asked, len(given)))
        stored = (
            StoredResponse(place.to_bytes(16, "big"), segment, "web", answers_to_json(answers))
            for place, (segment, answers) in enumerate(given)
        )
        store.responses.write(WAVE, stored)
