"""A variable that an item gives rise to: one a column of the microdata."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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


def tick_name(item_id: str, option_id: str) -> str:
    """The column of one option; two underscores cannot stand in an id, so no item has this name."""
    return f"{item_id}__{option_id}"
