"""The token that a form sends back, so that nobody else's page can send it."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import g, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf, same_origin
from werkzeug.wsgi import get_current_url

from survey_app.web.session import FORM_TOKEN

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

TOKEN_FIELD = "csrf_token"  # noqa: S105 - the name of the field, as Flask-WTF has it


def form_token() -> str:
    """Flask-WTF's token, signed once a session instead of once a page: the cookie that keeps it is encrypted."""
    token: str | None = session.get(FORM_TOKEN)
    if token is None:
        token = session[FORM_TOKEN] = str(generate_csrf())
    return token


def has_own_token(form: Mapping[str, str], held: Mapping[str, object]) -> bool:
    """Whether a form sends back the token of this session, which its cookie vouches for."""
    ours = held.get(FORM_TOKEN)
    return isinstance(ours, str) and hmac.compare_digest(form.get(TOKEN_FIELD, "").encode(), ours.encode())


def comes_from_here(environ: WSGIEnvironment) -> bool:
    """Whether a page of ours sent the form, which only https can tell."""
    if environ["wsgi.url_scheme"] != "https":
        return True
    return bool(same_origin(environ.get("HTTP_REFERER", ""), get_current_url(environ, host_only=True)))


class FormProtection(CSRFProtect):  # type: ignore[misc]  # Flask-WTF has no types
    """Flask-WTF's protection, without checking a signature again that this session's cookie vouches for."""

    def protect(self, apply_exemptions: bool = False) -> None:  # noqa: FBT001, FBT002 - as Flask-WTF has it
        """Go on when the form sends back the token of this session; raises CSRFError."""
        if not has_own_token(request.form, session):
            super().protect(apply_exemptions)
            return
        if not comes_from_here(request.environ):
            raise CSRFError("The form comes from another site.")
        g.csrf_valid = True
