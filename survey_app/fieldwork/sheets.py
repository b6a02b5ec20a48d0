"""Custody `sheets`: the private key of a wave, wrapped under the words of any two of its sheets (decision 0125)."""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, combinations

from survey_app.fieldwork.keys import Keys, NoWaveKey
from survey_app.fieldwork.passphrase import WrongWords, new_words, unwrap, wrap
from survey_app.fieldwork.sealing import public_key_of
from survey_app.fieldwork.wave import Wave
from survey_app.refusal import Refusal

WORDS = 7
SHEETS = 3
NEEDED = 2
CHOICES = (SHEETS, NEEDED)
"""How many sheets can be made: one more than are needed, or for a small team just as many."""
_GROUP, _SIGNS = 4, 20

Words = tuple[str, ...]


class WordsNeeded(Refusal):
    """The key of this wave is on paper, and the words of as many sheets as it takes were not given."""

    def __init__(self, wave_id: str, sheets: int) -> None:
        super().__init__(f"wave {wave_id}: its key is on paper; the {WORDS} words of {sheets} sheet(s) are needed")


class NoSheets(
    Refusal,
    says="wave {}: no sheets were made yet, or they were replaced, or each of them alone would be enough "
    "as was the rule before; make new sheets first",
):
    """No sheets were made for this wave yet, or they are of the time that each alone was enough."""


class WrongSheet(Refusal):
    """Words that open nothing of this wave; `sheet` says which of those that were typed, where that can be told."""

    def __init__(self, wave_id: str, sheet: int | None = None) -> None:
        which = "these words do" if sheet is None else f"the words of sheet {sheet} do"
        super().__init__(
            f"wave {wave_id}: {which} not open it. It may be a sheet of another wave, or one that was replaced by "
            "newer ones, or words in another order than on paper; look at the name of the wave and the fingerprint "
            "on each sheet. Nothing was changed"
        )
        self.sheet = sheet


class SameSheetTwice(WrongSheet):
    """The words of one sheet, typed as those of two."""

    def __init__(self, wave_id: str, sheet: int) -> None:
        super().__init__(wave_id, sheet)
        self.args = (
            f"wave {wave_id}: the same sheet was typed twice; each time it must be another one. Nothing was changed",
        )


class SheetOfAnotherWave(WrongSheet):
    """Words of the sheets of a wave that is named."""

    def __init__(self, wave_id: str, other: str) -> None:
        super().__init__(wave_id)
        self.args = (f"wave {wave_id}: these are the words of wave {other}; take the sheets of {wave_id}",)
        self.other = other


class SwappedKey(
    Refusal,
    says="wave {}: the key in the database and the one in the key directory are not the same; compare "
    "both with the fingerprint on the sheets, and restore the one that differs. Nothing was changed",
):
    """The database and the key directory do not have the same key: one of them was changed or restored alone."""


@dataclass(frozen=True)
class KeySheet:
    """What is printed on one of them; exists in memory only."""

    number: int
    words: Words
    fingerprint: str


@dataclass(frozen=True)
class Wrap:
    """The key, shut under the words of all the sheets with these numbers."""

    under: tuple[int, ...]
    key: bytes


@dataclass(frozen=True)
class WrappedKey:
    """What is kept in the key directory. `wraps` are bound to wave and public key, so none can be moved or renamed."""

    wave_id: str
    public_key: bytes
    wraps: tuple[Wrap, ...]

    @property
    def sheets(self) -> int:
        """How many sheets were made."""
        return len({number for wrapped in self.wraps for number in wrapped.under})

    @property
    def needed(self) -> int:
        """How many of them open the box."""
        return min(len(wrapped.under) for wrapped in self.wraps)

    def to_bytes(self) -> bytes:
        """As it is kept."""
        kept = {
            "wave": self.wave_id,
            "public_key": self.public_key.hex(),
            "wraps": [{"sheets": wrapped.under, "key": wrapped.key.hex()} for wrapped in self.wraps],
        }
        return json.dumps(kept, indent=1).encode("ascii")

    @staticmethod
    def from_bytes(kept: bytes) -> WrappedKey:
        """As it was before it was kept; wraps without the numbers of their sheets are under one each (0060)."""
        read = json.loads(kept)
        wraps = tuple(
            Wrap((place,), bytes.fromhex(wrapped))
            if isinstance(wrapped, str)
            else Wrap(tuple(wrapped["sheets"]), bytes.fromhex(wrapped["key"]))
            for place, wrapped in enumerate(read["wraps"], start=1)
        )
        return WrappedKey(read["wave"], bytes.fromhex(read["public_key"]), wraps)

    def mark(self) -> str:
        """Tells these sheets from any that replace them; says nothing about the words."""
        return sha256(self.to_bytes()).hexdigest()[:16]

    def find_key(self, typed: Sequence[Words], likely: tuple[int, ...] = ()) -> bytes | None:
        """The private key, from the words of as many sheets as are needed, in any order; None when these are wrong.

        `likely` are the numbers that these sheets probably have: what is under those is tried first.
        """
        for wrapped in sorted(self.wraps, key=lambda wrapped: wrapped.under != likely):
            with suppress(WrongWords):
                return unwrap(wrapped.key, _joined(typed), _bound_to(self.wave_id, self.public_key))
        return None


