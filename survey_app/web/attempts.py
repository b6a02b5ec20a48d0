"""How often something secret may be tried. What is right is never counted, held up or refused, but for four words."""

import hashlib
import secrets
import time
from collections.abc import Callable
from ipaddress import IPv4Address, ip_network
from threading import Lock

from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from survey_app.web.network import Address

Pause = Callable[[float], None]
_DELAY = 1.0

_CODES_OF_AN_ADDRESS, _CODES_IN_ALL = RateLimitItemPerMinute(10, 10), RateLimitItemPerSecond(20)
_PASSWORDS_UNDER_A_NAME = RateLimitItemPerMinute(5, 10)
_PASSWORDS_OF_AN_ADDRESS = RateLimitItemPerMinute(30, 60)
"""Under whatever names."""

_WORDS_OF_A_DRAFT = RateLimitItemPerMinute(10, 10)
_IPV6_HOUSEHOLD = 56


class _Limiter:
    """Counts in memory, under hashes with a salt that lives as long as this process.

    One answer at a time is delayed, so that an attacker keeps at most one thread busy and what is right finds another.
    """

    def __init__(self, pause: Pause = time.sleep) -> None:
        self._salt = secrets.token_bytes(16)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._pause, self._delaying = pause, Lock()

    def _allows(self, limit: RateLimitItem, whose: bytes) -> bool:
        """Count one; False when there were too many already."""
        return self._limiter.hit(limit, self._key(whose))

    def _delay(self) -> None:
        """Wait a second, unless another answer does already."""
        if self._delaying.acquire(blocking=False):
            try:
                self._pause(_DELAY)
            finally:
                self._delaying.release()

    def _key(self, whose: bytes) -> str:
        return hashlib.blake2b(whose, key=self._salt, digest_size=16).hexdigest()


class WrongCodes(_Limiter):
    """Codes that nobody has."""

    def count(self, address: Address | None) -> bool:
        """Count one, later when there are many from all sides; False when this address had too many already."""
        if not self._allows(_CODES_IN_ALL, b"everybody"):
            self._delay()
        return self._allows(_CODES_OF_AN_ADDRESS, _household(address).encode())


class WrongPasswords(_Limiter):
    """Passwords of administrators."""

    def count(self, name: str, address: str) -> bool:
        """Count one; False, and later, when this address had too many."""
        limits = {_PASSWORDS_UNDER_A_NAME: f"{name}\n{address}", _PASSWORDS_OF_AN_ADDRESS: address}
        allowed = [self._allows(limit, whose.encode()) for limit, whose in limits.items()]
        if not all(allowed):
            self._delay()
        return all(allowed)


class WordAttempts(_Limiter):
    """Four words, asked for or typed, for one draft. Starting again is never held up.

    Right words count too: what is limited is also the work of trying them, which is heavy on purpose.
    """

    def ask(self, receipt: bytes) -> bool:
        """Count one asking; False when there were too many already."""
        return self._allows(_WORDS_OF_A_DRAFT, b"asked" + receipt)

    def type_in(self, receipt: bytes) -> bool:
        """Count one typing; False when there were too many already."""
        return self._allows(_WORDS_OF_A_DRAFT, b"typed" + receipt)


def _household(address: Address | None) -> str:
    """Where a household lives on the internet."""
    if address is None or isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, _IPV6_HOUSEHOLD), strict=False))
