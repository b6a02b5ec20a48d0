"""What is computed of two waves whatever the verdict, of statements, marks and scores alike (STATISTICS 4 to 6)."""

from collections.abc import Mapping

from survey_app.comparison.figures.figure import Figure, bounds, by_id, columns, count, figure, of_part, signed, text
from survey_app.comparison.figures.signs import Sign, if_there, sign_of_two_waves
from survey_app.comparison.figures.statements import STATEMENT, WILSON, N
from survey_app.comparison.figures.units import DF, POINTS, SCORE, SHARE, P, Q, T
from survey_app.comparison.results import (
    ItemEstimate,
    ScaleComparison,
    ScaleEstimate,
    StatementComparison,
    Technical,
    ValueComparison,
    ValueEstimate,
    WeightedShares,
)
from survey_app.comparison.statistics.changes import Change
from survey_app.comparison.statistics.permutation import LARGEST_EXACT_BASE
from survey_app.comparison.statistics.ranks import LEAST_BASE_OF_A_TEST, RankComparison
from survey_app.comparison.statistics.welch import WelchComparison
from survey_app.comparison.verdict.sizes import may_size, size_of_delta
from survey_app.language.words import Words

Compared = StatementComparison | ValueComparison | ScaleComparison

_BM = "Brunner & Munzel 2000"
_NEWCOMBE, _WELCH_1947 = "Newcombe 1998", "Welch 1947"
_PROBABILITY, _MINUS_1_TO_1 = Words("kans"), Words("-1 tot 1")
_95, _DEGREES = Words("95%"), Words("vrijheidsgraden ervan")
_OF_THAT = Words("95%-interval van dat verschil, per regel en niet gecorrigeerd")


def missing(compared: Compared | None) -> Sign:
    """Of no figures at all the verdict says why; else they are not defined on so few answers."""
    if compared is None:
        return Sign.IMPOSSIBLE
    return sign_of_two_waves(compared.verdict) if compared.technical is None else Sign.UNKNOWN


def _missing_share(compared: Compared | None) -> Sign:
    """Of shares: only statements have them."""
    return missing(compared) if isinstance(compared, StatementComparison) else Sign.IMPOSSIBLE


def _missing_not_applicable(compared: Compared | None) -> Sign:
    """Of n.v.t.: not every statement has it in both waves."""
    technical = compared.technical if compared else None
    return Sign.IMPOSSIBLE if technical and technical.not_applicable is None else _missing_share(compared)


def _missing_adjusted(compared: Compared | None) -> Sign:
    """Of a p within its family: of what is in none it may not be said, though it has a p of its own."""
    technical = compared.technical if compared else None
    return Sign.NIL if technical and technical.ranks.p is not None else missing(compared)


_RANKS: tuple[Figure[RankComparison], ...] = columns(
    figure(
        "theta",
        _PROBABILITY,
        Words("kans dat een antwoord van later hoger is dan een van eerder, plus de helft van de kans op gelijk"),
        lambda ranks: ranks.theta,
        _BM,
        Words("θ"),
    ),
    figure("theta_se", _PROBABILITY, Words("standaardfout van θ"), lambda ranks: ranks.theta_se, _BM),
    bounds("theta", _PROBABILITY, Words("95%-interval van θ, via de logit"), lambda ranks: ranks.theta_interval, _BM),
    figure(
        "delta",
        _MINUS_1_TO_1,
        Words("2θ − 1; ongewogen, ook waar verschil en uitspraak gewogen zijn"),
        lambda ranks: ranks.delta,
        "Cliff 1993",
        Words("Cliffs δ"),
    ),
    bounds(
        "delta",
        _MINUS_1_TO_1,
        Words("95%-interval van Cliffs δ, via de logit van θ en Student’s t"),
        lambda ranks: ranks.delta_interval,
        _BM,
        Words("δ"),
    ),
    text(
        "test",
        Words(
            "waar p van komt: Brunner-Munzel; een permutatie als de metingen elkaar niet overlappen; onder "
            "{least} antwoorden in een meting is er geen toets"
        ).filled(least=LEAST_BASE_OF_A_TEST),
        lambda ranks: ranks.test.value if ranks.test else None,
        Words("Toets"),
    ),
    figure("bm_statistic", T, Words("toetsgrootheid van θ = 0,5"), lambda ranks: ranks.statistic, _BM, Words("BM-t")),
    figure("bm_df", DF, _DEGREES, lambda ranks: ranks.df, _BM, Words("df")),
    figure("bm_p", P, Words("tweezijdig, van θ = 0,5"), lambda ranks: ranks.p, _BM, Words("p")),
)

