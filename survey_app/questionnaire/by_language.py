"""A text in every language of a questionnaire: `{nl: …, en: …}` wherever a text stands, read here and nowhere else.

What is made of a file is in one language, each time: so everything that reads a questionnaire or checks one does so in
each of its languages, and knows of one (decision 0240).
"""

import re
from collections.abc import Iterator, Sequence

from survey_app.language.catalogues import LANGUAGES, RESPONDENTS, SOURCE
from survey_app.questionnaire.faults import Finding, Steps, suggestion
from survey_app.questionnaire.outline import Part
from survey_app.questionnaire.scalars import Data

_CODE = re.compile("[a-z]{2,3}")
_READ = {
    *("title", "client", "bureau", "contact", "introduction", "thanks", "lead_in", "text"),
    *("help", "alt", "label", "not_applicable", "unit", "read_by"),
    *("controller", "purpose", "basis_in", "officer", "recipients", "retention", "complaint"),
}
"""Keys of what respondents read."""
_UNREAD = {"segments", "segment_words", "scales", "margins"}
"""Parts at the top of which nothing is on the pages of a questionnaire."""
_HEARD = "audio"
"""A key of what is heard, and not in every language: whoever has no recording has the voice of the browser."""


def languages_in(data: Data) -> tuple[str, ...]:
    """The languages in which a file gives its texts, Dutch first; none where every text is in one and the same."""
    given = {language for text in _texts_by_language(Part((), data)) for language in text.block}
    return tuple(language for language in RESPONDENTS if language in given or (given and language == SOURCE))


def in_language(data: Data, language: str) -> Data:
    """The same with each text in one language; in Dutch, or whatever is there, where one is missing."""
    if isinstance(data, list):
        return [in_language(part, language) for part in data]
    if not isinstance(data, dict):
        return data
    if is_by_language(data):
        return data.get(language, data.get(SOURCE, next(iter(data.values()))))
    heard = data.get(_HEARD)
    is_silent = is_by_language(heard) and isinstance(heard, dict) and language not in heard
    return {key: in_language(part, language) for key, part in data.items() if key != _HEARD or not is_silent}


def is_by_language(data: Data | None) -> bool:
    """Whether this is a text in more languages, and no block of keys."""
    if not isinstance(data, dict) or not all(isinstance(text, str) for text in data.values()):
        return False
    return all(map(_CODE.fullmatch, data)) and any(language in RESPONDENTS for language in data)


def place_in_language(data: Data, path: Steps, language: str) -> Steps:
    """Where the text in this language stands, if there is one behind the path; else the path itself."""
    text: Data | None = data
    for step in path:
        text = _part(text, step)
    return (*path, language) if isinstance(text, dict) and is_by_language(text) and language in text else path


def texts_read(data: Data) -> Iterator[Part]:
    """Every text that respondents read, in whatever languages it is given."""
    top = Part((), data)
    for key in top.block:
        if key not in _UNREAD:
            yield from _texts_within(top.at(key), key)


def language_findings(data: Data) -> Iterator[Finding]:
    """Each text that is not given in every language of the file, and what is no language."""
    languages = languages_in(data)
    own = Part((), data).at("language")
    if languages and own.text not in (None, SOURCE):
        right = "leave language: out; texts in more languages are given in nl too, which figures are read in"
        yield Finding(own.path, f'texts are given in more languages, of which the first is nl, not "{own.text}"', right)
    elif not languages and own.text in RESPONDENTS.keys() - LANGUAGES.keys():
        right = "give each text in nl too, as {nl: …, " + f"{own.text}: …" + "}, and leave language: out"
        yield Finding(own.path, f"who works with the figures does not read {own.text}", right)
    for text in _texts_by_language(Part((), data)):
        yield from _incomplete(text, languages)
    for text in texts_read(data) if languages else ():
        if text.text is not None and any(sign.isalpha() for sign in text.text):
            told = ", ".join(f"{language}: …" for language in languages)
            wrong = f"this text is in one language, and others of this file are in {_and(languages)}"
            yield Finding(text.path, wrong, f"write it as {{{told}}}, also where it is the same")
    for recording in _recordings(Part((), data)):
        yield from _misheard(recording, languages)


def _misheard(recording: Part, languages: tuple[str, ...]) -> Iterator[Finding]:
    """A recording in no language, or in one that this questionnaire is not read in."""
    if languages and recording.text is not None:
        right = f"write {_HEARD}: {{{SOURCE}: {recording.text}}}, and others beside it where you have them"
        yield Finding(recording.path, f"in which of {_and(languages)} this is read aloud is not told", right)
    elif not languages and is_by_language(recording.data):
        wrong = "texts are given in one language here, and this recording by language"
        yield Finding(recording.path, wrong, f"write the name of the file behind {_HEARD}:")
    for key in recording.block if languages else ():
        if key not in languages:
            yield Finding((*recording.path, key), f'no text is given in "{key}" here', suggestion(key, list(languages)))


def _incomplete(text: Part, languages: tuple[str, ...]) -> Iterator[Finding]:
    for language in languages:
        if language not in text.block:
            others = _and([key for key in text.block if key in RESPONDENTS])
            yield Finding(text.path, f"this text has no {language}, only {others}", f"add {language}: to it")
    for key in text.block:
        if key not in RESPONDENTS:
            yield Finding((*text.path, key), f'we speak no language "{key}"', suggestion(key, list(RESPONDENTS)))


def _texts_by_language(part: Part) -> Iterator[Part]:
    if is_by_language(part.data):
        yield part
        return
    for key in part.block:
        yield from _texts_by_language(part.at(key)) if key != _HEARD else ()
    for listed in part.parts:
        yield from _texts_by_language(listed)


def _recordings(part: Part) -> Iterator[Part]:
    """Wherever a recording is named."""
    for key in part.block:
        yield from [part.at(key)] if key == _HEARD else _recordings(part.at(key))
    for listed in part.parts:
        yield from _recordings(listed)


def _texts_within(part: Part, key: str) -> Iterator[Part]:
    if key in _READ and (part.text is not None or is_by_language(part.data)):
        yield part
        return
    for inner in part.block:
        yield from _texts_within(part.at(inner), inner)
    for listed in part.parts:
        yield from _texts_within(listed, key)


def _part(data: Data | None, step: str | int) -> Data | None:
    if isinstance(data, dict) and isinstance(step, str):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _and(languages: Sequence[str]) -> str:
    *others, last = languages
    return f"{', '.join(others)} and {last}" if others else last
