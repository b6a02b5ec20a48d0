"""The languages that Peilstok speaks, how far, and where their texts are.

Dutch stands in the code and is the source. To add a language: a line here, and its catalogue (docs/translations.md).
"""

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from typing import Literal

Language = Literal["nl", "en", "ar"]
"""Each that respondents can read."""
LANGUAGES = {"nl": "Nederlands", "en": "English"}
"""Those that reach everything, also the administrators' pages and workbooks; what each calls itself."""
RESPONDENTS = {**LANGUAGES, "ar": "العربية"}
"""Those that reach the respondents' pages."""
SOURCE = "nl"
DOMAIN = "messages"
CATALOGUES = Path(__file__).parent / "translations"


def translated(text: str, language: str) -> str:
    """A text of ours in another language. Raises FileNotFoundError if we do not speak it."""
    return catalogue(language).gettext(text) if text else text


@cache
def catalogue(language: str) -> NullTranslations:
    """All our texts in a language, read once a process; in Dutch they are what they are."""
    return NullTranslations() if language == SOURCE else translation(DOMAIN, CATALOGUES, [language])


def find_reviewer(language: str) -> str | None:
    """The native speaker who read its catalogue, as `reviewed_by` in its header says; None while nobody did."""
    return catalogue(language).info().get("reviewed_by") or None


def is_unread(language: str) -> bool:
    """Whether no native speaker read what we say in it; those that reach everything are read by who makes Peilstok."""
    return language not in LANGUAGES and find_reviewer(language) is None
