"""What comes with a wave that can be answered in more languages: who should read ours first, and what a letter says."""

from survey_app.language.catalogues import is_unread
from survey_app.language.naming import language_words
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument


def unread_languages(instrument: Instrument) -> tuple[str, ...]:
    """Languages of a wave in which no native speaker has read what we say to respondents."""
    return tuple(language for language in instrument.languages if is_unread(language))


def letter_lines(instrument: Instrument) -> dict[str, str]:
    """A line for a letter or a card in each further language, in that language: it can be answered in it too."""
    return {
        language: _ALSO_IN.filled(language=language_words(language)).spoken_in(language)
        for language in instrument.languages[1:]
    }


_ALSO_IN = Words("U kunt ook in het {language} antwoorden.")
