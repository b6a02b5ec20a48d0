"""That nothing is open in this browser any more, said by a cookie of its own: the same for everybody, until it closes.

The session cookie is written by many pages. One that was asked for before somebody stopped, and comes later, puts back
what stood in it. This cookie is written only where something begins or ends, so what comes late does not undo that.
"""

from flask import Response, after_this_request, current_app, g, request

COOKIE = "peilstok-ended"

_ENDED, _ALONE = "1", "2"
"""Nothing is open; and something is, which is shown only to who types the code."""


def say_ended() -> None:
    """What was open in this browser is not."""
    _say(_ENDED)


def say_alone() -> None:
    """What is open in this browser waits for its code."""
    if not is_ended():
        _say(_ALONE)


def say_begun() -> None:
    """Something is open again."""
    _say(None)


def is_ended() -> bool:
    """Whether what the session cookie may tell of is not open any more."""
    return _said() == _ENDED


def is_alone() -> bool:
    """Whether what is open waits for its code."""
    return _said() == _ALONE


def _said() -> str | None:
    if "ended" not in g:
        g.ended = request.cookies.get(COOKIE) if COOKIE in request.environ.get("HTTP_COOKIE", "") else None
    said: str | None = g.ended
    return said


def _say(said: str | None) -> None:
    if said != _said():
        g.ended = said
        after_this_request(_send)


def _send(response: Response) -> Response:
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    if g.ended is None:
        response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")
    else:
        response.set_cookie(COOKIE, g.ended, secure=secure, httponly=True, samesite="Lax")
    return response