def fingerprint_of(public_key: bytes) -> str:
    """Five groups of four signs (100 bits) that people can compare with what is on paper."""
    signs = b32encode(sha256(public_key).digest()).decode("ascii")[:_SIGNS]
    return " ".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def wrap_on_sheets(wave_id: str, private_key: bytes, number: int = SHEETS) -> tuple[WrappedKey, tuple[KeySheet, ...]]:
    """What is kept of the key, and what is printed on so many sheets; any two of them open it."""
    public_key = public_key_of(private_key)
    sheets = tuple(KeySheet(place, new_words(WORDS), fingerprint_of(public_key)) for place in range(1, number + 1))
    wraps = tuple(
        Wrap(
            tuple(sheet.number for sheet in together),
            wrap(private_key, _joined([sheet.words for sheet in together]), _bound_to(wave_id, public_key)),
        )
        for together in combinations(sheets, NEEDED)
    )
    return WrappedKey(wave_id, public_key, wraps), sheets


def find_wrapped(keys: Keys, wave_id: str) -> WrappedKey | None:
    """What is kept for this wave, or None."""
    kept = keys.find_wrapped_key(wave_id)
    return None if kept is None else WrappedKey.from_bytes(kept)


def find_new_sheets(keys: Keys, wave_id: str) -> WrappedKey | None:
    """What is kept for a draft, or None; sheets of which one alone is enough open no wave any more."""
    kept = find_wrapped(keys, wave_id)
    return kept if kept is not None and kept.needed == NEEDED else None


def key_from_sheets(keys: Keys, wave: Wave, typed: Sequence[Words], others: Sequence[str] = ()) -> bytes:
    """The private key of an open wave, from the words of as many of its sheets as it takes, in any order.

    `others` are waves to try when the words are wrong, to say whose they are. Raises NoWaveKey, SwappedKey, WordsNeeded
    or WrongSheet.
    """
    kept = find_wrapped(keys, wave.id)
    if kept is None:
        raise NoWaveKey(wave.id)
    if (kept.wave_id, kept.public_key) != (wave.id, wave.public_key):
        raise SwappedKey(wave.id)
    _check_typed(wave.id, typed, kept.needed)
    private_key = kept.find_key(typed)
    if private_key is None:
        raise _whose(keys, wave.id, typed, others)
    return _checked(kept, private_key)


def key_from_all(keys: Keys, wave_id: str, typed: Sequence[Words], others: Sequence[str] = ()) -> bytes:
    """The private key of a draft, after every one of its sheets was typed back: each two of them open it.

    Raises NoSheets, SwappedKey, WordsNeeded or WrongSheet.
    """
    kept = find_new_sheets(keys, wave_id)
    if kept is None:
        raise NoSheets(wave_id)
    if kept.wave_id != wave_id:
        raise SwappedKey(wave_id)
    _check_typed(wave_id, typed, kept.sheets)
    opened = {
        together: private_key
        for together in combinations(range(1, len(typed) + 1), kept.needed)
        if (private_key := kept.find_key([typed[number - 1] for number in together], together)) is not None
    }
    right = set(chain(*opened))
    wrong = set(range(1, len(typed) + 1)) - right
    if wrong:
        raise WrongSheet(wave_id, wrong.pop()) if right else _whose(keys, wave_id, typed, others)
    return _checked(kept, next(iter(opened.values())))


def _check_typed(wave_id: str, typed: Sequence[Words], needed: int) -> None:
    """Whether these are the words of so many sheets, each another; raises WordsNeeded or SameSheetTwice."""
    if len(typed) != needed:
        raise WordsNeeded(wave_id, needed)
    for number, words in enumerate(typed, start=1):
        if words in typed[: number - 1]:
            raise SameSheetTwice(wave_id, number)


def _checked(kept: WrappedKey, private_key: bytes) -> bytes:
    if public_key_of(private_key) != kept.public_key:
        raise SwappedKey(kept.wave_id)
    return private_key


def _whose(keys: Keys, wave_id: str, typed: Sequence[Words], others: Sequence[str]) -> WrongSheet:
    for other in others:
        kept = find_wrapped(keys, other) if other != wave_id else None
        if kept and any(map(kept.find_key, combinations(typed, kept.needed))):
            return SheetOfAnotherWave(wave_id, other)
    return WrongSheet(wave_id)


def _joined(typed: Sequence[Words]) -> Words:
    """All words as one passphrase, the same in whatever order the sheets come."""
    return tuple(chain(*sorted(typed)))


def _bound_to(wave_id: str, public_key: bytes) -> bytes:
    return wave_id.encode("ascii") + b"\0" + public_key
