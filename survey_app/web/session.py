"""The one cookie: encrypted, not merely signed, so that nobody but this installation reads what is in it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping

import orjson
from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SessionInterface
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

THANKED = "thanked"
"""Session key: id of the wave to which this browser sent answers last."""

TWICE = "twice"
"""Session key: this browser sent the same answers more than once, and is told that they count once."""

FORM_TOKEN = "form_token"  # noqa: S105 - the name of the key, not what stands there
"""Session key: the token that forms send back, made once a session."""

_LONGEST_COOKIE = 4000


class EncryptedSession(SessionInterface):
    """Keeps the session in an encrypted cookie that goes when the browser closes.

    So a shared workstation keeps no way into somebody's half-filled questionnaire.
    """

    session_class = SecureCookieSession

    def __init__(self, key: bytes) -> None:
        self._box = SecretBox(key)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """The session in the cookie; an empty one when there is no cookie or it is not ours."""
        cookie = _find_cookie(request.environ.get("HTTP_COOKIE", ""), self.get_cookie_name(app))
        return self.session_class(self.decrypt(cookie) if cookie else None)

    def save_session(self, app: Flask, session: SecureCookieSession, response: Response) -> None:  # type: ignore[override]  # open_session makes no other class
        """Send the cookie when something changed; remove it when nothing is left."""
        if not session.modified:
            return
        name, path, secure = self.get_cookie_name(app), self.get_cookie_path(app), self.get_cookie_secure(app)
        if session:
            kept = self.encrypt(session)
            response.set_cookie(name, kept, path=path, secure=secure, httponly=True, samesite="Lax")
        else:
            response.delete_cookie(name, path=path, secure=secure, httponly=True, samesite="Lax")

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
        named, _, value = cookie.partition("=")
        if named.strip() == name:
            return value.strip()
    return None
