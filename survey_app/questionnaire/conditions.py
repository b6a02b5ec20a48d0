"""Conditions on earlier answers: the closed set that routing may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from survey_app.questionnaire.parts import Frozen, Identifier, Whole


class Is(Frozen):
    """The answer is this option or number; for multiple choice: this option is among those chosen."""

    item: Identifier
    value: Identifier | Whole = Field(alias="is")


class In(Frozen):
    """The answer is one of these; for multiple choice: one of these is among those chosen."""

    item: Identifier
    values: tuple[Identifier | Whole, ...] = Field(alias="in", min_length=1)


class AtLeast(Frozen):
    """The number or mark is this or higher; on a response scale: this point or a later one."""

    item: Identifier
    bound: Identifier | Whole = Field(alias="at_least")


class Answered(Frozen):
    """An answer was given (true), or none was (false). N.v.t. is an answer here: the question was dealt with."""

    item: Identifier
    answered: Annotated[bool, Field(strict=True)]


class AllOf(Frozen):
    """Every one of these holds."""

    conditions: tuple[Condition, ...] = Field(alias="all", min_length=1)


class AnyOf(Frozen):
    """At least one of these holds."""

    conditions: tuple[Condition, ...] = Field(alias="any", min_length=1)


class Not(Frozen):
    """This does not hold."""

    condition: Condition = Field(alias="not")


CONDITIONS: Mapping[str, type[Frozen]] = {
    "is": Is,
    "in": In,
    "at_least": AtLeast,
    "answered": Answered,
    "all": AllOf,
    "any": AnyOf,
    "not": Not,
}
"""By the one key that tells which condition it is."""


def _kind(raw: object) -> str | None:
    """The one key that tells which condition this is; None when there is none, or more than one."""
    if isinstance(raw, Frozen):
        return next(kind for kind, model in CONDITIONS.items() if type(raw) is model)
    kinds = [kind for kind in CONDITIONS if isinstance(raw, dict) and kind in raw]
    return kinds[0] if len(kinds) == 1 else None


Condition = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[In, Tag("in")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Answered, Tag("answered")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _kind,
        custom_error_type="condition",
        custom_error_message="a condition has exactly one of: is, in, at_least, answered, all, any, not",
    ),
]

for _model in (AllOf, AnyOf, Not):
    _model.model_rebuild()


def items_in(condition: Condition) -> Iterator[str]:
    """Ids of the items a condition looks at, in reading order."""
    match condition:
        case AllOf(conditions=parts) | AnyOf(conditions=parts):
            for part in parts:
                yield from items_in(part)
        case Not(condition=part):
            yield from items_in(part)
        case Is(item=item) | In(item=item) | AtLeast(item=item) | Answered(item=item):
            yield item


def awaited(leaf: Is | In | AtLeast) -> tuple[str, tuple[str | int, ...]]:
    """The key of a condition, and the answers that stand behind it."""
    match leaf:
        case Is(value=value):
            return "is", (value,)
        case In(values=values):
            return "in", values
        case AtLeast(bound=bound):
            return "at_least", (bound,)
