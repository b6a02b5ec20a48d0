"""Who is asked what."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.questionnaire.answers import Answer, Answers
from survey_app.questionnaire.loader import load_questionnaire
from survey_app.questionnaire.model import Entry, Passage, Questionnaire, Section
from survey_app.questionnaire.routing import asked_sections, is_shown, settle

SCALE = {
    "points": [{"id": "oneens", "label": "O"}, {"id": "neutraal", "label": "N"}, {"id": "eens", "label": "E"}],
    "not_applicable": "N.v.t.",
}
OPTIONS = [{"id": "ja", "label": "Ja"}, {"id": "nee", "label": "Nee"}, {"id": "anders", "label": "A", "other": True}]
FIRST = [
    {"id": "stelling", "type": "likert", "text": "S", "response_scale": "eens"},
    {"id": "keuze", "type": "single_choice", "text": "K", "options": OPTIONS},
    {"id": "keuzes", "type": "multiple_choice", "text": "K", "options": OPTIONS},
    {"id": "getal", "type": "number", "text": "G", "minimum": 0, "maximum": 9},
    {"id": "woorden", "type": "open_text", "text": "W"},
]


def questionnaire(*sections: dict[str, object]) -> Questionnaire:
    """A questionnaire of these sections, with one response scale."""
    return Questionnaire.model_validate(
        {
            "questionnaire": "q",
            "version": "1",
            "title": "T",
            "population": "P",
            "introduction": "I",
            "thanks": "D",
            "response_scales": {"eens": SCALE},
            "sections": sections,
        }
    )


def routed(condition: dict[str, object]) -> Questionnaire:
    """Five items of every kind, and then one that is asked when the condition holds."""
    return questionnaire(
        {"id": "een", "title": "Een", "items": FIRST},
        {"id": "twee", "title": "Twee", "when": condition, "items": [{"id": "vervolg", "type": "mark", "text": "V"}]},
    )


def shown_in(questionnaire: Questionnaire, section: Section, answers: Answers) -> list[Entry]:
    """Items and passages of a section that are shown with these settled answers."""
    return [entry for entry in section.items if is_shown(questionnaire, entry, answers)]


@pytest.mark.parametrize(
    ("condition", "answers", "is_asked"),
    [
        ({"item": "keuze", "is": "ja"}, {"keuze": "ja"}, True),
        ({"item": "keuze", "is": "ja"}, {"keuze": "nee"}, False),
        ({"item": "keuze", "is": "ja"}, {"keuze": None}, False),
        ({"item": "keuze", "is": "ja"}, {}, False),
        ({"item": "keuzes", "is": "ja"}, {"keuzes": ("nee", "ja")}, True),
        ({"item": "keuzes", "is": "ja"}, {"keuzes": ("nee",)}, False),
        ({"item": "keuze", "in": ["ja", "nee"]}, {"keuze": "nee"}, True),
        ({"item": "keuzes", "in": ["ja", "nee"]}, {"keuzes": ("anders",)}, False),
        ({"item": "keuzes", "in": ["ja", "nee"]}, {"keuzes": ("anders", "nee")}, True),
        ({"item": "getal", "is": 0}, {"getal": 0}, True),
        ({"item": "getal", "at_least": 3}, {"getal": 3}, True),
        ({"item": "getal", "at_least": 3}, {"getal": 2}, False),
        ({"item": "getal", "at_least": 0}, {"getal": None}, False),
        ({"item": "stelling", "at_least": "neutraal"}, {"stelling": "eens"}, True),
        ({"item": "stelling", "at_least": "neutraal"}, {"stelling": "neutraal"}, True),
        ({"item": "stelling", "at_least": "neutraal"}, {"stelling": "oneens"}, False),
        ({"item": "stelling", "at_least": "oneens"}, {"stelling": "nvt"}, False),
        ({"item": "stelling", "is": "nvt"}, {"stelling": "nvt"}, True),
        ({"item": "stelling", "answered": True}, {"stelling": "nvt"}, True),
        ({"item": "getal", "answered": True}, {"getal": 0}, True),
        ({"item": "woorden", "answered": True}, {"woorden": ""}, False),
        ({"item": "keuzes", "answered": True}, {"keuzes": ()}, False),
        ({"item": "woorden", "answered": False}, {"woorden": None}, True),
        ({"item": "woorden", "answered": False}, {}, True),
        ({"not": {"item": "keuze", "is": "ja"}}, {}, True),
        ({"not": {"item": "keuze", "is": "ja"}}, {"keuze": "ja"}, False),
        ({"all": [{"item": "keuze", "is": "ja"}, {"item": "getal", "is": 1}]}, {"keuze": "ja", "getal": 1}, True),
        ({"all": [{"item": "keuze", "is": "ja"}, {"item": "getal", "is": 1}]}, {"keuze": "ja", "getal": 2}, False),
        ({"any": [{"item": "keuze", "is": "ja"}, {"item": "getal", "is": 1}]}, {"keuze": "nee", "getal": 1}, True),
        ({"any": [{"item": "keuze", "is": "ja"}, {"item": "getal", "is": 1}]}, {"keuze": "nee", "getal": 2}, False),
    ],
)
def test_a_condition_decides_whether_a_section_is_asked(
    condition: dict[str, object], answers: Answers, is_asked: bool
) -> None:
    asked = asked_sections(routed(condition), answers)

    assert ("twee" in [section.id for section in asked]) is is_asked


def test_settled_answers_tell_blank_from_not_asked() -> None:
    settled = settle(routed({"item": "keuze", "is": "ja"}), {"keuze": "nee", "vervolg": 8, "woorden": "", "getal": 0})

    assert settled == {"stelling": None, "keuze": "nee", "keuzes": None, "getal": 0, "woorden": None}


def test_an_item_that_is_no_longer_asked_counts_for_nothing_further_on() -> None:
    chain = questionnaire(
        {
            "id": "een",
            "title": "Een",
            "items": [
                {"id": "a", "type": "single_choice", "text": "A", "options": OPTIONS},
                {"id": "b", "type": "mark", "text": "B", "when": {"item": "a", "is": "ja"}},
                {"id": "c", "type": "mark", "text": "C", "when": {"item": "b", "at_least": 6}},
                {"id": "d", "type": "mark", "text": "D", "when": {"item": "c", "answered": False}},
            ],
        }
    )
    before: dict[str, Answer | None] = {"a": "ja", "b": 8, "c": 7}

    assert settle(chain, before) == before
    assert settle(chain, {**before, "a": "nee"}) == {"a": "nee", "d": None}


def test_words_go_with_the_item_they_stand_beside() -> None:
    asked = routed({"item": "keuze", "is": "anders"})
    conditional = questionnaire(
        {"id": "een", "title": "Een", "items": FIRST[:2]},
        {"id": "twee", "title": "Twee", "when": {"item": "stelling", "is": "eens"}, "items": [FIRST[2]]},
    )

    assert settle(asked, {"keuze": "anders", "keuze.words": "iets"})["keuze.words"] == "iets"
    assert settle(conditional, {"stelling": "oneens", "keuzes": ("anders",), "keuzes.words": "iets"}) == {
        "stelling": "oneens",
        "keuze": None,
    }


def test_answers_to_items_that_do_not_exist_are_dropped() -> None:
    assert "vreemd" not in settle(routed({"item": "keuze", "is": "ja"}), {"vreemd": "x"})


def test_passages_are_shown_by_their_own_condition() -> None:
    routed_passage = {"type": "passage", "text": "U zei ja.", "when": {"item": "keuze", "is": "ja"}}
    asked = questionnaire({"id": "een", "title": "Een", "items": [*FIRST, routed_passage]})

    shown = shown_in(asked, asked.sections[0], settle(asked, {"keuze": "ja"}))
    hidden = shown_in(asked, asked.sections[0], settle(asked, {"keuze": "nee"}))

    assert (len(shown), len(hidden)) == (6, 5)


def test_a_section_of_which_no_item_is_asked_is_not_shown() -> None:
    asked = questionnaire(
        {"id": "een", "title": "Een", "items": FIRST},
        {
            "id": "twee",
            "title": "Twee",
            "items": [
                {"type": "passage", "text": "Tekst"},
                {"id": "vervolg", "type": "mark", "text": "V", "when": {"item": "keuze", "is": "ja"}},
            ],
        },
    )

    assert [section.id for section in asked_sections(asked, {"keuze": "nee"})] == ["een"]


RESIDENTS = load_questionnaire(
    Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken" / "bewoners-2020.yaml"
)
ANYTHING = st.none() | st.integers() | st.text(max_size=3) | st.sampled_from(["ja", "nee", "eens", "nvt"]) | st.just(())


@given(st.dictionaries(st.sampled_from([*RESIDENTS.items, "vreemd"]), ANYTHING))
def test_settled_answers_stay_as_they_are_and_are_those_of_the_items_shown(answers: dict[str, Answer | None]) -> None:
    settled = settle(RESIDENTS, answers)

    shown = [
        entry.id
        for section in asked_sections(RESIDENTS, settled)
        for entry in shown_in(RESIDENTS, section, settled)
        if not isinstance(entry, Passage)
    ]
    assert settle(RESIDENTS, settled) == settled
    assert list(settled) == shown
