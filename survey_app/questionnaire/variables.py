"""A variable that an item gives rise to: one a column of the microdata. Words of one's own are none."""

from dataclasses import dataclass
from enum import StrEnum

from survey_app.language.words import Words

YES, NO = 1, 0


class Kind(StrEnum):
    """What the values of a variable are."""

    POINT = "point"
    OPTION = "option"
    TICK = "tick"
    NUMBER = "number"
    SCORE = "score"


@dataclass(frozen=True)
class Value:
    """A value: what stands in a response, the number it gets, and its label."""

    answer: str
    code: int
    label: str | Words


@dataclass(frozen=True)
class Variable:
    """One column. `minimum` and `maximum` bound numbers and scores; `not_applicable` is the label of n.v.t. if any.

    `values` is empty for numbers, which are their own code. Blank and not asked are possible for every variable.
    """

    name: str
    item: str
    text: str | Words
    kind: Kind
    values: tuple[Value, ...] = ()
    minimum: int = 0
    maximum: int = 0
    not_applicable: str | None = None
