"""What changed between two versions."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any  # a questionnaire as it stands in YAML, to be changed at will

import pytest

from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.revisions import Change, ItemRevision, Obstacle, is_same_spelled, is_same_text, revisions

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


@pytest.mark.parametrize("form", ["grid", "smileys"])
def test_another_form_of_the_page_concerns_statements_and_nothing_else(form: str) -> None:
    assert changes({**BASE, "form": form}) == {"luistert": {Change.FORM}}


def test_one_at_a_time_is_another_form_of_every_question() -> None:
    assert changes({**BASE, "form": "one"}) == {item: {Change.FORM} for item in ("luistert", "keuze", "getal")}


def test_an_item_that_became_a_statement_has_another_type_and_no_other_form() -> None:
    later = later_with(2, type="likert", response_scale="eens")
    del later["sections"][0]["items"][2]["minimum"], later["sections"][0]["items"][2]["maximum"]

    found = changes({**later, "form": "grid"})["getal"]

    assert Change.TYPE in found
    assert Change.FORM not in found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De gemeente luistert", "de Gemeente luistert."),
        ("De gemeente luistert", "De gemeente luistert?"),
        ("Wat vindt u, alles bij elkaar?", "Wat vindt u – alles bij elkaar – ?"),
        ("Ik voel me ‘thuis’ in mijn kern", 'Ik voel me "thuis" in mijn kern'),
        ("Wij kunnen goed samen werken", "Wij kunnen goed samenwerken"),
        ("De foto's van de e-mail", "De foto’s van de email"),
        ("geïnformeerd", "GEI\u0308NFORMEERD"),
        ("Heeft u tijdens covid-19 hulp gehad", "Heeft u tijdens covid 19 hulp gehad"),
        ("10 000 inwoners", "10\u202f000 inwoners"),
        (None, None),
    ],
)
def test_case_punctuation_and_blanks_are_spelling(one: str | None, other: str | None) -> None:
    assert is_same_spelled(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De gemeente luistert", "De gemeente luistert niet"),
        ("De gemeente luistert", "De gemeenten luistert"),
        ("Een van ons", "Één van ons"),
        ("Meer dan 1,5 uur", "Meer dan 15 uur"),
        ("Van 18 tot 24", "Van 1 82 tot 4"),
        ("Tussen 18-24 en 30 jaar", "Tussen 1824 en 30 jaar"),
        ("Kouder dan -5 graden", "Kouder dan 5 graden"),
        ("Meer dan 50%", "Meer dan 50"),
        ("Burgers & boeren", "Burgers boeren"),
        ("Buren en/of vrienden", "Buren en of vrienden"),
        ("Geeft u > 5", "Geeft u < 5"),
        ("Toelichting", None),
        ("?", None),
    ],
)
def test_other_words_figures_and_signs_that_are_read_aloud_are_no_spelling(one: str, other: str | None) -> None:
    assert not is_same_spelled(one, other)
    assert not is_same_spelled(other, one)


def revision_of(item: int, earlier: dict[str, Any] = BASE, **changed: Any) -> ItemRevision:  # what a field may hold
    """The revision of one item from this to BASE's change."""
    found = revisions(Questionnaire.model_validate(earlier), Questionnaire.model_validate(later_with(item, **changed)))
    return found[BASE["sections"][0]["items"][item]["id"]]


def test_a_change_of_spelling_is_editorial_whatever_stands_around_the_question() -> None:
    helped = deepcopy(BASE)
    helped["sections"][0]["items"][0]["help"] = "naar u"
    helped["sections"][0]["lead_in"] = "Over iets anders"

    assert revision_of(0, text="De Gemeente luistert.").is_editorial
    assert revision_of(0, helped, help="Naar u!").is_editorial
    assert revision_of(0, helped, help="Naar u!").changes == {Change.HELP, Change.LEAD_IN}


@pytest.mark.parametrize(
    ("item", "changed", "obstacles"),
    [
        (0, {}, {Obstacle.SAME_WORDING}),
        (0, {"text": "De gemeente hoort."}, {Obstacle.OTHER_WORDS}),
        (0, {"text": "De gemeente luistert.", "help": "Naar u"}, {Obstacle.OTHER_HELP}),
        (0, {"text": "De gemeente luistert.", "required": True}, {Obstacle.OTHER_QUESTION}),
        (2, {"text": "Hoeveel", "maximum": 10}, {Obstacle.OTHER_QUESTION}),
        (1, {"type": "multiple_choice", "text": "Kies!"}, {Obstacle.OTHER_QUESTION}),
        (2, {"maximum": 10}, {Obstacle.SAME_WORDING, Obstacle.OTHER_QUESTION}),
        (
            1,
            {
                "text": "Kies.",
                "options": [{"id": "a", "label": "A."}, {"id": "b", "label": "B"}, {"id": "c", "label": "C"}],
            },
            {Obstacle.OTHER_ANSWERS},
        ),
        (
            1,
            {"text": "Kies.", "options": [{"id": "a", "label": "A"}, {"id": "b", "label": "B"}]},
            {Obstacle.OTHER_ANSWERS},
        ),
    ],
)
def test_what_is_more_than_spelling_is_not_editorial_and_says_why(
    item: int, changed: dict[str, Any], obstacles: set[Obstacle]
) -> None:
    revision = revision_of(item, **changed)

    assert revision.obstacles == obstacles
    assert not revision.is_editorial


def test_another_label_of_the_response_scale_is_no_spelling() -> None:
    points = [{"id": "oneens", "label": "Oneens"}, {"id": "eens", "label": "eens"}]
    later = {**later_with(0, text="De gemeente luistert."), "response_scales": {"eens": {"points": points}}}

    found = revisions(Questionnaire.model_validate(BASE), Questionnaire.model_validate(later))["luistert"]

    assert found.obstacles == {Obstacle.OTHER_QUESTION}


def test_an_item_of_one_version_only_has_no_wording_to_accept() -> None:
    later = deepcopy(BASE)
    del later["sections"][0]["items"][0]

    found = revisions(Questionnaire.model_validate(BASE), Questionnaire.model_validate(later))["luistert"]

    assert found.obstacles == {Obstacle.NOT_IN_BOTH}


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
    assert all(found[key].is_same_question for key in moved)
