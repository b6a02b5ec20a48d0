"""How often one address may type a code that nobody has. A right code is never held up."""

from __future__ import annotations

import hashlib
import secrets
from ipaddress import IPv4Address, ip_network

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from survey_app.web.network import Address

_WRONG_CODES = RateLimitItemPerMinute(10, 10)
_IPV6_HOUSEHOLD = 56


class WrongCodes:
    """Counts wrong codes in memory, under hashes with a salt that lives as long as this process."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(16)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count(self, address: Address | None) -> bool:
        """Count one; False when there were too many already."""
        return self._limiter.hit(_WRONG_CODES, self._key(address))

    def _key(self, address: Address | None) -> str:
        """Where a household lives on the internet, unrecognisable."""
        place = str(address)
        if address is not None and not isinstance(address, IPv4Address):
            place = str(ip_network((address, _IPV6_HOUSEHOLD), strict=False))
        return hashlib.blake2b(place.encode(), key=self._salt, digest_size=16).hexdigest()
