"""Administrators come, change and go; each act is written in the audit log in the same transaction.

Refused log-ins too: how many in an hour under each name, and never what was typed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from survey_app.fieldwork.administrators import (
    Administrator,
    AuditEntry,
    Role,
    Roles,
    roles_from_text,
    roles_to_text,
    studies_to_text,
)
from survey_app.fieldwork.passwords import Passwords, check_password, make_password
from survey_app.fieldwork.ports import Store
from survey_app.refusal import NotThere, Refusal, Saying

NOBODY_KNOWN = "?"
"""Who the log names where nobody knows who it was; no administrator can be called so."""

REFUSED = "refused at log-in"
REFUSED_UNKNOWN = "refused at log-in under unknown names"

_NAME = re.compile(r"[a-z0-9](?:[._-]?[a-z0-9]){1,39}")


class BadName(
    Refusal,
    says="administrator name {!r}: cannot be used; 2 to 40 lower-case letters and digits, "
    "with single dots, hyphens or underscores between",
):
    """A name that nobody can log in with."""


class NoSuchAdministrator(NotThere, says='administrator {}: no such administrator; "peilstok admin list" shows them'):
    """No administrator has this name."""


class OwnAccount(Saying, says="administrator {}: your own account cannot be switched off; ask another administrator"):
    """Somebody tried to switch off the account they are logged in with."""


class NobodyLeft(
    Refusal,
    says="administrator {}: the only one left with the role beheerder, and somebody must have it; "
    "give it to somebody else first",
):
    """Without this administrator nobody could let anybody in, or open or close a wave."""


class StudyOfAnother(Refusal, says="administrator {}: only somebody who is lezer and nothing else is tied to a study"):
    """Who has another role sees more than the results of a study."""


@dataclass(frozen=True)
class Act:
    """Who does something, and when: what the audit log wants to know."""

    who: str
    at: datetime


def read_name(typed: str) -> str:
    """The name as it is kept: lower case, no blanks around it; raises BadName."""
    name = typed.strip().casefold()
    if not _NAME.fullmatch(name):
        raise BadName(typed)
    return name


def add_administrator(
    store: Store,
    passwords: Passwords,
    name: str,
    roles: Roles,
    act: Act,
    password: str | None = None,
    studies: Collection[str] = (),
) -> str:
    """Keep a new administrator and return the password, made here if none was chosen.

    A reader of `studies` sees their results and nothing else. Raises AdministratorExists, BadName, StudyOfAnother or
    WeakPassword.
    """
    name = read_name(name)
    _check_studies(name, roles, studies)
    password = _allowed_password(name, password)
    added = Administrator(name, passwords.hash(password), roles_to_text(roles), studies=studies_to_text(studies))
    store.administrators.add(added)
    store.audit.append(AuditEntry(act.at, act.who, "administrator added", f"{name} ({told_role(added)})"))
    return password


def reset_password(store: Store, passwords: Passwords, name: str, act: Act, password: str | None = None) -> str:
    """Give an administrator a new password, and access again; every session under the old one ends."""
    administrator = _hold(store, name)
    password = _allowed_password(administrator.name, password)
    _save(store, replace(administrator, password_hash=passwords.hash(password), active=True))
    store.audit.append(AuditEntry(act.at, act.who, "password reset", administrator.name))
    return password


def change_password(store: Store, passwords: Passwords, name: str, act: Act, password: str) -> Administrator:
    """Give an administrator who is logged in the password they chose; somebody without access stays without."""
    administrator = _hold(store, name)
    password = _allowed_password(administrator.name, password)
    changed = _save(store, replace(administrator, password_hash=passwords.hash(password)))
    store.audit.append(AuditEntry(act.at, act.who, "password reset", administrator.name))
    return changed


def change_roles(store: Store, name: str, roles: Roles, act: Act, studies: Collection[str] = ()) -> Administrator:
    """Let an administrator do this and nothing else from now on. Raises NobodyLeft or StudyOfAnother."""
    administrator = _hold(store, name)
    _check_studies(administrator.name, roles, studies)
    changed = _save(store, replace(administrator, role=roles_to_text(roles), studies=studies_to_text(studies)))
    store.audit.append(AuditEntry(act.at, act.who, "role changed", f"{changed.name} ({told_role(changed)})"))
    return changed


def deactivate(store: Store, name: str, act: Act) -> None:
    """Take an administrator's access away; name and acts stay, for the log. Raises OwnAccount or NobodyLeft."""
    administrator = _hold(store, name)
    if administrator.name == act.who:
        raise OwnAccount(name)
    _save(store, replace(administrator, active=False))
    store.audit.append(AuditEntry(act.at, act.who, "administrator deactivated", administrator.name))


def activate(store: Store, name: str, act: Act) -> None:
    """Give an administrator access again, under the password there was."""
    administrator = _hold(store, name)
    _save(store, replace(administrator, active=True))
    store.audit.append(AuditEntry(act.at, act.who, "administrator activated", administrator.name))


def end_sessions(store: Store, name: str) -> None:
    """End every session of an administrator, wherever it is."""
    _save(store, _hold(store, name))


def note_refused(store: Store, name: str, at: datetime) -> None:
    """Count one refusal in the line of this hour, so that a stranger makes one line an hour for each name at most.

    All names that nobody has share a line: people type passwords where the name belongs.
    """
    store.administrators.hold()
    administrator = store.administrators.find(name)
    act, subject = (REFUSED, administrator.name) if administrator else (REFUSED_UNKNOWN, "")
    hour = at.replace(minute=0, second=0, microsecond=0)
    store.audit.count(AuditEntry(at, NOBODY_KNOWN, act, subject), hour)


def told_role(administrator: Administrator) -> str:
    """The roles as they are kept, and the studies that a reader is tied to, as in: lezer: kernen."""
    return f"{administrator.role}: {administrator.studies}" if administrator.studies else administrator.role


def get_administrator(store: Store, name: str) -> Administrator:
    """The administrator; raises NoSuchAdministrator."""
    administrator = store.administrators.find(name.strip().casefold())
    if administrator is None:
        raise NoSuchAdministrator(name)
    return administrator


def _check_studies(name: str, roles: Roles, studies: Collection[str]) -> None:
    if studies and roles != {Role.READER}:
        raise StudyOfAnother(name)


def _hold(store: Store, name: str) -> Administrator:
    """The administrator as they are now and stay until the transaction ends; raises NoSuchAdministrator."""
    store.administrators.hold()
    return get_administrator(store, name)


def _save(store: Store, changed: Administrator) -> Administrator:
    """Keep what changed, which ends every session, for a session stands for what was true when it began."""
    changed = replace(changed, sessions_ended=changed.sessions_ended + 1)
    kept = {administrator.name: administrator for administrator in store.administrators.all()}
    after = kept | {changed.name: changed}
    if any(map(_lets_in, kept.values())) and not any(map(_lets_in, after.values())):
        raise NobodyLeft(changed.name)
    store.administrators.save(changed)
    return changed


def _lets_in(administrator: Administrator) -> bool:
    return administrator.active and Role.FIELDWORK in roles_from_text(administrator.role)


def _allowed_password(name: str, chosen: str | None) -> str:
    if chosen is None:
        return make_password()
    check_password(name, chosen)
    return chosen
