"""The page that is asked for most, filled in before Flask is asked.

Showing a page of a questionnaire that was made before takes a cookie, a look at the database and a page to fill in;
what Flask does around that takes longer. Only the plain case is answered here. Everything else is for
`pages.show_page`, which answers the plain case in the same way (decision 0083).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from survey_app.fieldwork.stores import Stores
from survey_app.web.respondent.layout import page_layout
from survey_app.web.respondent.page import HTML, find_made_page
from survey_app.web.respondent.pages import HAS_NEW
from survey_app.web.respondent.sitting import sitting_of
from survey_app.web.respondent.visit import visit_in
from survey_app.web.session import FORM_TOKEN, EncryptedSession

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_BEFORE = "/vragenlijst/"
_MOST_DIGITS = 3


class ReadyPages:
    """Wraps a WSGI application: answers what it can at once, and leaves the rest to the application."""

    def __init__(self, application: WSGIApplication, stores: Stores, sessions: EncryptedSession, cookie: str) -> None:
        self._application = application
        self._stores = stores
        self._sessions = sessions
        self._cookie = cookie

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """The page, or what the application answers."""
        position = _find_position(environ)
        page = None if position is None else self._find_page(environ, position)
        if page is None:
            return self._application(environ, start_response)
        start_response("200 OK", [("Content-Type", HTML), ("Content-Length", str(len(page)))])
        return [page]

    def _find_page(self, environ: WSGIEnvironment, position: int) -> bytes | None:
        """None for whatever is not plain: the application looks again, and tells what is the matter."""
        try:
            return self._page(environ, position)
        except Exception:  # noqa: BLE001 - what goes wrong here goes wrong there too, and is written down there
            return None

    def _page(self, environ: WSGIEnvironment, position: int) -> bytes | None:
        held = self._sessions.find_held(environ.get("HTTP_COOKIE", ""), self._cookie)
        if held is None or HAS_NEW in held or FORM_TOKEN not in held:
            return None
        visit = visit_in(held)
        if visit is None:
            return None
        with self._stores.reading() as store:
            standing = store.standing(visit.wave, visit.receipt)
        sitting = sitting_of(visit, standing)
        layout = page_layout(sitting.wave, sitting.answers, position, from_review=False, has_new=False)
        return find_made_page(layout, cast(str, held[FORM_TOKEN]), sitting.answers)  # as form_token wrote it


def _find_position(environ: WSGIEnvironment) -> int | None:
    """Which page is asked for, when that is all that is asked."""
    if environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
        return None
    before, found, position = environ["PATH_INFO"].partition(_BEFORE)
    if before or not found or len(position) > _MOST_DIGITS or not (position.isascii() and position.isdigit()):
        return None
    return int(position)
