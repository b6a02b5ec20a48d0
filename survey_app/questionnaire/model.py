"""The questionnaire: sections of items, as a researcher wrote it and a respondent sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from survey_app.questionnaire.conditions import Condition
from survey_app.questionnaire.parts import Flag, Frozen, Identifier, Line, Prose, Whole

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
        given = tuple(point.score for point in self.points if point.score is not None)
        named = given if len(given) == len(self.points) else self.numbers
        return named or tuple(range(1, len(self.points) + 1))

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that the points are called by in their labels or else, rising, in their ids; none if in words."""
        ids = _numbers_in([point.id for point in self.points])
        return _numbers_in([point.label for point in self.points]) or (ids if list(ids) == sorted(ids) else ())


class Option(Frozen):
    """One thing to choose; `other` asks for words beside it (anders, namelijk)."""

    id: Identifier
    label: Line
    other: Flag = False


class Item(Frozen):
    """What every item has; `id` is permanent across versions of the questionnaire."""

    id: Identifier
    text: Line
    help: Line | None = None
    required: Flag = False
    when: Condition | None = None


class LikertStatement(Item):
    """A statement judged on a shared response scale, named in `response_scale`."""

    type: Literal["likert"] = "likert"
    response_scale: Identifier


class SingleChoice(Item):
    """One of the options. `background` marks a trait (age, village): small groups of it are never shown."""

    type: Literal["single_choice"] = "single_choice"
    options: tuple[Option, ...] = Field(min_length=2, max_length=100)
    background: Flag = False


class MultipleChoice(Item):
    """Any number of the options."""

    type: Literal["multiple_choice"] = "multiple_choice"
    options: tuple[Option, ...] = Field(min_length=2, max_length=100)
    background: Flag = False


class Number(Item):
    """A whole number within bounds."""

    type: Literal["number"] = "number"
    minimum: Whole
    maximum: Whole
    unit: Line | None = None


class Mark(Item):
    """A report mark from 1 to 10."""

    type: Literal["mark"] = "mark"


class OpenText(Item):
    """An answer in the respondent's own words."""

    type: Literal["open_text"] = "open_text"
    maximum_length: Annotated[Whole, Field(ge=20, le=5000)] = 2000


class Passage(Frozen):
    """A text between the items; asks nothing."""

    type: Literal["passage"] = "passage"
    text: Prose
    when: Condition | None = None


AnyItem = LikertStatement | SingleChoice | MultipleChoice | Number | Mark | OpenText
Entry = Annotated[AnyItem | Passage, Field(discriminator="type")]


class Section(Frozen):
    """One page of the questionnaire and one block of the report: items under one lead-in."""

    id: Identifier
    title: Line
    lead_in: Prose | None = None
    items: tuple[Entry, ...] = Field(min_length=1, max_length=200)
    when: Condition | None = None

    def asks(self) -> Iterator[AnyItem]:
        """The items of this section, without the passages."""
        for entry in self.items:
            if not isinstance(entry, Passage):
                yield entry


class Scale(Frozen):
    """Statements that are scored together (STATISTICS 7), whose points have the same scores.

    `reversed` are those of `items` that say the opposite: the more agreement, the lower the score.
    """

    id: Identifier
    title: Line
    items: tuple[Identifier, ...] = Field(min_length=2, max_length=100)
    reversed: tuple[Identifier, ...] = ()


class ContactDesk(Frozen):
    """The question, on the last page, whether a respondent wants to be reached: never an item, never an answer.

    `text` says what for, `read_by` who reads it; `keep_for_days` is counted from the closing of the wave.
    """

    text: Prose
    read_by: Line
    keep_for_days: Annotated[Whole, Field(ge=7, le=365)]


class Questionnaire(Frozen):
    """An instrument in one version; versions of one questionnaire share its id and their items' ids."""

    questionnaire: Identifier
    version: Identifier
    language: Literal["nl", "en"] = "nl"
    title: Line
    population: Line
    introduction: Prose
    thanks: Prose
    # Left out of the instrument when there is none, so that the fingerprints of instruments without one stay.
    contact_desk: ContactDesk | None = Field(default=None, exclude_if=lambda desk: desk is None)
    # How statements were put before respondents; Peilstok itself puts one on a card, waves held elsewhere may differ.
    form: Literal["cards", "grid", "smileys"] = Field(default="cards", exclude_if=lambda form: form == "cards")
    response_scales: Mapping[Identifier, ResponseScale] = Field(default_factory=dict)
    sections: tuple[Section, ...] = Field(min_length=1, max_length=100)
    scales: tuple[Scale, ...] = Field(default=(), max_length=100, exclude_if=lambda scales: not scales)

    @cached_property
    def items(self) -> Mapping[str, AnyItem]:
        """Every item by id, in the order in which it is asked."""
        return {item.id: item for section in self.sections for item in section.asks()}

    @property
    def may_all_be_skipped(self) -> bool:
        """Whether a respondent may leave every item open."""
        return not any(item.required for item in self.items.values())

    def response_scale_of(self, statement: LikertStatement) -> ResponseScale:
        """The categories a statement is judged on."""
        return self.response_scales[statement.response_scale]


def options_of(item: AnyItem) -> tuple[Option, ...]:
    """The options of a choice item; none for every other item."""
    return item.options if isinstance(item, SingleChoice | MultipleChoice) else ()


def _numbers_in(names: Sequence[str]) -> tuple[int, ...]:
    """A number in each of these names, each another one; where words stand behind them, one by one up or down."""
    found = [match for name in names if (match := _NUMBERED.fullmatch(name))]
    numbers = tuple(int(match[1].replace("−", "-")) for match in found)
    steps = {after - before for before, after in pairwise(numbers)}
    are_bare = all(match[1] == match[0] for match in found)
    is_told = len(found) == len(names) == len(set(numbers)) and (are_bare or steps in ({1}, {-1}))
    return numbers if is_told else ()
