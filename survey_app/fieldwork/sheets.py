"""Custody `sheets`: the private key of a wave, wrapped under the words of two sheets; each of them opens it."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from survey_app.fieldwork.keys import Keys, NoWaveKey
from survey_app.fieldwork.passphrase import WrongWords, new_words, unwrap, wrap
from survey_app.fieldwork.sealing import public_key_of
from survey_app.fieldwork.wave import Wave

WORDS = 7
SHEETS = 2
_GROUP, _SIGNS = 4, 20

Words = tuple[str, ...]


class WordsNeeded(Exception):
    """The key of this wave is on paper, and no words were given."""

    def __init__(self, wave_id: str) -> None:
        super().__init__(f"wave {wave_id}: its key is on paper; the {WORDS} words of a sheet are needed")


class NoSheets(Exception):
    """No sheets were made for this wave yet."""

    def __init__(self, wave_id: str) -> None:
        super().__init__(f"wave {wave_id}: no sheets were made yet, or they were replaced; make two sheets first")


class WrongSheet(Exception):
    """Words that open nothing of this wave; `sheet` says of which of the two they had to be, if of one."""

    def __init__(self, wave_id: str, sheet: int | None = None) -> None:
        which = "a sheet" if sheet is None else f"sheet {sheet}"
        super().__init__(
            f"wave {wave_id}: these are not the words of {which} of this wave; look at the name of the wave and the "
            "fingerprint on the sheet. Nothing was changed"
        )
        self.sheet = sheet


class SheetOfAnotherWave(WrongSheet):
    """Words of the sheet of a wave that is named."""

    def __init__(self, wave_id: str, other: str, sheet: int | None = None) -> None:
        super().__init__(wave_id, sheet)
        self.args = (f"wave {wave_id}: these are the words of wave {other}; take the sheet of {wave_id}",)
        self.other = other


class SwappedKey(Exception):
    """The database and the key directory do not have the same key: one of them was changed or restored alone."""

    def __init__(self, wave_id: str) -> None:
        super().__init__(
            f"wave {wave_id}: the key in the database and the one in the key directory are not the same; compare "
            "both with the fingerprint on the sheets, and restore the one that differs. Nothing was changed"
        )


@dataclass(frozen=True)
class Sheet:
    """What is printed on one of the two; exists in memory only."""

    number: int
    words: Words
    fingerprint: str


@dataclass(frozen=True)
class WrappedKey:
    """What is kept in the key directory. `wraps` are bound to wave and public key, so none can be moved or renamed."""

    wave_id: str
    public_key: bytes
    wraps: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """As it is kept."""
        kept = {
            "wave": self.wave_id,
            "public_key": self.public_key.hex(),
            "wraps": [wrapped.hex() for wrapped in self.wraps],
        }
        return json.dumps(kept, indent=1).encode("ascii")

    @staticmethod
    def from_bytes(kept: bytes) -> WrappedKey:
        """As it was before it was kept."""
        read = json.loads(kept)
        wraps = tuple(bytes.fromhex(wrapped) for wrapped in read["wraps"])
        return WrappedKey(read["wave"], bytes.fromhex(read["public_key"]), wraps)

    def mark(self) -> str:
        """Tells these sheets from any that replace them; says nothing about the words."""
        return sha256(self.to_bytes()).hexdigest()[:16]

    def open_with(self, words: Sequence[str], wraps: Sequence[bytes] | None = None) -> bytes:
        """The private key; raises WrongWords."""
        for wrapped in wraps or self.wraps:
            try:
                return unwrap(wrapped, words, _bound_to(self.wave_id, self.public_key))
            except WrongWords:
                continue
        raise WrongWords


def fingerprint_of(public_key: bytes) -> str:
    """Five groups of four signs (100 bits) that people can compare with what is on paper."""
    signs = b32encode(sha256(public_key).digest()).decode("ascii")[:_SIGNS]
    return " ".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def wrap_on_sheets(wave_id: str, private_key: bytes) -> tuple[WrappedKey, tuple[Sheet, ...]]:
    """What is kept of the key, and what is printed."""
    public_key = public_key_of(private_key)
    sheets = tuple(Sheet(number, new_words(WORDS), fingerprint_of(public_key)) for number in range(1, SHEETS + 1))
    wraps = tuple(wrap(private_key, sheet.words, _bound_to(wave_id, public_key)) for sheet in sheets)
    return WrappedKey(wave_id, public_key, wraps), sheets


def find_wrapped(keys: Keys, wave_id: str) -> WrappedKey | None:
    """What is kept for this wave, or None."""
    kept = keys.find_wrapped_key(wave_id)
    return None if kept is None else WrappedKey.from_bytes(kept)


def key_from_sheet(keys: Keys, wave: Wave, words: Sequence[str], others: Sequence[str] = ()) -> bytes:
    """The private key of an open wave, from the words of one of its sheets.

    `others` are waves to try when the words are wrong, to say whose they are. Raises NoWaveKey, SwappedKey or
    WrongSheet.
    """
    kept = find_wrapped(keys, wave.id)
    if kept is None:
        raise NoWaveKey(wave.id)
    if (kept.wave_id, kept.public_key) != (wave.id, wave.public_key):
        raise SwappedKey(wave.id)
    try:
        return _checked(kept, kept.open_with(words))
    except WrongWords as refusal:
        raise _whose(keys, wave.id, words, others, None) from refusal


def key_from_both(keys: Keys, wave_id: str, typed: Sequence[Words], others: Sequence[str] = ()) -> bytes:
    """The private key of a draft, after both sheets were typed back, each in its place.

    Raises NoSheets, SwappedKey or WrongSheet.
    """
    kept = find_wrapped(keys, wave_id)
    if kept is None:
        raise NoSheets(wave_id)
    if kept.wave_id != wave_id:
        raise SwappedKey(wave_id)
    private_key = b""
    for sheet, (words, wrapped) in enumerate(zip(typed, kept.wraps, strict=True), start=1):
        try:
            private_key = _checked(kept, kept.open_with(words, [wrapped]))
        except WrongWords as refusal:
            raise _whose(keys, wave_id, words, others, sheet) from refusal
    return private_key


def _checked(kept: WrappedKey, private_key: bytes) -> bytes:
    if public_key_of(private_key) != kept.public_key:
        raise SwappedKey(kept.wave_id)
    return private_key


def _whose(keys: Keys, wave_id: str, words: Sequence[str], others: Sequence[str], sheet: int | None) -> WrongSheet:
    for other in others:
        kept = find_wrapped(keys, other) if other != wave_id else None
        if kept is None:
            continue
        try:
            kept.open_with(words)
        except WrongWords:
            continue
        return SheetOfAnotherWave(wave_id, other, sheet)
    return WrongSheet(wave_id, sheet)


def _bound_to(wave_id: str, public_key: bytes) -> bytes:
    return wave_id.encode("ascii") + b"\0" + public_key
