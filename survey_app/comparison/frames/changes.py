"""Statements in two waves: the verdict, and no more than it allows."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.comparison.frames.columns import Column, columns, flag, of_part, text
from survey_app.comparison.frames.keys import InPair, group_in_pair_columns, groups_in, pair_columns
from survey_app.comparison.frames.verdicts import change_columns, conclusion_words, verdict_columns
from survey_app.comparison.results import Level, StatementComparison
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.sizes import size_of_delta, size_of_points


def statements_in_pairs(series: WaveSeries) -> Iterator[InPair[StatementComparison]]:
    """Every statement of every pair of waves and group."""
    for pair in series.pairs:
        for of_group in groups_in(series, pair):
            for statement in of_group.statements:
                yield InPair(of_group.key, statement)


def statement_change_columns() -> tuple[Column[InPair[StatementComparison]], ...]:
    """What may be said of one statement in two waves: what the verdict forbids is missing."""
    return columns(
        pair_columns(),
        group_in_pair_columns(),
        text("item", "id of the statement", lambda row: row.found.item_id),
        of_part(verdict_columns(), lambda row: row.found.verdict),
        of_part(change_columns("above the middle; from level 1"), lambda row: row.found.change),
        flag("is_weighted", "whether change and conclusion are of weighted shares", lambda row: row.found.is_weighted),
        text("conclusion", "in Dutch; at level 2", lambda row: conclusion_words(row.found.conclusion)),
        text("size", "of change_pp, in Dutch; at level 2", lambda row: _points_size(row.found)),
        text("delta_size", "of Cliff’s delta, in Dutch; at level 2 (Romano et al. 2006)", _delta_size_of),
    )


def _points_size(found: StatementComparison) -> str | None:
    if found.verdict.level is not Level.COMPARABLE or found.change is None:
        return None
    return size_of_points(found.change.agree_pp).value


def _delta_size_of(row: InPair[StatementComparison]) -> str | None:
    found = row.found
    if found.verdict.level is not Level.COMPARABLE or found.technical is None or found.technical.ranks.delta is None:
        return None
    return size_of_delta(found.technical.ranks.delta).value
