"""How often four words may be asked for, or typed, for one draft. Starting again is never held up."""

from __future__ import annotations

import hashlib
import secrets

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

_EACH = RateLimitItemPerMinute(10, 10)
_ASKED, _TYPED = "asked", "typed"


class WordAttempts:
    """Counts in memory, under hashes with a salt that lives as long as this process.

    Right words count too: what is limited is also the work of trying them, which is heavy on purpose.
    """

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def ask(self, receipt: bytes) -> bool:
        """Count one asking; False when there were too many already."""
        return self._limiter.hit(_EACH, _ASKED, self._key(receipt))

    def type_in(self, receipt: bytes) -> bool:
        """Count one typing; False when there were too many already."""
        return self._limiter.hit(_EACH, _TYPED, self._key(receipt))

    def _key(self, receipt: bytes) -> str:
        return hashlib.blake2b(receipt, key=self._salt, digest_size=16).hexdigest()
