"""That a device is for everybody: a tablet in a library, on which nothing may stay for who comes next.

A cookie says so until it is turned off or the browser closes: what the first page is, no number and no time. It opens
nothing, so anybody may set it. Where it is, `mode` tells how answers are given.
"""

from collections.abc import Mapping

from flask import current_app, g, request, session, url_for
from werkzeug import Response

from survey_app.fieldwork.mode import Mode
from survey_app.web.form_token import TOKEN_FIELD
from survey_app.web.session import FORM_TOKEN

COOKIE = "peilstok-tablet"

WHO, ALOUD = "who", "aloud"
"""Field of the first page: who fills in; and the answer that somebody else reads it out."""

_BY_CODE = "-"
_ALOUD = "aloud"
"""Session key: whether somebody reads out, once that was said."""


def on_tablet() -> bool:
    """Whether this page is shown on a device for everybody; a preview never is."""
    return COOKIE in request.environ.get("HTTP_COOKIE", "") and COOKIE in request.cookies and "preview" not in g


def first_page(wave_id: str | None) -> str:
    """Where one begins: with an open link if there is one, else with a code."""
    return url_for("entrance.open_link", wave_id=wave_id) if wave_id else url_for("entrance.start")


def first_page_here() -> str:
    """Where one begins on this device."""
    wave_id = request.cookies.get(COOKIE, _BY_CODE)
    return first_page(None if wave_id == _BY_CODE else wave_id)


def set_tablet(response: Response, wave_id: str | None) -> None:
    """Make this device one for everybody, until its browser closes."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(COOKIE, wave_id or _BY_CODE, secure=secure, httponly=True, samesite="Lax")


def end_tablet(response: Response) -> None:
    """Make it a device like any other."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")


def note_who(form: Mapping[str, str]) -> None:
    """Remember who fills in, where that was asked here and said."""
    if WHO in form and on_tablet():
        session[_ALOUD] = form[WHO] == ALOUD


def is_read_out() -> bool | None:
    """Whether somebody reads out; None while nobody said."""
    said: bool | None = session.get(_ALOUD)
    return said


def mode() -> Mode:
    """How answers are given that are sent now."""
    if not on_tablet():
        return Mode.WEB
    return Mode.ASSISTED if is_read_out() else Mode.TABLET


def is_fresh() -> bool:
    """Whether nothing of anybody is in this browser."""
    return set(session) <= {FORM_TOKEN, TOKEN_FIELD}
