"""Administrators, what they may do and what they did: what fieldwork asks of a store about the people who log in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from survey_app.refusal import Overtaken, Refusal


class Role(StrEnum):
    """Fieldwork (waves, administrators), research (results, exports), or looking at waves and response only.

    Contact reads and exports what respondents left at the contact desk, and sees no results. A reader of studies sees
    the results of those, and nothing else (decision 0231).
    """

    FIELDWORK = "beheerder"
    RESEARCH = "onderzoeker"
    READER = "lezer"
    CONTACT = "contactpersoon"


Roles = frozenset[Role]
ALL_ROLES: Roles = frozenset(Role)


@dataclass(frozen=True)
class Administrator:
    """Somebody who logs in. `sessions_ended` is raised whenever every session that is under way must end.

    `studies` are the ids, with commas between, of the studies that a reader is tied to; empty of everybody else.
    """

    name: str
    password_hash: str
    role: str
    active: bool = True
    sessions_ended: int = 0
    studies: str = ""


class Administrators(Protocol):
    """Administrators by name."""

    def add(self, administrator: Administrator) -> None:
        """Keep a new one; raises AdministratorExists."""

    def find(self, name: str) -> Administrator | None:
        """The administrator, or None."""

    def hold(self) -> None:
        """Until the transaction ends nobody else changes an administrator, or counts a refused log-in."""

    def save(self, administrator: Administrator) -> None:
        """Replace what is kept of this one, if there is one."""

    def all(self) -> list[Administrator]:
        """Every administrator, by name."""


@dataclass(frozen=True)
class AuditEntry:
    """One act of an administrator; never anything of a respondent."""

    at: datetime
    administrator: str
    act: str
    subject: str


class AuditLog(Protocol):
    """What administrators did, in order; append only, but for numbers that grow."""

    def append(self, entry: AuditEntry) -> None:
        """Write it down."""

    def latest(self, number: int) -> list[AuditEntry]:
        """The most recent acts, newest first."""

    def count(self, entry: AuditEntry, since: datetime) -> None:
        """Write it down with a number before the act: 1, or one more in the line of the same since then."""


class AdministratorExists(
    Overtaken, says='administrator {}: exists already; "peilstok admin reset" gives a new password'
):
    """There is an administrator with this name already."""


class UnknownRole(Refusal):
    """A word that is no role."""

    def __init__(self, word: str) -> None:
        super().__init__(f"role {word!r}: unknown; known: {', '.join(Role)} (more than one with commas between)")


def roles_to_text(roles: Iterable[Role]) -> str:
    """The roles in their fixed order with commas between: one text for one set."""
    chosen = set(roles)
    return ",".join(role for role in Role if role in chosen)


def roles_from_text(text: str) -> Roles:
    """The roles that a text names, at least one; raises UnknownRole."""
    return frozenset(_role(word.strip()) for word in text.split(","))


def studies_to_text(studies: Iterable[str]) -> str:
    """Their ids in order of the alphabet with commas between: one text for one set."""
    return ",".join(sorted(set(studies)))


def studies_from_text(text: str) -> frozenset[str]:
    """The ids that a text names, if any."""
    return frozenset(filter(None, text.split(",")))


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError as error:
        raise UnknownRole(word) from error
