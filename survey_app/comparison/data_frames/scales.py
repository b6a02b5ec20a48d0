"""Scales: the scores of each wave by itself, and two waves side by side."""

from collections.abc import Iterator

from survey_app.comparison.data_frames.data_frame import spec
from survey_app.comparison.data_frames.keys import (
    GROUP,
    PAIR,
    WAVE,
    Columns,
    Keyed,
    by_pair_and_group,
    keyed,
    label_in_dutch,
)
from survey_app.comparison.figures.estimates import SCALE
from survey_app.comparison.figures.figure import Figure, of_part, text
from survey_app.comparison.figures.technical import TESTED
from survey_app.comparison.figures.verdicts import CONCLUSION, MEAN_CHANGE, VERDICT
from survey_app.comparison.results import ScaleComparison
from survey_app.comparison.series import ScaleInWave, WaveSeries


def _in_waves(series: WaveSeries) -> Iterator[Keyed[ScaleInWave]]:
    """Every scale of every wave and group, waves in order of time."""
    for wave, groups in zip(series.waves, series.all_groups, strict=True):
        for group in groups:
            label = label_in_dutch(group.label)
            yield from (Keyed((wave.wave.id,), scale, group.group, label) for scale in group.scales)


_SUBJECT: tuple[Figure[ScaleInWave | ScaleComparison], ...] = (
    text("scale", "id of the scale", lambda scale: scale.scale_id),
    text(
        "items",
        "ids of the items scored, with blanks between: those all waves asked in the same words",
        lambda scale: " ".join(scale.items),
    ),
    text("left_out", "ids of the items left out", lambda scale: " ".join(scale.left_out)),
)

_OF_WAVE: Columns[ScaleInWave] = keyed((WAVE, *GROUP), _SUBJECT, of_part(SCALE.values(), lambda scale: scale.estimate))
SCALES = spec("a scale in a wave and group", _in_waves, _OF_WAVE)

_OF_PAIR: Columns[ScaleComparison] = keyed(
    (*PAIR, *GROUP),
    _SUBJECT,
    of_part(VERDICT, lambda scale: scale.verdict),
    of_part(MEAN_CHANGE.values(), lambda scale: scale.change),
    CONCLUSION,
    of_part(TESTED, lambda scale: scale.technical),
)
"""What may be said, and after that every figure whatever the verdict."""
SCALE_CHANGES = spec(
    "a scale in two waves and a group",
    lambda series: by_pair_and_group(series, lambda compared: compared.scales),
    _OF_PAIR,
)
