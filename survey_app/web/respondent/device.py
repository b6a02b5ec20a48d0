"""What a device remembers for who asked to go on later on it: secrets, none of use without the code (ANONYMITY 4).

Who takes over a shared computer finds no way in here: no wave, no receipt, and no key that opens anything by itself.
Who did not ask leaves nothing: until the browser closes, its own cookie remembers enough.
"""

from datetime import UTC, datetime, time, timedelta
from typing import cast

from flask import Response, after_this_request, current_app, g, request

from survey_app.web.session import EncryptedSession

COOKIE = "peilstok-device"

_SECRETS = "secrets"
_MOST = 8
_LASTING_FOR = timedelta(days=60)


def secrets_here() -> list[bytes]:
    """The secrets of drafts with which somebody asked to go on later on this device; latest first."""
    if _SECRETS not in g:
        cookie = _cookies().decrypt(request.cookies.get(COOKIE, "")) or {}
        g.secrets = [bytes.fromhex(secret) for secret in cast(list[str], cookie.get(_SECRETS, []))]  # as _send wrote it
    secrets: list[bytes] = g.secrets
    return secrets


def remember_secret(secret: bytes) -> None:
    """Keep it on this device, so that the code alone is enough to go on here."""
    _keep([secret, *(other for other in secrets_here() if other != secret)][:_MOST])


def forget_secret(secret: bytes) -> None:
    """Its draft was sent or wiped: nothing of it stays here."""
    if secret in secrets_here():
        _keep([other for other in secrets_here() if other != secret])


def forget_all() -> None:
    """Nothing of any draft stays here."""
    if secrets_here():
        _keep([])


def _keep(secrets: list[bytes]) -> None:
    g.secrets = secrets
    after_this_request(_send)


def _send(response: Response) -> Response:
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    if not g.secrets:
        response.delete_cookie(COOKIE, secure=secure, httponly=True, samesite="Lax")
        return response
    value = _cookies().encrypt({_SECRETS: [secret.hex() for secret in g.secrets]})
    response.set_cookie(COOKIE, value, expires=_end(), secure=secure, httponly=True, samesite="Lax")
    return response


def _end() -> datetime:
    """At midnight, so that the date in the cookie does not tell at which second somebody began."""
    return datetime.combine(datetime.now(UTC) + _LASTING_FOR, time.min, UTC)


def _cookies() -> EncryptedSession:
    return cast(EncryptedSession, current_app.session_interface)  # as create_app sets it
