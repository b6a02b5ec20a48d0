"""What languages are called, and which way they are written."""

from functools import partial

from babel import Locale

from survey_app.language.words import Words


def direction(language: str) -> str:
    """How it is written: `ltr`, or `rtl`."""
    return str(Locale.parse(language).text_direction)


def language_words(language: str) -> Words:
    """What a language is called in each language, within a sentence."""
    return Words.made(partial(_called, language))


def _called(language: str, spoken: str) -> str:
    return str(Locale.parse(language).get_language_name(spoken))
