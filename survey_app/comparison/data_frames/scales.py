"""Scales: the scores of each wave by itself, and two waves side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.keys import (
    InPair,
    InWave,
    group_in_pair_columns,
    group_in_wave_columns,
    groups_in,
    label_in_dutch,
    pair_columns,
    wave_column,
)
from survey_app.comparison.data_frames.verdicts import conclusion_columns, mean_change_columns, verdict_columns
from survey_app.comparison.figures.figure import SCORE, Figure, bounds, columns, count, figure, flag, of_part, text
from survey_app.comparison.figures.technical import tested_figures
from survey_app.comparison.results import ScaleComparison, ScaleEstimate
from survey_app.comparison.series import ScaleInWave, WaveSeries
from survey_app.comparison.statistics.reliability import Reliability


@dataclass(frozen=True)
class Scored:
    """A scale and the items it is scored on."""

    scale_id: str
    items: tuple[str, ...]
    left_out: tuple[str, ...]


def scales_in_waves(series: WaveSeries) -> list[InWave[ScaleInWave]]:
    """Every scale of every wave and group, waves in order of time."""
    return [
        InWave(wave.wave.id, group.group, label_in_dutch(group.label), group.approached, scale)
        for wave, groups in zip(series.waves, series.groups, strict=True)
        for group in groups
        for scale in group.scales
    ]


def scales_in_pairs(series: WaveSeries) -> Iterator[InPair[ScaleComparison]]:
    """Every scale of every pair of waves and group."""
    for pair in series.pairs:
        for of_group in groups_in(series, pair):
            for scale in of_group.scales:
                yield InPair(of_group.key, scale)


def scale_columns() -> tuple[Figure[InWave[ScaleInWave]], ...]:
    """The scores of one scale in one wave."""
    return columns(
        wave_column(),
        group_in_wave_columns(),
        of_part(_subject(), lambda row: _scored(row.found)),
        of_part(_scores(), lambda row: row.found.estimate),
        of_part(_reliability(), lambda row: row.found.estimate.reliability),
    )


def _scored(scale: ScaleInWave | ScaleComparison) -> Scored:
    return Scored(scale.scale_id, scale.items, scale.left_out)


def _subject() -> tuple[Figure[Scored], ...]:
    return (
        text("scale", "id of the scale", lambda scale: scale.scale_id),
        text(
            "items",
            "ids of the items scored, with blanks between: those all waves asked in the same words",
            lambda scale: " ".join(scale.items),
        ),
        text("left_out", "ids of the items left out", lambda scale: " ".join(scale.left_out)),
    )


def _scores() -> tuple[Figure[ScaleEstimate], ...]:
    return columns(
        flag("shown", "false: withheld by disclosure control", lambda one: not one.hidden),
        flag("computable", "false: no answers per person to these items (printed tables)", lambda one: one.computable),
        count("n", "persons with a score: answered half of the items or more, rounded up", lambda one: one.n),
        count("n_without", "persons without", lambda one: one.n_without),
        figure("mean", SCORE, "mean of the scores; a score is the mean of the items answered", lambda one: one.mean),
        bounds("mean", SCORE, "its 95% interval", lambda one: one.mean_interval, "Student’s t"),
        figure("sd", SCORE, "standard deviation (n - 1) of the scores", lambda one: one.sd),
    )


def _reliability() -> tuple[Figure[Reliability], ...]:
    return (
        count("n_complete", "persons who answered every item: base of alpha and omega; everybody only", _complete),
        figure("alpha", "at most 1", "Cronbach’s alpha", lambda one: one.alpha, "Cronbach 1951"),
        text("no_alpha", "why there is none", lambda one: one.no_alpha.value if one.no_alpha else None),
        figure(
            "omega",
            "0 to 1",
            "McDonald’s omega, of a one-factor maximum likelihood model; on 100 persons and 3 items at least",
            lambda one: one.omega,
            "McDonald 1999",
        ),
        text("no_omega", "why there is none", lambda one: one.no_omega.value if one.no_omega else None),
    )


def _complete(reliability: Reliability) -> int:
    return reliability.complete


def scale_change_columns() -> tuple[Figure[InPair[ScaleComparison]], ...]:
    """The scores of one scale in two waves: what may be said, and after that every figure whatever the verdict."""
    return columns(
        pair_columns(),
        group_in_pair_columns(),
        of_part(_subject(), lambda row: _scored(row.found)),
        of_part(verdict_columns(), lambda row: row.found.verdict),
        of_part(mean_change_columns(), lambda row: row.found.change),
        conclusion_columns(lambda row: (row.found.verdict, row.found.conclusion)),
        of_part(tested_figures(), lambda row: row.found.technical),
    )
