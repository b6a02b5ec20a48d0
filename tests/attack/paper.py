"""Somebody who has sheets of paper, and images of the machine: what do they open together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, permutations, product

from survey_app.fieldwork.content import unpack
from survey_app.fieldwork.passphrase import WrongWords, unwrap
from survey_app.fieldwork.sealing import Opener, public_key_of
from survey_app.fieldwork.sheets import Words, WrappedKey
from tests.attack.evidence import Seizure

_KEY = 32
_SMALL = 4096
"""Of a file that may hold a key; every 32 bytes of a whole database would take too long."""


def find_private_key(images: Iterable[Seizure], public_key: bytes, held: Sequence[Words]) -> bytes | None:
    """The key of the box: as it is somewhere in a file, or out of something that these sheets unwrap."""
    contents = {content for image in images for content in image.files.values() if len(content) <= _SMALL}
    for content in contents:
        for candidate in chain(_windows(content), _unwrapped(content, held)):
            if public_key_of(candidate) == public_key:
                return candidate
    return None


def read_box(images: Iterable[Seizure], private_key: bytes) -> Mapping[bytes, str]:
    """What each receipt answered to the open question, from every envelope of every night."""
    opener = Opener(private_key)
    sealed = {
        bytes(row["receipt"]): bytes(row["ciphertext"])  # type: ignore[call-overload]  # columns of bytes
        for image in images
        for row in image.tables["envelopes"]
        if row["sealed"]
    }
    return {receipt: str(unpack(opener.open(one)).answers["why"]) for receipt, one in sealed.items()}


def _windows(content: bytes) -> Iterator[bytes]:
    return (content[start : start + _KEY] for start in range(len(content) - _KEY + 1))


def _unwrapped(content: bytes, held: Sequence[Words]) -> Iterator[bytes]:
    """Every wrap in the file, under the words of all these sheets in every order."""
    try:
        kept = WrappedKey.from_bytes(content)
    except (ValueError, KeyError, TypeError):
        return
    bound_to = kept.wave_id.encode() + b"\0" + kept.public_key
    for wrapped, some in product(kept.wraps, permutations(held)):
        try:
            yield unwrap(wrapped.key, tuple(chain(*some)), bound_to)
        except WrongWords:
            continue
