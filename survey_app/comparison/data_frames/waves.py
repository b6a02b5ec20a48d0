"""The waves and their response, of everybody and per segment; the pairs that were compared; weights; and goals."""

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.data_frames.data_frame import PAIR, WAVE, Columns, Keyed, by_pair, by_wave, keyed, spec
from survey_app.comparison.figures.figure import flag, of_part, text
from survey_app.comparison.figures.goals import GOAL
from survey_app.comparison.figures.response import RESPONSE, WEIGHTS, response_of
from survey_app.comparison.figures.verdicts import VERDICT
from survey_app.comparison.goals import GoalInWave, goals_in
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.language.words import Words
from survey_app.questionnaire.study import Segment


@dataclass(frozen=True)
class SegmentInWave:
    """One segment in one wave."""

    fielded: FieldedWave
    segment: Segment


@dataclass(frozen=True)
class WeightsInWave:
    """The weights of one wave, and whether the comparison used them."""

    weighting: WeightingTold
    is_used: bool


def _waves(series: WaveSeries) -> Iterator[Keyed[FieldedWave]]:
    """In order of time."""
    for name, wave in zip(series.names, series.waves, strict=True):
        yield Keyed((wave.wave.id,), wave, label=name.dutch)


def _segments(series: WaveSeries) -> Iterator[Keyed[SegmentInWave]]:
    """Every segment of the study that was approached or answered, per wave."""
    for wave in series.waves:
        for segment in wave.instrument.study.segments:
            if segment.id in wave.invited or segment.id in wave.responded:
                yield Keyed((wave.wave.id,), SegmentInWave(wave, segment))


def _weights(pair: WaveComparison, side: int) -> Iterator[tuple[str, WeightsInWave]]:
    """Of a wave that weights were made for: those of a study that knows its margins."""
    weighting = pair.weighting[side]
    if weighting is not None:
        yield "", WeightsInWave(weighting, pair.is_weighted)


def _goals(series: WaveSeries) -> Iterator[Keyed[GoalInWave]]:
    """The goals of a study: each in every wave that it is of."""
    for goal in goals_in(series):
        yield Keyed((series.waves[goal.wave].wave.id,), goal)


_WAVES: Columns[FieldedWave] = keyed(
    (WAVE, text("name", Words("hoe Nederlandse zinnen haar noemen"), lambda row: row.label)),
    text(
        "month",
        Words("JJJJ-MM; niet als alleen de volgorde van de metingen bekend is"),
        lambda fielded: f"{fielded.wave.month:%Y-%m}" if fielded.dated else None,
    ),
    text(
        "origin",
        Words(
            "responses (antwoorden per persoon), of alleen als aantallen bekend: printed (gedrukte tabellen) of file "
            "(een bestand waarvan de rijen niet zijn bewaard)"
        ),
        lambda fielded: fielded.wave.origin.value,
    ),
    text(
        "recruitment",
        Words("codes, open_link (wie wilde, deed mee), of unknown: niemand heeft het gezegd"),
        lambda fielded: fielded.wave.recruitment.value,
    ),
    of_part(RESPONSE.values(), lambda fielded: response_of(fielded)),
)
WAVES = spec("a wave, in order of time", _waves, _WAVES)
_SEGMENTS: Columns[SegmentInWave] = keyed(
    WAVE,
    text("segment", Words("code van de {segment}"), lambda row: row.segment.id),
    text("segment_label", Words("hoe zij heet"), lambda row: row.segment.label),
    text("arm", Words("pilot of mirror; niet als zij in geen van beide is"), lambda row: row.segment.arm),
    of_part(RESPONSE.values(), lambda row: response_of(row.fielded, row.segment)),
)
SEGMENTS = spec("a segment in a wave", _segments, _SEGMENTS)
"""Numbers of questionnaires, not answers."""
_PAIRS: Columns[WaveComparison] = keyed(
    PAIR,
    of_part(VERDICT, lambda pair: pair.overall),
    flag("is_weighted", Words("of aandelen en verschillen van iedereen gewogen zijn"), lambda pair: pair.is_weighted),
    text("rule_version", Words("versie van de regels voor het oordeel"), lambda pair: pair.rule_version),
)
PAIRS = spec("two waves that were compared", lambda series: by_pair(series, lambda pair: [pair]), _PAIRS)
_WEIGHTS_OF_WAVES: Columns[WeightsInWave] = keyed(
    WAVE,
    flag("used", Words("of de vergelijking ermee gewogen is"), lambda weights: weights.is_used),
    of_part(WEIGHTS.values(), lambda weights: weights.weighting),
)
WEIGHTS_OF_WAVES = spec(
    "a wave that weights were made for", lambda series: by_wave(series, _weights), _WEIGHTS_OF_WAVES
)
"""Not the weights of each cell, which would tell how many are in it (STATISTICS 15.4)."""
_GOALS: Columns[GoalInWave] = keyed(WAVE, GOAL.values())
GOALS = spec("a goal of the study in a wave", _goals, _GOALS)
