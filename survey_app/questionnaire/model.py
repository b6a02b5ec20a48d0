"""The questionnaire: sections of items, as a researcher wrote it and a respondent sees it."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import Field

from survey_app.language.catalogues import Language
from survey_app.questionnaire.conditions import Condition
from survey_app.questionnaire.parts import Flag, Frozen, Identifier, Line, Prose, Whole
from survey_app.questionnaire.response_scale import NOT_APPLICABLE, Point, ResponseScale, Scales
from survey_app.questionnaire.types.amounts import Amount, Mark, Number
from survey_app.questionnaire.types.choices import Choice, MultipleChoice, SingleChoice, options_of
from survey_app.questionnaire.types.item import Counting, Option
from survey_app.questionnaire.types.likert import LikertStatement
from survey_app.questionnaire.types.open_text import OpenText

__all__ = [
    "ENTRIES", "ITEM_TYPES", "NOT_APPLICABLE", "ONE", "Amount", "AnyItem", "Choice", "ContactDesk", "Counting",
    "Entry", "LikertStatement", "Mark", "MultipleChoice", "Number", "OpenText", "Option", "Passage", "Point",
    "Questionnaire", "ResponseScale", "Scale", "Scales", "Section", "SingleChoice", "options_of",
]  # fmt: skip


ONE = "one"
"""The form of a questionnaire that asks one question at a time."""


class Passage(Frozen):
    """A text between the items; asks nothing."""

    type: Literal["passage"] = "passage"
    text: Prose
    when: Condition | None = None


AnyItem = LikertStatement | SingleChoice | MultipleChoice | Number | Mark | OpenText
"""Every type of item; what each must answer stands in `types/item.py`."""

Entry = Annotated[AnyItem | Passage, Field(discriminator="type")]

ITEM_TYPES: Mapping[str, type[AnyItem]] = {kind.model_fields["type"].default: kind for kind in get_args(AnyItem)}
"""By its name, as a questionnaire writes it."""
ENTRIES: Mapping[str, type[AnyItem | Passage]] = {**ITEM_TYPES, "passage": Passage}


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
    language: Language = "nl"
    title: Line
    population: Line
    introduction: Prose
    thanks: Prose
    # Left out of the instrument when there is none, so that the fingerprints of instruments without one stay.
    contact_desk: ContactDesk | None = Field(default=None, exclude_if=lambda desk: desk is None)
    # How questions are put before respondents: each on a card, or on a page; waves held elsewhere may differ.
    form: Literal["cards", "one", "grid", "smileys"] = Field(default="cards", exclude_if=lambda form: form == "cards")
    # No part of the instrument: whether its writer wants hints for plainer texts.
    hints: Flag = Field(default=True, exclude=True)
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
