"""The ordered answers that statements are judged on."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from survey_app.questionnaire.parts import Frozen, Identifier, Line, Whole

NOT_APPLICABLE = "nvt"
"""The answer that says "this does not concern me": never a point of a scale, never a score."""

_NUMBERED = re.compile(r"([+−-]?[0-9]{1,6})(?:\s*[=:.(–-]\s*\D.*|\s+[^\W\d_].*)?")
"""A number, or one with words behind it, as the ends of a scale have them: "0 (heel onprettig)"."""


class Point(Frozen):
    """One category of a response scale; `score` is what it counts as where its label is no number, nor its place."""

    id: Identifier
    label: Line
    score: Annotated[Whole, Field(ge=-999_999, le=999_999)] | None = Field(
        default=None, exclude_if=lambda score: score is None
    )


class ResponseScale(Frozen):
    """Ordered categories, from least to most; `not_applicable` is the label of n.v.t. when it is offered."""

    points: tuple[Point, ...] = Field(min_length=2, max_length=11)
    not_applicable: Line | None = None

    @cached_property
    def offered(self) -> frozenset[str]:
        """Every answer that can be given on it: its points, and n.v.t. when that is offered."""
        points = frozenset(point.id for point in self.points)
        return points if self.not_applicable is None else points | {NOT_APPLICABLE}

    @cached_property
    def scores(self) -> tuple[int, ...]:
        """What each point counts as in a mean: the number that it is called by, or else its place, from 1."""
        stated = tuple(point.score for point in self.points if point.score is not None)
        named = stated if len(stated) == len(self.points) else self.numbers
        return named or tuple(range(1, len(self.points) + 1))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that the points are called by in their labels or else, rising, in their ids; none if in words."""
        ids = _numbers_in([point.id for point in self.points])
        return _numbers_in([point.label for point in self.points]) or (ids if list(ids) == sorted(ids) else ())


Scales = Mapping[str, ResponseScale]
"""The response scales of a questionnaire, by the name that statements call them by."""


def _numbers_in(names: Sequence[str]) -> tuple[int, ...]:
    """A number in each of these names, each another one; where words stand behind them, one by one up or down."""
    matches = [match for name in names if (match := _NUMBERED.fullmatch(name))]
    numbers = tuple(int(match[1].replace("−", "-")) for match in matches)
    steps = {after - before for before, after in pairwise(numbers)}
    are_bare = all(match[1] == match[0] for match in matches)
    are_numbers = len(matches) == len(names) == len(set(numbers)) and (are_bare or steps in ({1}, {-1}))
    return numbers if are_numbers else ()