_ADJUSTED: tuple[Figure[Technical], ...] = (
    figure(
        "holm",
        P,
        Words(
            "p over de vergelijkbare en indicatieve stellingen van één blok, over de cijfers en getallen, of over de "
            "betrouwbare schalen samen; van een gewogen verschil op de gewogen aandelen, van cijfers en getallen op de "
            "p van Welch; ‘hoger’ en ‘lager’ rusten hierop"
        ),
        lambda technical: technical.holm,
        "Holm 1979",
        Words("p Holm"),
    ),
    figure(
        "fdr",
        Q,
        Words("over dezelfde groep als p Holm; verkennend, er rust geen uitspraak op"),
        lambda technical: technical.fdr,
        "Benjamini & Hochberg 1995",
        Words("q BH (verkennend)"),
    ),
)

_CONTROL: tuple[Figure[Technical], ...] = (
    figure(
        "permutation_p",
        P,
        Words("tweezijdig, van ‘dezelfde verdeling’, op midrangen; niet onder {least} antwoorden in een meting").filled(
            least=LEAST_BASE_OF_A_TEST
        ),
        lambda technical: technical.control.p if technical.control else None,
        "Lehmann 1975",
        Words("p permutatie"),
    ),
    text(
        "permutation_method",
        Words(
            "exact tot {most} antwoorden samen, anders de normale benadering, met correctie voor gelijke antwoorden en "
            "niet voor continuïteit"
        ).filled(most=LARGEST_EXACT_BASE),
        lambda technical: technical.control.method.value if technical.control else None,
        Words("Hoe"),
    ),
)

_WELCH: tuple[Figure[WelchComparison], ...] = columns(
    figure(
        "welch_difference",
        SCORE,
        Words("later min eerder"),
        lambda welch: welch.difference,
        heading=Words("Verschil gem."),
    ),
    bounds(
        "welch",
        SCORE,
        Words("95%-interval van dat verschil, zonder aanname van gelijke spreiding"),
        lambda welch: welch.interval,
        _WELCH_1947,
        Words("Gem. 95%"),
    ),
    figure(
        "welch_t", T, Words("toetsgrootheid van gelijke gemiddelden"), lambda welch: welch.statistic, _WELCH_1947, T
    ),
    figure("welch_df", DF, _DEGREES, lambda welch: welch.df, _WELCH_1947, DF),
    figure("welch_p", P, Words("tweezijdig, van gelijke gemiddelden"), lambda welch: welch.p, _WELCH_1947, P),
)


def _technical(compared: Compared) -> Technical | None:
    return compared.technical


TESTED: tuple[Figure[Compared], ...] = columns(
    of_part(of_part(_RANKS, lambda technical: technical.ranks), _technical, missing),
    signed(of_part(_ADJUSTED, _technical), _missing_adjusted),
    of_part(_CONTROL, _technical, missing),
    of_part(of_part(_WELCH, lambda technical: technical.welch), _technical, missing),
)
"""Ranks, their test, and the difference of means."""


def share_change(
    id_: str, meaning: Words, heading: Words, of_interval: Words, interval: Words = _OF_THAT
) -> tuple[Figure[Change], ...]:
    """A difference of shares, `{id}_pp`, and the ends of its interval."""
    return columns(
        figure(f"{id_}_pp", POINTS, meaning, lambda change: change.agree_pp, heading=heading),
        bounds(f"{id_}_{{}}_pp", POINTS, interval, lambda change: change.interval_pp, _NEWCOMBE, of_interval),
    )


