"""Going on with a draft on another device: its secret under four words, kept beside the draft (ANONYMITY 4)."""

from __future__ import annotations

from survey_app.fieldwork.passphrase import new_words, read_words, unwrap, wrap

Words = tuple[str, ...]

_NUMBER = 4


def wrap_secret(wave_id: str, receipt: bytes, secret: bytes) -> tuple[Words, bytes]:
    """Four fresh words, to be shown once, and the secret under them. Takes a moment, on purpose."""
    words = new_words(_NUMBER)
    return words, wrap(secret, words, _place(wave_id, receipt))


def read_four_words(typed: str) -> Words:
    """The words that were meant; raises WrongNumberOfWords or WordNotInList, and tries nothing."""
    return read_words(typed, _NUMBER)


def unwrap_secret(wave_id: str, receipt: bytes, wrapped: bytes, words: Words) -> bytes:
    """The secret of this draft and no other; raises WrongWords. Takes a moment, on purpose."""
    return unwrap(wrapped, words, _place(wave_id, receipt))


def _place(wave_id: str, receipt: bytes) -> bytes:
    return b"peilstok draft\0" + wave_id.encode() + b"\0" + receipt
