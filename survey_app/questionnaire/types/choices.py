"""Options to choose from: one of them, or any number."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Literal, final

from pydantic import Field

from survey_app.language.words import Words
from survey_app.questionnaire.answers import WORDS_MAXIMUM, Answer, AnswerFault, Wrong
from survey_app.questionnaire.conditions import AtLeast, In, Is, awaited
from survey_app.questionnaire.parts import Flag
from survey_app.questionnaire.response_scale import Scales
from survey_app.questionnaire.types.item import Counting, Item, Option, Remedy, labels_given_twice, unknown_words
from survey_app.questionnaire.variables import NO, YES, Kind, Value, Variable

_TOGETHER = 2


class Choice(Item):
    """What the two have in common."""

    type: str
    options: tuple[Option, ...] = Field(min_length=2, max_length=100)
    background: Flag = False

    def wrong_to_await(self, condition: Is | In | AtLeast, scales: Scales) -> Iterable[Remedy]:
        if isinstance(condition, AtLeast):
            return [(f'the options of item "{self.id}" have no order', "use in: with a list of them")]
        return unknown_words(self.id, list(self.codes(scales)), awaited(condition)[1])

    def own_faults(self) -> Iterator[tuple[str, Remedy]]:
        for remedy in labels_given_twice([option.label for option in self.options]):
            yield "options", remedy
        others = sum(option.other for option in self.options)
        if others > 1:
            yield "options", (f"{others} options have other: true", "keep one; the words beside it have one place")

    def answers_in_words(self, scales: Scales) -> tuple[str, ...]:
        return tuple(option.label for option in self.options)

    def answers(self, scales: Scales) -> Sequence[Option]:
        return self.options

    @property
    def is_trait(self) -> bool:
        return self.background

    @property
    def asks_words(self) -> bool:
        return any(option.other for option in self.options)

    def asks_words_beside(self, answer: Answer | None) -> bool:
        chosen = answer if isinstance(answer, tuple) else (answer,)
        return any(option.other and option.id in chosen for option in self.options)

    @property
    def most_characters(self) -> int:
        return WORDS_MAXIMUM if self.asks_words else 0


@final
class SingleChoice(Choice):
    """One of the options. `background` marks a trait (age, village): small groups of it are never shown."""

    called: ClassVar = (
        *("keuze", "enkele_keuze", "single", "choice", "categorie", "category", "categorical", "nominal", "factor"),
        *("background", "achtergrond", "trait", "kenmerk"),
    )
    type: Literal["single_choice"] = "single_choice"
    counting: ClassVar = Counting.LISTED

    def own_faults(self) -> Iterator[tuple[str, Remedy]]:
        yield from super().own_faults()
        if any(option.exclusive for option in self.options):
            yield "options", ("of a single_choice every option is exclusive", "leave exclusive: out")

    def fault_in(self, answer: Answer, scales: Scales) -> AnswerFault | None:
        if not isinstance(answer, str):
            return AnswerFault(Wrong.TYPE)
        return None if answer in self.codes(scales) else AnswerFault(Wrong.NOT_OFFERED)

    def variables(self, scales: Scales) -> Iterator[Variable]:
        values = tuple(Value(option.id, code, option.label) for code, option in enumerate(self.options, start=1))
        yield Variable(self.id, self.id, self.text, Kind.OPTION, values)


@final
class MultipleChoice(Choice):
    """Any number of the options; one that is `exclusive` (none of these) only by itself."""

    called: ClassVar = ("meerkeuze", "multiple", "multi", "multiple_response")
    type: Literal["multiple_choice"] = "multiple_choice"
    counting: ClassVar = Counting.SEVERAL

    def own_faults(self) -> Iterator[tuple[str, Remedy]]:
        yield from super().own_faults()
        if sum(not option.exclusive for option in self.options) < _TOGETHER:
            wrong = "of these options no two can be chosen together"
            yield "options", (wrong, "make it a single_choice, or keep exclusive: for options such as none of these")

    def read(self, typed: Sequence[str]) -> Answer | None:
        return tuple(typed) or None

    def fault_in(self, answer: Answer, scales: Scales) -> AnswerFault | None:
        if not isinstance(answer, tuple):
            return AnswerFault(Wrong.TYPE)
        if not set(self.codes(scales)).issuperset(answer):
            return AnswerFault(Wrong.NOT_OFFERED)
        if len(set(answer)) < len(answer):
            return AnswerFault(Wrong.CHOSEN_TWICE)
        return AnswerFault(Wrong.NOT_ALONE) if self.not_alone(answer) else None

    def not_alone(self, chosen: Sequence[str]) -> Option | None:
        """The first option among those chosen that goes with no other, where there is another."""
        alone = (option for option in self.options if option.exclusive and option.id in chosen)
        return next(alone, None) if len(chosen) > 1 else None

    def variables(self, scales: Scales) -> Iterator[Variable]:
        """A column for each option; two underscores cannot stand in an id, so no item has its name."""
        for option in self.options:
            values = Value("", NO, Words("nee")), Value(option.id, YES, Words("ja"))
            text = f"{self.text} – {option.label}"
            yield Variable(f"{self.id}__{option.id}", self.id, text, Kind.TICK, values)


def options_of(item: Item) -> tuple[Option, ...]:
    """The options of a choice; none for every other item."""
    return item.options if isinstance(item, Choice) else ()
