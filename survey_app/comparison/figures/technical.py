"""What is computed of two waves whatever the verdict, of statements, marks and scores alike (STATISTICS 4 to 6)."""

from collections.abc import Mapping

from survey_app.comparison.figures.figure import (
    POINTS,
    SCORE,
    SHARE,
    Figure,
    bounds,
    by_id,
    columns,
    figure,
    of_part,
    text,
)
from survey_app.comparison.results import Technical, WeightedShares
from survey_app.comparison.statistics.changes import Change
from survey_app.comparison.statistics.ranks import RankComparison
from survey_app.comparison.statistics.welch import WelchComparison
from survey_app.language.words import Words

_BM = "Brunner & Munzel 2000"
_NEWCOMBE = "Newcombe 1998, method 10"
_NO_TEST = "missing below 10 answers in a wave"

_RANKS: tuple[Figure[RankComparison], ...] = columns(
    figure(
        "theta",
        "probability",
        "that an answer of the later wave is higher than one of the earlier, plus half of equal",
        lambda ranks: ranks.theta,
        _BM,
        Words("θ"),
    ),
    figure("theta_se", "probability", "its standard error", lambda ranks: ranks.theta_se, _BM),
    bounds("theta", "probability", "its 95% interval, by the logit", lambda ranks: ranks.theta_interval, _BM),
    figure(
        "delta", "-1 to 1", "Cliff’s delta: 2 theta - 1", lambda ranks: ranks.delta, "Cliff 1993", Words("Cliffs δ")
    ),
    bounds("delta", "-1 to 1", "its 95% interval, by the logit of theta", lambda r: r.delta_interval, _BM, Words("δ")),
    text(
        "test",
        "where bm_p comes from: brunner-munzel, a permutation when the waves do not overlap, or all-equal",
        lambda ranks: ranks.test.value if ranks.test else None,
    ),
    figure("bm_statistic", "t", f"of theta = 1/2; {_NO_TEST}", lambda ranks: ranks.statistic, _BM, Words("BM-t")),
    figure("bm_df", "df", "its degrees of freedom", lambda ranks: ranks.df, _BM, Words("df")),
    figure("bm_p", "p", "its p, two-sided", lambda ranks: ranks.p, _BM, Words("p")),
)

_WELCH: tuple[Figure[WelchComparison], ...] = columns(
    figure(
        "welch_difference",
        SCORE,
        "later minus earlier mean",
        lambda welch: welch.difference,
        heading=Words("Verschil gem."),
    ),
    bounds("welch", SCORE, "its 95% interval", lambda welch: welch.interval, "Welch 1947", Words("Gem. 95%")),
    figure("welch_t", "t", "of equal means", lambda welch: welch.statistic, "Welch 1947", Words("t")),
    figure("welch_df", "df", "its degrees of freedom", lambda welch: welch.df, "Welch 1947", Words("df")),
    figure("welch_p", "p", "its p, two-sided", lambda welch: welch.p, "Welch 1947", Words("p")),
)

TESTED: tuple[Figure[Technical], ...] = columns(
    of_part(_RANKS, lambda technical: technical.ranks),
    figure(
        "holm",
        "p",
        "bm_p after Holm, over its family; of marks and numbers welch_p, of weighted shares their own p",
        lambda technical: technical.holm,
        "Holm 1979",
        Words("p Holm"),
    ),
    figure(
        "fdr",
        "q",
        "the same p after Benjamini-Hochberg, over the same family; exploratory",
        lambda technical: technical.fdr,
        "Benjamini & Hochberg 1995",
        Words("q BH (verkennend)"),
    ),
    figure(
        "permutation_p",
        "p",
        f"of the same distribution in both waves, two-sided, on midranks; {_NO_TEST}",
        lambda technical: technical.control.p if technical.control else None,
        "STATISTICS 5",
        Words("p permutatie"),
    ),
    text(
        "permutation_method",
        "exact up to 200 answers together, else normal: corrected for ties, not for continuity",
        lambda technical: technical.control.method.value if technical.control else None,
    ),
    of_part(_WELCH, lambda technical: technical.welch),
)
"""Ranks, their test, and the difference of means."""


def share_change(
    id_: str, meaning: str, heading: Words, of_interval: Words, interval: str = "its 95% interval"
) -> tuple[Figure[Change], ...]:
    """A difference of shares, `{id}_pp`, and the ends of its interval."""
    return columns(
        figure(f"{id_}_pp", POINTS, meaning, lambda change: change.agree_pp, heading=heading),
        bounds(f"{id_}_{{}}_pp", POINTS, interval, lambda change: change.interval_pp, _NEWCOMBE, of_interval),
    )


def unweighted_change(of_what: str) -> tuple[Figure[Change], ...]:
    """A difference of shares whatever the verdict."""
    return share_change("newcombe", f"later minus earlier share {of_what}", Words("Verschil"), Words("95%"))


def _weighted_wave(name: str, side: int) -> tuple[Figure[WeightedShares], ...]:
    return columns(
        figure(
            f"weighted_{name}",
            SHARE,
            f"weighted share above the middle in the {name} wave; only of everybody, and where margins are known",
            lambda shares: shares.shares[side].share,
            "STATISTICS 11",
            Words("% gewogen"),
        ),
        bounds(
            f"weighted_{name}",
            SHARE,
            "its 95% interval",
            lambda shares: shares.shares[side].interval,
            "Wilson 1927",
        ),
        figure(
            f"n_eff_{name}",
            "persons",
            "(sum w)^2 / sum w^2 of the valid answers",
            lambda shares: shares.shares[side].effective_base,
            "Kish 1965",
            Words("n_eff"),
        ),
    )


_WEIGHTED: tuple[Figure[WeightedShares], ...] = columns(
    _weighted_wave("earlier", 0),
    _weighted_wave("later", 1),
    of_part(
        share_change(
            "weighted",
            "later minus earlier weighted share",
            Words("Verschil gewogen"),
            Words("Gewogen 95%"),
            "its 95% interval, on n_eff",
        ),
        lambda weighted: weighted.change,
    ),
)

_SHARES: tuple[Figure[Technical], ...] = columns(
    of_part(unweighted_change("above the middle, unweighted"), lambda technical: technical.change),
    of_part(
        share_change(
            "nvt_change", "later minus earlier share of n.v.t.", Words("Verschil n.v.t."), Words("N.v.t. 95%")
        ),
        lambda technical: technical.not_applicable,
    ),
    of_part(_WEIGHTED, lambda technical: technical.weighted),
)
"""Differences of shares: above the middle, of n.v.t., and weighted."""

TECHNICAL: Mapping[str, Figure[Technical]] = by_id(TESTED, _SHARES)
