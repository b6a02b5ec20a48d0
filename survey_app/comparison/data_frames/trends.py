"""Statements over three and more waves that may be compared with each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from survey_app.comparison.figures.figure import Figure, columns, of_part, text
from survey_app.comparison.figures.trends import TREND
from survey_app.comparison.series import ItemTrend, WaveSeries


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
        of_part(TREND.values(), lambda row: row.trend),
    )
