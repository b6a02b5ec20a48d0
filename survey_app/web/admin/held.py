"""What somebody typed when the session was over: held in the log-in page, and sent once they are back in."""

import re
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import MultiDict

from survey_app.web.form_token import TOKEN_FIELD

_OWN = re.compile(r"/beheer(?:/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)*/?(?:\?[A-Za-z0-9_=&.%/-]*)?")
_FIELD, _PATH, _NAME = "held.", "held-path", "held-name"
NEVER_HELD = frozenset({TOKEN_FIELD, "password", "current", "new", "again", "first", "second", "third"})
"""Passwords and the words of sheets stand in no page; they are typed again."""


@dataclass(frozen=True)
class Held:
    """A form of this administrator, and where it was sent."""

    name: str
    path: str
    typed: tuple[tuple[str, str], ...]

    def fields(self) -> list[tuple[str, str]]:
        """All of it as hidden fields of the log-in page."""
        return [(_NAME, self.name), (_PATH, self.path), *((f"{_FIELD}{field}", value) for field, value in self.typed)]


def held_now(name: str) -> Held | None:
    """What this request brings; None when nothing was typed."""
    typed = tuple((field, value) for field, value in request.form.items(multi=True) if field not in NEVER_HELD)
    return Held(name, request.full_path.rstrip("?"), typed) if typed else None


def held_in(form: MultiDict[str, str]) -> Held | None:
    """What a log-in page brings back; None when it holds nothing, or what could not have come from us."""
    path = own_path(form.get(_PATH))
    sent = form.items(multi=True)
    typed = tuple((field.removeprefix(_FIELD), value) for field, value in sent if field.startswith(_FIELD))
    return Held(form.get(_NAME, ""), path, typed) if path and typed else None


def own_path(asked: str | None) -> str | None:
    """The address if it is one under /beheer; None for all else, other hosts and tricks with slashes included."""
    return asked if asked and _OWN.fullmatch(asked) else None
