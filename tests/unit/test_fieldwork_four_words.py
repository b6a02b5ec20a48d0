"""The secret of a draft comes back with its four words, on its own place, and not otherwise."""

from __future__ import annotations

import pytest

from survey_app.fieldwork.draft import new_random, read_four_words, unwrap_secret, wrap_secret
from survey_app.fieldwork.passphrase import WordNotInList, WrongNumberOfWords, WrongWords

WAVE, RECEIPT = "bewoners-2026", bytes(32)


def test_four_words_give_the_secret_back_for_their_own_draft_only() -> None:
    secret = new_random()
    words, wrapped = wrap_secret(WAVE, RECEIPT, secret)
    others, _other = wrap_secret(WAVE, RECEIPT, secret)

    assert len(words) == 4
    assert unwrap_secret(WAVE, RECEIPT, wrapped, read_four_words(" ".join(words).upper())) == secret
    for wave, receipt, typed in ((WAVE, RECEIPT, others), ("later", RECEIPT, words), (WAVE, b"\1" * 32, words)):
        with pytest.raises(WrongWords):
            unwrap_secret(wave, receipt, wrapped, typed)


def test_all_that_is_wrapped_is_equally_large_and_shows_no_secret() -> None:
    secrets = [new_random() for _ in range(2)]
    wrapped = [wrap_secret(WAVE, RECEIPT, secret)[1] for secret in secrets]

    assert len({len(one) for one in wrapped}) == 1
    assert not any(secret in one for secret in secrets for one in wrapped)


def test_what_cannot_be_four_of_our_words_is_a_typing_error() -> None:
    words, _wrapped = wrap_secret(WAVE, RECEIPT, new_random())

    with pytest.raises(WrongNumberOfWords):
        read_four_words(" ".join(words[:3]))
    with pytest.raises(WordNotInList) as error:
        read_four_words(" ".join([*words[:3], "qqqqq"]))
    assert error.value.position == 4