def _weighted_wave(name: str, side: int) -> tuple[Figure[WeightedShares], ...]:
    return columns(
        figure(
            f"weighted_{name}",
            SHARE,
            Words(
                "aandeel boven het midden, gewogen; van iedereen samen, waar de verdeling van de bevolking bekend is"
            ),
            lambda shares: shares.shares[side].share,
            "Deville & Särndal 1992",
            Words("% gewogen"),
        ),
        bounds(
            f"weighted_{name}",
            SHARE,
            Words("95%-interval van % gewogen, op n_eff"),
            lambda shares: shares.shares[side].interval,
            WILSON,
        ),
        figure(
            f"n_eff_{name}",
            Words("personen"),
            Words("aantal antwoorden dat de gewogen antwoorden waard zijn, (Σw)² / Σw²"),
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
            Words("later min eerder % gewogen"),
            Words("Verschil gewogen"),
            Words("Gewogen 95%"),
            Words("95%-interval van dat verschil, op n_eff"),
        ),
        lambda weighted: weighted.change,
    ),
)
_UNWEIGHTED = share_change(
    "newcombe",
    Words(
        "later min eerder aandeel boven het midden, in procentpunten; ongewogen; de uitspraak berust op dit verschil "
        "of, waar gewogen is, op het gewogen, en op p Holm"
    ),
    Words("Verschil"),
    _95,
)
_NOT_APPLICABLE = share_change(
    "nvt_change",
    Words("later min eerder aandeel n.v.t., van n en n.v.t. samen; leeg waar n.v.t. niet in beide metingen kon"),
    Words("Verschil n.v.t."),
    Words("N.v.t. 95%"),
)

TECHNICAL: Mapping[str, Figure[Compared]] = by_id(
    TESTED,
    signed(of_part(of_part(_UNWEIGHTED, lambda technical: technical.change), _technical), _missing_share),
    signed(
        of_part(of_part(_NOT_APPLICABLE, lambda technical: technical.not_applicable), _technical),
        _missing_not_applicable,
    ),
    signed(of_part(of_part(_WEIGHTED, lambda technical: technical.weighted), _technical), _missing_share),
)
"""With the differences of shares: above the middle, of n.v.t., and weighted."""


def _no_side(_compared: Compared | None) -> Sign:
    return Sign.IMPOSSIBLE


def _base(estimate: ItemEstimate | ValueEstimate | ScaleEstimate) -> int | None:
    """The answers or scores that figures rest on."""
    if estimate.hidden:
        return None
    return estimate.n if isinstance(estimate, ScaleEstimate) else estimate.n_valid


BASE: Figure[ItemEstimate | ValueEstimate | ScaleEstimate] = count(
    "n", Words("geldige antwoorden zonder n.v.t.; van een schaal: mensen met een score"), _base, heading=N
)


def base_of_wave(side: int) -> Figure[Compared]:
    """What the figures of one of the two waves rest on."""

    def estimate(compared: Compared) -> ItemEstimate | ValueEstimate | ScaleEstimate | None:
        return compared.estimates[side]

    (base,) = of_part((BASE,), estimate, _no_side)
    return base


def agree_in_wave(side: int) -> Figure[Compared]:
    """The share above the middle in one of the two waves, of statements."""

    def estimate(compared: Compared) -> ItemEstimate | None:
        return compared.estimates[side] if isinstance(compared, StatementComparison) else None

    (agree,) = of_part((STATEMENT["agree"],), estimate, _no_side)
    return agree


def _delta_size(compared: Compared) -> str | None:
    delta = compared.technical.ranks.delta if compared.technical else None
    if delta is None or not may_size(compared.verdict, compared.conclusion):
        return None
    return size_of_delta(delta).value


DELTA_SIZE: Figure[Compared] = text(
    "delta_size",
    Words(
        "van Cliffs δ: onder 0,147 verwaarloosbaar, 0,33 klein, 0,474 middelgroot, anders groot (Romano e.a. 2006); "
        "alleen bij ‘vergelijkbaar’ naast ‘hoger’ of ‘lager’, en zonder kanttekening over de precisie"
    ),
    _delta_size,
    Words("Grootte δ"),
    lambda compared: Sign.NIL if compared and compared.technical else missing(compared),
)


STATED_DELTA: Mapping[str, Figure[ScaleComparison]] = by_id(
    of_part(
        [TECHNICAL[id_] for id_ in ("delta", "delta_low", "delta_high")],
        lambda compared: compared if compared.change else None,
        lambda compared: if_there(compared, Sign.NIL),
    )
)
"""On reading sheets, as far as the verdict allows."""
