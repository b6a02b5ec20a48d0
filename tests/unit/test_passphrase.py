"""Words that are given out, read back as people type them, and wrap a key."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import combinations

import pytest
from nacl.pwhash import argon2id
from nacl.secret import SecretBox

from survey_app.fieldwork.passphrase import (
    Cost,
    WordNotInList,
    WrongNumberOfWords,
    WrongWords,
    new_words,
    read_words,
    unwrap,
    word_list,
    wrap,
)

SEVEN = ("aardbei", "fiets", "koffie", "molen", "tafel", "water", "zomer")


def test_the_list_is_long_enough_and_its_words_are_plain() -> None:
    words = word_list()

    assert len(set(words)) == len(words) >= 2048
    assert all(3 <= len(word) <= 8 and word.isascii() and word.isalpha() and word.islower() for word in words)


def test_no_word_becomes_another_by_one_wrong_letter() -> None:
    seen: dict[str, str] = {}
    for word in word_list():
        for gap in range(len(word)):
            masked = f"{word[:gap]}*{word[gap + 1 :]}"
            assert masked not in seen, (word, seen[masked])
            seen[masked] = word


def test_passphrases_have_the_length_asked_for_and_differ() -> None:
    made = [new_words(7) for _ in range(20)]

    assert all(len(words) == 7 and set(words) <= set(word_list()) for words in made)
    assert all(one != other for one, other in combinations(made, 2))


@pytest.mark.parametrize(
    "typed",
    [
        "aardbei fiets koffie water",
        "  AARDBEI\tFiets\n koffie   WATER ",
        "aardbei-fiets–koffie, water.",
        "1. aardbei 2. fiets 3. koffie 4. water",
        "áardbei fíets kóffie wäter",
        "ａａｒｄｂｅｉ fiets koffie water",
    ],
)
def test_typing_is_forgiving(typed: str) -> None:
    assert read_words(typed, 4) == ("aardbei", "fiets", "koffie", "water")


def test_a_word_that_is_not_in_the_list_is_told_by_its_place_and_not_repeated() -> None:
    with pytest.raises(WordNotInList) as refusal:
        read_words("aardbei fiets koffiee water", 4)

    assert refusal.value.position == 3
    assert "koffiee" not in str(refusal.value)


@pytest.mark.parametrize(("typed", "number"), [("", 0), ("aardbei fiets", 2), ("aardbei fiets koffie water zomer", 5)])
def test_more_or_fewer_words_are_counted(typed: str, number: int) -> None:
    with pytest.raises(WrongNumberOfWords) as refusal:
        read_words(typed, 4)

    assert refusal.value.typed == number


def test_the_same_words_open_what_was_wrapped() -> None:
    assert unwrap(wrap(b"secret", SEVEN, b"wave"), SEVEN, b"wave") == b"secret"


def test_other_words_another_order_or_another_purpose_open_nothing() -> None:
    wrapped = wrap(b"secret", SEVEN, b"wave")

    for words, bound_to in (
        ((*SEVEN[:6], "winter"), b"wave"),
        (tuple(reversed(SEVEN)), b"wave"),
        (SEVEN, b"another"),
    ):
        with pytest.raises(WrongWords):
            unwrap(wrapped, words, bound_to)


@pytest.mark.parametrize("at", [0, 9, 15, 30, -1])
def test_a_changed_byte_opens_nothing(at: int) -> None:
    wrapped = bytearray(wrap(b"secret", SEVEN))
    wrapped[at] ^= 1

    with pytest.raises(WrongWords):
        unwrap(bytes(wrapped), SEVEN)


def test_what_is_cut_off_opens_nothing() -> None:
    with pytest.raises(WrongWords):
        unwrap(b"short", SEVEN)


@pytest.mark.slow
def test_wraps_of_the_product_take_three_passes_over_64_mib_whatever_those_of_the_tests_take() -> None:
    """Decision 0060. The tests wrap at less, for time; a process of the product knows nothing of that."""
    asked = "from survey_app.fieldwork.passphrase import wrap; print(wrap(b'secret', ['water']).hex())"
    made = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)

    wrapped = bytes.fromhex(made.stdout)
    assert wrapped.startswith(b"argon2id" + bytes([3]) + (64 * 1024).to_bytes(4, "big"))
    assert unwrap(wrapped, ["water"]) == b"secret"


def test_what_was_wrapped_before_wraps_said_their_cost_still_opens() -> None:
    """Made here as decisions 0060 and 0125 say it."""
    salt = bytes(range(16))
    stretched = argon2id.kdf(32, b"koffie water", salt, 3, 64 * 1024 * 1024)
    key = hashlib.blake2b(b"wave", key=stretched, digest_size=32).digest()

    assert unwrap(salt + bytes(SecretBox(key).encrypt(b"secret")), ["koffie", "water"], b"wave") == b"secret"


def test_a_cost_that_would_keep_the_machine_busy_is_not_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    for cost in (Cost(255, 8), Cost(1, 2**32 - 1)):
        wrapped = bytearray(wrap(b"secret", SEVEN))
        wrapped[8:13] = bytes([cost.passes]) + cost.memory.to_bytes(4, "big")
        monkeypatch.setattr(argon2id, "kdf", _never)

        with pytest.raises(WrongWords):
            unwrap(bytes(wrapped), SEVEN)
        monkeypatch.undo()


def _never(*_arguments: object) -> bytes:
    raise AssertionError("it was paid")
