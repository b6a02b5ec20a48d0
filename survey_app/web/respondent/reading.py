"""In which of its languages a questionnaire is read: the one that was chosen in this browser, until it closes.

Who chose none reads that of the figures, which every wave has; unless the browser asks for others and not for that one.
Nothing of it is kept on the server: who reads what stands in the encrypted cookie that goes with the browser.
"""

from collections.abc import Sequence

from flask import current_app, g, request, session

from survey_app.fieldwork.wave import Wave
from survey_app.language.catalogues import RESPONDENTS
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.language import speak, spoken

FIELD = "read_in"
"""In a form: go on in this language, and do nothing else with what was filled in than to keep it."""

_CHOSEN = "read_in"
"""Session key: the language that was chosen."""


def offer(languages: Sequence[str]) -> None:
    """Let the rest of this request be in one of these languages, of which the first is that of the figures."""
    if changes_language():
        choose(request.form[FIELD])
    g.offered = tuple(languages)
    speak(_read_in(languages))


def choose(language: str) -> None:
    """Read this language from now on, wherever it is offered."""
    if language in RESPONDENTS and session.get(_CHOSEN) != language:
        session[_CHOSEN] = language


def changes_language() -> bool:
    """Whether a form that is ours was sent to go on in another language."""
    return g.get("csrf_valid", False) and FIELD in request.form


def offered() -> list[tuple[str, str]]:
    """The languages to choose from, each with its own name for itself; none where there is one.

    None either where a form came without our cookie: a page that sets it anew would end what was begun.
    """
    languages = g.get("offered", ())
    is_ours = request.method == "GET" or current_app.config["SESSION_COOKIE_NAME"] in request.cookies
    return [(language, RESPONDENTS[language]) for language in languages] if len(languages) > 1 and is_ours else []


def as_read(wave: Wave) -> Instrument:
    """What a wave asks, in the language of this request."""
    return wave.frozen_instrument().in_language(spoken())


def _read_in(languages: Sequence[str]) -> str:
    if len(languages) == 1:
        return languages[0]
    chosen = str(session.get(_CHOSEN))
    if chosen in languages:
        return chosen
    asked = [tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality]
    return languages[0] if languages[0] in asked else next((one for one in asked if one in languages), languages[0])
