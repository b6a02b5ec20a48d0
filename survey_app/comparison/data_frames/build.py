"""All data frames of a comparison, and what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from survey_app.comparison.data_frames.arms import ARMS, SEGMENT_CHANGES
from survey_app.comparison.data_frames.choices import OPTION_CHANGES, OPTIONS
from survey_app.comparison.data_frames.data_frame import DataFrameSpec, data_frame_of
from survey_app.comparison.data_frames.scales import SCALE_CHANGES, SCALES
from survey_app.comparison.data_frames.statements import CHANGES, DISTRIBUTION, TESTS, TRENDS, estimates
from survey_app.comparison.data_frames.values import VALUE_CHANGES, VALUES
from survey_app.comparison.data_frames.waves import PAIRS, SEGMENTS, WAVES, WEIGHTS_OF_WAVES
from survey_app.comparison.figures.figure import Figure, text
from survey_app.comparison.series import WaveSeries

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Frames:
    """Waves compared, as data frames: unrounded, long, and as far as disclosure control lets anything be shown.

    Shares are 0 to 1 and differences of shares percentage points; all differences are later minus earlier. Every
    column is in docs/frames.md and in `described()`.
    """

    waves: DataFrame
    segments: DataFrame
    pairs: DataFrame
    estimates: DataFrame
    distribution: DataFrame
    changes: DataFrame
    technical: DataFrame
    options: DataFrame
    option_changes: DataFrame
    values: DataFrame
    value_changes: DataFrame
    scales: DataFrame
    scale_changes: DataFrame
    arms: DataFrame
    segment_changes: DataFrame
    trends: DataFrame
    weights: DataFrame


def frames_of(series: WaveSeries, *, finite_population: bool = False) -> Frames:
    """Every frame of a comparison; `finite_population`: with intervals on precisely the people approached."""
    return Frames(**{name: spec.made(series) for name, spec in specs(finite_population=finite_population).items()})


def described() -> DataFrame:
    """Every column of every frame, in order: its type in pandas, unit, meaning and source."""
    rows = [(name, column) for name, spec in specs().items() for column in spec.columns]
    return data_frame_of(_DESCRIPTION, rows)


_DESCRIPTION: tuple[Figure[tuple[str, Figure[Never]]], ...] = (
    text("frame", "attribute of Frames", lambda row: row[0]),
    text("column", "its column", lambda row: row[1].id),
    text("type", "its type in pandas", lambda row: row[1].kind.value),
    text("unit", "what is counted or measured", lambda row: row[1].unit),
    text("meaning", "what stands in it", lambda row: row[1].meaning),
    text("source", "where the method comes from", lambda row: row[1].source),
)


def specs(*, finite_population: bool = False) -> Mapping[str, DataFrameSpec]:
    """Every frame by its name, in the order of Frames."""
    return {
        "waves": WAVES,
        "segments": SEGMENTS,
        "pairs": PAIRS,
        "estimates": estimates(finite_population=finite_population),
        "distribution": DISTRIBUTION,
        "changes": CHANGES,
        "technical": TESTS,
        "options": OPTIONS,
        "option_changes": OPTION_CHANGES,
        "values": VALUES,
        "value_changes": VALUE_CHANGES,
        "scales": SCALES,
        "scale_changes": SCALE_CHANGES,
        "arms": ARMS,
        "segment_changes": SEGMENT_CHANGES,
        "trends": TRENDS,
        "weights": WEIGHTS_OF_WAVES,
    }
