"""Columns of *Technisch* on whole distributions: ranks, their test, and the p-values that follow from it."""

from survey_app.comparison.statistics.permutation import Method
from survey_app.comparison.statistics.ranks import RankTest
from survey_app.comparison.verdict.sizes import DeltaSize, may_size, size_of_delta
from survey_app.language.words import Words
from survey_app.tables.layout import FilledColumn
from survey_app.tables.table import Cell, Column, Kind, Sign
from survey_app.tables.tested import Tested, both_shown, missing, missing_adjusted, shown

_RANKS = Words("Rangen: hele verdeling")
_TEST = Words("Toets op de rangen")
_CONTROL = Words("Controle")

_SIZES = {
    DeltaSize.NEGLIGIBLE: Words("verwaarloosbaar"),
    DeltaSize.SMALL: Words("klein"),
    DeltaSize.MEDIUM: Words("middelgroot"),
    DeltaSize.LARGE: Words("groot"),
}
_TESTS = {
    RankTest.BRUNNER_MUNZEL: Words("Brunner-Munzel"),
    RankTest.EXACT_PERMUTATION: Words("permutatie, exact"),
    RankTest.NORMAL_PERMUTATION: Words("permutatie, normaal"),
    RankTest.ALL_EQUAL: Words("alles gelijk"),
}
_METHODS = {Method.EXACT: Words("exact"), Method.NORMAL: Words("normaal")}


def rank_figures() -> tuple[FilledColumn[Tested], ...]:
    """Theta and Cliff's delta with its interval, and how large it is where the verdict allows a word for that."""
    theta = Words(
        "θ: kans dat een antwoord van later hoger is dan een van eerder, plus de helft van de kans op gelijk."
    )
    delta = Words("Cliffs δ: 2θ − 1, van −1 tot 1 (Cliff 1993). Ongewogen, ook als het hoofdblad gewogen is.")
    return (
        shown("theta", 8, _RANKS, theta),
        shown("delta", 8, _RANKS, delta),
        *both_shown(
            "delta_{}",
            _RANKS,
            Words("δ laag en hoog: 95%, via de logit van θ en Student’s t (Brunner en Munzel 2000)."),
        ),
        FilledColumn(
            Column(Words("Grootte δ"), Kind.TEXT, 17, _RANKS),
            _size,
            Words(
                "Grootte δ: onder 0,147 verwaarloosbaar, 0,33 klein, 0,474 middelgroot, anders groot (Romano e.a. "
                "2006); alleen naast ‘hoger’ of ‘lager’, bij ‘vergelijkbaar’ en zonder kanttekening over de precisie."
            ),
        ),
    )


def _size(row: Tested) -> Cell:
    if row.technical is None:
        return missing(row)
    delta = row.technical.ranks.delta
    if delta is None or not may_size(row.verdict, row.compared.conclusion):
        return Sign.NIL
    return _SIZES[size_of_delta(delta)]


def test_figures() -> tuple[FilledColumn[Tested], ...]:
    """The test that conclusions rest on, with its p as it is and over its family."""
    return (
        FilledColumn(
            Column(Words("Toets"), Kind.TEXT, 17, _TEST),
            _test,
            Words(
                "Toets: Brunner-Munzel (2000); permutatie als de metingen elkaar niet overlappen; onder 10 antwoorden "
                "geen toets."
            ),
        ),
        shown("bm_statistic", 8, _TEST, Words("BM-t en df: toetsgrootheid en vrijheidsgraden.")),
        shown("bm_df", 9, _TEST),
        shown("bm_p", 8, _TEST, Words("p: tweezijdig, van θ = 0,5.")),
        *_adjusted_figures(),
        *_control_figures(),
    )


def _test(row: Tested) -> Cell:
    if row.technical is None:
        return missing(row)
    return Sign.UNKNOWN if row.technical.ranks.test is None else _TESTS[row.technical.ranks.test]


def _adjusted_figures() -> tuple[FilledColumn[Tested], ...]:
    holm = Words(
        "p Holm: over de vergelijkbare en indicatieve stellingen van één blok, over de cijfers en getallen, of over de "
        "betrouwbare schalen (Holm 1979); van een gewogen verschil op de gewogen aandelen, van cijfers en getallen op "
        "de p van Welch (Technisch 2). ‘Hoger’ en ‘lager’ rusten hierop."
    )
    fdr = Words("q BH: over dezelfde groep (Benjamini en Hochberg 1995); verkennend, er rust geen uitspraak op.")
    return (
        shown("holm", 8, _TEST, holm, sign=missing_adjusted),
        shown("fdr", 13, _TEST, fdr, sign=missing_adjusted),
    )


def _control_figures() -> tuple[FilledColumn[Tested], ...]:
    definition = Words(
        "p permutatie: van ‘dezelfde verdeling’, op midrangen; exact tot 200 antwoorden samen, anders de normale "
        "benadering met correctie voor gelijke antwoorden."
    )
    return shown("permutation_p", 12, _CONTROL, definition), FilledColumn(
        Column(Words("Hoe"), Kind.TEXT, 10, _CONTROL), _method
    )


def _method(row: Tested) -> Cell:
    if row.technical is None:
        return missing(row)
    return _METHODS[row.technical.control.method] if row.technical.control else Sign.UNKNOWN
