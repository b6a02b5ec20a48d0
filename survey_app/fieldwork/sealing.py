"""Sealed envelopes: anybody can close one with the public key of a wave, only its private key opens it.

Everything sealed in one wave has one size, so that size says nothing about who wrote much.
"""

from functools import lru_cache

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.model import AnyItem, Counting, Questionnaire, options_of
from survey_app.refusal import Saying

SIZES = (4 * 1024, 16 * 1024, 64 * 1024)
"""What an envelope or a draft may measure, in bytes, sealing included (ANONYMITY 2)."""

SEAL = 48
"""What a sealed box adds to its content, in bytes."""

_END = b"\x80"
_BYTES_PER_CHARACTER = 3
_AROUND_AN_ANSWER = 6
_AROUND_ALL = 100
_LONGEST_NUMBER = 24


class TooLong(Saying, says="these answers together are too long to be sent; make the texts in your own words shorter"):
    """The answers together are longer than an envelope of this wave holds."""


class EnvelopeUnreadable(Saying, says="an envelope does not open, or holds no answers"):
    """An envelope does not open with the key of its wave, or holds no answers; says nothing of what is in it."""


def new_private_key() -> bytes:
    """A fresh private key of 32 bytes."""
    return bytes(PrivateKey.generate())


def public_key_of(private_key: bytes) -> bytes:
    """The public key that belongs to it."""
    return bytes(PrivateKey(private_key).public_key)


def seal(public_key: bytes, plaintext: bytes, size: int = SIZES[0]) -> bytes:
    """A sealed box of exactly `size` bytes; raises TooLong."""
    return _closing(public_key).encrypt(pad(plaintext, size))


class Opener:
    """Opens many envelopes with one key; made for one closing and dropped with it, never kept."""

    def __init__(self, private_key: bytes) -> None:
        self._box = SealedBox(PrivateKey(private_key))

    def open(self, ciphertext: bytes) -> bytes:
        """What was sealed; raises EnvelopeUnreadable."""
        try:
            return unpad(self._box.decrypt(ciphertext))
        except (CryptoError, ValueError) as error:
            raise EnvelopeUnreadable from error


def pad(content: bytes, size: int, adds: int = SEAL) -> bytes:
    """The content, a mark, and zeros up to `size` less what encryption adds to it; raises TooLong."""
    check_fits(len(content), size, adds)
    return (content + _END).ljust(size - adds, b"\0")


def check_fits(length: int, size: int, adds: int = SEAL) -> None:
    """Whether there is room for content of this length and its mark; raises TooLong."""
    if length >= size - adds:
        raise TooLong


def unpad(padded: bytes) -> bytes:
    """What was padded; raises ValueError when nothing was."""
    return padded[: padded.rindex(_END)]


def envelope_size(questionnaire: Questionnaire) -> int:
    """The one size for a wave with this questionnaire: the smallest that holds the longest answers to all of it.

    Longest: every option ticked and every text filled in three bytes a character, which holds all living scripts.
    When that is more than the largest size, the largest it is, and who writes more than it holds is told so.
    """
    longest = _AROUND_ALL + sum(map(_longest, questionnaire.items.values()))
    return next((size for size in SIZES if longest < size - SEAL), SIZES[-1])


def _longest(item: AnyItem) -> int:
    """The most bytes that an answer to this item takes in JSON, with its id and its words."""
    ids = [item.id, *(option.id for option in options_of(item)), *([words_key(item.id)] if item.asks_words else [])]
    number = 0 if item.counting is Counting.WHETHER else _LONGEST_NUMBER
    written = item.most_characters * _BYTES_PER_CHARACTER
    return sum(len(name) + _AROUND_AN_ANSWER for name in ids) + number + written


@lru_cache(maxsize=32)
def _closing(public_key: bytes) -> SealedBox[PublicKey]:
    return SealedBox(PublicKey(public_key))
