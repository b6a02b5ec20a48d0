"""The variables that a questionnaire gives rise to."""

from __future__ import annotations

from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.variables import Kind, Variable


def codebook(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Every variable, in the order in which it is asked; the words beside an answer come after it."""
    found: list[Variable] = []
    for section in questionnaire.sections:
        for item in section.asks():
            found += item.variables(section.id, questionnaire.response_scales)
            if item.asks_words:
                found.append(Variable(words_key(item.id), item.id, section.id, item.text, Kind.TEXT))
    return tuple(found)
