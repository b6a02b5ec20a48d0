"""Drafts: for the device that holds the key, and for nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.fieldwork.draft import (
    DraftUnreadable,
    decrypt_answers,
    encrypt_answers,
    new_random,
)
from survey_app.fieldwork.padding import SIZES, TooLong
from survey_app.questionnaire.answers import Answers

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
