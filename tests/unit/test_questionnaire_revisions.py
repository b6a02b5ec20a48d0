"""What changed between two versions."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any  # a questionnaire as it stands in YAML, to be changed at will

import pytest

from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.revisions import Change, is_same_text, revisions

STUDY = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken"
BASE: dict[str, Any] = {
    "questionnaire": "q",
    "version": "1",
    "title": "T",
    "population": "P",
    "introduction": "I",
    "thanks": "D",
    "response_scales": {
        "eens": {"points": [{"id": "oneens", "label": "Oneens"}, {"id": "eens", "label": "Eens"}]},
    },
    "sections": [
        {
            "id": "een",
            "title": "Een",
            "lead_in": "Over de gemeente",
            "items": [
                {"id": "luistert", "type": "likert", "text": "De gemeente luistert", "response_scale": "eens"},
                {
                    "id": "keuze",
                    "type": "single_choice",
                    "text": "Kies",
                    "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}, {"id": "c", "label": "C"}],
                },
                {"id": "getal", "type": "number", "text": "Hoeveel?", "minimum": 0, "maximum": 9},
            ],
        }
    ],
}


def changes(later: dict[str, Any]) -> dict[str, set[Change]]:
    """What changed from BASE to this, per item with a change."""
    found = revisions(Questionnaire.model_validate(BASE), Questionnaire.model_validate(later))
    return {item_id: set(revision.changes) for item_id, revision in found.items() if revision.changes}


def later_with(item: int, **changed: object) -> dict[str, Any]:
    """BASE with one item changed."""
    later = deepcopy(BASE)
    later["sections"][0]["items"][item] |= changed
    return later


def test_a_questionnaire_is_no_revision_of_itself() -> None:
    assert changes(BASE) == {}


@pytest.mark.parametrize(
    ("item", "changed", "change"),
    [
        (0, {"text": "De gemeente luistert goed"}, Change.TEXT),
        (0, {"text": "De Gemeente luistert"}, Change.TEXT),
        (0, {"text": "De gemeente luistert."}, Change.TEXT),
        (0, {"help": "Naar u"}, Change.HELP),
        (0, {"required": True}, Change.REQUIRED),
        (2, {"maximum": 10}, Change.BOUNDS),
        (2, {"unit": "jaar"}, Change.BOUNDS),
        (2, {"when": {"item": "keuze", "is": "a"}}, Change.ROUTING),
        (1, {"type": "multiple_choice"}, Change.TYPE),
    ],
)
def test_a_change_of_an_item_is_named(item: int, changed: dict[str, object], change: Change) -> None:
    later = later_with(item, **changed)

    assert changes(later) == {BASE["sections"][0]["items"][item]["id"]: {change}}


def test_blanks_and_composition_of_letters_are_no_change() -> None:
    assert is_same_text("Een  twee\u202fdrie\n vier", "Een twee drie vier")
    assert is_same_text("geïnformeerd", "gei\u0308nformeerd")
    assert not is_same_text("vier", "Vier")
    assert not is_same_text(None, "")


@pytest.mark.parametrize(
    ("scale", "change"),
    [
        ({"points": [{"id": "oneens", "label": "Niet eens"}, {"id": "eens", "label": "Eens"}]}, Change.RESPONSE_SCALE),
        ({"points": [{"id": "eens", "label": "Eens"}, {"id": "oneens", "label": "Oneens"}]}, Change.RESPONSE_SCALE),
        ({**BASE["response_scales"]["eens"], "not_applicable": "N.v.t."}, Change.NOT_APPLICABLE),
    ],
)
def test_a_change_of_the_response_scale_changes_its_statements(scale: dict[str, Any], change: Change) -> None:
    later = {**BASE, "response_scales": {"eens": scale}}

    assert changes(later) == {"luistert": {change}}


def test_options_that_came_went_and_changed_are_told_apart() -> None:
    options = [{"id": "a", "label": "Aa"}, {"id": "c", "label": "C"}, {"id": "d", "label": "D"}]
    later = Questionnaire.model_validate(later_with(1, options=options))

    revision = revisions(Questionnaire.model_validate(BASE), later)["keuze"]

    assert revision.changes == {Change.OPTIONS}
    assert not revision.is_same_question
    assert [option.id for option in revision.options.added] == ["d"]
    assert [option.id for option in revision.options.removed] == ["b"]
    assert [(old.label, new.label) for old, new in revision.options.relabelled] == [("A", "Aa")]


def test_options_in_another_order_are_a_change() -> None:
    options = list(reversed(BASE["sections"][0]["items"][1]["options"]))

    assert changes(later_with(1, options=options)) == {"keuze": {Change.OPTION_ORDER}}


def test_another_lead_in_concerns_every_item_under_it() -> None:
    later = deepcopy(BASE)
    later["sections"][0]["lead_in"] = "Over iets anders"

    assert changes(later) == {item: {Change.LEAD_IN} for item in ("luistert", "keuze", "getal")}


def test_items_that_changed_places_are_named_and_others_are_not() -> None:
    later = deepcopy(BASE)
    items = later["sections"][0]["items"]
    items[0], items[1] = items[1], items[0]

    assert changes(later) == {"luistert": {Change.ORDER}, "keuze": {Change.ORDER}}


def test_a_new_item_moves_no_other() -> None:
    later = deepcopy(BASE)
    later["sections"][0]["items"].insert(0, {"id": "nieuw", "type": "mark", "text": "N"})

    assert changes(later) == {"nieuw": {Change.ONLY_LATER}}


def test_an_item_that_went_comes_last() -> None:
    later = deepcopy(BASE)
    del later["sections"][0]["items"][0]

    found = revisions(Questionnaire.model_validate(BASE), Questionnaire.model_validate(later))

    assert list(found) == ["keuze", "getal", "luistert"]
    assert found["luistert"].changes == {Change.ONLY_EARLIER}
    assert not found["luistert"].is_same_question


def test_the_staff_waves_differ_as_the_reference_data_say() -> None:
    """Anomalies 1, 2 and 4 of the reference data: three statements moved, Team Staf came, age came; no word changed."""
    earlier, later = (load_questionnaire(STUDY / f"medewerkers-{year}.yaml") for year in (2019, 2020))

    found = {key: revision for key, revision in revisions(earlier, later).items() if revision.changes}

    moved = ("vertrouwen_succes", "gemeente_meer_verantw", "inwoners_meer_verantw")
    assert {key: set(revision.changes) for key, revision in found.items()} == {
        **{key: {Change.SECTION, Change.LEAD_IN} for key in moved},
        "leeftijd": {Change.ONLY_LATER},
        "team": {Change.OPTIONS},
    }
    assert [option.label for option in found["team"].options.added] == ["Team Staf"]
    assert all(found[key].is_same_question and not found[key].is_in_same_block for key in moved)
