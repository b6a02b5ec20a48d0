"""Columns of *Technisch* on whole distributions: ranks, their test, and the p-values that follow from it."""

from __future__ import annotations

from survey_app.comparison.permutation import Method
from survey_app.comparison.ranks import RankTest
from survey_app.comparison.sizes import DeltaSize, may_size, size_of_delta
from survey_app.questionnaire.words import Words
from survey_app.tables.table import Cell, Column, Kind, Sign
from survey_app.tables.tested import Figure, Tested, interval_figures

_RANKS = Words("Rangen: hele verdeling", "Ranks: whole distribution")
_TEST = Words("Toets op de rangen", "Test of the ranks")
_CONTROL = Words("Controle", "Control")

_SIZES = {
    DeltaSize.NEGLIGIBLE: Words("verwaarloosbaar", "negligible"),
    DeltaSize.SMALL: Words("klein", "small"),
    DeltaSize.MEDIUM: Words("middelgroot", "medium"),
    DeltaSize.LARGE: Words("groot", "large"),
}
_TESTS = {
    RankTest.BRUNNER_MUNZEL: Words("Brunner-Munzel", "Brunner-Munzel"),
    RankTest.EXACT_PERMUTATION: Words("permutatie, exact", "permutation, exact"),
    RankTest.NORMAL_PERMUTATION: Words("permutatie, normaal", "permutation, normal"),
    RankTest.ALL_EQUAL: Words("alles gelijk", "all equal"),
}
_METHODS = {Method.EXACT: Words("exact", "exact"), Method.NORMAL: Words("normaal", "normal")}


def rank_figures() -> tuple[Figure, ...]:
    """Theta and Cliff's delta with its interval, and how large it is where the verdict allows a word for that."""
    return (
        Figure(
            Column(Words("θ", "θ"), Kind.PRECISE, 8, _RANKS),
            lambda row: row.figure(lambda technical: technical.ranks.theta),
            Words(
                "θ: kans dat een antwoord van later hoger is dan een van eerder, plus de helft van de kans op gelijk.",
                "θ: chance that an answer of the later wave is higher than one of the earlier, plus half of equal.",
            ),
        ),
        Figure(
            Column(Words("Cliffs δ", "Cliff’s δ"), Kind.PRECISE, 8, _RANKS),
            lambda row: row.figure(lambda technical: technical.ranks.delta),
            Words(
                "Cliffs δ: 2θ − 1, van −1 tot 1 (Cliff 1993). Ongewogen, ook als het hoofdblad gewogen is.",
                "Cliff’s δ: 2θ − 1, from −1 to 1 (Cliff 1993). Unweighted, also when the main sheet is weighted.",
            ),
        ),
        *interval_figures(
            Words("δ", "δ"),
            _RANKS,
            Tested.figure,
            lambda technical: technical.ranks.delta_interval,
            Words(
                "δ laag en hoog: 95%, via de logit van θ en Student’s t (Brunner en Munzel 2000).",
                "δ low and high: 95%, by the logit of θ and Student’s t (Brunner and Munzel 2000).",
            ),
        ),
        Figure(
            Column(Words("Grootte δ", "Size of δ"), Kind.TEXT, 17, _RANKS),
            _size,
            Words(
                "Grootte δ: onder 0,147 verwaarloosbaar, 0,33 klein, 0,474 middelgroot, anders groot (Romano e.a. "
                "2006); alleen naast ‘hoger’ of ‘lager’, bij ‘vergelijkbaar’ en zonder kanttekening over de precisie.",
                "Size of δ: below 0.147 negligible, 0.33 small, 0.474 medium, else large (Romano et al. 2006); only "
                "beside ‘higher’ or ‘lower’, at ‘comparable’ and without a note on precision.",
            ),
        ),
    )


def _size(row: Tested) -> Cell:
    if row.technical is None:
        return row.missing
    delta = row.technical.ranks.delta
    if delta is None or not may_size(row.verdict, row.found.conclusion):
        return Sign.NIL
    return _SIZES[size_of_delta(delta)]


