"""The variables of microdata, each value with its number, and kinds of nothing with a number each (decision 0099).

Words are no variable: open answers, and what stands beside "anders, namelijk", are never in microdata.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from survey_app.dataset.counts import places_of, row_of
from survey_app.language.words import Words
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.model import Questionnaire
from survey_app.questionnaire.variables import Kind, Value, Variable

SEGMENT = "segment"
_DECLINES = re.compile(
    r"(dat |ik )?(zeg|vertel|wil)( ik)?( dat| het)?( liever)? niet( zeggen| vertellen)?|liever niet( zeggen)?"
    r"|geen antwoord|niet opgegeven|onbekend"
    r"|(i )?(would |'d )?(prefer|rather) not( to)?( say| tell| answer)?|no answer|unknown",
    re.IGNORECASE,
)


def declines(label: str) -> bool:
    """Whether an option of a trait says nothing about who chooses it."""
    return _DECLINES.fullmatch(label.strip(" .()")) is not None


class Nothing(Enum):
    """Why there is no answer; the value is how far below the lowest answer (or 0) the number stands."""

    NOT_APPLICABLE = 1
    BLANK = 2
    NOT_ASKED = 3
    WITHHELD = 4


NOTHING_WORDS: Mapping[Nothing, Words] = {
    Nothing.NOT_APPLICABLE: Words("niet van toepassing"),
    Nothing.BLANK: Words("niet ingevuld"),
    Nothing.NOT_ASKED: Words("niet gevraagd"),
    Nothing.WITHHELD: Words("geheim: te weinig antwoorden"),
}
UNKNOWN = Words("onbekend")
_RESTS = {
    "pilot": Words("pilot, {segment} niet bewaard"),
    "mirror": Words("spiegel, {segment} niet bewaard"),
}
"""Of whom no more than the arm is kept; who has not even that is unknown."""


@dataclass(frozen=True, kw_only=True)
class CodedVariable(Variable):
    """One column, of codes from `minimum` to `maximum`; `section` is the title of the block that asks it.

    `nothing` are the numbers for no answer, each with its label: below 0, and below `minimum` if that is less.
    """

    section: str
    nothing: Mapping[Nothing, int]
    nothing_labels: Mapping[Nothing, str | Words]

    @property
    def says_nothing(self) -> tuple[int, ...]:
        """The numbers of options by which somebody declines to say, as "dat zeg ik liever niet"."""
        is_option = self.kind is Kind.OPTION
        return tuple(value.code for value in self.values if is_option and declines(str(value.label)))

    @property
    def codes(self) -> Mapping[str, int]:
        """By answer: its number."""
        return {value.answer: value.code for value in self.values}

    @property
    def lowest(self) -> int:
        """The lowest number of an answer; what is below is nothing."""
        return min(0, self.minimum)


def coded_variables(instrument: Instrument) -> tuple[CodedVariable, ...]:
    """The segment, if the study has any, and every variable of the questionnaire, in the order of asking."""
    questionnaire = instrument.questionnaire
    coded = tuple(
        _coded(variable, section.title)
        for section in questionnaire.sections
        for item in section.asks()
        for variable in item.variables(questionnaire.response_scales)
    )
    return (_segment(instrument), *coded) if instrument.study.segments else coded


def segment_name(questionnaire: Questionnaire) -> str:
    """The column of the segment, and what it is called in a choice: a name that no item has (ids have no dots)."""
    return f"{SEGMENT}.invited" if SEGMENT in questionnaire.items else SEGMENT


def _segment(instrument: Instrument) -> CodedVariable:
    name = segment_name(instrument.questionnaire)
    study, places = instrument.study, places_of(instrument.study)
    labels: list[str | Words] = [segment.label for segment in study.segments]
    labels += [_RESTS[place.arm].filled(**study.segment_names) for place in places if place.arm]
    return CodedVariable(
        name=name,
        item=name,
        section="",
        text=Words("{Segment} waar de uitnodiging heen ging").filled(**study.segment_names),
        kind=Kind.OPTION,
        values=tuple(
            Value(f"{row_of(place)}", code, label)
            for code, (place, label) in enumerate(zip(places, labels, strict=False), start=1)
        ),
        nothing={Nothing.NOT_ASKED: -Nothing.NOT_ASKED.value},
        nothing_labels={Nothing.NOT_ASKED: UNKNOWN},
    )


def _coded(variable: Variable, section: str) -> CodedVariable:
    lowest = min(0, variable.minimum)
    label = variable.not_applicable
    labels: dict[Nothing, str | Words] = {} if label is None else {Nothing.NOT_APPLICABLE: label}
    labels |= {nothing: NOTHING_WORDS[nothing] for nothing in (Nothing.BLANK, Nothing.NOT_ASKED)}
    nothing = {nothing: lowest - nothing.value for nothing in labels}
    return CodedVariable(**vars(variable), section=section, nothing=nothing, nothing_labels=labels)
