"""Drafts: for the device that holds the key, and for nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.content import Content, pack
from survey_app.fieldwork.draft import (
    DraftUnreadable,
    check_can_be_sent,
    decrypt_answers,
    draft_key,
    encrypt_answers,
    find_secret,
    new_random,
)
from survey_app.fieldwork.mode import Mode
from survey_app.fieldwork.sealing import SIZES, TooLong, new_private_key, public_key_of, seal
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.routing import settle

WAVE = "bewoners-2026"
CODE = "7K3M9QXW2V4D"
TWO_TEXTS = Questionnaire.model_validate(
    {
        "questionnaire": "q",
        "version": "v1",
        "title": "Titel",
        "population": "bewoners",
        "introduction": "Welkom.",
        "thanks": "Bedankt.",
        "sections": [
            {
                "id": "all",
                "title": "Alles",
                "items": [
                    {"type": "open_text", "id": "why", "text": "Waarom?", "maximum_length": 4000},
                    {"type": "open_text", "id": "how", "text": "Hoe?", "maximum_length": 4000},
                ],
            }
        ],
    }
)

any_answers = st.dictionaries(
    st.text(max_size=20),
    st.none() | st.integers() | st.text(st.characters(codec=None), max_size=50) | st.lists(st.text()).map(tuple),
    max_size=5,
)


@given(any_answers)
def test_a_draft_gives_back_what_was_filled_in_whatever_it_was(answers: Answers) -> None:
    key = new_random()

    assert decrypt_answers(key, encrypt_answers(key, answers, SIZES[2])) == answers


@pytest.mark.parametrize("size", SIZES)
def test_drafts_of_a_wave_are_equally_large(size: int) -> None:
    key = new_random()

    assert len(encrypt_answers(key, {}, size)) == len(encrypt_answers(key, {"why": "x" * 3000}, size))


def test_a_draft_that_does_not_fit_is_refused() -> None:
    with pytest.raises(TooLong):
        encrypt_answers(new_random(), {"why": "x" * 5000}, SIZES[0])


def test_another_key_opens_no_draft() -> None:
    draft = encrypt_answers(new_random(), {"seen": "agree"})

    with pytest.raises(DraftUnreadable):
        decrypt_answers(new_random(), draft)


def test_the_same_code_and_secret_open_a_draft_and_one_without_the_other_does_not() -> None:
    secret = new_random()
    draft = encrypt_answers(draft_key(WAVE, CODE, secret), {"seen": "agree"})

    assert find_secret(WAVE, CODE, draft, [new_random(), secret]) == secret
    assert find_secret(WAVE, CODE, draft, [new_random(), bytes(32)]) is None
    assert find_secret(WAVE, "7K3M9QXW2V4E", draft, [secret]) is None
    assert find_secret("bewoners-2027", CODE, draft, [secret]) is None
    with pytest.raises(DraftUnreadable):
        decrypt_answers(secret, draft)


@pytest.mark.parametrize("letter", ["x", "é", "漢", "😀", '"'])
def test_what_is_kept_can_be_sent_whatever_the_mode_and_more_is_refused_at_once(letter: str) -> None:
    kept = max(number for number in range(SIZES[0]) if fits({"why": letter * number}))
    answers = {"why": letter * kept}

    for mode in Mode:
        packed = pack(Content(mode, settle(TWO_TEXTS, answers)))
        assert len(seal(public_key_of(new_private_key()), packed, SIZES[0])) == SIZES[0]
    assert len(packed) > SIZES[0] - 150
    with pytest.raises(TooLong):
        check_can_be_sent(TWO_TEXTS, {"why": letter * (kept + 1)}, SIZES[0])


def fits(answers: Answers) -> bool:
    """Whether a draft of these answers is kept."""
    try:
        check_can_be_sent(TWO_TEXTS, answers, SIZES[0])
    except TooLong:
        return False
    return True
