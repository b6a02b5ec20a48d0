"""Who is logged in: the session of an administrator, and when it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Flask, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from survey_app.fieldwork.administration import note_refused
from survey_app.fieldwork.administrators import Administrator, Role, Roles, roles_from_text, studies_from_text
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import Store, utc_now
from survey_app.web.admin.equipment import equipment, furnish
from survey_app.web.admin.language_choice import CHOSEN
from survey_app.web.admin.recent_results import RecentResults
from survey_app.web.network import client
from survey_app.web.stores import installation, keep
from survey_app.web.translation import gettext as _

_IDLE_LIMIT, _LIMIT = timedelta(hours=8), timedelta(hours=12)
_BEGUN, _SEEN = "admin_begun", "admin_seen"
_STEP = timedelta(minutes=5)


@dataclass(frozen=True)
class LoggedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no types
    """The administrator of this request, as Flask-Login wants to see one.

    `studies` are those that a reader is tied to, who sees their results and nothing else.
    """

    name: str
    roles: Roles
    sessions_ended: int
    studies: frozenset[str] = frozenset()

    def get_id(self) -> str:
        """What the session keeps: with how many were ended before it, so that it ends with the next."""
        return f"{self.sessions_ended}.{self.name}"

    def may(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)

    def may_read(self, study: str) -> bool:
        """Whether results of this study may be seen, by somebody who may see results at all."""
        return not self.studies or study in self.studies


def logged_in(administrator: Administrator) -> LoggedIn:
    """The face of a stored administrator."""
    roles, studies = roles_from_text(administrator.role), studies_from_text(administrator.studies)
    return LoggedIn(administrator.name, roles, administrator.sessions_ended, studies)


def init_login(app: Flask) -> None:
    """Teach the application to recognise administrators. Respondents' pages never ask who is logged in."""
    furnish(app, Passwords(), utc_now)
    keep(app, RecentResults())
    manager = LoginManager()
    manager.session_protection = None
    manager.user_loader(_recognise)
    manager.init_app(app, add_context_processor=False)


def find_administrator(store: Store, passwords: Passwords, name: str, password: str) -> Administrator | None:
    """The active administrator with this name and password; None costs the same work whatever is wrong."""
    known = store.administrators.find(name)
    is_right = passwords.is_right(known.password_hash if known else None, password)
    return known if known and known.active and is_right else None


def count_wrong(name: str) -> bool:
    """Log that a password was wrong; False, and later, when this address had too many."""
    with installation().stores.writing() as store:
        note_refused(store, name, equipment().clock())
    return equipment().wrong_passwords.count(name, str(client()))


def begin_session(administrator: Administrator) -> None:
    """Start a session of which nothing was known before the log-in."""
    end_session()
    login_user(logged_in(administrator))
    session[_BEGUN] = session[_SEEN] = int(equipment().clock().timestamp())


def end_session() -> None:
    """Leave nothing of an administrator behind but the language."""
    logout_user()
    kept = {CHOSEN: session[CHOSEN]} if CHOSEN in session else {}
    session.clear()
    session.update(kept)


def find_end() -> str | None:
    """Why the session is over, in words; if it goes on, note, in steps of five minutes, that something was asked."""
    now = equipment().clock()
    lasted, idle = (now - datetime.fromtimestamp(session.get(key, 0), now.tzinfo) for key in (_BEGUN, _SEEN))
    if idle > _IDLE_LIMIT:
        return _("U was acht uur lang niet actief. Log opnieuw in.")
    if lasted > _LIMIT:
        return _("U bent twaalf uur geleden ingelogd. Log opnieuw in.")
    if idle > _STEP:
        session[_SEEN] = int(now.timestamp())
    return None


def find_name() -> str | None:
    """Whose session it is, or was; None when nobody logged in here."""
    kept: str | None = session.get("_user_id")
    return kept.partition(".")[2] if kept else None


def _recognise(kept: str) -> LoggedIn | None:
    sessions_ended, _dot, name = kept.partition(".")
    with installation().stores.reading() as store:
        administrator = store.administrators.find(name)
    if administrator is None or not administrator.active:
        return None
    user = logged_in(administrator)
    return user if sessions_ended == str(user.sessions_ended) else None
