"""Statements in each wave by itself: their figures, and each of their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey_app.comparison.data_frames.keys import (
    InWave,
    group_in_wave_columns,
    label_in_dutch,
    wave_column,
)
from survey_app.comparison.figures.figure import (
    SCORE,
    SHARE,
    Figure,
    bounds,
    columns,
    count,
    figure,
    flag,
    of_part,
    text,
)
from survey_app.comparison.finite import agree_of_precisely
from survey_app.comparison.groups import Group
from survey_app.comparison.results import FieldedWave, ItemEstimate
from survey_app.comparison.series import GroupInWave, WaveSeries
from survey_app.comparison.village_weighted import MOST_UNEVEN
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.questionnaire.model import LikertStatement, Point, ResponseScale


@dataclass(frozen=True)
class StatementInWave:
    """One statement in one wave, as it was asked; `by_village` is of an arm."""

    item: LikertStatement
    block: str
    scale: ResponseScale
    estimate: ItemEstimate
    blanks_known: bool
    by_village: VillageWeighted | None = None

    @property
    def is_shown(self) -> bool:
        """Whether its shares may be shown."""
        return not self.estimate.hidden and self.estimate.homogeneous is None


StatementRow = InWave[StatementInWave]


@dataclass(frozen=True)
class PointInWave:
    """One answer to a statement in one wave; `score` is what it counts as in the mean."""

    statement: StatementInWave
    point: Point
    score: int


def statements_in_waves(series: WaveSeries) -> list[StatementRow]:
    """Every statement of every wave and group, waves in order of time."""
    return [
        InWave(wave.wave.id, group.group, label_in_dutch(group.label), group.approached, statement)
        for wave, groups, by_village in zip(series.waves, series.groups, series.by_village, strict=True)
        for group in groups
        for statement in _statements(wave, group, by_village)
    ]


def _statements(
    wave: FieldedWave, group: GroupInWave, by_village: Mapping[tuple[Group, str], VillageWeighted]
) -> Iterator[StatementInWave]:
    questionnaire = wave.instrument.questionnaire
    blocks = {item.id: section.title for section in questionnaire.sections for item in section.asks()}
    for estimate in group.statements:
        item = questionnaire.items[estimate.item]
        if isinstance(item, LikertStatement):
            scale = questionnaire.response_scale_of(item)
            weighted = by_village.get((group.group, item.id))
            yield StatementInWave(item, blocks[item.id], scale, estimate, wave.counts.blanks_known, weighted)


def points_of(rows: Sequence[StatementRow]) -> Iterator[InWave[PointInWave]]:
    """Every answer of every statement."""
    for row in rows:
        for score, point in zip(row.found.scale.scores, row.found.scale.points, strict=True):
            yield InWave(row.wave, row.group, row.label, row.approached, PointInWave(row.found, point, score))


def estimate_columns(*, finite_population: bool) -> tuple[Figure[StatementRow], ...]:
    """One statement in one wave."""
    return columns(
        wave_column(),
        group_in_wave_columns(),
        of_part(_subject(), lambda row: row.found),
        of_part(_size(), lambda row: row.found.estimate),
        of_part(_bases(), lambda row: None if row.found.estimate.hidden else row.found),
        of_part(_figures(), lambda row: row.found.estimate if row.found.is_shown else None),
        of_part(_by_village(), lambda row: row.found.by_village),
        bounds(
            "agree_finite",
            SHARE,
            "95% interval of agree among precisely the people approached; only when asked for, and their number known",
            lambda row: agree_of_precisely(row.found.estimate, row.approached) if finite_population else None,
            "Wilson with n* = n(N-1)/(N-n)",
        ),
    )


def _subject() -> tuple[Figure[StatementInWave], ...]:
    return (
        text("item", "id of the statement", lambda row: row.item.id),
        text("block", "title of the block that asks it", lambda row: row.block),
        text("text", "its words in this wave", lambda row: row.item.text),
        flag("shown", "false: withheld by disclosure control; n_total is there", lambda row: row.is_shown),
    )


def _size() -> tuple[Figure[ItemEstimate], ...]:
    return (
        text(
            "homogeneous",
            "the point that everybody in a group below 30 chose: ‘> 90%’, and shown is false",
            lambda estimate: estimate.homogeneous or None,
        ),
        count("n_total", "respondents of the group", lambda estimate: estimate.n_total),
    )


def _bases() -> tuple[Figure[StatementInWave], ...]:
    return (
        count("n_valid", "chose a point of the scale; base of every figure below", lambda row: row.estimate.n_valid),
        count("n_nvt", "chose n.v.t.", lambda row: row.estimate.n_not_applicable),
        count("n_blank", "saw it and left it open; missing of printed tables that do not tell", _blank),
        count("n_not_asked", "were not asked", lambda row: row.estimate.n_not_asked),
    )


def _blank(row: StatementInWave) -> int | None:
    return row.estimate.n_blank if row.blanks_known else None


def _figures() -> tuple[Figure[ItemEstimate], ...]:
    return columns(
        figure("agree", SHARE, "above the middle of the scale, of n_valid", lambda one: one.agree, "decision 0020"),
        bounds("agree", SHARE, "95% interval of agree", lambda one: one.agree_interval, "Wilson 1927"),
        figure("disagree", SHARE, "below the middle of the scale, of n_valid", lambda one: one.disagree),
        figure("mean", SCORE, "mean of the scores (frame distribution), of n_valid", lambda one: one.mean),
        bounds("mean", SCORE, "95% interval of mean", lambda one: one.mean_interval, "Student’s t"),
        figure("sd", SCORE, "standard deviation (n - 1)", lambda one: one.sd),
        figure("median", SCORE, "middle score, or halfway between the two middle ones", lambda one: one.median),
        figure("nvt", SHARE, "n.v.t., of n_valid and n_nvt together", _not_applicable_share),
    )


def _by_village() -> tuple[Figure[VillageWeighted], ...]:
    return columns(
        figure(
            "agree_by_village",
            SHARE,
            "of an arm: agree with each segment by the number approached there; only where response differs more than "
            f"{float(MOST_UNEVEN)} times between its segments and each may show its own",
            lambda one: one.agree,
            "STATISTICS 11",
        ),
        bounds(
            "agree_by_village",
            SHARE,
            "95% interval of agree_by_village",
            lambda one: one.interval,
            "Wilson with Kish’s effective base",
        ),
    )


def _not_applicable_share(estimate: ItemEstimate) -> float | None:
    base = estimate.n_valid + estimate.n_not_applicable
    return estimate.n_not_applicable / base if base else None


def distribution_columns() -> tuple[Figure[InWave[PointInWave]], ...]:
    """One answer to a statement in one wave."""
    return columns(
        wave_column(),
        group_in_wave_columns(),
        text("item", "id of the statement", lambda row: row.found.statement.item.id),
        text("point", "id of the point", lambda row: row.found.point.id),
        text("point_label", "what the respondent read", lambda row: row.found.point.label),
        count("score", "the number it is called by, or else its place, from 1", lambda row: row.found.score, SCORE),
        count(
            "count",
            "how many chose it",
            lambda row: row.found.statement.estimate.counts.get(row.found.point.id),
        ),
        count(
            "n_valid",
            "how many chose any point: the base",
            lambda row: row.found.statement.estimate.n_valid if row.found.statement.is_shown else None,
        ),
        figure(
            "share",
            SHARE,
            "count, of n_valid",
            lambda row: row.found.statement.estimate.shares.get(row.found.point.id),
        ),
    )
