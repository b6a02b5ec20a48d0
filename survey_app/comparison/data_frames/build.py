"""All data frames of a comparison, and what their columns mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never, TypeVar

from survey_app.comparison.data_frames.arms import (
    arm_columns,
    contrasts_in_pairs,
    segment_change_columns,
    segment_changes,
)
from survey_app.comparison.data_frames.changes import statement_change_columns, statements_in_pairs
from survey_app.comparison.data_frames.choices import (
    option_change_columns,
    option_columns,
    options_in_pairs,
    options_in_waves,
)
from survey_app.comparison.data_frames.data_frame import data_frame_of
from survey_app.comparison.data_frames.estimates import (
    distribution_columns,
    estimate_columns,
    points_of,
    statements_in_waves,
)
from survey_app.comparison.data_frames.scales import (
    scale_change_columns,
    scale_columns,
    scales_in_pairs,
    scales_in_waves,
)
from survey_app.comparison.data_frames.technical import technical_columns
from survey_app.comparison.data_frames.trends import trend_columns, trend_rows
from survey_app.comparison.data_frames.values import (
    value_change_columns,
    value_columns,
    values_in_pairs,
    values_in_waves,
)
from survey_app.comparison.data_frames.waves import (
    pair_frame_columns,
    pair_rows,
    segment_columns,
    segment_rows,
    wave_columns,
    wave_rows,
    weighting_columns,
    weighting_rows,
)
from survey_app.comparison.figures.figure import Figure, text
from survey_app.comparison.series import WaveSeries

if TYPE_CHECKING:
    from pandas import DataFrame

Row = TypeVar("Row")


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


@dataclass(frozen=True)
class DataFrameSpec:
    """One frame: what a row of it is, its columns, and how it is made of a comparison."""

    row: str
    columns: Sequence[Figure[Never]]
    made: Callable[[WaveSeries], DataFrame]


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
        "waves": _spec("a wave, in order of time", wave_columns(), wave_rows),
        "segments": _spec("a segment in a wave", segment_columns(), segment_rows),
        "pairs": _spec("two waves that were compared", pair_frame_columns(), pair_rows),
        "estimates": _spec(
            "a statement in a wave and group",
            estimate_columns(finite_population=finite_population),
            statements_in_waves,
        ),
        "distribution": _spec(
            "a point of the scale of a statement in a wave and group",
            distribution_columns(),
            lambda series: points_of(statements_in_waves(series)),
        ),
        "changes": _spec(
            "a statement in two waves and a group: what may be said", statement_change_columns(), statements_in_pairs
        ),
        "technical": _spec(
            "a statement in two waves and a group: every figure, whatever the verdict",
            technical_columns(),
            statements_in_pairs,
        ),
        **_others(),
    }


def _others() -> Mapping[str, DataFrameSpec]:
    return {
        "options": _spec("an option of a choice in a wave", option_columns(), options_in_waves),
        "option_changes": _spec("an option of a choice in two waves", option_change_columns(), options_in_pairs),
        "values": _spec("a mark or number in a wave", value_columns(), values_in_waves),
        "value_changes": _spec("a mark or number in two waves", value_change_columns(), values_in_pairs),
        "scales": _spec("a scale in a wave and group", scale_columns(), scales_in_waves),
        "scale_changes": _spec("a scale in two waves and a group", scale_change_columns(), scales_in_pairs),
        "arms": _spec("pilot against mirror on a statement or scale in two waves", arm_columns(), contrasts_in_pairs),
        "segment_changes": _spec(
            "a segment of an arm on a statement or scale in two waves", segment_change_columns(), segment_changes
        ),
        "trends": _spec("a statement over three waves or more", trend_columns(), trend_rows),
        "weights": _spec("a wave that weights were made for", weighting_columns(), weighting_rows),
    }


def _spec(row: str, columns: Sequence[Figure[Row]], rows: Callable[[WaveSeries], Iterable[Row]]) -> DataFrameSpec:
    return DataFrameSpec(row, columns, lambda series: data_frame_of(columns, rows(series)))
