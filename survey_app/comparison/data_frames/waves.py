"""The waves and their response, of everybody and per segment; the pairs that were compared; and the weights."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from survey_app.comparison.data_frames.keys import InPair, key_of, pair_columns
from survey_app.comparison.data_frames.verdicts import verdict_columns
from survey_app.comparison.figures.figure import POINTS, SHARE, Figure, columns, count, figure, flag, of_part, text
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.intervals import Z
from survey_app.comparison.weighting.told import WeightingTold
from survey_app.questionnaire.study import Segment

_AAPOR = "AAPOR RR1"
_DEFF = "design effect, 1 + mean((w - 1)^2); missing where it would tell how many are in a cell"
_N_EFF = "(sum w)^2 / sum w^2; missing where it would tell how many are in a cell"
_AS_ONE = "{} that counted as one: those that are hidden, or had fewer than 10 respondents"


@dataclass(frozen=True)
class Response:
    """How many were approached (None: unknown) and how many answered (None: not told)."""

    approached: int | None
    responded: int | None

    @property
    def rate(self) -> float | None:
        """Response; unknown without a frame, and when more answered than the frame holds."""
        if self.responded is None or not self.approached or self.responded > self.approached:
            return None
        return self.responded / self.approached

    @property
    def margin_pp(self) -> float | None:
        """Half the width of the 95% interval of a share of 50%."""
        return 100 * Z * sqrt(0.25 / self.responded) if self.responded else None


@dataclass(frozen=True)
class WaveRow:
    """One wave of the series, with what it is called."""

    name: str
    wave: FieldedWave


@dataclass(frozen=True)
class SegmentRow:
    """One segment in one wave."""

    wave: FieldedWave
    segment: Segment


@dataclass(frozen=True)
class WeightingRow:
    """The weights of one wave, and whether the comparison used them."""

    wave: str
    weighting: WeightingTold
    is_used: bool


def wave_rows(series: WaveSeries) -> list[WaveRow]:
    """In order of time."""
    return [WaveRow(name.dutch, wave) for name, wave in zip(series.names, series.waves, strict=True)]


def segment_rows(series: WaveSeries) -> Iterator[SegmentRow]:
    """Every segment of the study that was approached or answered, per wave."""
    for wave in series.waves:
        for segment in wave.instrument.study.segments:
            if segment.id in wave.invited or segment.id in wave.responded:
                yield SegmentRow(wave, segment)


def pair_rows(series: WaveSeries) -> Iterator[InPair[WaveComparison]]:
    """Each wave with the first, and with the one before it."""
    return (InPair(key_of(series, pair), pair.comparison) for pair in series.pairs)


def weighting_rows(series: WaveSeries) -> Iterator[WeightingRow]:
    """Each wave once that weights were made for: those of a study that knows its margins."""
    seen: set[int] = set()
    for pair in series.pairs:
        for place, weighting in zip((pair.earlier, pair.later), pair.comparison.weighting, strict=True):
            if weighting is not None and place not in seen:
                seen.add(place)
                yield WeightingRow(series.waves[place].wave.id, weighting, pair.comparison.is_weighted)


def wave_columns() -> tuple[Figure[WaveRow], ...]:
    """One wave."""
    return columns(
        text("wave", "id of the wave", lambda row: row.wave.wave.id),
        text("name", "what Dutch sentences call it", lambda row: row.name),
        text("month", "YYYY-MM; missing when only the order of the waves is known", _month),
        text("origin", "responses, or printed: known from printed tables only", lambda row: row.wave.wave.origin.value),
        text(
            "recruitment",
            "codes, open_link (whoever wanted took part), or unknown: nobody said",
            lambda row: row.wave.wave.recruitment.value,
        ),
        of_part(_response(), lambda row: Response(row.wave.approached, row.wave.counts.total.respondents)),
    )


def _month(row: WaveRow) -> str | None:
    return f"{row.wave.wave.month:%Y-%m}" if row.wave.dated else None


def _response() -> tuple[Figure[Response], ...]:
    return (
        count("n_total", "respondents; missing where that is secret", lambda one: one.responded),
        count("frame", "approached (N); missing when unknown", lambda one: one.approached),
        figure("response", SHARE, "n_total, of frame; missing when unknown", lambda one: one.rate, _AAPOR),
        figure("margin_pp", POINTS, "half the width of the 95% interval of a share of 50%", lambda one: one.margin_pp),
    )


def segment_columns() -> tuple[Figure[SegmentRow], ...]:
    """One segment in one wave: numbers of questionnaires, not answers."""
    return columns(
        text("wave", "id of the wave", lambda row: row.wave.wave.id),
        text("segment", "id of the segment", lambda row: row.segment.id),
        text("segment_label", "what it is called", lambda row: row.segment.label),
        text("arm", "pilot or mirror; missing when it is in neither", lambda row: row.segment.arm),
        of_part(_response(), _segment_response),
    )


def _segment_response(row: SegmentRow) -> Response:
    return Response(row.wave.invited.get(row.segment.id) or None, row.wave.responded.get(row.segment.id, 0))


def pair_frame_columns() -> tuple[Figure[InPair[WaveComparison]], ...]:
    """Two waves as such."""
    return columns(
        pair_columns(),
        of_part(verdict_columns(), lambda row: row.found.overall),
        flag("is_weighted", "whether shares and changes of everybody are weighted", lambda row: row.found.is_weighted),
        text("rule_version", "version of the rules of the verdict", lambda row: row.found.rule_version),
    )


def weighting_columns() -> tuple[Figure[WeightingRow], ...]:
    """The weights of one wave; not those of each cell, which would tell how many are in it (STATISTICS 15.4)."""
    return columns(
        text("wave", "id of the wave", lambda row: row.wave),
        flag("used", "whether the comparison is weighted by them", lambda row: row.is_used),
        of_part(_weighting(), lambda row: row.weighting),
    )


def _weighting() -> tuple[Figure[WeightingTold], ...]:
    return (
        text("why_not", "why they may not be used", lambda one: one.why_not.value if one.why_not else None),
        count("n", "respondents", lambda one: one.respondents),
        figure("deff", "ratio", _DEFF, lambda one: one.design_effect, "Kish 1965"),
        figure("n_eff", "persons", _N_EFF, lambda one: one.effective_base, "Kish 1965"),
        count(
            "trimmed",
            "whose weight was cut off at 1/4 or 4; missing when fewer than may be shown, or as deff is",
            lambda one: one.trimmed,
        ),
        count(
            "unknown_segment",
            "segment unknown: weighted on the other margin, or with the hidden segments",
            lambda one: one.unknown_segment,
        ),
        count(
            "unknown_category",
            "trait unknown: weighted on the segment; missing where the trait is withheld",
            lambda one: one.unknown_category,
        ),
        text("collapsed_segments", _AS_ONE.format("segments"), lambda one: _joined(one.collapsed_segments)),
        text("collapsed_categories", _AS_ONE.format("categories"), lambda one: _joined(one.collapsed_categories)),
        text(
            "unweighted", "statements that stay unweighted, to tell nothing hidden", lambda o: "; ".join(o.unweighted)
        ),
    )


def _joined(groups: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join("+".join(group) for group in groups)
