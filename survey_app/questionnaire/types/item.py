"""What every item is asked about its type; what a type must answer for itself is abstract, so that mypy names it."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import ClassVar

from pydantic import Field

from survey_app.language.words import Words
from survey_app.questionnaire.answers import Answer, AnswerFault
from survey_app.questionnaire.conditions import AtLeast, Condition, In, Is
from survey_app.questionnaire.faults import suggestion
from survey_app.questionnaire.media import Image, WrittenRecording
from survey_app.questionnaire.parts import Flag, Frozen, Identifier, Line
from survey_app.questionnaire.response_scale import Point, Scales
from survey_app.questionnaire.variables import Variable

Remedy = tuple[str, str]
"""What is wrong, and what would be right."""


class Counting(Enum):
    """What of its answers is counted: each that it lists; each of several, and who gave any; each, as they come; or
    only whether there is one, because it is in a respondent's own words."""

    LISTED = "listed"
    SEVERAL = "several"
    AS_THEY_COME = "as they come"
    WHETHER = "whether"


class Option(Frozen):
    """One thing to choose; `other` asks for words beside it (anders, namelijk), `exclusive` goes with no other."""

    id: Identifier
    label: Line
    other: Flag = False
    # Left out of the instrument when it is not, so that the fingerprints of instruments without one stay.
    exclusive: Flag = Field(default=False, exclude_if=lambda exclusive: not exclusive)


class Item(Frozen):
    """What every item has; `id` is permanent across versions of the questionnaire."""

    called: ClassVar[tuple[str, ...]] = ()
    """What codebooks of others may call the type, beside its own name."""

    id: Identifier
    text: Line
    help: Line | None = None
    # Left out of the instrument when there is none, so that the fingerprints of instruments without one stay.
    image: Image | None = Field(default=None, exclude_if=lambda image: image is None)
    audio: WrittenRecording | None = Field(default=None, exclude_if=lambda recording: recording is None)
    required: Flag = False
    when: Condition | None = None

    @property
    @abstractmethod
    def counting(self) -> Counting:
        """What of its answers is counted."""

    @abstractmethod
    def fault_in(self, answer: Answer, scales: Scales) -> AnswerFault | None:
        """What is wrong with an answer."""

    @abstractmethod
    def wrong_to_await(self, condition: Is | In | AtLeast, scales: Scales) -> Iterable[Remedy]:
        """Why it can never have the answer that a condition waits for."""

    @abstractmethod
    def variables(self, scales: Scales) -> Iterable[Variable]:
        """Its columns in the microdata; words have none."""

    @abstractmethod
    def answers_in_words(self, scales: Scales) -> tuple[Words | str, ...]:
        """What could be answered, in reading order."""

    def read(self, typed: Sequence[str]) -> Answer | None:
        """What came in under its name, as far as possible as an answer; None when that is nothing."""
        return "".join(typed[:1]).strip() or None

    def own_faults(self) -> Iterable[tuple[str, Remedy]]:
        """What is wrong with the item itself that its fields do not tell one by one, with the key that it is about."""
        return ()

    @property
    def asked_within(self) -> tuple[object, ...]:
        """What bounds its answers: with other bounds it is another question."""
        return ()

    def answers(self, scales: Scales) -> Sequence[Point | Option]:
        """The points or options to choose from, n.v.t. apart."""
        return ()

    def not_applicable(self, scales: Scales) -> str | None:
        """The label of n.v.t. when it is offered."""
        return None

    def codes(self, scales: Scales) -> tuple[str, ...]:
        """What is chosen from, as it is counted, in order; nothing where it is typed. N.v.t. is not among it."""
        return tuple(answer.id for answer in self.answers(scales))

    def labels(self, scales: Scales) -> Mapping[str, str]:
        """What can be chosen and has a label, n.v.t. last."""
        return {answer.id: answer.label for answer in self.answers(scales)}

    def number_of(self, answer: object) -> int | None:
        """An answer that is counted as it comes, as a number; None when it is no answer."""
        return None

    @property
    def is_trait(self) -> bool:
        """Whether it says who somebody is, by value or by category, and not what somebody thinks."""
        return self.counting is Counting.AS_THEY_COME

    @property
    def asks_words(self) -> bool:
        """Whether words of one's own may stand beside an answer."""
        return False

    def asks_words_beside(self, answer: Answer | None) -> bool:
        """Whether they may beside this answer."""
        return False

    @property
    def most_characters(self) -> int:
        """How many characters of one's own can be written in all."""
        return 0


def labels_given_twice(labels: Sequence[str]) -> Iterator[Remedy]:
    """Answers that read the same."""
    for label in dict.fromkeys(label for label in labels if labels.count(label) > 1):
        yield f'"{label}" can be chosen twice', "make the labels differ"


def unknown_words(item_id: str, known: list[str], values: Iterable[str | int]) -> Iterator[Remedy]:
    """Those of these values that are none of the known."""
    for value in values:
        if not isinstance(value, str):
            wrong = f'the answer to item "{item_id}" is one of its options, never the number {value}'
            yield wrong, suggestion("", known)
        elif value not in known:
            yield f'item "{item_id}" has no answer "{value}"', suggestion(value, known)
