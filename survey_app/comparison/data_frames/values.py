"""Report marks and numbers: each wave by itself, and two waves side by side."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.data_frames.data_frame import spec
from survey_app.comparison.data_frames.keys import PAIR, WAVE, Columns, by_pair, by_wave, keyed
from survey_app.comparison.figures.estimates import VALUE
from survey_app.comparison.figures.figure import of_part, text
from survey_app.comparison.figures.technical import TESTED
from survey_app.comparison.figures.verdicts import CONCLUSION, MEAN_CHANGE, VERDICT
from survey_app.comparison.results import ValueComparison, ValueEstimate, WaveComparison


def _of_wave(pair: WaveComparison, side: int) -> Iterator[tuple[str, ValueEstimate]]:
    for value in pair.values:
        estimate = value.estimates[side]
        if estimate is not None:
            yield value.item_id, estimate


_OF_WAVE: Columns[ValueEstimate] = keyed(
    WAVE, text("item", "id of the mark or number", lambda value: value.item), VALUE.values()
)
VALUES = spec("a mark or number in a wave", lambda series: by_wave(series, _of_wave), _OF_WAVE)

_OF_PAIR: Columns[ValueComparison] = keyed(
    PAIR,
    text("item", "id of the mark or number", lambda value: value.item_id),
    of_part(VERDICT, lambda value: value.verdict),
    of_part(MEAN_CHANGE.values(), lambda value: value.change),
    CONCLUSION,
    of_part(TESTED, lambda value: value.technical),
)
"""What may be said, and after that every figure whatever the verdict."""
VALUE_CHANGES = spec(
    "a mark or number in two waves", lambda series: by_pair(series, lambda pair: pair.values), _OF_PAIR
)
