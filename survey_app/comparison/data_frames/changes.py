"""Statements in two waves: the verdict, and no more than it allows."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.data_frames.keys import InPair, group_in_pair_columns, groups_in, pair_columns
from survey_app.comparison.data_frames.verdicts import change_columns, conclusion_columns, verdict_columns
from survey_app.comparison.figures.figure import Figure, columns, flag, of_part, text
from survey_app.comparison.results import StatementComparison
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.verdict.sizes import may_size, size_of_delta, size_of_points

_SIZED = "at level 2 beside higher or lower, without a note on precision"


def statements_in_pairs(series: WaveSeries) -> Iterator[InPair[StatementComparison]]:
    """Every statement of every pair of waves and group."""
    for pair in series.pairs:
        for of_group in groups_in(series, pair):
            for statement in of_group.statements:
                yield InPair(of_group.key, statement)


def statement_change_columns() -> tuple[Figure[InPair[StatementComparison]], ...]:
    """What may be said of one statement in two waves: what the verdict forbids is missing."""
    return columns(
        pair_columns(),
        group_in_pair_columns(),
        text("item", "id of the statement", lambda row: row.found.item_id),
        of_part(verdict_columns(), lambda row: row.found.verdict),
        of_part(change_columns("above the middle; from level 1"), lambda row: row.found.change),
        flag("is_weighted", "whether change and conclusion are of weighted shares", lambda row: row.found.is_weighted),
        conclusion_columns(lambda row: (row.found.verdict, row.found.conclusion)),
        text("size", f"of change_pp, in Dutch; {_SIZED}", lambda row: _points_size(row.found)),
        text("delta_size", f"of Cliff’s delta, in Dutch; {_SIZED} (Romano et al. 2006)", _delta_size_of),
    )


def _points_size(found: StatementComparison) -> str | None:
    if found.change is None or not may_size(found.verdict, found.conclusion):
        return None
    return size_of_points(found.change.agree_pp).value


def _delta_size_of(row: InPair[StatementComparison]) -> str | None:
    found = row.found
    delta = found.technical.ranks.delta if found.technical else None
    if delta is None or not may_size(found.verdict, found.conclusion):
        return None
    return size_of_delta(delta).value
