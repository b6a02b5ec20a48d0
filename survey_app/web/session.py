"""The one cookie: encrypted, not merely signed, so that nobody but this installation reads what is in it."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass

import orjson
from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SessionInterface
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from werkzeug.http import dump_cookie

THANKED = "thanked"
"""Session key: id of the wave to which this browser sent answers last."""

TWICE = "twice"
"""Session key: this browser sent the same answers more than once, and is told that they count once."""

FORM_TOKEN = "form_token"  # noqa: S105 - the name of the key, not what stands there
"""Session key: the token that forms send back, made once a session."""

_LONGEST_COOKIE = 4000


@dataclass(frozen=True)
class Cookie:
    """How the cookie of an installation is sent."""

    name: str
    path: str
    secure: bool


class EncryptedSession(SessionInterface):
    """Keeps the session in an encrypted cookie that goes when the browser closes.

    So a shared workstation keeps no way into somebody's half-filled questionnaire.
    """

    session_class = SecureCookieSession

    def __init__(self, key: bytes) -> None:
        self._box = SecretBox(key)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session in the cookie; an empty one when there is no cookie or it is not ours."""
        return self.session_class(self.find_held(request.environ.get("HTTP_COOKIE", ""), self.get_cookie_name(app)))

    def find_held(self, cookies: str, name: str) -> dict[str, object] | None:
        """What the session holds, by the header `Cookie`; None when there is no cookie or it is not ours."""
        cookie = _find_cookie(cookies, name)
        return self.decrypt(cookie) if cookie else None

    def save_session(self, app: Flask, session: SecureCookieSession, response: Response) -> None:  # type: ignore[override]  # open_session makes no other class
        """Send the cookie when something changed; remove it when nothing is left."""
        if not session.modified:
            return
        cookie = self.cookie_of(app)
        if not session:
            response.delete_cookie(cookie.name, path=cookie.path, secure=cookie.secure, httponly=True, samesite="Lax")
            return
        response.headers.add("Set-Cookie", self.write_header(session, cookie))

    def cookie_of(self, app: Flask) -> Cookie:
        """As the application is configured."""
        return Cookie(self.get_cookie_name(app), self.get_cookie_path(app), self.get_cookie_secure(app))

    def write_header(self, held: Mapping[str, object], cookie: Cookie) -> str:
        """The header `Set-Cookie` that keeps this."""
        return dump_cookie(
            cookie.name,
            self.encrypt(held),
            path=cookie.path,
            secure=cookie.secure,
            httponly=True,
            samesite="Lax",
        )

    def encrypt(self, session: Mapping[str, object]) -> str:
        """The cookie that holds this."""
        return urlsafe_b64encode(self._box.encrypt(orjson.dumps(dict(session)))).decode("ascii")

    def decrypt(self, cookie: str) -> dict[str, object] | None:
        """What a cookie holds; None when it is not one of ours."""
        if len(cookie) > _LONGEST_COOKIE:
            return None
        try:
            content = orjson.loads(self._box.decrypt(urlsafe_b64decode(cookie)))
        except (CryptoError, ValueError):
            return None
        return content if isinstance(content, dict) else None


def _find_cookie(header: str, name: str) -> str | None:
    """One cookie; Werkzeug would first make a dictionary of all, and undo quotes that ours never has."""
    for cookie in header.split(";"):
        found, _, value = cookie.partition("=")
        if found.strip() == name:
            return value.strip()
    return None
