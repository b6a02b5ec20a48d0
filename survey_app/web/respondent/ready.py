"""What is asked for most, answered before Flask is asked: a page that was made before, and a sending.

Either takes a cookie, a look at the database and little more; what Flask does around that takes longer. Only the plain
case is answered here. Everything else is for `pages`, which answers the plain case in the same way (decisions 0083 and
0107).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast

from werkzeug.utils import redirect

from survey_app.fieldwork.stores import Stores
from survey_app.fieldwork.submission import seal_answers
from survey_app.web.form_token import comes_from_here, has_own_token
from survey_app.web.respondent.contact_form import typed_contact
from survey_app.web.respondent.done import done_headers
from survey_app.web.respondent.idle import Watch
from survey_app.web.respondent.layout import page_layout
from survey_app.web.respondent.page import HTML, find_made_page
from survey_app.web.respondent.pages import HAS_NEW, OVERVIEW, THANKS
from survey_app.web.respondent.sitting import Sitting, sitting_of
from survey_app.web.respondent.visit import end_with_thanks, require_visit
from survey_app.web.session import FORM_TOKEN, Cookie, EncryptedSession
from survey_app.web.short_form import fields_of, read_short_body

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_BEFORE = "/vragenlijst/"
_MOST_DIGITS = 3
_TO_THANKS = redirect(THANKS, 303)
_THANKING = _TO_THANKS.get_data()


@dataclass(frozen=True)
class Answered:
    """What goes to the browser."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


class ReadyAnswers:
    """Wraps a WSGI application: answers what it can at once, and leaves the rest to the application."""

    def __init__(
        self, application: WSGIApplication, stores: Stores, sessions: EncryptedSession, cookie: Cookie, watch: Watch
    ) -> None:
        self._application = application
        self._stores = stores
        self._sessions = sessions
        self._cookie = cookie
        self._watch = watch

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The answer, or what the application answers."""
        answered = self._find_answer(environ)
        if answered is None:
            return self._application(environ, start_response)
        start_response(answered.status, answered.headers)
        return [answered.body]

    def _find_answer(self, environ: WSGIEnvironment) -> Answered | None:
        """None for whatever is not plain: the application looks again, and tells what is the matter."""
        if environ.get("QUERY_STRING") or environ.get("SCRIPT_NAME"):
            return None
        try:
            if environ["REQUEST_METHOD"] == "GET":
                position = _find_position(environ["PATH_INFO"])
                return None if position is None else self._page(environ, position)
            if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] == OVERVIEW:
                return self._send(environ)
        except Exception:  # noqa: BLE001 - what goes wrong here goes wrong there too, and is written down there
            return None
        return None

    def _page(self, environ: WSGIEnvironment, position: int) -> Answered | None:
        held = self._held(environ)
        if HAS_NEW in held or FORM_TOKEN not in held or self._watch.is_left_alone(held):
            return None
        sitting = self._sitting(held)
        layout = page_layout(sitting.wave, sitting.answers, position, from_review=False, has_new=False)
        page = find_made_page(layout, cast(str, held[FORM_TOKEN]), sitting.shown)  # as form_token wrote it
        if page is None:
            return None
        headers = [("Content-Type", HTML), ("Content-Length", str(len(page)))]
        if self._watch.note(held):
            headers.append(("Set-Cookie", self._sessions.write_header(held, self._cookie)))
        return Answered("200 OK", headers, page)

    def _send(self, environ: WSGIEnvironment) -> Answered | None:
        """Dropping comes last: once it is done, nothing here can send Flask to drop it again."""
        body = read_short_body(environ)
        if body is None:
            return None
        environ["wsgi.input"] = BytesIO(body)
        held, form = self._held(environ), dict(reversed(fields_of(body)))  # of each name the first counts
        if not (has_own_token(form, held) and comes_from_here(environ)):
            return None
        sitting = self._sitting(held)
        contact = typed_contact(sitting.wave, form)
        envelope = seal_answers(sitting.wave, sitting.visit.receipt, sitting.answers, contact=contact)
        end_with_thanks(held, sitting.visit, sitting.wave, twice=False)
        done = done_headers(sitting.wave, f"/m/{sitting.wave.id}", secure=self._cookie.secure)
        kept = ("Set-Cookie", self._sessions.write_header(held, self._cookie))
        self._stores.drop(envelope)
        return Answered(_TO_THANKS.status, [*_TO_THANKS.headers, *done, kept], _THANKING)

    def _held(self, environ: WSGIEnvironment) -> dict[str, object]:
        return self._sessions.find_held(environ.get("HTTP_COOKIE", ""), self._cookie.name) or {}

    def _sitting(self, held: dict[str, object]) -> Sitting:
        """Raises NotStarted, or what `sitting_of` raises."""
        visit = require_visit(held)
        with self._stores.reading() as store:
            standing = store.standing(visit.wave, visit.receipt)
        return sitting_of(visit, standing)


def _find_position(path: str) -> int | None:
    """Which page is asked for."""
    before, found, position = path.partition(_BEFORE)
    if before or not found or len(position) > _MOST_DIGITS or not (position.isascii() and position.isdigit()):
        return None
    return int(position)
