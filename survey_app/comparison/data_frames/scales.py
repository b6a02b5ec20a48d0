"""Scales: the scores of each wave by itself, and two waves side by side."""

from collections.abc import Iterator

from survey_app.comparison.data_frames.data_frame import (
    GROUP,
    PAIR,
    WAVE,
    Columns,
    Keyed,
    by_pair_and_group,
    keyed,
    label_in_dutch,
    spec,
)
from survey_app.comparison.figures.estimates import SCALE
from survey_app.comparison.figures.figure import Figure, of_part, text
from survey_app.comparison.figures.technical import TESTED
from survey_app.comparison.figures.verdicts import CONCLUSION, MEAN_CHANGE, VERDICT
from survey_app.comparison.results import ScaleComparison
from survey_app.comparison.series import ScaleInWave, WaveSeries
from survey_app.language.words import Words


def _in_waves(series: WaveSeries) -> Iterator[Keyed[ScaleInWave]]:
    """Every scale of every wave and group, waves in order of time."""
    for wave, groups in zip(series.waves, series.all_groups, strict=True):
        for group in groups:
            label = label_in_dutch(group.label)
            yield from (Keyed((wave.wave.id,), scale, group.group, label) for scale in group.scales)


_SUBJECT: tuple[Figure[ScaleInWave | ScaleComparison], ...] = (
    text("scale", Words("code van de schaal"), lambda scale: scale.scale_id),
    text(
        "items",
        Words("codes van de stellingen die tellen, met spaties ertussen: die elke meting in dezelfde woorden vroeg"),
        lambda scale: " ".join(scale.items),
    ),
    text("left_out", Words("codes van de stellingen die niet tellen"), lambda scale: " ".join(scale.left_out)),
)

_OF_WAVE: Columns[ScaleInWave] = keyed((WAVE, *GROUP), _SUBJECT, of_part(SCALE.values(), lambda scale: scale.estimate))
SCALES = spec("a scale in a wave and group", _in_waves, _OF_WAVE)

_OF_PAIR: Columns[ScaleComparison] = keyed(
    (*PAIR, *GROUP),
    _SUBJECT,
    of_part(VERDICT, lambda scale: scale.verdict),
    MEAN_CHANGE.values(),
    CONCLUSION.values(),
    TESTED,
)
"""What may be said, and after that every figure whatever the verdict."""
SCALE_CHANGES = spec(
    "a scale in two waves and a group",
    lambda series: by_pair_and_group(series, lambda compared: compared.scales),
    _OF_PAIR,
)
