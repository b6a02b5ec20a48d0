"""All data frames of a comparison, and what their columns mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never

from survey_app.comparison.data_frames.arms import ARMS, SEGMENT_CHANGES
from survey_app.comparison.data_frames.data_frame import DataFrameSpec, data_frame_of
from survey_app.comparison.data_frames.items import OPTION_CHANGES, OPTIONS, VALUE_CHANGES, VALUES
from survey_app.comparison.data_frames.scales import SCALE_CHANGES, SCALES
from survey_app.comparison.data_frames.statements import CHANGES, DISTRIBUTION, TESTS, TRENDS, estimates
from survey_app.comparison.data_frames.waves import GOALS, PAIRS, SEGMENTS, WAVES, WEIGHTS_OF_WAVES
from survey_app.comparison.figures.figure import Figure, text
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words

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
    goals: DataFrame


def frames_of(series: WaveSeries, *, finite_population: bool = False) -> Frames:
    """Every frame of a comparison; `finite_population`: with intervals on precisely the people approached."""
    return Frames(**{name: spec.made(series) for name, spec in specs(finite_population=finite_population).items()})


def described(language: str = "en") -> DataFrame:
    """Every column of every frame, in order: its type in pandas, unit, meaning and source."""
    rows = [_Described(name, column, language) for name, spec in specs().items() for column in spec.columns]
    return data_frame_of(_DESCRIPTION, rows)


@dataclass(frozen=True)
class _Described:
    """A column of a frame, and the language that it is described in."""

    frame: str
    column: Figure[Never]
    language: str

    def said(self, words: Words) -> str:
        """Of segments in the words of no study in particular."""
        return words.filled(**_SEGMENT).spoken_in(self.language)


_SEGMENT = {"segment": Words("segment"), "segments": Words("segmenten")}


_DESCRIPTION: tuple[Figure[_Described], ...] = (
    text("frame", Words("veld van Frames"), lambda row: row.frame),
    text("column", Words("de kolom ervan"), lambda row: row.column.id),
    text("type", Words("het soort in pandas"), lambda row: row.column.kind.value),
    text("unit", Words("wat er geteld of gemeten is"), lambda row: row.said(row.column.unit)),
    text("meaning", Words("wat erin staat"), lambda row: row.said(row.column.described)),
    text("source", Words("waar de methode vandaan komt"), lambda row: row.column.source),
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
        "goals": GOALS,
    }
