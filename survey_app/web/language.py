"""In which language a page speaks: that of the questionnaire it is about, else Dutch."""

from __future__ import annotations

from flask import g, has_request_context

DEFAULT = "nl"
LANGUAGES = ("nl", "en")


def speak(language: str) -> None:
    """Let the rest of this request speak this language; call it before anything is translated."""
    g.language = language


def spoken() -> str:
    """The language of this request."""
    return str(g.get("language", DEFAULT)) if has_request_context() else DEFAULT
