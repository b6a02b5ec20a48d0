"""A browser that was left alone: after a time of nothing, answers are shown only to who types the code again.

When it was used last stands in the encrypted cookie that goes with the browser, in steps of five minutes, and nowhere
else. What a form sends after that time is kept all the same: keeping shows nothing.
"""

from flask import current_app, session

from survey_app.fieldwork.ports import Clock

MINUTES = 20
"""As respondents are told. Never before; at the latest one step later."""

WATCH = "peilstok_watch"
"""Where the application keeps the clock that tells so."""

_SEEN = "seen"
_STEP = 5


class LeftAlone(Exception):
    """Nothing was done in this browser for a while."""


def is_left_alone() -> bool:
    """Whether nothing was done in this browser for so long that answers are not shown."""
    seen = session.get(_SEEN)
    return not isinstance(seen, int) or (_now() - seen - 1) * _STEP >= MINUTES


def stay() -> None:
    """Go on, and note that something is done; raises LeftAlone."""
    if is_left_alone():
        raise LeftAlone(f"nothing was done in this browser for {MINUTES} minutes")
    note_use()


def note_use() -> None:
    """From now on it counts as used; noted once a step, for each time is another cookie."""
    now = _now()
    if session.get(_SEEN) != now:
        session[_SEEN] = now


def _now() -> int:
    clock: Clock = current_app.extensions[WATCH]
    return int(clock().timestamp()) // (_STEP * 60)
