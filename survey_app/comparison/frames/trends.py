"""Statements over three and more waves that may be compared with each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.figures.figure import Figure, columns, count, figure, of_part, text
from survey_app.comparison.series import ItemTrend, WaveSeries
from survey_app.comparison.statistics.trend import AnswerTrend, AnyChange, ShareTrend

_ARMITAGE = "Armitage 1955"


@dataclass(frozen=True)
class TrendRow:
    """One statement, with the ids of the waves its trend is over."""

    waves: tuple[str, ...]
    trend: ItemTrend


def trend_rows(series: WaveSeries) -> Iterator[TrendRow]:
    """A row per statement that three waves or more may be compared on; everybody only."""
    for trend in series.trends:
        yield TrendRow(tuple(series.waves[place].wave.id for place in trend.waves), trend)


def trend_columns() -> tuple[Figure[TrendRow], ...]:
    """One statement over the last waves without a break."""
    return columns(
        text("item", "id of the statement", lambda row: row.trend.item_id),
        text(
            "waves", "ids of the waves, with blanks between: the last ones without a break", lambda r: " ".join(r.waves)
        ),
        of_part(_share(), lambda row: row.trend.share),
        of_part(_answers(), lambda row: row.trend.answers),
        of_part(_any_change(), lambda row: row.trend.any_change),
    )


def _share() -> tuple[Figure[ShareTrend], ...]:
    return (
        figure("z", "z", "of a trend in agree over the months; above 0 when it rises", lambda one: one.z, _ARMITAGE),
        figure("chi2", "chi-square", "z squared, 1 degree of freedom", lambda one: one.chi2, _ARMITAGE),
        figure("p", "p", "its p, two-sided", lambda one: one.p, _ARMITAGE),
    )


def _answers() -> tuple[Figure[AnswerTrend], ...]:
    return (
        figure("tau_b", "-1 to 1", "Kendall’s tau-b of answer and wave", lambda one: one.tau_b, "Kendall 1970"),
        figure("tau_b_p", "p", "its p, two-sided, by the normal distribution", lambda one: one.p, "Kendall 1970"),
    )


def _any_change() -> tuple[Figure[AnyChange], ...]:
    return (
        figure("h", "chi-square", "Kruskal-Wallis, corrected for ties", lambda one: one.h, "Kruskal & Wallis 1952"),
        count("h_df", "its degrees of freedom: waves minus 1", lambda one: one.df, "df"),
        figure("h_p", "p", "its p", lambda one: one.p, "Kruskal & Wallis 1952"),
    )
