"""The variables that a questionnaire gives rise to: one a column of the microdata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from survey_app.questionnaire.answers import words_key
from survey_app.questionnaire.model import (
    NOT_APPLICABLE,
    AnyItem,
    LikertStatement,
    Mark,
    MultipleChoice,
    Number,
    Option,
    Questionnaire,
    SingleChoice,
    options_of,
)
from survey_app.questionnaire.validation import MARK_MAXIMUM, MARK_MINIMUM


class Kind(StrEnum):
    """What the values of a variable are."""

    POINT = "point"
    OPTION = "option"
    TICK = "tick"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Value:
    """A value with its label. `score` is what a point counts as; n.v.t. has none."""

    id: str
    label: str
    score: int | None = None


@dataclass(frozen=True)
class Variable:
    """One column. `option` is set when it tells whether one option of multiple choice was ticked.

    `minimum` and `maximum` bound numbers and scores. Blank and not asked are possible for every variable; no values.
    """

    name: str
    item: str
    section: str
    text: str
    kind: Kind
    values: tuple[Value, ...] = ()
    option: str | None = None
    minimum: int | None = None
    maximum: int | None = None


def codebook(questionnaire: Questionnaire) -> tuple[Variable, ...]:
    """Every variable, in the order in which it is asked."""
    return tuple(
        variable
        for section in questionnaire.sections
        for item in section.asks()
        for variable in _variables(questionnaire, section.id, item)
    )


def tick_name(item_id: str, option_id: str) -> str:
    """The column of one option; two underscores cannot stand in an id, so no item has this name."""
    return f"{item_id}__{option_id}"


def _variables(questionnaire: Questionnaire, section: str, item: AnyItem) -> Iterator[Variable]:
    match item:
        case LikertStatement():
            scores = questionnaire.response_scale_of(item).scores
            values = _points(questionnaire, item)
            least, most = min(scores), max(scores)
            yield Variable(item.id, item.id, section, item.text, Kind.POINT, values, minimum=least, maximum=most)
        case SingleChoice(options=options):
            values = tuple(Value(option.id, option.label) for option in options)
            yield Variable(item.id, item.id, section, item.text, Kind.OPTION, values)
        case MultipleChoice(options=options):
            yield from (_tick(item, section, option) for option in options)
        case Number(minimum=minimum, maximum=maximum):
            yield _bounded(item, section, minimum, maximum)
        case Mark():
            yield _bounded(item, section, MARK_MINIMUM, MARK_MAXIMUM)
        case _:
            yield Variable(item.id, item.id, section, item.text, Kind.TEXT)
    if any(option.other for option in options_of(item)):
        yield Variable(words_key(item.id), item.id, section, item.text, Kind.TEXT)


def _points(questionnaire: Questionnaire, item: LikertStatement) -> tuple[Value, ...]:
    scale = questionnaire.response_scale_of(item)
    scored = zip(scale.points, scale.scores, strict=True)
    points = tuple(Value(point.id, point.label, score) for point, score in scored)
    return points if scale.not_applicable is None else (*points, Value(NOT_APPLICABLE, scale.not_applicable))


def _tick(item: MultipleChoice, section: str, option: Option) -> Variable:
    name = tick_name(item.id, option.id)
    return Variable(name, item.id, section, item.text, Kind.TICK, (Value(option.id, option.label),), option.id)


def _bounded(item: AnyItem, section: str, minimum: int, maximum: int) -> Variable:
    return Variable(item.id, item.id, section, item.text, Kind.NUMBER, minimum=minimum, maximum=maximum)
