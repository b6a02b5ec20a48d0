"""The variables of microdata, each value with its number, and kinds of nothing with a number each (decision 0099).

Words are no variable: open answers, and what stands beside "anders, namelijk", are never in microdata.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from survey_app.dataset.counts import row_of
from survey_app.fieldwork.place import Place
from survey_app.questionnaire.codebook import codebook
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import NOT_APPLICABLE, Questionnaire
from survey_app.questionnaire.variables import Kind, Variable
from survey_app.questionnaire.words import Words

YES, NO = 1, 0
SEGMENT = "segment"


class Nothing(Enum):
    """Why there is no answer; the value is how far below the lowest answer (or 0) the number stands."""

    NOT_APPLICABLE = 1
    BLANK = 2
    NOT_ASKED = 3
    WITHHELD = 4


NOTHING_WORDS: Mapping[Nothing, Words] = {
    Nothing.NOT_APPLICABLE: Words("niet van toepassing", "not applicable"),
    Nothing.BLANK: Words("niet ingevuld", "left blank"),
    Nothing.NOT_ASKED: Words("niet gevraagd", "not asked"),
    Nothing.WITHHELD: Words("geheim: te weinig antwoorden", "secret: too few answers"),
}
_SEGMENT_UNKNOWN = Words("onbekend", "unknown")
_RESTS = {
    "pilot": Words("pilot, {segment} niet bewaard", "pilot, {segment} not kept"),
    "mirror": Words("spiegel, {segment} niet bewaard", "mirror, {segment} not kept"),
}
"""Of whom no more than the arm is kept; who has not even that is unknown."""


@dataclass(frozen=True)
class CodedValue:
    """A value: what stands in a response, the number it gets, and its label."""

    answer: str
    code: int
    label: str | Words


@dataclass(frozen=True)
class CodedVariable:
    """One column, of codes from `minimum` to `maximum`. `values` is empty for numbers, which are their own code.

    `nothing` are the numbers for no answer, each with its label: below 0, and below `minimum` if that is less.
    """

    name: str
    item: str
    section: str
    text: str | Words
    kind: Kind
    values: tuple[CodedValue, ...]
    nothing: Mapping[Nothing, int]
    nothing_labels: Mapping[Nothing, str | Words]
    minimum: int = 0
    maximum: int = 0

    @property
    def codes(self) -> Mapping[str, int]:
        """By answer: its number."""
        return {value.answer: value.code for value in self.values}

    @property
    def lowest(self) -> int:
        """The lowest number of an answer; what is below is nothing."""
        return min(0, self.minimum)


def coded_variables(instrument: Instrument) -> tuple[CodedVariable, ...]:
    """The segment, if the study has any, and every variable of the questionnaire that is not of words."""
    questionnaire = instrument.questionnaire
    titles = {section.id: section.title for section in questionnaire.sections}
    asked = [variable for variable in codebook(questionnaire) if variable.kind is not Kind.TEXT]
    coded = tuple(_coded(variable, titles[variable.section]) for variable in asked)
    return (_segment(instrument), *coded) if instrument.study.segments else coded


def segment_name(questionnaire: Questionnaire) -> str:
    """The column of the segment, and what it is called in a choice: a name that no item has (ids have no dots)."""
    return f"{SEGMENT}.invited" if SEGMENT in questionnaire.items else SEGMENT


def _segment(instrument: Instrument) -> CodedVariable:
    name = segment_name(instrument.questionnaire)
    segments = instrument.study.segments
    arms = dict.fromkeys(segment.arm for segment in segments if segment.arm)
    names = instrument.study.segment_names
    rests = [
        CodedValue(f"{row_of(Place(None, arm))}", len(segments) + n, _RESTS[arm].filled(**names))
        for n, arm in enumerate(arms, start=1)
    ]
    return CodedVariable(
        name=name,
        item=name,
        section="",
        text=Words("{Segment} waar de uitnodiging heen ging", "{Segment} that the invitation went to").filled(**names),
        kind=Kind.OPTION,
        values=(*(CodedValue(one.id, code, one.label) for code, one in enumerate(segments, start=1)), *rests),
        nothing={Nothing.NOT_ASKED: -Nothing.NOT_ASKED.value},
        nothing_labels={Nothing.NOT_ASKED: _SEGMENT_UNKNOWN},
    )


def _coded(variable: Variable, section: str) -> CodedVariable:
    lowest = min(0, variable.minimum or 0)
    labels: dict[Nothing, str | Words] = {
        nothing: NOTHING_WORDS[nothing] for nothing in (Nothing.BLANK, Nothing.NOT_ASKED)
    }
    for value in variable.values:
        if variable.kind is Kind.POINT and value.id == NOT_APPLICABLE and value.score is None:
            labels = {Nothing.NOT_APPLICABLE: value.label, **labels}
    return CodedVariable(
        name=variable.name,
        item=variable.item,
        section=section,
        text=_text(variable),
        kind=variable.kind,
        values=_values(variable),
        nothing={nothing: lowest - nothing.value for nothing in labels},
        nothing_labels=labels,
        minimum=variable.minimum or 0,
        maximum=variable.maximum or 0,
    )


def _text(variable: Variable) -> str:
    """The question; of a tick with the option that it is about."""
    return f"{variable.text} – {variable.values[0].label}" if variable.kind is Kind.TICK else variable.text


def _values(variable: Variable) -> tuple[CodedValue, ...]:
    match variable.kind:
        case Kind.POINT:
            return tuple(
                CodedValue(value.id, value.score, value.label) for value in variable.values if value.score is not None
            )
        case Kind.OPTION:
            return tuple(CodedValue(value.id, code, value.label) for code, value in enumerate(variable.values, start=1))
        case Kind.TICK:
            return (CodedValue("", NO, Words("nee", "no")), CodedValue(str(variable.option), YES, Words("ja", "yes")))
        case _:
            return ()
