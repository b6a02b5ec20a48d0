"""The answers of an item that can be counted."""

from __future__ import annotations

from survey_app.questionnaire.model import AnyItem, LikertStatement, Mark, Questionnaire, options_of

MARKS = tuple(str(mark) for mark in range(1, 11))


def countable_answers(item: AnyItem, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Points, options or marks, in order. Numbers are counted as they come, and texts are not: they list none."""
    match item:
        case LikertStatement():
            return tuple(point.id for point in questionnaire.response_scale_of(item).points)
        case Mark():
            return MARKS
        case _:
            return tuple(option.id for option in options_of(item))
