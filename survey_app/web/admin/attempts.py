"""Wrong log-ins: the first few are free, after that each one makes the next wait longer."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from survey_app.fieldwork.clock import Clock

FIRST_WAIT = timedelta(seconds=30)
_FORGOTTEN_AFTER = timedelta(hours=1)
_ROOM = 10_000


class MustWait(Exception):
    """Too many wrong tries; says how long to wait, never whether the name exists."""

    def __init__(self, wait: timedelta) -> None:
        self.minutes = max(1, -(-int(wait.total_seconds()) // 60))
        super().__init__(f"too many wrong log-ins: wait {self.minutes} minutes")


@dataclass(frozen=True)
class _Limit:
    free: int
    longest_wait: timedelta


_OF_A_NAME = _Limit(5, timedelta(minutes=15))
_OF_AN_ADDRESS = _Limit(30, FIRST_WAIT)
"""Under whatever names, for a try costs the server much work; a short wait, for a town hall is one address."""


@dataclass(frozen=True)
class _Tries:
    number: int
    latest: datetime

    def wait_ends(self, limit: _Limit) -> datetime:
        """30 seconds after the last free try, then twice as long after each next one, to at most the longest wait."""
        over = self.number - limit.free
        if over < 0:
            return self.latest
        doublings = min(over, 10)
        return self.latest + min(FIRST_WAIT * (1 << doublings), limit.longest_wait)


class Attempts:
    """Tries per name and address, and per address, in memory only.

    The keys are salted hashes, so that memory tells no address.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._salt = secrets.token_bytes(32)
        self._tries: OrderedDict[bytes, _Tries] = OrderedDict()
        self._lock = Lock()

    def begin(self, name: str, address: str) -> None:
        """Count a try before it is judged, so that many at once gain nothing; raises MustWait."""
        now = self._clock()
        counted = ((self._key(name, address), _OF_A_NAME), (self._key("", address), _OF_AN_ADDRESS))
        with self._lock:
            for key, limit in counted:
                self._check(self._current(key, now), limit, now)
            for key, _limit in counted:
                self._count(key, now)

    def forgive(self, name: str, address: str) -> None:
        """Forget the tries under this name: the last one was right, and was none of those that count for all names."""
        key_of_all = self._key("", address)
        with self._lock:
            self._tries.pop(self._key(name, address), None)
            of_all = self._tries.get(key_of_all)
            if of_all:
                self._tries[key_of_all] = _Tries(of_all.number - 1, of_all.latest)

    @staticmethod
    def _check(tries: _Tries, limit: _Limit, now: datetime) -> None:
        wait_ends = tries.wait_ends(limit)
        if tries.number and wait_ends > now:
            raise MustWait(wait_ends - now)

    def _count(self, key: bytes, now: datetime) -> None:
        self._tries[key] = _Tries(self._current(key, now).number + 1, now)
        self._tries.move_to_end(key)
        while len(self._tries) > _ROOM:
            self._tries.popitem(last=False)

    def _current(self, key: bytes, now: datetime) -> _Tries:
        tries = self._tries.get(key)
        return tries if tries and now - tries.latest < _FORGOTTEN_AFTER else _Tries(0, now)

    def _key(self, name: str, address: str) -> bytes:
        return hmac.digest(self._salt, f"{name}\n{address}".encode(), hashlib.sha256)
