"""A browser that was left alone: after a time of nothing, answers are shown only to who types the code again.

When it was used last stands in the encrypted cookie that goes with the browser, in steps of five minutes, and nowhere
else. What a form sends after that time is kept all the same: keeping shows nothing.
"""

from __future__ import annotations

from flask import current_app, session

from survey_app.fieldwork.ports import Clock

MINUTES = 20
"""As respondents are told. Never before; at the latest one step later."""

WATCH = "peilstok_watch"
_SEEN = "seen"
_STEP = 5


class LeftAlone(Exception):
    """Nothing was done in this browser for a while."""

    def __init__(self) -> None:
        super().__init__(f"nothing was done in this browser for {MINUTES} minutes")


class Watch:
    """Tells how long nothing was done in this browser."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def is_left_alone(self) -> bool:
        """Whether nothing was done for so long that answers are not shown."""
        seen = session.get(_SEEN)
        return not isinstance(seen, int) or (self._now() - seen - 1) * _STEP >= MINUTES

    def note(self) -> None:
        """Note that something is done now; once a step, for each time is another cookie."""
        if session.get(_SEEN) != self._now():
            session[_SEEN] = self._now()

    def _now(self) -> int:
        return int(self.clock().timestamp()) // (_STEP * 60)


def is_left_alone() -> bool:
    """Whether this browser was left alone."""
    return _watch().is_left_alone()


def stay() -> None:
    """Go on, and note that something is done; raises LeftAlone."""
    if is_left_alone():
        raise LeftAlone
    note_use()


def note_use() -> None:
    """From now on it counts as used."""
    _watch().note()


def _watch() -> Watch:
    found: Watch = current_app.extensions[WATCH]
    return found
