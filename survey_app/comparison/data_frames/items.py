"""Options of choices, and marks and numbers: each wave by itself, and two waves side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.data_frame import PAIR, WAVE, Columns, by_pair, by_wave, keyed, spec
from survey_app.comparison.figures.estimates import OPTION, VALUE
from survey_app.comparison.figures.figure import flag, of_part, text
from survey_app.comparison.figures.options import OPTION_TEST, OptionComparison, options_of
from survey_app.comparison.figures.technical import TESTED
from survey_app.comparison.figures.verdicts import CHANGE, CONCLUSION, MEAN_CHANGE, VERDICT
from survey_app.comparison.results import OptionEstimate, ValueComparison, ValueEstimate, WaveComparison
from survey_app.language.words import Words
from survey_app.questionnaire.model import MultipleChoice, SingleChoice


@dataclass(frozen=True)
class OptionInWave:
    """One option in one wave that asked the item."""

    item: SingleChoice | MultipleChoice
    estimate: OptionEstimate


def _options_in_wave(pair: WaveComparison, side: int) -> Iterator[tuple[tuple[str, str], OptionInWave]]:
    """Every option of what this wave asked: those too that it did not offer beside those it did."""
    for choice in pair.choices:
        item = choice.items[side]
        if item is not None:
            options = (both[side] for both in choice.options)
            yield from (((choice.item_id, option.option), OptionInWave(item, option)) for option in options)


_OPTIONS: Columns[OptionInWave] = keyed(
    WAVE,
    text("item", Words("code van de meerkeuzevraag"), lambda option: option.item.id),
    text(
        "type",
        Words("single_choice (één antwoord) of multiple_choice (meer antwoorden)"),
        lambda option: option.item.type,
    ),
    flag(
        "background", Words("of het een kenmerk van mensen is, en geen mening"), lambda option: option.item.background
    ),
    of_part(OPTION.values(), lambda option: option.estimate),
)
OPTIONS = spec("an option of a choice in a wave", lambda series: by_wave(series, _options_in_wave), _OPTIONS)
_OPTION_CHANGES: Columns[OptionComparison] = keyed(
    PAIR,
    text("item", Words("code van de meerkeuzevraag"), lambda option: option.item_id),
    text("option", Words("code van de optie"), lambda option: option.option),
    text(
        "option_label",
        Words("wat deelnemers van de latere meting lazen; van de eerdere, als alleen die de optie bood"),
        lambda option: option.estimates[1].label,
    ),
    text(
        "option_label_earlier",
        Words("wat deelnemers van de eerdere meting lazen; niet als die de optie niet bood"),
        lambda option: option.estimates[0].label if option.estimates[0].offered else None,
    ),
    of_part(VERDICT, lambda option: option.verdict),
    CHANGE.values(),
    CONCLUSION.values(),
    OPTION_TEST.values(),
)
OPTION_CHANGES = spec(
    "an option of a choice in two waves",
    lambda series: by_pair(series, lambda pair: (option for choice in pair.choices for option in options_of(choice))),
    _OPTION_CHANGES,
)
"""What may be said, and after that every figure whatever the verdict."""


def _value_in_wave(pair: WaveComparison, side: int) -> Iterator[tuple[str, ValueEstimate]]:
    for value in pair.values:
        estimate = value.estimates[side]
        if estimate is not None:
            yield value.item_id, estimate


_VALUES: Columns[ValueEstimate] = keyed(
    WAVE, text("item", Words("code van het cijfer of getal"), lambda value: value.item), VALUE.values()
)
VALUES = spec("a mark or number in a wave", lambda series: by_wave(series, _value_in_wave), _VALUES)

_VALUE_CHANGES: Columns[ValueComparison] = keyed(
    PAIR,
    text("item", Words("code van het cijfer of getal"), lambda value: value.item_id),
    of_part(VERDICT, lambda value: value.verdict),
    MEAN_CHANGE.values(),
    CONCLUSION.values(),
    TESTED,
)
"""What may be said, and after that every figure whatever the verdict."""
VALUE_CHANGES = spec(
    "a mark or number in two waves", lambda series: by_pair(series, lambda pair: pair.values), _VALUE_CHANGES
)
