"""That a wave with an open link was answered in this browser: the only cookie that outlives it without being asked for.

It is the same for everybody in a wave: no number, no token, no time (ANONYMITY 6). Its day of ending is the wave's.
"""

from datetime import UTC, datetime, time, timedelta

from flask import current_app, request, url_for
from werkzeug.http import dump_cookie

from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.web.respondent.tablet import on_tablet

COOKIE = "peilstok-done"

_VALUE = "1"
_LASTING_FOR = timedelta(days=365)


def done_headers(wave: Wave) -> list[tuple[str, str]]:
    """The header that keeps it, for the page of the open link only; none with codes, or on a tablet for everybody."""
    if wave.recruitment is not Recruitment.OPEN_LINK or wave.opened_on is None or on_tablet():
        return []
    path, secure = url_for("entrance.open_link", wave_id=wave.id), current_app.config["SESSION_COOKIE_SECURE"]
    end = datetime.combine(wave.opened_on + _LASTING_FOR, time.min, UTC)
    kept = dump_cookie(COOKIE, _VALUE, path=path, expires=end, secure=secure, httponly=True, samesite="Lax")
    return [("Set-Cookie", kept)]


def is_done() -> bool:
    """Whether answers to the wave of this open link were sent from this browser before."""
    return request.cookies.get(COOKIE) == _VALUE and not on_tablet()
