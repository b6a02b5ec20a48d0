"""Which answers are answers."""

from __future__ import annotations

import pytest

from survey_app.questionnaire.answers import Answer, AnswerFault, Wrong, normalise_text
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.validation import faults_in

OPTIONS = [{"id": "ja", "label": "Ja"}, {"id": "anders", "label": "Anders, namelijk", "other": True}]
ASKED = Questionnaire.model_validate(
    {
        "questionnaire": "q",
        "version": "1",
        "title": "T",
        "population": "P",
        "introduction": "I",
        "thanks": "D",
        "response_scales": {
            "eens": {
                "points": [{"id": "oneens", "label": "O"}, {"id": "eens", "label": "E"}],
                "not_applicable": "N.v.t.",
            },
            "kort": {"points": [{"id": "nooit", "label": "N"}, {"id": "vaak", "label": "V"}]},
        },
        "sections": [
            {
                "id": "een",
                "title": "Een",
                "items": [
                    {"id": "stelling", "type": "likert", "text": "S", "response_scale": "eens"},
                    {"id": "zonder", "type": "likert", "text": "S", "response_scale": "kort"},
                    {"id": "keuze", "type": "single_choice", "text": "K", "options": OPTIONS},
                    {"id": "keuzes", "type": "multiple_choice", "text": "K", "options": OPTIONS},
                    {"id": "getal", "type": "number", "text": "G", "minimum": -1, "maximum": 9},
                    {"id": "cijfer", "type": "mark", "text": "C"},
                    {"id": "woorden", "type": "open_text", "text": "W", "maximum_length": 20},
                    {"id": "moet", "type": "mark", "text": "M", "required": True},
                ],
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("item", "answer"),
    [
        ("stelling", "eens"),
        ("stelling", "nvt"),
        ("keuze", "ja"),
        ("keuzes", ("anders", "ja")),
        ("keuzes", ()),
        ("getal", -1),
        ("getal", 0),
        ("getal", 9),
        ("cijfer", 1),
        ("cijfer", 10),
        ("woorden", "één\n\ttwee 👍"),
        ("woorden", "x" * 20),
        ("woorden", None),
        ("moet", 6),
    ],
)
def test_what_can_be_answered_has_no_fault(item: str, answer: Answer | None) -> None:
    assert faults_in(ASKED, {item: answer}) == {}


@pytest.mark.parametrize(
    ("item", "answer", "fault"),
    [
        ("stelling", "soms", AnswerFault(Wrong.NOT_OFFERED)),
        ("stelling", 4, AnswerFault(Wrong.TYPE)),
        ("zonder", "nvt", AnswerFault(Wrong.NOT_OFFERED)),
        ("keuze", "nvt", AnswerFault(Wrong.NOT_OFFERED)),
        ("keuze", ("ja",), AnswerFault(Wrong.TYPE)),
        ("keuzes", "ja", AnswerFault(Wrong.TYPE)),
        ("keuzes", ("ja", "nee"), AnswerFault(Wrong.NOT_OFFERED)),
        ("keuzes", ("ja", "ja"), AnswerFault(Wrong.CHOSEN_TWICE)),
        ("getal", -2, AnswerFault(Wrong.TOO_LOW, -1, 9)),
        ("getal", 10, AnswerFault(Wrong.TOO_HIGH, -1, 9)),
        ("getal", "7", AnswerFault(Wrong.TYPE, -1, 9)),
        ("getal", True, AnswerFault(Wrong.TYPE, -1, 9)),
        ("cijfer", 0, AnswerFault(Wrong.TOO_LOW, 1, 10)),
        ("cijfer", 11, AnswerFault(Wrong.TOO_HIGH, 1, 10)),
        ("woorden", "x" * 21, AnswerFault(Wrong.TOO_LONG, maximum=20)),
        ("woorden", 7, AnswerFault(Wrong.TYPE)),
        ("woorden", "a\x00b", AnswerFault(Wrong.CHARACTER)),
        ("woorden", "a\rb", AnswerFault(Wrong.CHARACTER)),
        ("woorden", "a\x1bb", AnswerFault(Wrong.CHARACTER)),
        ("woorden", "a\ud800b", AnswerFault(Wrong.CHARACTER)),
        ("woorden", "e\u0301", AnswerFault(Wrong.NOT_NORMALISED)),
        ("moet", None, AnswerFault(Wrong.REQUIRED)),
        ("vreemd", "x", AnswerFault(Wrong.UNKNOWN_ITEM)),
        ("vreemd.words", "x", AnswerFault(Wrong.UNKNOWN_ITEM)),
        ("keuze.andere", "x", AnswerFault(Wrong.UNKNOWN_ITEM)),
    ],
)
def test_what_cannot_be_answered_is_a_fault(item: str, answer: Answer | None, fault: AnswerFault) -> None:
    assert faults_in(ASKED, {item: answer}) == {item: fault}


def test_a_required_item_that_was_not_asked_misses_nothing() -> None:
    assert faults_in(ASKED, {"stelling": "eens"}) == {}


@pytest.mark.parametrize("choice", ["keuze", "keuzes"])
def test_words_belong_beside_the_option_that_asks_for_them(choice: str) -> None:
    chosen: dict[str, Answer] = {"keuze": "anders", "keuzes": ("ja", "anders")}
    other: dict[str, Answer] = {"keuze": "ja", "keuzes": ("ja",)}
    words = f"{choice}.words"

    assert faults_in(ASKED, {choice: chosen[choice], words: "iets"}) == {}
    assert faults_in(ASKED, {choice: chosen[choice]}) == {}
    assert faults_in(ASKED, {choice: other[choice], words: "iets"}) == {
        choice: AnswerFault(Wrong.WORDS_WITHOUT_OTHER, in_words=True)
    }
    assert faults_in(ASKED, {choice: None, words: "iets"}) == {
        choice: AnswerFault(Wrong.WORDS_WITHOUT_OTHER, in_words=True)
    }


def test_words_are_as_clean_and_short_as_any_text() -> None:
    too_long = faults_in(ASKED, {"keuze": "anders", "keuze.words": "x" * 501})
    unclean = faults_in(ASKED, {"keuze": "anders", "keuze.words": "a\x00"})

    assert too_long == {"keuze": AnswerFault(Wrong.TOO_LONG, maximum=500, in_words=True)}
    assert unclean == {"keuze": AnswerFault(Wrong.CHARACTER, in_words=True)}


def test_words_beside_an_item_that_has_no_such_option_are_a_fault() -> None:
    assert faults_in(ASKED, {"cijfer": 7, "cijfer.words": "x"}) == {
        "cijfer": AnswerFault(Wrong.WORDS_WITHOUT_OTHER, in_words=True)
    }


def test_words_without_their_item_are_a_fault() -> None:
    assert faults_in(ASKED, {"keuze.words": "x"}) == {"keuze": AnswerFault(Wrong.WORDS_WITHOUT_OTHER, in_words=True)}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  hallo \n", "hallo"),
        ("een\r\ntwee\rdrie", "een\ntwee\ndrie"),
        ("een\u2028twee\x0bdrie\x0cvier\x85vijf", "een\ntwee\ndrie\nvier\nvijf"),
        ("e\u0301e\u0301n", "één"),
        ("een\n\ntwee", "een\n\ntwee"),
        ("\u00a0hallo\u202f", "hallo"),
        ("   ", ""),
    ],
)
def test_texts_are_kept_in_one_normal_form(typed: str, kept: str) -> None:
    assert normalise_text(typed) == kept
    assert normalise_text(kept) == kept
