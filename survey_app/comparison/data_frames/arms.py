"""Pilot against mirror segments: the change of each segment, and the difference between the arms."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.data_frame import spec
from survey_app.comparison.data_frames.keys import PAIR, Columns, by_pair, keyed
from survey_app.comparison.figures.arms import CONTRAST, IN_POINTS, UNIT
from survey_app.comparison.figures.figure import Figure, figure, flag, of_part, text
from survey_app.comparison.figures.verdicts import VERDICT
from survey_app.comparison.results import Contrast, WaveComparison


@dataclass(frozen=True)
class SegmentChange:
    """The change of one segment on one statement or scale."""

    contrast: Contrast
    arm: str
    segment: str
    change: float | None


def _segment_changes(pair: WaveComparison) -> Iterator[SegmentChange]:
    """A row for each segment: pilot first."""
    for contrast in pair.contrasts:
        for arm, changes in (("pilot", contrast.arms.pilot), ("mirror", contrast.arms.mirror)):
            yield from (SegmentChange(contrast, arm, segment, change) for segment, change in changes.items())


_SUBJECT: tuple[Figure[Contrast], ...] = (
    text("subject", "id of the statement or scale", lambda contrast: contrast.subject),
    flag("is_scale", "whether it is a scale", lambda contrast: contrast.is_scale),
)

ARM_COLUMNS: Columns[Contrast] = keyed(
    PAIR, _SUBJECT, of_part(VERDICT[:4], lambda contrast: contrast.verdict), CONTRAST.values()
)
"""Pilot minus mirror of later minus earlier."""
ARMS = spec(
    "pilot against mirror on a statement or scale in two waves",
    lambda series: by_pair(series, lambda pair: pair.contrasts),
    ARM_COLUMNS,
)
_SEGMENT_CHANGES: Columns[SegmentChange] = keyed(
    PAIR,
    of_part(_SUBJECT, lambda row: row.contrast),
    text("arm", "pilot or mirror", lambda row: row.arm),
    text("segment", "id of the segment", lambda row: row.segment),
    figure(
        "change",
        UNIT,
        f"later minus earlier, {IN_POINTS}, whatever its verdict; missing where it may not be shown in both waves",
        lambda row: row.change,
    ),
)
SEGMENT_CHANGES = spec(
    "a segment of an arm on a statement or scale in two waves",
    lambda series: by_pair(series, _segment_changes),
    _SEGMENT_CHANGES,
)
