"""Whole numbers: within bounds of the questionnaire's own, or a report mark."""

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal, final

from survey_app.language.words import Words, joined
from survey_app.questionnaire.answers import Answer, AnswerFault, Wrong
from survey_app.questionnaire.conditions import AtLeast, In, Is, awaited
from survey_app.questionnaire.normal_form import fold
from survey_app.questionnaire.parts import Line, Whole
from survey_app.questionnaire.response_scale import Scales
from survey_app.questionnaire.types.direction import Directed
from survey_app.questionnaire.types.item import Counting, Remedy
from survey_app.questionnaire.variables import Kind, Variable

_WHOLE = re.compile(r"^[+-]?[0-9]{1,18}$")
"""Any number that a questionnaire can allow, and more, so that who types too many digits is told the highest."""


class Amount(Directed):
    """What the two have in common."""

    @property
    @abstractmethod
    def bounds(self) -> tuple[int, int]:
        """The lowest and the highest that can be answered."""

    def read(self, typed: Sequence[str]) -> Answer | None:
        """What cannot be read as a number stays as it was typed, so that the respondent sees it again."""
        written = "".join(typed[:1]).strip()
        return int(written) if _WHOLE.match(written) else written or None

    def fault_in(self, answer: Answer, scales: Scales) -> AnswerFault | None:
        minimum, maximum = self.bounds
        if not isinstance(answer, int) or isinstance(answer, bool):
            return AnswerFault(Wrong.TYPE, minimum, maximum)
        if answer < minimum:
            return AnswerFault(Wrong.TOO_LOW, minimum, maximum)
        return AnswerFault(Wrong.TOO_HIGH, minimum, maximum) if answer > maximum else None

    def wrong_to_await(self, condition: Is | In | AtLeast, scales: Scales) -> Iterator[Remedy]:
        minimum, maximum = self.bounds
        for value in awaited(condition)[1]:
            if isinstance(value, str):
                wrong = f'the answer to item "{self.id}" is a number, never "{value}"'
                yield wrong, f"write a whole number from {minimum} to {maximum}, without quotes"
            elif not minimum <= value <= maximum:
                wrong = f'the answer to item "{self.id}" is never {value}'
                yield wrong, f"use a number from {minimum} to {maximum}"

    def variables(self, scales: Scales) -> Iterator[Variable]:
        yield Variable(self.id, self.id, self.text, Kind.NUMBER, (), *self.bounds)

    def number_of(self, answer: object) -> int | None:
        return answer if type(answer) is int and self.bounds[0] <= answer <= self.bounds[1] else None


@final
class Number(Amount):
    """A whole number within bounds."""

    called: ClassVar = ("getal", "numeric", "integer", "numeriek")
    type: Literal["number"] = "number"
    counting: ClassVar = Counting.AS_THEY_COME
    minimum: Whole
    maximum: Whole
    unit: Line | None = None

    @property
    def bounds(self) -> tuple[int, int]:
        return self.minimum, self.maximum

    def own_faults(self) -> Iterator[tuple[str, Remedy]]:
        if self.minimum > self.maximum:
            yield "minimum", (f"minimum {self.minimum} is more than maximum {self.maximum}", "exchange them")

    @property
    def asked_within(self) -> tuple[object, ...]:
        return self.minimum, self.maximum, fold(self.unit)

    def answers_in_words(self, scales: Scales) -> tuple[Words, ...]:
        number = Words("getal van {minimum} tot en met {maximum}")
        number = number.filled(minimum=self.minimum, maximum=self.maximum)
        return (joined([number, self.unit]) if self.unit else number,)


@final
class Mark(Amount):
    """A report mark from 1 to 10."""

    called: ClassVar = ("cijfer", "rapportcijfer")
    type: Literal["mark"] = "mark"
    counting: ClassVar = Counting.LISTED
    bounds: ClassVar = (1, 10)

    def answers_in_words(self, scales: Scales) -> tuple[Words, ...]:
        return (Words("cijfer van 1 tot en met 10"),)

    def codes(self, scales: Scales) -> tuple[str, ...]:
        return tuple(str(mark) for mark in range(1, 11))
