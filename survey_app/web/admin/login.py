"""Who is logged in: the session of an administrator, and when it ends."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, session
from flask_login import LoginManager, login_user, logout_user

from survey_app.fieldwork.clock import utc_now
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import Administrator, Store
from survey_app.fieldwork.roles import Role, Roles, roles_from_text
from survey_app.web.admin.desk import desk, furnish
from survey_app.web.admin.language_choice import CHOSEN
from survey_app.web.session import DONE
from survey_app.web.stores import installation

IDLE_LIMIT = timedelta(hours=8)
_SEEN = "admin_seen"
_STEP = timedelta(minutes=5)


@dataclass(frozen=True)
class LoggedIn:
    """The administrator of this request, as Flask-Login wants to see one."""

    name: str
    roles: Roles
    stamp: str
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the session keeps: with a stamp of the password, so that a new password ends every old session."""
        return f"{self.stamp}.{self.name}"

    def may(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)


def logged_in(administrator: Administrator) -> LoggedIn:
    """The face of a stored administrator."""
    stamp = hashlib.sha256(administrator.password_hash.encode()).hexdigest()[:16]
    return LoggedIn(administrator.name, roles_from_text(administrator.role), stamp)


def init_login(app: Flask) -> None:
    """Teach the application to recognise administrators. Respondents' pages never ask who is logged in."""
    furnish(app, Passwords(), utc_now)
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_recognise)
    manager.init_app(app, add_context_processor=False)


def find_administrator(store: Store, passwords: Passwords, name: str, password: str) -> Administrator | None:
    """The active administrator with this name and password; None costs the same work whatever is wrong."""
    found = store.administrators.find(name)
    is_right = passwords.is_right(found.password_hash if found else None, password)
    return found if found and found.active and is_right else None


def begin_session(administrator: Administrator) -> None:
    """Start a session of which nothing was known before the log-in."""
    end_session()
    login_user(logged_in(administrator))
    session[_SEEN] = int(desk().clock().timestamp())


def end_session() -> None:
    """Leave nothing of an administrator behind but the language.

    Which open questionnaires this browser answered is not theirs, and stays too.
    """
    logout_user()
    kept = {key: session[key] for key in (DONE, CHOSEN) if key in session}
    session.clear()
    session.update(kept)


def is_idle_too_long() -> bool:
    """Whether nothing was asked for eight hours; if not, note, in steps of five minutes, that something was."""
    now = desk().clock()
    idle = now - datetime.fromtimestamp(session.get(_SEEN, 0), now.tzinfo)
    if idle > IDLE_LIMIT:
        return True
    if idle > _STEP:
        session[_SEEN] = int(now.timestamp())
    return False


def _recognise(kept: str) -> LoggedIn | None:
    stamp, _, name = kept.partition(".")
    with installation().stores.reading() as store:
        found = store.administrators.find(name)
    if found is None or not found.active:
        return None
    user = logged_in(found)
    return user if user.stamp == stamp else None
