"""Whether given answers are answers to this questionnaire."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from survey_app.questionnaire.answers import Answer, Answers, words_key
from survey_app.questionnaire.model import (
    AnyItem,
    LikertStatement,
    Mark,
    MultipleChoice,
    Number,
    OpenText,
    Questionnaire,
    SingleChoice,
    options_of,
)
from survey_app.questionnaire.normal_form import normalise
from survey_app.questionnaire.signs import NO_XML

WORDS_MAXIMUM = 500
"""Longest text beside "anders, namelijk", in characters."""

MARK_MINIMUM, MARK_MAXIMUM = 1, 10

_WORDS = words_key("")
_FORBIDDEN = re.compile(rf"[{NO_XML}\r\x7f-\x9f]")


class Wrong(StrEnum):
    """What can be wrong with an answer."""

    UNKNOWN_ITEM = "unknown_item"
    REQUIRED = "required"
    TYPE = "type"
    NOT_OFFERED = "not_offered"
    CHOSEN_TWICE = "chosen_twice"
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


def faults_in(questionnaire: Questionnaire, answers: Answers) -> dict[str, AnswerFault]:
    """The first fault of every answer, by item id. An item without an entry was not asked, so misses nothing."""
    faults: dict[str, AnswerFault] = {}
    for key in answers:
        item = questionnaire.items.get(key.removesuffix(_WORDS))
        fault = AnswerFault(Wrong.UNKNOWN_ITEM) if item is None else _fault_of(questionnaire, item, answers)
        if fault is not None:
            faults[item.id if item else key] = fault
    return faults


def normalise_text(text: str) -> str:
    """Unicode NFC, every kind of line end as a newline, no blanks around it."""
    return "\n".join(normalise("NFC", text).splitlines()).strip()


def _fault_of(questionnaire: Questionnaire, item: AnyItem, answers: Answers) -> AnswerFault | None:
    answer = answers.get(item.id)
    return _fault(questionnaire, item, answer) or _fault_in_words(item, answer, answers.get(words_key(item.id)))


def _fault(questionnaire: Questionnaire, item: AnyItem, answer: Answer | None) -> AnswerFault | None:
    if answer is None or answer in ((), ""):
        return AnswerFault(Wrong.REQUIRED) if item.required else None
    match item:
        case LikertStatement():
            return _fault_on_scale(questionnaire, item, answer)
        case SingleChoice() | MultipleChoice():
            return _fault_in_choice(item, answer)
        case Number(minimum=minimum, maximum=maximum):
            return _fault_in_number(answer, minimum, maximum)
        case Mark():
            return _fault_in_number(answer, MARK_MINIMUM, MARK_MAXIMUM)
        case OpenText(maximum_length=maximum):
            return _fault_in_text(answer, maximum)


def _fault_on_scale(questionnaire: Questionnaire, item: LikertStatement, answer: Answer) -> AnswerFault | None:
    if answer in questionnaire.response_scale_of(item).offered:
        return None
    return AnswerFault(Wrong.NOT_OFFERED if isinstance(answer, str) else Wrong.TYPE)


def _fault_in_choice(item: SingleChoice | MultipleChoice, answer: Answer) -> AnswerFault | None:
    if not isinstance(answer, tuple if isinstance(item, MultipleChoice) else str):
        return AnswerFault(Wrong.TYPE)
    chosen = answer if isinstance(answer, tuple) else (answer,)
    if not {option.id for option in item.options}.issuperset(chosen):
        return AnswerFault(Wrong.NOT_OFFERED)
    return AnswerFault(Wrong.CHOSEN_TWICE) if len(set(chosen)) < len(chosen) else None


def _fault_in_number(answer: Answer, minimum: int, maximum: int) -> AnswerFault | None:
    if not isinstance(answer, int) or isinstance(answer, bool):
        return AnswerFault(Wrong.TYPE, minimum, maximum)
    if answer < minimum:
        return AnswerFault(Wrong.TOO_LOW, minimum, maximum)
    return AnswerFault(Wrong.TOO_HIGH, minimum, maximum) if answer > maximum else None


def _fault_in_text(answer: Answer, maximum: int, *, in_words: bool = False) -> AnswerFault | None:
    if not isinstance(answer, str):
        return AnswerFault(Wrong.TYPE, in_words=in_words)
    if len(answer) > maximum:
        return AnswerFault(Wrong.TOO_LONG, maximum=maximum, in_words=in_words)
    if _FORBIDDEN.search(answer):
        return AnswerFault(Wrong.CHARACTER, in_words=in_words)
    normalised = unicodedata.is_normalized("NFC", answer)
    return None if normalised else AnswerFault(Wrong.NOT_NORMALISED, in_words=in_words)


def _fault_in_words(item: AnyItem, answer: Answer | None, words: Answer | None) -> AnswerFault | None:
    """Words belong beside a chosen option that asks for them; leaving them out is allowed."""
    if not words:
        return None
    chosen = answer if isinstance(answer, tuple) else (answer,)
    if not any(option.other and option.id in chosen for option in options_of(item)):
        return AnswerFault(Wrong.WORDS_WITHOUT_OTHER, in_words=True)
    return _fault_in_text(words, WORDS_MAXIMUM, in_words=True)
