"""A process that was sent the words of a sheet, or showed them, is replaced when its answer is out (decision 0130)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from threading import Timer
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from flask_login import current_user

from survey_app.processes import Line

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_WITH_WORDS = frozenset({"admin.sheets", "admin.open_", "admin.close"})
_WITHOUT_WORDS = frozenset({"csrf_token", "fingerprint", "instead_of", "typed"})
_OF_A_STRANGER = 600.0
"""Seconds that a process lives at least when somebody who is not logged in sends words: as long as what it counts."""


class Renewal:
    """Wraps a WSGI application. `line` is there when a server of ours runs it; no other is asked anything."""

    def __init__(self, app: Flask, line: Line) -> None:
        self._application: WSGIApplication = app.wsgi_app
        self._line = line
        self._began = time.monotonic()
        self._is_going = False
        app.after_request(self._look)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request; of a process that goes, the connection ends with it."""

        def start(status: str, headers: list[tuple[str, str]], *exc_info: object) -> Callable[[bytes], object]:
            added = [*headers, ("Connection", "close")] if self._is_going else headers
            return start_response(status, added, *exc_info)  # type: ignore[arg-type]  # passed on as it came

        return self._application(environ, start)

    def _look(self, response: Response) -> Response:
        if request.method == "POST" and request.endpoint in _WITH_WORDS and _holds_words():
            age = time.monotonic() - self._began
            wait = 0.0 if current_user.is_authenticated else max(_OF_A_STRANGER - age, 0.0)
            response.call_on_close(lambda: self._go_in(wait))
        return response

    def _go_in(self, seconds: float) -> None:
        later = Timer(seconds, self._go)
        later.daemon = True
        later.start()

    def _go(self) -> None:
        if not self._is_going:
            self._is_going = True
            self._line.ask()


def _holds_words() -> bool:
    """Whether the answer shows words, or something was typed where words are asked."""
    typed = (text for name, text in request.form.items() if name not in _WITHOUT_WORDS)
    return request.endpoint == "admin.sheets" or any(typed)
