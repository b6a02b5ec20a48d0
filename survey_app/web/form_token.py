"""The token that a form sends back, so that nobody else's page can send it."""

from __future__ import annotations

from flask import session
from flask_wtf.csrf import generate_csrf

from survey_app.web.session import FORM_TOKEN


def form_token() -> str:
    """Flask-WTF's token, signed once a session instead of once a page: the cookie that keeps it is encrypted."""
    token: str | None = session.get(FORM_TOKEN)
    if token is None:
        token = session[FORM_TOKEN] = str(generate_csrf())
    return token
