"""Statements: each wave by itself with each of its answers, two waves side by side, and three and more."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.data_frame import DataFrameSpec, spec
from survey_app.comparison.data_frames.keys import (
    GROUP,
    PAIR,
    WAVE,
    Columns,
    Keyed,
    by_pair_and_group,
    keyed,
    label_in_dutch,
)
from survey_app.comparison.figures.estimates import PRECISELY, STATEMENT, Precisely, is_shown
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
from survey_app.comparison.figures.technical import TECHNICAL
from survey_app.comparison.figures.trends import TREND
from survey_app.comparison.figures.verdicts import CHANGE, CONCLUSION, VERDICT
from survey_app.comparison.results import ItemEstimate, StatementComparison
from survey_app.comparison.series import ItemTrend, WaveSeries
from survey_app.comparison.verdict.sizes import may_size, size_of_delta, size_of_points
from survey_app.comparison.village_weighted import MOST_UNEVEN
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.questionnaire.model import LikertStatement, Point, ResponseScale

_SIZED = "at level 2 beside higher or lower, without a note on precision"


@dataclass(frozen=True)
class StatementInWave:
    """One statement in one wave, as it was asked; `approached` is None if unknown, `by_village` is of an arm."""

    item: LikertStatement
    block: str
    scale: ResponseScale
    estimate: ItemEstimate
    blanks_known: bool
    approached: int | None
    by_village: VillageWeighted | None


@dataclass(frozen=True)
class PointInWave:
    """One answer to a statement in one wave; `score` is what it counts as in the mean."""

    estimate: ItemEstimate
    point: Point
    score: int


def _in_waves(series: WaveSeries) -> Iterator[Keyed[StatementInWave]]:
    """Every statement of every wave and group, waves in order of time."""
    for wave, groups, weighted in zip(series.waves, series.all_groups, series.by_village, strict=True):
        questionnaire = wave.instrument.questionnaire
        blocks = {item.id: section.title for section in questionnaire.sections for item in section.asks()}
        for group, estimate in ((of, estimate) for of in groups for estimate in of.statements):
            item = questionnaire.items[estimate.item]
            if isinstance(item, LikertStatement):
                statement = StatementInWave(
                    item=item,
                    block=blocks[item.id],
                    scale=questionnaire.response_scale_of(item),
                    estimate=estimate,
                    blanks_known=wave.counts.blanks_known,
                    approached=group.approached,
                    by_village=weighted.get((group.group, item.id)),
                )
                yield Keyed((wave.wave.id,), statement, group.group, label_in_dutch(group.label))


def _points(series: WaveSeries) -> Iterator[Keyed[PointInWave]]:
    """Every answer of every statement."""
    for row in _in_waves(series):
        statement = row.subject
        for score, point in zip(statement.scale.scores, statement.scale.points, strict=True):
            yield Keyed(row.waves, PointInWave(statement.estimate, point, score), row.group, row.label)


def _in_pairs(series: WaveSeries) -> Iterator[Keyed[StatementComparison]]:
    return by_pair_and_group(series, lambda compared: compared.statements)


def _trends(series: WaveSeries) -> Iterator[Keyed[ItemTrend]]:
    """A row per statement that three waves or more may be compared on; everybody only."""
    for trend in series.trends:
        yield Keyed(tuple(series.waves[place].wave.id for place in trend.waves), trend)


def estimates(*, finite_population: bool) -> DataFrameSpec:
    """One statement in one wave; `finite_population`: with intervals on precisely the people approached."""
    figures = tuple(STATEMENT.values())
    return spec(
        "a statement in a wave and group",
        _in_waves,
        keyed(
            (WAVE, *GROUP),
            text("item", "id of the statement", lambda statement: statement.item.id),
            text("block", "title of the block that asks it", lambda statement: statement.block),
            text("text", "its words in this wave", lambda statement: statement.item.text),
            flag(
                "shown",
                "false: withheld by disclosure control; n_total is there",
                lambda statement: is_shown(statement.estimate),
            ),
            of_part(figures[:_BEFORE_BLANKS], lambda statement: statement.estimate),
            count("n_blank", "saw it and left it open; missing of printed tables that do not tell", _blank),
            of_part(figures[_BEFORE_BLANKS:], lambda statement: statement.estimate),
            of_part(_BY_VILLAGE, lambda statement: statement.by_village),
            of_part(
                PRECISELY.values(),
                lambda asked: Precisely(asked.estimate, asked.approached) if finite_population else None,
            ),
        ),
    )


_BEFORE_BLANKS = list(STATEMENT).index("n_not_asked")


def _blank(statement: StatementInWave) -> int | None:
    is_known = statement.blanks_known and not statement.estimate.hidden
    return statement.estimate.n_blank if is_known else None


_BY_VILLAGE: tuple[Figure[VillageWeighted], ...] = columns(
    figure(
        "agree_by_village",
        SHARE,
        "of an arm: agree with each segment by the number approached there; only where response differs more than "
        f"{float(MOST_UNEVEN)} times between its segments and each may show its own",
        lambda weighted: weighted.agree,
        "STATISTICS 11",
    ),
    bounds(
        "agree_by_village",
        SHARE,
        "95% interval of agree_by_village",
        lambda weighted: weighted.interval,
        "Wilson with Kish’s effective base",
    ),
)

_DISTRIBUTION: Columns[PointInWave] = keyed(
    (WAVE, *GROUP),
    text("item", "id of the statement", lambda answer: answer.estimate.item),
    text("point", "id of the point", lambda answer: answer.point.id),
    text("point_label", "what the respondent read", lambda answer: answer.point.label),
    count("score", "the number it is called by, or else its place, from 1", lambda answer: answer.score, SCORE),
    count("count", "how many chose it", lambda answer: answer.estimate.counts.get(answer.point.id)),
    count(
        "n_valid",
        "how many chose any point: the base",
        lambda answer: answer.estimate.n_valid if is_shown(answer.estimate) else None,
    ),
    figure("share", SHARE, "count, of n_valid", lambda answer: answer.estimate.shares.get(answer.point.id)),
)
DISTRIBUTION = spec(
    "a point of the scale of a statement in a wave and group",
    _points,
    _DISTRIBUTION,
)

_ITEM: Figure[StatementComparison] = text("item", "id of the statement", lambda statement: statement.item_id)


def _points_size(statement: StatementComparison) -> str | None:
    if statement.change is None or not may_size(statement.verdict, statement.conclusion):
        return None
    return size_of_points(statement.change.agree_pp).value


def _delta_size(statement: StatementComparison) -> str | None:
    delta = statement.technical.ranks.delta if statement.technical else None
    if delta is None or not may_size(statement.verdict, statement.conclusion):
        return None
    return size_of_delta(delta).value


_CHANGES: Columns[StatementComparison] = keyed(
    (*PAIR, *GROUP),
    _ITEM,
    of_part(VERDICT, lambda statement: statement.verdict),
    of_part(CHANGE.values(), lambda statement: statement.change),
    flag("is_weighted", "whether change and conclusion are of weighted shares", lambda item: item.is_weighted),
    CONCLUSION,
    text("size", f"of change_pp, in Dutch; {_SIZED}", _points_size),
    text("delta_size", f"of Cliff’s delta, in Dutch; {_SIZED} (Romano et al. 2006)", _delta_size),
)
CHANGES = spec(
    "a statement in two waves and a group: what may be said",
    _in_pairs,
    _CHANGES,
)
"""What the verdict forbids is missing."""
_TESTS: Columns[StatementComparison] = keyed(
    (*PAIR, *GROUP),
    _ITEM,
    of_part(VERDICT[:3], lambda statement: statement.verdict),
    of_part(TECHNICAL.values(), lambda statement: statement.technical),
)
TESTS = spec(
    "a statement in two waves and a group: every figure, whatever the verdict",
    _in_pairs,
    _TESTS,
)
_WAVES: Figure[Keyed[object]] = text(
    "waves", "ids of the waves, with blanks between: the last ones without a break", lambda row: " ".join(row.waves)
)
_TREND: Columns[ItemTrend] = keyed((), text("item", "id of the statement", lambda trend: trend.item_id), TREND.values())
TRENDS = spec("a statement over three waves or more", _trends, (_TREND[0], _WAVES, *_TREND[1:]))
