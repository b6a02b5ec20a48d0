"""What is computed of one statement over three waves and more (STATISTICS 8)."""

from collections.abc import Mapping

from survey_app.comparison.figures.figure import Figure, by_id, count, figure, of_part
from survey_app.comparison.figures.units import DF, P
from survey_app.comparison.series import ItemTrend
from survey_app.comparison.statistics.trend import AnswerTrend, AnyChange, ShareTrend
from survey_app.language.words import Words

_ARMITAGE = "Armitage 1955"
_KENDALL = "Kendall 1970"
_KRUSKAL = "Kruskal & Wallis 1952"
_CHI_SQUARE = Words("chi-kwadraat")


_SHARE: tuple[Figure[ShareTrend], ...] = (
    figure(
        "z",
        Words("z"),
        Words("van een lijn door % eens over de maanden; boven 0 als die stijgt"),
        lambda line: line.z,
        _ARMITAGE,
    ),
    figure(
        "chi2",
        _CHI_SQUARE,
        Words("lijn door de aandelen boven het midden, met de maanden als afstand; 1 vrijheidsgraad"),
        lambda line: line.chi2,
        _ARMITAGE,
        Words("χ²"),
    ),
    figure(
        "p",
        P,
        Words("tweezijdig, van die lijn; per stelling en niet gecorrigeerd"),
        lambda line: line.p,
        _ARMITAGE,
        Words("p χ²"),
    ),
)


_ANSWERS: tuple[Figure[AnswerTrend], ...] = (
    figure(
        "tau_b",
        Words("-1 tot 1"),
        Words("samenhang van antwoord en meting, van −1 tot 1"),
        lambda tau: tau.tau_b,
        _KENDALL,
        Words("τ-b"),
    ),
    figure("tau_b_p", P, Words("tweezijdig, met de normale verdeling"), lambda tau: tau.p, _KENDALL, Words("p τ-b")),
)


_ANY_CHANGE: tuple[Figure[AnyChange], ...] = (
    figure(
        "h",
        _CHI_SQUARE,
        Words("of er enig verschil is tussen de metingen, met correctie voor gelijke antwoorden"),
        lambda test: test.h,
        _KRUSKAL,
        Words("H"),
    ),
    count("h_df", Words("vrijheidsgraden: metingen min 1"), lambda test: test.df, DF, Words("df")),
    figure("h_p", P, Words("p van H"), lambda test: test.p, _KRUSKAL, Words("p H")),
)


TREND: Mapping[str, Figure[ItemTrend]] = by_id(
    of_part(_SHARE, lambda trend: trend.share),
    of_part(_ANSWERS, lambda trend: trend.answers),
    of_part(_ANY_CHANGE, lambda trend: trend.any_change),
)
