"""Passwords of administrators: hashed with argon2id, long enough, and random where we make them."""

import secrets
from enum import StrEnum
from functools import cached_property
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from survey_app.questionnaire.normal_form import normalise
from survey_app.refusal import Refusal

MINIMUM_LENGTH = 12
MAXIMUM_LENGTH = 200
_LEAST_DIFFERENT = 5
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 5


class Weakness(StrEnum):
    """What can be wrong with a chosen password."""

    TOO_SHORT = f"it needs at least {MINIMUM_LENGTH} characters"
    TOO_LONG = f"it can have at most {MAXIMUM_LENGTH} characters"
    HOLDS_NAME = "it may not hold the name of the administrator"
    TOO_EVEN = f"it needs at least {_LEAST_DIFFERENT} different characters"


class WeakPassword(Refusal, says="this password cannot be used: {}"):
    """A chosen password breaks the policy; says which rule, never the password."""


def check_password(name: str, password: str) -> None:
    """Raise WeakPassword when the policy does not allow this password for this administrator."""
    weakness = find_weakness(name, password)
    if weakness is not None:
        raise WeakPassword(weakness)


def find_weakness(name: str, password: str) -> Weakness | None:
    """The first rule that is broken, or None. Length counts more than kinds of symbols, so those are not asked."""
    if len(password) < MINIMUM_LENGTH:
        return Weakness.TOO_SHORT
    if len(password) > MAXIMUM_LENGTH:
        return Weakness.TOO_LONG
    if name.casefold() in password.casefold():
        return Weakness.HOLDS_NAME
    return Weakness.TOO_EVEN if len(set(password)) < _LEAST_DIFFERENT else None


def make_password() -> str:
    """A random password of 99 bits, in groups and without look-alikes, so that it can be read out and typed over."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(_GROUP)) for _ in range(_GROUPS))


class Passwords:
    """Hashes passwords, and tells whether one is right without telling whether a name exists.

    One at a time: each takes 64 MiB, and half a processor would be left to nobody if strangers tried many at once.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._one_at_a_time = Lock()

    def hash(self, password: str) -> str:
        """What is kept of a password: argon2id with its own salt."""
        with self._one_at_a_time:
            return self._hasher.hash(_as_typed_anywhere(password))

    def is_right(self, kept: str | None, password: str) -> bool:
        """Whether this password was kept so; for a name that is not there (`None`) the same work, then no."""
        nobody = self._nobody
        typed = _as_typed_anywhere(password[: MAXIMUM_LENGTH + 1])
        try:
            with self._one_at_a_time:
                return self._hasher.verify(kept or nobody, typed) and kept is not None
        except (VerifyMismatchError, InvalidHashError):
            return False

    @cached_property
    def _nobody(self) -> str:
        """The hash of a password that nobody knows."""
        return self._hasher.hash(make_password())


def _as_typed_anywhere(password: str) -> str:
    """The same characters from every keyboard and system (Unicode NFKC)."""
    return normalise("NFKC", password)
