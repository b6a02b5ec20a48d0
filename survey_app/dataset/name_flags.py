"""What in an open answer may be the name of a person: a capital where none is needed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from survey_app.questionnaire.instrument import Instrument

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’-][^\W_]+)*")
_ENDS_SENTENCE = re.compile(r"(?:[.!?…][\"'”’)\]]*\s+|\n\s*|^\s*)[\"'“‘([•*–-]*\s*")
_ABBREVIATION = re.compile(
    r"(?:\b[^\W\d_]|\b(?:bijv|bv|nl|dhr|mw|mevr|dr|drs|ir|mr|ing|prof|st|nr|tel|evt|incl|excl|ca|resp|vs))\.\s+$",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s+(?:(?:van|de|der|den|ter|ten|von|vd|'t|’t)\.?\s+)*", re.IGNORECASE)
_FEWEST_WORDS_IN_CAPITALS = 2
_LOOK_BACK = 20


@dataclass(frozen=True)
class Known:
    """Words in small letters that may have a capital in an answer without naming anybody; `places` are among `words`.

    A place may be called as people are: Buren.
    """

    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The words of one list in the folder beside this module, one a line; lines with # are remarks."""
    lines = files("survey_app.dataset").joinpath(f"words/{name}.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


def known_words(instrument: Instrument) -> Known:
    """Villages, and the words of the questionnaire itself; not those of texts that may name whom to call."""
    study, questionnaire = instrument.study, instrument.questionnaire
    places = [study.client, *(segment.label for segment in study.segments)]
    texts = [*places, study.title, study.bureau, questionnaire.title, questionnaire.population]
    for section in questionnaire.sections:
        texts.append(section.title)
        for item in section.asks():
            texts += [item.text, *(answer.label for answer in item.answers(questionnaire.response_scales))]
    return Known(*(frozenset(word for text in part for word in _parts(text)) for part in (texts, places)))


def names_in(text: str, known: Known) -> Iterator[tuple[int, int]]:
    """Start and end of each word that may be part of a name.

    A capital within a sentence, and at its beginning when a name follows ("Jan de Vries"); the same word elsewhere in
    the text. In a text all in capitals nothing can be told apart, so all of it is marked.
    """
    words = list(_WORD.finditer(text))
    if len(words) >= _FEWEST_WORDS_IN_CAPITALS and text.isupper():
        yield words[0].start(), words[-1].end()
        return
    capital = [word for word in words if word[0][0].isupper() and not _is_known(word[0], known.words)]
    inside = [word for word in capital if not _begins_sentence(text, word.start())]
    names = {word[0].casefold() for word in inside}
    starts = {word.start() for word in inside}
    for word, following in pairwise(words):
        leads = following.start() in starts or _leads_to_name(text, word, starts)
        if leads and word in capital and text[word.end() : following.start()].isspace():
            names.add(word[0].casefold())
    yield from (word.span() for word in words if word[0].casefold() in names)


def _leads_to_name(text: str, word: re.Match[str], starts: set[int]) -> bool:
    """Whether only "van", "de" and the like stand between this word and a name."""
    between = _BETWEEN_NAMES.match(text, word.end())
    return between is not None and between.end() in starts


def _begins_sentence(text: str, start: int) -> bool:
    """Whether a capital is needed here: nothing comes before it, or the end of a sentence and no abbreviation."""
    before = text[max(0, start - _LOOK_BACK) : start]
    begins = re.search(f"{_ENDS_SENTENCE.pattern}$", before)
    return begins is not None and _ABBREVIATION.search(before) is None


def _is_known(word: str, known: frozenset[str]) -> bool:
    small = word.casefold()
    return small in known or small in _no_names() or all(part in known for part in small.split("-"))


def _parts(text: str) -> Iterator[str]:
    """The words of a text, and the parts of those with a hyphen."""
    for word in _WORD.findall(text.casefold()):
        yield word
        yield from word.split("-")


@cache
def _no_names() -> frozenset[str]:
    return frozenset(word.casefold() for word in word_list("no-names"))
