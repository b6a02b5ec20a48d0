"""Statements: each wave by itself with each of its answers, two waves side by side, and three and more."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.data_frame import (
    GROUP,
    PAIR,
    WAVE,
    Columns,
    DataFrameSpec,
    Keyed,
    by_pair_and_group,
    keyed,
    label_in_dutch,
    spec,
)
from survey_app.comparison.figures.figure import Figure, flag, of_part, text
from survey_app.comparison.figures.statements import (
    BY_VILLAGE,
    IN_WAVE,
    POINT,
    PRECISELY,
    PointInWave,
    Precisely,
    StatementInWave,
)
from survey_app.comparison.figures.technical import DELTA_SIZE, TECHNICAL
from survey_app.comparison.figures.trends import TREND
from survey_app.comparison.figures.verdicts import CHANGE, CONCLUSION, SIZE, VERDICT
from survey_app.comparison.results import StatementComparison
from survey_app.comparison.series import ItemTrend, WaveSeries
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.language.words import Words
from survey_app.questionnaire.model import LikertStatement


@dataclass(frozen=True)
class _Asked:
    """One statement in one wave, as it was asked; `approached` is None if unknown, `by_village` is of an arm."""

    item: LikertStatement
    block: str
    in_wave: StatementInWave
    approached: int | None
    by_village: VillageWeighted | None


def _in_waves(series: WaveSeries) -> Iterator[Keyed[_Asked]]:
    """Every statement of every wave and group, waves in order of time."""
    for wave, groups, weighted in zip(series.waves, series.all_groups, series.by_village, strict=True):
        questionnaire = wave.instrument.questionnaire
        blocks = {item.id: section.title for section in questionnaire.sections for item in section.asks()}
        for group, estimate in ((of, estimate) for of in groups for estimate in of.statements):
            item = questionnaire.items[estimate.item]
            if isinstance(item, LikertStatement):
                scale = questionnaire.response_scale_of(item)
                asked = _Asked(
                    item,
                    blocks[item.id],
                    StatementInWave(estimate, scale, wave.counts.blanks_known),
                    group.approached,
                    weighted.get((group.group, item.id)),
                )
                yield Keyed((wave.wave.id,), asked, group.group, label_in_dutch(group.label))


def _points(series: WaveSeries) -> Iterator[Keyed[PointInWave]]:
    """Every answer of every statement."""
    for row in _in_waves(series):
        asked = row.subject.in_wave
        for score, point in zip(asked.scale.scores, asked.scale.points, strict=True):
            yield Keyed(row.waves, PointInWave(asked.estimate, point, score), row.group, row.label)


def _in_pairs(series: WaveSeries) -> Iterator[Keyed[StatementComparison]]:
    return by_pair_and_group(series, lambda compared: compared.statements)


def _trends(series: WaveSeries) -> Iterator[Keyed[ItemTrend]]:
    """A row per statement that three waves or more may be compared on; everybody only."""
    for trend in series.trends:
        yield Keyed(tuple(series.waves[place].wave.id for place in trend.waves), trend)


def estimates(*, finite_population: bool) -> DataFrameSpec:
    """One statement in one wave; `finite_population`: with intervals on precisely the people approached."""
    asked: Columns[_Asked] = keyed(
        (WAVE, *GROUP),
        text("item", _ID, lambda asked: asked.item.id),
        text("block", Words("titel van het blok waarin zij staat"), lambda asked: asked.block),
        text("text", Words("haar woorden in deze meting"), lambda asked: asked.item.text),
        of_part(IN_WAVE.values(), lambda asked: asked.in_wave),
        of_part(BY_VILLAGE.values(), lambda asked: asked.by_village),
        of_part(
            PRECISELY.values(),
            lambda asked: Precisely(asked.in_wave.estimate, asked.approached) if finite_population else None,
        ),
    )
    return spec("a statement in a wave and group", _in_waves, asked)


_ID = Words("code van de stelling")
_DISTRIBUTION: Columns[PointInWave] = keyed(
    (WAVE, *GROUP), text("item", _ID, lambda answer: answer.estimate.item), POINT.values()
)
DISTRIBUTION = spec("a point of the scale of a statement in a wave and group", _points, _DISTRIBUTION)

_ITEM: Figure[StatementComparison] = text("item", _ID, lambda statement: statement.item_id)
_CHANGES: Columns[StatementComparison] = keyed(
    (*PAIR, *GROUP),
    _ITEM,
    of_part(VERDICT, lambda statement: statement.verdict),
    CHANGE.values(),
    flag("is_weighted", Words("of verschil en uitspraak van gewogen aandelen zijn"), lambda item: item.is_weighted),
    CONCLUSION.values(),
    SIZE,
    DELTA_SIZE,
)
CHANGES = spec("a statement in two waves and a group: what may be said", _in_pairs, _CHANGES)
"""What the verdict forbids is missing."""
_TESTS: Columns[StatementComparison] = keyed(
    (*PAIR, *GROUP), _ITEM, of_part(VERDICT[:3], lambda statement: statement.verdict), TECHNICAL.values()
)
TESTS = spec("a statement in two waves and a group: every figure, whatever the verdict", _in_pairs, _TESTS)
_WAVES: Figure[Keyed[object]] = text(
    "waves",
    Words("codes van de metingen, met spaties ertussen: de laatste zonder breuk"),
    lambda row: " ".join(row.waves),
)
_TREND: Columns[ItemTrend] = keyed((), text("item", _ID, lambda trend: trend.item_id), TREND.values())
TRENDS = spec("a statement over three waves or more", _trends, (_TREND[0], _WAVES, *_TREND[1:]))
