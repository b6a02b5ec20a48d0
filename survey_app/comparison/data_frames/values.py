"""Report marks and numbers: each wave by itself, and two waves side by side."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.data_frames.keys import InPair, InWave, key_of, pair_columns, wave_column
from survey_app.comparison.data_frames.verdicts import conclusion_columns, mean_change_columns, verdict_columns
from survey_app.comparison.figures.figure import SCORE, Figure, bounds, columns, count, figure, flag, of_part, text
from survey_app.comparison.figures.technical import tested_figures
from survey_app.comparison.groups import EVERYBODY
from survey_app.comparison.results import ValueComparison, ValueEstimate
from survey_app.comparison.series import WaveSeries


def values_in_waves(series: WaveSeries) -> list[InWave[ValueEstimate]]:
    """Every mark and number of every wave that asked it, waves in order of time; everybody only."""
    found: dict[tuple[int, str], InWave[ValueEstimate]] = {}
    for pair in series.pairs:
        for value in pair.comparison.values:
            for place, estimate in zip((pair.earlier, pair.later), value.estimates, strict=True):
                wave = series.waves[place]
                if estimate is not None:
                    row = InWave(wave.wave.id, EVERYBODY, None, wave.approached, estimate)
                    found.setdefault((place, value.item_id), row)
    return [found[key] for key in sorted(found, key=lambda key: key[0])]


def values_in_pairs(series: WaveSeries) -> Iterator[InPair[ValueComparison]]:
    """Every mark and number of every pair of waves."""
    for pair in series.pairs:
        for value in pair.comparison.values:
            yield InPair(key_of(series, pair), value)


def value_columns() -> tuple[Figure[InWave[ValueEstimate]], ...]:
    """One mark or number in one wave."""
    return columns(
        wave_column(),
        text("item", "id of the mark or number", lambda row: row.found.item),
        flag("shown", "false: withheld by disclosure control", lambda row: not _is_withheld(row.found)),
        flag("homogeneous", "everybody in a group below 30 gave the same one", lambda row: row.found.homogeneous),
        count("n_valid", "gave one: the base", lambda row: None if row.found.hidden else row.found.n_valid),
        figure("mean", SCORE, "mean of what was given", lambda row: row.found.mean),
        bounds("mean", SCORE, "its 95% interval", lambda row: row.found.mean_interval, "Student’s t"),
        figure("sd", SCORE, "standard deviation (n - 1)", lambda row: row.found.sd),
        figure("median", SCORE, "middle one, or halfway between the two middle ones", lambda row: row.found.median),
    )


def value_change_columns() -> tuple[Figure[InPair[ValueComparison]], ...]:
    """One mark or number in two waves: what may be said, and after that every figure whatever the verdict."""
    return columns(
        pair_columns(),
        text("item", "id of the mark or number", lambda row: row.found.item_id),
        of_part(verdict_columns(), lambda row: row.found.verdict),
        of_part(mean_change_columns(), lambda row: row.found.change),
        conclusion_columns(lambda row: (row.found.verdict, row.found.conclusion)),
        of_part(tested_figures(), lambda row: row.found.technical),
    )


def _is_withheld(estimate: ValueEstimate) -> bool:
    return estimate.hidden or estimate.homogeneous
