"""In which language a page speaks: that of the questionnaire it is about, else Dutch."""

from flask import g, has_request_context

from survey_app.language import words
from survey_app.language.catalogues import SOURCE


def speak(language: str) -> None:
    """Let the rest of this request speak this language; call it before anything is translated."""
    g.language = language


def spoken() -> str:
    """The language of this request."""
    return str(g.get("language", SOURCE)) if has_request_context() else SOURCE


def said(text: object) -> object:
    """Words in the language of this request, for templates; whatever else it is, as it is."""
    return words.spoken(text, spoken())
