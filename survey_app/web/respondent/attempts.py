"""How often a code may be typed that nobody has. A right code is never counted, held up or refused."""

from __future__ import annotations

import hashlib
import secrets
import time
from ipaddress import IPv4Address, ip_network

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from survey_app.web.network import Address
from survey_app.web.slow_answer import Pause, SlowAnswer

_OF_ONE_ADDRESS = RateLimitItemPerMinute(10, 10)
_IN_ALL = RateLimitItemPerSecond(20)
_EVERYBODY = "everybody"
_IPV6_HOUSEHOLD = 56


class WrongCodes:
    """Counts wrong codes in memory, under hashes with a salt that lives as long as this process.

    One answer at a time is delayed, so that an attacker keeps at most one thread busy and a right code finds another.
    """

    def __init__(self, pause: Pause = time.sleep) -> None:
        self._salt = secrets.token_bytes(16)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._slow_answer = SlowAnswer(pause)

    def count(self, address: Address | None) -> bool:
        """Count one, later when there are many from all sides; False when this address had too many already."""
        if not self._limiter.hit(_IN_ALL, _EVERYBODY):
            self._slow_answer.delay()
        return self._limiter.hit(_OF_ONE_ADDRESS, self._key(address))

    def _key(self, address: Address | None) -> str:
        """Where a household lives on the internet, unrecognisable."""
        place = str(address)
        if address is not None and not isinstance(address, IPv4Address):
            place = str(ip_network((address, _IPV6_HOUSEHOLD), strict=False))
        return hashlib.blake2b(place.encode(), key=self._salt, digest_size=16).hexdigest()
