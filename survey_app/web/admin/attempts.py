"""How often a wrong password may be typed. A right one is never counted, held up or refused."""

from __future__ import annotations

import hashlib
import secrets
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from survey_app.web.slow_answer import Pause, SlowAnswer

_UNDER_A_NAME = RateLimitItemPerMinute(5, 10)
_OF_AN_ADDRESS = RateLimitItemPerMinute(30, 60)
"""Under whatever names."""


class WrongPasswords:
    """Counts wrong passwords in memory, under hashes with a salt that lives as long as this process."""

    def __init__(self, pause: Pause = time.sleep) -> None:
        self._salt = secrets.token_bytes(16)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._slow_answer = SlowAnswer(pause)

    def count(self, name: str, address: str) -> bool:
        """Count one; False, and later, when this address had too many."""
        allowed = [
            self._limiter.hit(_UNDER_A_NAME, self._key(f"{name}\n{address}")),
            self._limiter.hit(_OF_AN_ADDRESS, self._key(address)),
        ]
        if not all(allowed):
            self._slow_answer.delay()
        return all(allowed)

    def _key(self, text: str) -> str:
        return hashlib.blake2b(text.encode(), key=self._salt, digest_size=16).hexdigest()
