"""A closed wave in a database in which village and age together would show three people."""

from __future__ import annotations

from survey_app.fieldwork.content import answers_to_json
from survey_app.fieldwork.ports import StoredResponse, Stores
from survey_app.questionnaire.answers import Answers
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


def keep_wave(stores: Stores) -> None:
    """Sixty people of two villages, who agree and disagree in turn; only the young were asked about school."""
    given: list[tuple[str, Answers]] = []
    for segment, age, number in _GROUPS:
        for place in range(number):
            thought = ("eens", "oneens")[place % 2]
            asked = {"school": thought} if age == "jong" else {}
            given.append((segment, {"leeftijd": age, **asked, "luistert": thought, "waarom": CANARY}))
    with stores.writing() as store:
        store.waves.add(closed_wave(ASKED, len(given)))
        stored = (
            StoredResponse(place.to_bytes(16, "big"), segment, "web", answers_to_json(answers))
            for place, (segment, answers) in enumerate(given)
        )
        store.responses.write(WAVE, stored)
