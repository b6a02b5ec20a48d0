"""HKDF with SHA-256, as RFC 5869 describes it: keys of one purpose from secrets that were made for more."""

import hmac
from math import ceil

_HASH = "sha256"
_HASH_LENGTH = 32


def hkdf(material: bytes, *, salt: bytes = b"", info: bytes = b"", length: int = _HASH_LENGTH) -> bytes:
    """A key of `length` bytes from this material; `info` says what it is for. No salt is as many zeros (RFC 2.2)."""
    extracted = hmac.digest(salt or bytes(_HASH_LENGTH), material, _HASH)
    block, key = b"", b""
    for number in range(1, ceil(length / _HASH_LENGTH) + 1):
        block = hmac.digest(extracted, block + info + bytes([number]), _HASH)
        key += block
    return key[:length]
