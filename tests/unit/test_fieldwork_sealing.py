"""Sealing: what goes in comes out unchanged, with the right key only, and every envelope of a wave is as large."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.content import AnswersUnreadable, Content, answers_from_json, answers_to_json, pack, unpack
from survey_app.fieldwork.mode import Mode
from survey_app.fieldwork.sealing import (
    SEAL,
    SIZES,
    EnvelopeUnreadable,
    Opener,
    TooLong,
    envelope_size,
    new_private_key,
    pad,
    public_key_of,
    seal,
    unpad,
)
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.routing import settle
from survey_app.questionnaire.validation import faults_in

PRIVATE_KEY = new_private_key()
PUBLIC_KEY = public_key_of(PRIVATE_KEY)
any_text = st.text(st.characters(codec=None), max_size=300)


def questionnaire_of(*items: Mapping[str, object]) -> Questionnaire:
    return Questionnaire.model_validate(
        {
            "questionnaire": "q",
            "version": "v1",
            "title": "Titel",
            "population": "bewoners",
            "introduction": "Welkom.",
            "thanks": "Bedankt.",
            "sections": [{"id": "all", "title": "Alles", "items": items}],
        }
    )


CHOICES = [{"id": "one", "label": "Een"}, {"id": "other", "label": "Anders, namelijk", "other": True}]
EVERY_KIND = questionnaire_of(
    {"type": "open_text", "id": "why", "text": "Waarom?", "maximum_length": 300},
    {"type": "multiple_choice", "id": "which", "text": "Welke?", "options": CHOICES},
    {"type": "number", "id": "age", "text": "Leeftijd?", "minimum": -10, "maximum": 10**15 - 1},
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "why": st.none() | any_text,
            "which": st.lists(st.sampled_from(["one", "other", "third"]), max_size=3).map(tuple),
            "which.words": any_text,
            "age": st.integers(-20, 10**31) | st.integers(-20, 10**15) | any_text,
        },
    )
)
def test_whatever_a_browser_sends_is_refused_before_sealing_or_survives_closing_unchanged(answers: Answers) -> None:
    settled = settle(EVERY_KIND, answers)
    if faults_in(EVERY_KIND, settled):
        return

    envelope = seal(PUBLIC_KEY, pack(Content(Mode.WEB, settled)), envelope_size(EVERY_KIND))
    opened = unpack(Opener(PRIVATE_KEY).open(envelope))
    stored = answers_to_json(opened.answers)

    assert stored.isascii()
    assert answers_from_json(stored) == settled
    assert opened.mode is Mode.WEB


@pytest.mark.parametrize("size", SIZES)
def test_an_envelope_has_exactly_the_size_of_its_wave_whatever_is_in_it(size: int) -> None:
    assert len(seal(PUBLIC_KEY, b"", size)) == size
    assert len(seal(PUBLIC_KEY, b"x" * (size - SEAL - 1), size)) == size


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(TooLong):
        pad(b"x" * (SIZES[0] - SEAL), SIZES[0])


@given(st.binary(max_size=1000))
def test_padding_is_taken_off_whatever_the_content_ends_with(content: bytes) -> None:
    assert unpad(pad(content, SIZES[0])) == content


def test_another_key_does_not_open_it() -> None:
    envelope = seal(PUBLIC_KEY, b"secret")

    with pytest.raises(EnvelopeUnreadable):
        Opener(new_private_key()).open(envelope)


def test_a_changed_envelope_does_not_open() -> None:
    envelope = bytearray(seal(PUBLIC_KEY, b"secret"))
    envelope[100] ^= 1

    with pytest.raises(EnvelopeUnreadable):
        Opener(PRIVATE_KEY).open(bytes(envelope))


@pytest.mark.parametrize(
    "plaintext",
    [
        b"",
        b"[]",
        b'"x"',
        b"{}",
        b'{"mode":"web"}',
        b'{"mode":"fax","answers":{}}',
        b'{"mode":"web","answers":[]}',
        b'{"mode":"web","answers":{"a":true}}',
        b'{"mode":"web","answers":{"a":1.5}}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_an_envelope_without_answers_is_unreadable(plaintext: bytes) -> None:
    with pytest.raises(EnvelopeUnreadable):
        unpack(plaintext)


@pytest.mark.parametrize("text", ["", "[]", '{"a":{}}', '{"a":[1]}', '{"a":NaN}', '{"a":false}'])
def test_text_that_no_answers_were_written_in_is_unreadable(text: str) -> None:
    with pytest.raises(AnswersUnreadable):
        answers_from_json(text)


def test_a_short_questionnaire_fits_the_smallest_envelope() -> None:
    statements = [{"type": "mark", "id": f"mark-{number}", "text": "Cijfer?"} for number in range(25)]

    assert envelope_size(questionnaire_of(*statements)) == SIZES[0]


def test_two_long_open_questions_take_the_middle_size() -> None:
    texts = [{"type": "open_text", "id": f"text-{number}", "text": "Waarom?"} for number in range(2)]

    assert envelope_size(questionnaire_of(*texts)) == SIZES[1]


def test_more_text_than_any_envelope_holds_takes_the_largest() -> None:
    texts = [
        {"type": "open_text", "id": f"text-{number}", "text": "Waarom?", "maximum_length": 5000} for number in range(9)
    ]

    assert envelope_size(questionnaire_of(*texts)) == SIZES[2]


def test_the_longest_answers_in_any_living_script_fit_the_size_that_was_chosen() -> None:
    # U+0B85 is a Tamil letter: three bytes in UTF-8, as the longest of living scripts are.
    questionnaire = questionnaire_of(
        *({"type": "open_text", "id": f"text-{n}", "text": "Waarom?", "maximum_length": 600} for n in range(2)),
    )
    answers: Answers = dict.fromkeys(questionnaire.items, "\u0b85" * 600)

    assert envelope_size(questionnaire) == SIZES[0]
    assert len(seal(PUBLIC_KEY, pack(Content(Mode.TELEPHONE, answers)), SIZES[0])) == SIZES[0]
