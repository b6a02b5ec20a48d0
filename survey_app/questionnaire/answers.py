"""Answers to a questionnaire, and what can be wrong with one: four things are never the same.

An answer; n.v.t. (the text `nvt`); asked and left blank (`None`); not asked (no entry at all).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from survey_app.questionnaire.normal_form import normalise
from survey_app.questionnaire.signs import NO_XML

Answer = str | int | tuple[str, ...]
"""A point or option id, a whole number or mark, the option ids chosen, or the respondent's own words."""

Answers = Mapping[str, Answer | None]
"""By item id. The words of `anders, namelijk` stand beside the item under `words_key`."""

WORDS_MAXIMUM = 500
"""Longest text beside "anders, namelijk", in characters."""

_FORBIDDEN = re.compile(rf"[{NO_XML}\r\x7f-\x9f]")
_WORDS = ".words"


def words_key(item_id: str) -> str:
    """Where the words of "anders, namelijk" stand; no item id can be equal to it, for ids have no dot."""
    return item_id + _WORDS


class Wrong(StrEnum):
    """What can be wrong with an answer."""

    UNKNOWN_ITEM = "unknown_item"
    REQUIRED = "required"
    TYPE = "type"
    NOT_OFFERED = "not_offered"
    CHOSEN_TWICE = "chosen_twice"
    NOT_ALONE = "not_alone"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_LONG = "too_long"
    CHARACTER = "character"
    NOT_NORMALISED = "not_normalised"
    WORDS_WITHOUT_OTHER = "words_without_other"


@dataclass(frozen=True)
class AnswerFault:
    """What is wrong, and the bound that would be right; `in_words`: with the words of "anders, namelijk"."""

    wrong: Wrong
    minimum: int | None = None
    maximum: int | None = None
    in_words: bool = False


def normalise_text(text: str) -> str:
    """Unicode NFC, every kind of line end as a newline, no blanks around it."""
    return "\n".join(normalise("NFC", text).splitlines()).strip()


def fault_in_text(answer: Answer, maximum: int, *, in_words: bool = False) -> AnswerFault | None:
    """Whether it is a text of at most this many characters, as `normalise_text` leaves it, that can be kept."""
    if not isinstance(answer, str):
        return AnswerFault(Wrong.TYPE, in_words=in_words)
    if len(answer) > maximum:
        return AnswerFault(Wrong.TOO_LONG, maximum=maximum, in_words=in_words)
    if _FORBIDDEN.search(answer):
        return AnswerFault(Wrong.CHARACTER, in_words=in_words)
    normalised = unicodedata.is_normalized("NFC", answer)
    return None if normalised else AnswerFault(Wrong.NOT_NORMALISED, in_words=in_words)
