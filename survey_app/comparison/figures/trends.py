"""What is computed of one statement over three waves and more (STATISTICS 8)."""

from collections.abc import Mapping

from survey_app.comparison.figures.figure import Figure, by_id, count, figure, of_part
from survey_app.comparison.series import ItemTrend
from survey_app.comparison.statistics.trend import AnswerTrend, AnyChange, ShareTrend
from survey_app.language.words import Words

_ARMITAGE = "Armitage 1955"
_KENDALL = "Kendall 1970"
_KRUSKAL = "Kruskal & Wallis 1952"


_SHARE: tuple[Figure[ShareTrend], ...] = (
    figure("z", "z", "of a trend in agree over the months; above 0 when it rises", lambda line: line.z, _ARMITAGE),
    figure("chi2", "chi-square", "z squared, 1 degree of freedom", lambda line: line.chi2, _ARMITAGE, Words("χ²")),
    figure("p", "p", "its p, two-sided", lambda line: line.p, _ARMITAGE, Words("p χ²")),
)


_ANSWERS: tuple[Figure[AnswerTrend], ...] = (
    figure("tau_b", "-1 to 1", "Kendall’s tau-b of answer and wave", lambda tau: tau.tau_b, _KENDALL, Words("τ-b")),
    figure(
        "tau_b_p",
        "p",
        "its p, two-sided, by the normal distribution",
        lambda tau: tau.p,
        _KENDALL,
        Words("p τ-b"),
    ),
)


_ANY_CHANGE: tuple[Figure[AnyChange], ...] = (
    figure("h", "chi-square", "Kruskal-Wallis, corrected for ties", lambda test: test.h, _KRUSKAL, Words("H")),
    count("h_df", "its degrees of freedom: waves minus 1", lambda test: test.df, "df", Words("df")),
    figure("h_p", "p", "its p", lambda test: test.p, _KRUSKAL, Words("p H")),
)


TREND: Mapping[str, Figure[ItemTrend]] = by_id(
    of_part(_SHARE, lambda trend: trend.share),
    of_part(_ANSWERS, lambda trend: trend.answers),
    of_part(_ANY_CHANGE, lambda trend: trend.any_change),
)
