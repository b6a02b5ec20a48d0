"""Pilot against mirror segments: the change of each segment, and the difference between the arms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.figures.figure import Figure, bounds, columns, count, figure, flag, of_part, text
from survey_app.comparison.frames.keys import InPair, key_of, pair_columns
from survey_app.comparison.frames.verdicts import verdict_columns
from survey_app.comparison.results import Contrast
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.arms import ArmComparison, ArmTest, Permutation

_UNIT = "points"
_MEANING = "percentage points of a statement, points of the score of a scale"
_TWO_STEP = "Donald & Lang 2007"


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
            _UNIT,
            f"later minus earlier, {_MEANING}, whatever its verdict; missing where it may not be shown in both waves",
            lambda row: row.found.change,
        ),
    )


def arm_columns() -> tuple[Figure[InPair[Contrast]], ...]:
    """One statement or scale, pilot minus mirror of later minus earlier."""
    return columns(
        pair_columns(),
        of_part(_subject(), lambda row: row.found),
        of_part(verdict_columns()[:4], lambda row: row.found.verdict),
        of_part(_arms(), lambda row: row.found.arms),
        figure(
            "holm",
            "p",
            "p within the statements of one block, or the reliable scales, at level 1",
            lambda row: row.found.holm,
        ),
    )


def _subject() -> tuple[Figure[Contrast], ...]:
    return (
        text("subject", "id of the statement or scale", lambda contrast: contrast.subject),
        flag("is_scale", "whether it is a scale", lambda contrast: contrast.is_scale),
    )


def _arms() -> tuple[Figure[ArmComparison], ...]:
    return columns(
        text("missing", "ids of the segments that take no part: they may not be shown in both waves", _missing),
        count("n_pilot", "pilot segments that take part", lambda arms: arms.taking_part[0], "segments"),
        count("n_mirror", "mirror segments that take part", lambda arms: arms.taking_part[1], "segments"),
        figure(
            "did",
            _UNIT,
            f"mean change of those pilot segments minus that of those mirror segments, {_MEANING}; from 2 and 2 on",
            lambda arms: arms.did,
            "STATISTICS 10",
        ),
        of_part(_test(), lambda arms: arms.test),
        of_part(_permutation(), lambda arms: arms.permutation),
        figure(
            "pooled",
            _UNIT,
            "change of the whole pilot arm minus that of the whole mirror arm: each respondent counts once",
            lambda arms: arms.pooled,
        ),
    )


def _missing(arms: ArmComparison) -> str:
    return " ".join(arms.missing)


def _test() -> tuple[Figure[ArmTest], ...]:
    return columns(
        bounds("did", _UNIT, "its 95% interval", lambda test: test.interval, _TWO_STEP),
        figure("t", "t", "of no difference, on a change per segment", lambda test: test.statistic, _TWO_STEP),
        count("df", "its degrees of freedom: segments minus 2", lambda test: test.df, "df"),
        figure("p", "p", "its p, two-sided", lambda test: test.p, _TWO_STEP),
    )


def _permutation() -> tuple[Figure[Permutation], ...]:
    return (
        # No whole number of pandas: of 80 villages there are more than it can hold.
        figure("assignments", "ways", "ways to assign as many segments to the pilot", lambda one: one.assignments),
        figure("permutation_p", "p", "share of them at least as far from 0, two-sided", lambda one: one.two_sided),
        figure("permutation_p_one_sided", "p", "share of them at least as high", lambda one: one.one_sided),
        figure("smallest_p", "p", "least that permutation_p can be in this design", lambda p: p.smallest_two_sided),
        figure("smallest_p_one_sided", "p", "the same, one-sided", lambda one: one.smallest_one_sided),
    )
