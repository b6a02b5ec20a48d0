"""The languages that Peilstok speaks, and where their texts are.

Dutch stands in the code and is the source. To add a language: a line here, and its catalogue (docs/translations.md).
"""

from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

LANGUAGES = {"nl": "Nederlands", "en": "English"}
"""What each calls itself."""
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
