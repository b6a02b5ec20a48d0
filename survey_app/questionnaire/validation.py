"""Whether given answers are answers to this questionnaire."""

from survey_app.questionnaire.answers import (
    WORDS_MAXIMUM,
    Answer,
    AnswerFault,
    Answers,
    Wrong,
    fault_in_text,
    words_key,
)
from survey_app.questionnaire.model import AnyItem, Questionnaire

_WORDS = words_key("")


def faults_in(questionnaire: Questionnaire, answers: Answers) -> dict[str, AnswerFault]:
    """The first fault of every answer, by item id. An item without an entry was not asked, so misses nothing."""
    faults: dict[str, AnswerFault] = {}
    for key in answers:
        item = questionnaire.items.get(key.removesuffix(_WORDS))
        fault = AnswerFault(Wrong.UNKNOWN_ITEM) if item is None else _fault_of(questionnaire, item, answers)
        if fault is not None:
            faults[item.id if item else key] = fault
    return faults


def _fault_of(questionnaire: Questionnaire, item: AnyItem, answers: Answers) -> AnswerFault | None:
    answer = answers.get(item.id)
    if answer is None or answer in ((), ""):
        fault = AnswerFault(Wrong.REQUIRED) if item.required else None
    else:
        fault = item.fault_in(answer, questionnaire.response_scales)
    return fault or _fault_in_words(item, answer, answers.get(words_key(item.id)))


def _fault_in_words(item: AnyItem, answer: Answer | None, words: Answer | None) -> AnswerFault | None:
    """Words belong beside a chosen option that asks for them; leaving them out is allowed."""
    if not words:
        return None
    if not item.asks_words_beside(answer):
        return AnswerFault(Wrong.WORDS_WITHOUT_OTHER, in_words=True)
    return fault_in_text(words, WORDS_MAXIMUM, in_words=True)
