"""Sealed envelopes: anybody can close one with the public key of a wave, only its private key opens it."""

from __future__ import annotations

from functools import lru_cache

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from survey_app.fieldwork.padding import SIZES, pad, unpad


class EnvelopeUnreadable(Exception):
    """An envelope does not open with the key of its wave, or holds no answers; says nothing of what is in it."""

    def __init__(self) -> None:
        super().__init__("an envelope does not open, or holds no answers")


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


@lru_cache(maxsize=32)
def _closing(public_key: bytes) -> SealedBox[PublicKey]:
    return SealedBox(PublicKey(public_key))
