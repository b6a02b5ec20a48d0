"""Administrators and what they did: what fieldwork asks of a store about the people who log in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from survey_app.refusal import Overtaken


@dataclass(frozen=True)
class Administrator:
    """Somebody who logs in. `sessions_ended` is raised whenever every session that is under way must end."""

    name: str
    password_hash: str
    role: str
    active: bool = True
    sessions_ended: int = 0


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


class AdministratorExists(Overtaken):
    """There is an administrator with this name already."""

    def __init__(self, name: str) -> None:
        super().__init__(f'administrator {name}: exists already; "peilstok admin reset" gives a new password')
