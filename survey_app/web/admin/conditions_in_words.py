"""Routing as a researcher reads it: a condition in words, with the texts of the questions it looks at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from survey_app.questionnaire.conditions import AllOf, Answered, AnyOf, AtLeast, Condition, In, Is, Not
from survey_app.questionnaire.model import Questionnaire
from survey_app.web.translation import gettext as _

Value = str | int


def condition_words(questionnaire: Questionnaire, condition: Condition) -> str:
    """When something is asked, as in: bij ‘Kent u hem?’ is geantwoord: Ja."""
    match condition:
        case AllOf(conditions=parts):
            return _joined(questionnaire, parts, _(" en "))
        case AnyOf(conditions=parts):
            return _joined(questionnaire, parts, _(" of "))
        case Not(condition=part):
            return _("niet (%(condition)s)", condition=condition_words(questionnaire, part))
        case Is() | In() | AtLeast() | Answered():
            return _single(questionnaire, condition)


def _joined(questionnaire: Questionnaire, parts: Iterable[Condition], between: str) -> str:
    told = [(part, condition_words(questionnaire, part)) for part in parts]
    return between.join(f"({words})" if isinstance(part, AllOf | AnyOf) else words for part, words in told)


def _single(questionnaire: Questionnaire, condition: Is | In | AtLeast | Answered) -> str:
    item = questionnaire.items[condition.item]
    labels = item.labels(questionnaire.response_scales)
    match condition:
        case Is(value=value):
            return _("bij ‘%(text)s’ is geantwoord: %(answer)s", text=item.text, answer=_label(labels, value))
        case In(values=values):
            answers = ", ".join(_label(labels, value) for value in values)
            return _("bij ‘%(text)s’ is een van deze gekozen: %(answers)s", text=item.text, answers=answers)
        case AtLeast(bound=bound):
            answer = _label(labels, bound)
            return _("bij ‘%(text)s’ is geantwoord: %(answer)s of hoger", text=item.text, answer=answer)
        case Answered(answered=True):
            return _("‘%(text)s’ is beantwoord", text=item.text)
        case Answered():
            return _("‘%(text)s’ is niet beantwoord", text=item.text)


def _label(labels: Mapping[str, str], value: Value) -> str:
    return labels.get(str(value), str(value))
