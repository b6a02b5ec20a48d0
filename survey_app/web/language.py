"""In which language a page speaks: that of the questionnaire it is about, else Dutch."""

from __future__ import annotations

from flask import g, has_request_context

from survey_app.language.catalogues import SOURCE


def speak(language: str) -> None:
    """Let the rest of this request speak this language; call it before anything is translated."""
    g.language = language


def spoken() -> str:
    """The language of this request."""
    return str(g.get("language", SOURCE)) if has_request_context() else SOURCE
