"""A process that was sent the words of a sheet, or showed them, is replaced when its answer is out (decision 0130)."""

import time
from collections.abc import Callable
from threading import Timer

from flask import Flask, Response, request
from flask_login import current_user

_WITH_WORDS = frozenset({"admin.sheets", "admin.open_", "admin.close"})
_WITHOUT_WORDS = frozenset({"csrf_token", "fingerprint", "instead_of", "typed"})
_OF_A_STRANGER = 600.0
"""Seconds that a process lives at least when somebody who is not logged in sends words: as long as what it counts."""


class Renewal:
    """Looks at every request of an application; `ask` has this process replaced."""

    def __init__(self, app: Flask, ask: Callable[[], None]) -> None:
        self._ask = ask
        self._began = time.monotonic()
        self._is_going = False
        app.after_request(self._look)

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
            self._ask()


def _holds_words() -> bool:
    """Whether the answer shows words, or something was typed where words are asked."""
    typed = (text for name, text in request.form.items() if name not in _WITHOUT_WORDS)
    return request.endpoint == "admin.sheets" or any(typed)
