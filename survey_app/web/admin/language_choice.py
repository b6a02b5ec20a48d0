"""In which language the administrators' pages speak: Dutch, until somebody chooses another in this browser."""

from flask import session, url_for

from survey_app.language.catalogues import LANGUAGES, SOURCE
from survey_app.web.language import speak, spoken
from survey_app.web.this_page import this_page as this_page_or

CHOSEN = "language"
"""Session key: the language that was chosen; outlives logging in and out."""


def speak_as_chosen(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Set the language as soon as Flask knows the address: the refusal of a forged form speaks it too."""
    speak(session.get(CHOSEN, SOURCE))


def choose(language: str) -> None:
    """Keep the choice for as long as the browser is open."""
    session[CHOSEN] = language


def other_languages() -> list[tuple[str, str]]:
    """What can be chosen instead of what is spoken: each language with its own name for itself."""
    return [(language, name) for language, name in LANGUAGES.items() if language != spoken()]


def this_page() -> str:
    """Where the page that is shown can be asked for again; the overview if it only answers a form."""
    return this_page_or(url_for("admin.overview"))
