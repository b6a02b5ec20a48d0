"""A browser that was left alone: after a time of nothing, answers are shown only to who types the code again.

When it was used last stands in the encrypted cookie that goes with the browser, in steps of five minutes (of one on a
tablet for everybody), and nowhere else. What a form sends after that time is kept all the same: keeping shows nothing.
"""

from flask import current_app, session

from survey_app.fieldwork.ports import Clock
from survey_app.web.respondent.ended import is_alone, say_alone
from survey_app.web.respondent.tablet import on_tablet

MINUTES = 20
"""As respondents are told. Never before; at the latest one step later."""

ON_TABLET = 3
"""The same on a tablet for everybody, which by itself has asked and wiped by then (js/tablet.js)."""

WATCH = "peilstok_watch"
"""Where the application keeps the clock that tells so."""

_SEEN = "seen"
_STEP = 5
_STEP_ON_TABLET = 1


class LeftAlone(Exception):
    """Nothing was done in this browser for a while."""


def is_left_alone() -> bool:
    """Whether nothing was done in this browser for so long that answers are not shown."""
    seen = session.get(_SEEN)
    return is_alone() or not isinstance(seen, int) or _now() - seen - _step() >= minutes()


def minutes() -> int:
    """After how much of nothing answers are not shown in this browser."""
    return ON_TABLET if on_tablet() else MINUTES


def stay() -> None:
    """Go on, and note that something is done; raises LeftAlone."""
    if is_left_alone():
        raise LeftAlone(f"nothing was done in this browser for {minutes()} minutes")
    note_use()


def note_use() -> None:
    """From now on it counts as used; noted once a step, for each time is another cookie."""
    now = _now()
    if session.get(_SEEN) != now:
        session[_SEEN] = now


def note_work() -> None:
    """The same for who types on one page for long; not for who comes to one that was left alone."""
    if not is_left_alone():
        note_use()


def leave_alone() -> None:
    """From now on it counts as left alone: whoever goes on types the code again."""
    session.pop(_SEEN, None)
    say_alone()


def _now() -> int:
    """Minutes, in whole steps."""
    clock: Clock = current_app.extensions[WATCH]
    whole = int(clock().timestamp()) // 60
    return whole - whole % _step()


def _step() -> int:
    return _STEP_ON_TABLET if on_tablet() else _STEP
