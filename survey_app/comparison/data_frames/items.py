"""Options of choices, and marks and numbers: each wave by itself, and two waves side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.data_frame import spec
from survey_app.comparison.data_frames.keys import PAIR, WAVE, Columns, by_pair, by_wave, keyed
from survey_app.comparison.figures.estimates import OPTION, VALUE
from survey_app.comparison.figures.figure import flag, of_part, text
from survey_app.comparison.figures.options import OPTION_TEST, OptionComparison, options_of
from survey_app.comparison.figures.technical import TESTED
from survey_app.comparison.figures.verdicts import CONCLUSION, MEAN_CHANGE, VERDICT, change_figures
from survey_app.comparison.results import OptionEstimate, ValueComparison, ValueEstimate, WaveComparison
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
    text("item", "id of the choice", lambda option: option.item.id),
    text("type", "single_choice or multiple_choice", lambda option: option.item.type),
    flag("background", "whether it is a trait of people and no opinion", lambda option: option.item.background),
    of_part(OPTION.values(), lambda option: option.estimate),
)
OPTIONS = spec(
    "an option of a choice in a wave",
    lambda series: by_wave(series, _options_in_wave),
    _OPTIONS,
)
_OPTION_CHANGES: Columns[OptionComparison] = keyed(
    PAIR,
    text("item", "id of the choice", lambda option: option.item_id),
    text("option", "id of the option", lambda option: option.option),
    text(
        "option_label",
        "what respondents of the later wave read; of the earlier, where only that offered it",
        lambda option: option.estimates[1].label,
    ),
    text(
        "option_label_earlier",
        "what respondents of the earlier wave read; missing where it was not offered",
        lambda option: option.estimates[0].label if option.estimates[0].offered else None,
    ),
    of_part(VERDICT, lambda option: option.verdict),
    of_part(change_figures("that chose it; from level 1"), lambda option: option.change),
    CONCLUSION,
    of_part(OPTION_TEST.values(), lambda option: option.technical),
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
    WAVE, text("item", "id of the mark or number", lambda value: value.item), VALUE.values()
)
VALUES = spec("a mark or number in a wave", lambda series: by_wave(series, _value_in_wave), _VALUES)

_VALUE_CHANGES: Columns[ValueComparison] = keyed(
    PAIR,
    text("item", "id of the mark or number", lambda value: value.item_id),
    of_part(VERDICT, lambda value: value.verdict),
    of_part(MEAN_CHANGE.values(), lambda value: value.change),
    CONCLUSION,
    of_part(TESTED, lambda value: value.technical),
)
"""What may be said, and after that every figure whatever the verdict."""
VALUE_CHANGES = spec(
    "a mark or number in two waves", lambda series: by_pair(series, lambda pair: pair.values), _VALUE_CHANGES
)
