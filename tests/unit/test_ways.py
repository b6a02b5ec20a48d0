"""Answers that lead to a part of a questionnaire: the questionnaire itself says whether they do."""

from __future__ import annotations

from typing import Any

import pytest

from survey_app.questionnaire.library import load_source, sources_in
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.routing import asked_sections, is_shown, settle
from survey_app.questionnaire.ways import find_way_to
from survey_app.shipped import QUESTIONNAIRES

SCALE = {"points": [{"id": point, "label": point.title()} for point in ("oneens", "neutraal", "eens")]}
YES_NO = [{"id": "ja", "label": "Ja"}, {"id": "nee", "label": "Nee"}]
WAS_THERE = {"item": "was", "is": "ja"}
SEVERAL = [{"id": letter, "label": letter.upper()} for letter in "abc"]


def asked_after(*conditions: dict[str, Any]) -> Questionnaire:
    """Items of every type, and behind them a section for each of these conditions."""
    first = [
        {"type": "single_choice", "id": "was", "text": "Was u er?", "options": YES_NO},
        {"type": "number", "id": "keren", "text": "Hoe vaak?", "minimum": 1, "maximum": 9, "when": WAS_THERE},
        {"type": "multiple_choice", "id": "wat", "text": "Wat zag u?", "options": SEVERAL},
        {"type": "likert", "id": "goed", "text": "Het was goed.", "response_scale": "mate"},
        {"type": "open_text", "id": "hoe", "text": "Hoe ging het?"},
    ]  # fmt: skip
    last = [
        {
            "id": f"na_{number}",
            "title": "Na",
            "when": when,
            "items": [{"type": "mark", "id": f"cijfer_{number}", "text": "Cijfer?"}],
        }
        for number, when in enumerate(conditions)
    ]
    return Questionnaire.model_validate(
        {
            "questionnaire": "proef",
            "version": "1",
            "title": "Proef",
            "population": "bewoners",
            "introduction": "Welkom",
            "thanks": "Dank",
            "response_scales": {"mate": SCALE},
            "sections": [{"id": "eerst", "title": "Eerst", "items": first}, *last],
        }
    )


@pytest.mark.parametrize(
    "condition",
    [
        {"item": "was", "is": "nee"},
        {"item": "was", "in": ["nee"]},
        {"item": "keren", "is": 5},
        {"item": "keren", "at_least": 9},
        {"item": "goed", "at_least": "eens"},
        {"item": "hoe", "answered": True},
        {"item": "was", "answered": False},
        {"not": {"item": "was", "is": "ja"}},
        {"not": {"item": "keren", "answered": False}},
        {"all": [{"item": "wat", "is": "b"}, {"item": "wat", "is": "c"}, {"not": {"item": "wat", "is": "a"}}]},
        {"any": [{"all": [{"item": "was", "is": "ja"}, {"item": "was", "is": "nee"}]}, {"item": "goed", "is": "eens"}]},
        {"not": {"any": [{"item": "goed", "answered": False}, {"item": "goed", "is": "oneens"}]}},
        {"not": {"all": [{"item": "was", "answered": False}, {"item": "goed", "answered": False}]}},
        {"all": [{"item": "keren", "at_least": 3}, {"not": {"item": "keren", "at_least": 4}}]},
    ],
)
def test_a_way_is_found_to_a_page_that_comes_only_sometimes(condition: dict[str, Any]) -> None:
    questionnaire = asked_after(condition)

    way = find_way_to(questionnaire, "na_0")

    assert way is not None
    assert "na_0" in [section.id for section in asked_sections(questionnaire, way)]


def test_a_condition_on_a_question_that_comes_only_sometimes_takes_both_answers() -> None:
    questionnaire = asked_after({"item": "keren", "at_least": 2})

    assert find_way_to(questionnaire, "na_0") == {"was": "ja", "keren": 2}


def test_no_way_leads_to_what_nobody_is_ever_asked() -> None:
    never = asked_after({"all": [{"item": "was", "is": "ja"}, {"item": "was", "is": "nee"}]})

    assert find_way_to(never, "na_0") is None


@pytest.mark.parametrize("source", list(sources_in(QUESTIONNAIRES)))
def test_every_page_and_question_of_the_real_study_can_be_reached(source: str) -> None:
    questionnaire = load_source(QUESTIONNAIRES, source).questionnaire

    for section in questionnaire.sections:
        for place, entry in enumerate(section.items):
            way = find_way_to(questionnaire, section.id, place)
            assert way is not None
            settled = settle(questionnaire, way)
            assert is_shown(questionnaire, section, settled)
            assert is_shown(questionnaire, entry, settled)
