"""Every figure on two waves whatever the verdict, of statements, marks and scores alike."""

from __future__ import annotations

from survey_app.comparison.frames.columns import (
    POINTS,
    SCORE,
    SHARE,
    Column,
    bounds,
    columns,
    figure,
    of_part,
    text,
)
from survey_app.comparison.frames.keys import InPair, group_in_pair_columns, pair_columns
from survey_app.comparison.frames.verdicts import verdict_columns
from survey_app.comparison.results import StatementComparison, Technical, WeightedShares
from survey_app.comparison.statistics.changes import Change
from survey_app.comparison.statistics.ranks import RankComparison
from survey_app.comparison.statistics.welch import WelchComparison

_BM = "Brunner & Munzel 2000"
_NEWCOMBE = "Newcombe 1998, method 10"
_NO_TEST = "missing below 10 answers in a wave"


def technical_columns() -> tuple[Column[InPair[StatementComparison]], ...]:
    """One statement in two waves, the verdict first."""
    return columns(
        pair_columns(),
        group_in_pair_columns(),
        text("item", "id of the statement", lambda row: row.found.item_id),
        of_part(verdict_columns()[:3], lambda row: row.found.verdict),
        of_part(
            columns(tested_columns(), _shares(), of_part(_weighted(), lambda technical: technical.weighted)),
            lambda row: row.found.technical,
        ),
    )


def tested_columns() -> tuple[Column[Technical], ...]:
    """Ranks, their test, and the difference of means."""
    return columns(
        of_part(_ranks(), lambda technical: technical.ranks),
        figure(
            "holm",
            "p",
            "bm_p after Holm, over its family; of marks and numbers welch_p, of weighted shares their own p",
            lambda technical: technical.holm,
            "Holm 1979",
        ),
        figure(
            "fdr",
            "q",
            "the same p after Benjamini-Hochberg, over the same family; exploratory",
            lambda technical: technical.fdr,
            "Benjamini & Hochberg 1995",
        ),
        figure(
            "permutation_p",
            "p",
            f"of the same distribution in both waves, two-sided, on midranks; {_NO_TEST}",
            lambda technical: technical.control.p if technical.control else None,
            "STATISTICS 5",
        ),
        text(
            "permutation_method",
            "exact up to 200 answers together, else normal: corrected for ties, not for continuity",
            lambda technical: technical.control.method.value if technical.control else None,
        ),
        of_part(_welch(), lambda technical: technical.welch),
    )


def _ranks() -> tuple[Column[RankComparison], ...]:
    return columns(
        figure(
            "theta",
            "probability",
            "that an answer of the later wave is higher than one of the earlier, plus half of equal",
            lambda ranks: ranks.theta,
            _BM,
        ),
        figure("theta_se", "probability", "its standard error", lambda ranks: ranks.theta_se, _BM),
        bounds("theta", "probability", "its 95% interval, by the logit", lambda ranks: ranks.theta_interval, _BM),
        figure("delta", "-1 to 1", "Cliff’s delta: 2 theta - 1", lambda ranks: ranks.delta, "Cliff 1993"),
        bounds("delta", "-1 to 1", "its 95% interval, by the logit of theta", lambda r: r.delta_interval, _BM),
        text(
            "test",
            "where bm_p comes from: brunner-munzel, a permutation when the waves do not overlap, or all-equal",
            lambda ranks: ranks.test.value if ranks.test else None,
        ),
        figure("bm_statistic", "t", f"of theta = 1/2; {_NO_TEST}", lambda ranks: ranks.statistic, _BM),
        figure("bm_df", "df", "its degrees of freedom", lambda ranks: ranks.df, _BM),
        figure("bm_p", "p", "its p, two-sided", lambda ranks: ranks.p, _BM),
    )


def _welch() -> tuple[Column[WelchComparison], ...]:
    return columns(
        figure("welch_difference", SCORE, "later minus earlier mean", lambda welch: welch.difference),
        bounds("welch", SCORE, "its 95% interval", lambda welch: welch.interval, "Welch 1947"),
        figure("welch_t", "t", "of equal means", lambda welch: welch.statistic, "Welch 1947"),
        figure("welch_df", "df", "its degrees of freedom", lambda welch: welch.df, "Welch 1947"),
        figure("welch_p", "p", "its p, two-sided", lambda welch: welch.p, "Welch 1947"),
    )


def newcombe_columns(of_what: str) -> tuple[Column[Change], ...]:
    """A difference of shares, whatever the verdict."""
    return columns(
        figure("newcombe_pp", POINTS, f"later minus earlier share {of_what}", lambda change: change.agree_pp),
        bounds("newcombe_{}_pp", POINTS, "its 95% interval", lambda change: change.interval_pp, _NEWCOMBE),
    )


def _shares() -> tuple[Column[Technical], ...]:
    return columns(
        of_part(newcombe_columns("above the middle, unweighted"), lambda technical: technical.change),
        of_part(
            columns(
                figure("nvt_change_pp", POINTS, "later minus earlier share of n.v.t.", lambda change: change.agree_pp),
                bounds("nvt_change_{}_pp", POINTS, "its 95% interval", lambda change: change.interval_pp, _NEWCOMBE),
            ),
            lambda technical: technical.not_applicable,
        ),
    )


def _weighted() -> tuple[Column[WeightedShares], ...]:
    return columns(
        _weighted_wave("earlier", 0),
        _weighted_wave("later", 1),
        figure("weighted_pp", POINTS, "later minus earlier weighted share", lambda found: found.change.agree_pp),
        bounds(
            "weighted_{}_pp", POINTS, "its 95% interval, on n_eff", lambda found: found.change.interval_pp, _NEWCOMBE
        ),
    )


def _weighted_wave(name: str, side: int) -> tuple[Column[WeightedShares], ...]:
    return columns(
        figure(
            f"weighted_{name}",
            SHARE,
            f"weighted share above the middle in the {name} wave; only of everybody, and where margins are known",
            lambda found: found.shares[side].share,
            "STATISTICS 11",
        ),
        bounds(f"weighted_{name}", SHARE, "its 95% interval", lambda found: found.shares[side].interval, "Wilson 1927"),
        figure(
            f"n_eff_{name}",
            "persons",
            "(sum w)^2 / sum w^2 of the valid answers",
            lambda found: found.shares[side].effective_base,
            "Kish 1965",
        ),
    )