def test_figures() -> tuple[Figure, ...]:
    """The test that conclusions rest on, with its p as it is and over its family."""
    return (
        Figure(
            Column(Words("Toets", "Test"), Kind.TEXT, 17, _TEST),
            _test,
            Words(
                "Toets: Brunner-Munzel (2000); permutatie als de metingen elkaar niet overlappen; onder 10 antwoorden "
                "geen toets.",
                "Test: Brunner-Munzel (2000); permutation where the waves do not overlap; no test below 10 answers.",
            ),
        ),
        Figure(
            Column(Words("BM-t", "BM t"), Kind.PRECISE, 8, _TEST),
            lambda row: row.figure(lambda technical: technical.ranks.statistic),
            Words("BM-t en df: toetsgrootheid en vrijheidsgraden.", "BM t and df: test statistic, degrees of freedom."),
        ),
        Figure(
            Column(Words("df", "df"), Kind.PRECISE, 9, _TEST),
            lambda row: row.figure(lambda technical: technical.ranks.df),
        ),
        Figure(
            Column(Words("p", "p"), Kind.P, 8, _TEST),
            lambda row: row.p(lambda technical: technical.ranks.p),
            Words("p: tweezijdig, van θ = 0,5.", "p: two-sided, of θ = 0.5."),
        ),
        *_adjusted_figures(),
        *_control_figures(),
    )


def _test(row: Tested) -> Cell:
    if row.technical is None:
        return row.missing
    return Sign.UNKNOWN if row.technical.ranks.test is None else _TESTS[row.technical.ranks.test]


def _adjusted_figures() -> tuple[Figure, ...]:
    return (
        Figure(
            Column(Words("p Holm", "p Holm"), Kind.P, 8, _TEST),
            lambda row: row.adjusted(lambda technical: technical.holm),
            Words(
                "p Holm: over de vergelijkbare en indicatieve stellingen van één blok, over de cijfers en getallen, of "
                "over de betrouwbare schalen (Holm 1979); van een gewogen verschil op de gewogen aandelen, van cijfers "
                "en getallen op de p van Welch (Technisch 2). ‘Hoger’ en ‘lager’ rusten hierop.",
                "p Holm: over the comparable and indicative statements of one block, over the marks and numbers, or "
                "over the reliable scales (Holm 1979); of a weighted difference on the weighted shares, of marks and "
                "numbers on Welch’s p (Technical 2). ‘Higher’ and ‘lower’ rest on it.",
            ),
        ),
        Figure(
            Column(Words("q BH (verkennend)", "q BH (exploratory)"), Kind.P, 13, _TEST),
            lambda row: row.adjusted(lambda technical: technical.fdr),
            Words(
                "q BH: over dezelfde groep (Benjamini en Hochberg 1995); verkennend, er rust geen uitspraak op.",
                "q BH: over the same family (Benjamini and Hochberg 1995); exploratory, no conclusion rests on it.",
            ),
        ),
    )


def _control_figures() -> tuple[Figure, ...]:
    return (
        Figure(
            Column(Words("p permutatie", "p permutation"), Kind.P, 12, _CONTROL),
            lambda row: row.p(lambda technical: technical.control.p if technical.control else None),
            Words(
                "p permutatie: van ‘dezelfde verdeling’, op midrangen; exact tot 200 antwoorden samen, anders de "
                "normale benadering met correctie voor gelijke antwoorden.",
                "p permutation: of ‘the same distribution’, on midranks; exact up to 200 answers in all, else the "
                "normal approximation corrected for ties.",
            ),
        ),
        Figure(Column(Words("Hoe", "How"), Kind.TEXT, 10, _CONTROL), _method),
    )


def _method(row: Tested) -> Cell:
    if row.technical is None:
        return row.missing
    return _METHODS[row.technical.control.method] if row.technical.control else Sign.UNKNOWN
