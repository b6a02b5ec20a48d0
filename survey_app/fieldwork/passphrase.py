"""Passphrases of plain Dutch words: made, read as people type them, and used to wrap a key."""

import re
import secrets
import struct
import unicodedata
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import NamedTuple

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id
from nacl.secret import SecretBox
from nacl.utils import random

from survey_app.questionnaire.normal_form import normalise
from survey_app.refusal import Refusal, Saying

_MARK = b"argon2id"
_BETWEEN = re.compile(r"[\s\d.,;:/_‐-―-]+")


class Cost(NamedTuple):
    """What each guess of the words takes: `passes` of argon2id over so many KiB of `memory`."""

    passes: int
    memory: int


_FULL = Cost(3, 64 * 1024)
COST = _FULL
"""Of everything that is wrapped from now on; each wrap says what it took."""
_KEPT = struct.Struct(f">{len(_MARK)}sBI{argon2id.SALTBYTES}s")


class WordsNotRead(Refusal):
    """What was typed is no passphrase; says what is wrong, never what was typed."""


class WrongNumberOfWords(WordsNotRead):
    """More or fewer words than a passphrase has."""

    def __init__(self, typed: int, needed: int) -> None:
        super().__init__(f"{typed} word(s) were typed; {needed} are needed")
        self.typed, self.needed = typed, needed


class WordNotInList(WordsNotRead):
    """A word that we never give out: a typing error. `position` counts from 1."""

    def __init__(self, position: int) -> None:
        super().__init__(f"word {position} is not in the list; look at the sheet again")
        self.position = position


class WrongWords(Saying, says="these words do not open it"):
    """These words do not open this."""


@cache
def word_list() -> tuple[str, ...]:
    """Every word that is given out, in order; two of them always differ in more than one letter."""
    return tuple(files("survey_app.fieldwork").joinpath("words/dutch.txt").read_text("ascii").split())


def new_words(number: int) -> tuple[str, ...]:
    """So many random words, each of 11 bits."""
    return tuple(secrets.choice(word_list()) for _ in range(number))


def read_words(typed: str, number: int) -> tuple[str, ...]:
    """The words as they are on paper; case, accents, numbering and what is between them do not matter.

    Raises WrongNumberOfWords or WordNotInList.
    """
    plain = "".join(sign for sign in normalise("NFKD", typed) if not unicodedata.combining(sign))
    words = tuple(word for word in _BETWEEN.split(plain.casefold()) if word)
    known = frozenset(word_list())
    for position, word in enumerate(words[:number], start=1):
        if word not in known:
            raise WordNotInList(position)
    if len(words) != number:
        raise WrongNumberOfWords(len(words), number)
    return words


def wrap(secret: bytes, words: Sequence[str], bound_to: bytes = b"") -> bytes:
    """The secret, to be had back only with the same words and the same `bound_to` (which is not secret)."""
    salt = random(argon2id.SALTBYTES)
    box = SecretBox(_key(words, salt, bound_to, COST)).encrypt(secret)
    return _KEPT.pack(_MARK, *COST, salt) + bytes(box)


def unwrap(wrapped: bytes, words: Sequence[str], bound_to: bytes = b"") -> bytes:
    """What was wrapped; raises WrongWords."""
    salt, box, cost = _taken_apart(wrapped)
    try:
        return SecretBox(_key(words, salt, bound_to, cost)).decrypt(box)
    except (CryptoError, ValueError) as error:
        raise WrongWords from error


def _taken_apart(wrapped: bytes) -> tuple[bytes, bytes, Cost]:
    """Salt, box and cost; of before wraps said their cost they begin with the salt. Raises WrongWords."""
    if not wrapped.startswith(_MARK) or len(wrapped) < _KEPT.size:
        return wrapped[: argon2id.SALTBYTES], wrapped[argon2id.SALTBYTES :], _FULL
    _, passes, memory, salt = _KEPT.unpack_from(wrapped)
    if passes > _FULL.passes or memory > _FULL.memory:  # nothing that we wrapped
        raise WrongWords
    return salt, wrapped[_KEPT.size :], Cost(passes, memory)


def _key(words: Sequence[str], salt: bytes, bound_to: bytes, cost: Cost) -> bytes:
    typed = " ".join(words).encode("ascii")
    stretched = argon2id.kdf(SecretBox.KEY_SIZE, typed, salt, cost.passes, cost.memory * 1024)
    return blake2b(bound_to, key=stretched, digest_size=SecretBox.KEY_SIZE).digest()
