"""Pilot against mirror segments: the change of each segment, and the difference between the arms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.keys import InPair, key_of, pair_columns
from survey_app.comparison.data_frames.verdicts import verdict_columns
from survey_app.comparison.figures.arms import CONTRAST, IN_POINTS, UNIT
from survey_app.comparison.figures.figure import Figure, columns, figure, flag, of_part, text
from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries


@dataclass(frozen=True)
class SegmentChange:
    """The change of one segment on one statement or scale."""

    contrast: Contrast
    arm: str
    segment: str
    change: float | None


def contrasts_in_pairs(series: WaveSeries) -> Iterator[InPair[Contrast]]:
    """Every statement and scale of every pair of waves; none in a study without both arms."""
    for pair in series.pairs:
        for contrast in pair.comparison.contrasts:
            yield InPair(key_of(series, pair), contrast)


def segment_changes(series: WaveSeries) -> Iterator[InPair[SegmentChange]]:
    """The same, a row for each segment: pilot first."""
    for row in contrasts_in_pairs(series):
        for arm, changes in (("pilot", row.found.arms.pilot), ("mirror", row.found.arms.mirror)):
            for segment, change in changes.items():
                yield InPair(row.key, SegmentChange(row.found, arm, segment, change))


def segment_change_columns() -> tuple[Figure[InPair[SegmentChange]], ...]:
    """The change of one segment."""
    return columns(
        pair_columns(),
        of_part(_subject(), lambda row: row.found.contrast),
        text("arm", "pilot or mirror", lambda row: row.found.arm),
        text("segment", "id of the segment", lambda row: row.found.segment),
        figure(
            "change",
            UNIT,
            f"later minus earlier, {IN_POINTS}, whatever its verdict; missing where it may not be shown in both waves",
            lambda row: row.found.change,
        ),
    )


def arm_columns() -> tuple[Figure[InPair[Contrast]], ...]:
    """One statement or scale, pilot minus mirror of later minus earlier."""
    return columns(
        pair_columns(),
        of_part(_subject(), lambda row: row.found),
        of_part(verdict_columns()[:4], lambda row: row.found.verdict),
        of_part(CONTRAST.values(), lambda row: row.found),
    )


def _subject() -> tuple[Figure[Contrast], ...]:
    return (
        text("subject", "id of the statement or scale", lambda contrast: contrast.subject),
        flag("is_scale", "whether it is a scale", lambda contrast: contrast.is_scale),
    )
