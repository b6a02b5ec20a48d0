"""What is computed of a statement in one wave, of each of its answers, and of who was approached (STATISTICS 2, 3)."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.comparison.agreement import agreeing
from survey_app.comparison.figures.figure import Figure, bounds, by_id, count, figure, flag, of_part, signed, text
from survey_app.comparison.figures.signs import Sign, Signed, is_shown, sign_of, unknown
from survey_app.comparison.figures.units import SCORE, SHARE
from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.statistics.intervals import Interval, wilson_finite
from survey_app.comparison.village_weighted import MOST_UNEVEN
from survey_app.comparison.weighting.weighted import VillageWeighted
from survey_app.language.words import Words
from survey_app.questionnaire.model import Point, ResponseScale

WILSON, STUDENT = "Wilson 1927", "Student 1908"
OF_SHARE, OF_MEAN = Words("95%-interval van het aandeel"), Words("95%-interval van het gemiddelde")
N, MEAN, SD, MEDIAN = Words("n"), Words("Gem."), Words("Sd"), Words("Mediaan")
DEVIATION = Words("standaardafwijking, met n − 1")


def _not_applicable_share(estimate: ItemEstimate) -> float | None:
    base = estimate.n_valid + estimate.n_not_applicable
    return estimate.n_not_applicable / base if base and is_shown(estimate) else None


_BASES: tuple[Figure[ItemEstimate], ...] = (
    count(
        "n_valid",
        Words(
            "geldige antwoorden: wie een antwoord van de schaal koos, zonder n.v.t. en zonder blanco; de basis van elk "
            "percentage en gemiddelde"
        ),
        lambda item: item.n_valid,
        heading=N,
    ),
    count(
        "n_nvt", Words("koos n.v.t.; telt niet mee in n"), lambda item: item.n_not_applicable, heading=Words("N.v.t.")
    ),
    count("n_not_asked", Words("kreeg de vraag niet"), lambda item: item.n_not_asked),
)

STATEMENT: Mapping[str, Figure[ItemEstimate]] = by_id(
    of_part(_BASES, lambda estimate: None if estimate.hidden else estimate),
    figure(
        "agree",
        SHARE,
        Words("aandeel boven het midden van de antwoordschaal, van n; van vijf antwoorden de hoogste twee"),
        lambda item: item.agree,
        heading=Words("% eens"),
    ),
    bounds("agree", SHARE, OF_SHARE, lambda item: item.agree_interval, WILSON),
    figure(
        "disagree", SHARE, Words("aandeel onder het midden van de antwoordschaal, van n"), lambda item: item.disagree
    ),
    figure(
        "mean",
        SCORE,
        Words(
            "gemiddelde van de scores: een antwoord telt als het getal waarmee het genoemd of gecodeerd is, en anders "
            "als zijn plaats: 1, 2, 3 enzovoort"
        ),
        lambda item: item.mean,
        heading=MEAN,
    ),
    bounds("mean", SCORE, OF_MEAN, lambda item: item.mean_interval, STUDENT),
    figure("sd", SCORE, DEVIATION, lambda item: item.sd),
    figure("median", SCORE, Words("middelste score, of halverwege de twee middelste"), lambda item: item.median),
    figure("nvt", SHARE, Words("aandeel n.v.t., van n en n.v.t. samen"), _not_applicable_share),
)


@dataclass(frozen=True, slots=True)
class StatementInWave(Signed):
    """A statement in one wave as it was asked, and whether it is known who saw it and left it open."""

    estimate: ItemEstimate
    scale: ResponseScale
    blanks_known: bool

    @property
    def sign(self) -> Sign:
        """As of its estimate."""
        return sign_of(self.estimate)


def _blank(statement: StatementInWave) -> int | None:
    is_known = statement.blanks_known and not statement.estimate.hidden
    return statement.estimate.n_blank if is_known else None


def _no_blank(statement: StatementInWave | None) -> Sign:
    """Of who left it open: of some printed tables nobody knows."""
    return Sign.UNKNOWN if statement is not None and not statement.estimate.hidden else sign_of(statement)


def _nearly_all(statement: StatementInWave | None) -> Sign:
    """Of the share above the middle, where everybody of few chose an answer there."""
    if statement is not None and statement.estimate.homogeneous in agreeing(statement.scale):
        return Sign.NEARLY_ALL
    return sign_of(statement)


def _estimate(statement: StatementInWave) -> ItemEstimate:
    return statement.estimate


IN_WAVE: Mapping[str, Figure[StatementInWave]] = by_id(
    flag("shown", Words("onwaar: niet te tonen; n_total staat er"), lambda statement: is_shown(statement.estimate)),
    text(
        "homogeneous",
        Words("het antwoord dat iedereen in een groep van minder dan 30 koos: ‘> 90%’, en shown is onwaar"),
        lambda statement: statement.estimate.homogeneous or None,
    ),
    count("n_total", Words("respondenten van de groep"), lambda statement: statement.estimate.n_total),
    of_part((STATEMENT["n_valid"], STATEMENT["n_nvt"]), _estimate),
    count(
        "n_blank",
        Words("zag de stelling en koos niets; telt niet mee in n; onbekend waar een gedrukte tabel het niet zegt"),
        _blank,
        heading=Words("Blanco"),
        absent=_no_blank,
    ),
    of_part((STATEMENT["n_not_asked"],), _estimate),
    signed(of_part((STATEMENT["agree"],), _estimate), _nearly_all),
    of_part(list(STATEMENT.values())[len(_BASES) + 1 :], _estimate),
)
NOT_APPLICABLE: tuple[Figure[StatementInWave], ...] = of_part(
    (STATEMENT["n_nvt"],),
    lambda statement: None if statement.scale.not_applicable is None else statement.estimate,
    lambda _statement: Sign.IMPOSSIBLE,
)
"""In tables, where nobody can have chosen what the scale does not have."""


@dataclass(frozen=True, slots=True)
class PointInWave(Signed):
    """One answer to a statement in one wave; `score` is what it counts as in the mean."""

    estimate: ItemEstimate
    point: Point
    score: int

    @property
    def sign(self) -> Sign:
        """Of the only answer that was given no more is said than that; one that is not there has no share."""
        if self.estimate.homogeneous == self.point.id:
            return Sign.NEARLY_ALL
        is_offered = self.point.id in self.estimate.shares or not is_shown(self.estimate)
        return sign_of(self.estimate) if is_offered else Sign.IMPOSSIBLE


POINT: Mapping[str, Figure[PointInWave]] = by_id(
    text("point", Words("code van het antwoord"), lambda answer: answer.point.id),
    text("point_label", Words("wat de deelnemer las"), lambda answer: answer.point.label),
    count(
        "score",
        Words("het getal waarmee het antwoord genoemd is, en anders zijn plaats, van 1 af"),
        lambda answer: answer.score,
        SCORE,
    ),
    count(
        "count", Words("hoe vaak dit antwoord is gegeven"), lambda answer: answer.estimate.counts.get(answer.point.id)
    ),
    count(
        "n_valid",
        Words("hoe vaak een antwoord van de schaal is gegeven: de basis"),
        lambda answer: answer.estimate.n_valid if is_shown(answer.estimate) else None,
    ),
    figure(
        "share",
        SHARE,
        Words("aandeel dat dit antwoord gaf, van n"),
        lambda answer: answer.estimate.shares.get(answer.point.id),
    ),
)


@dataclass(frozen=True)
class Precisely(Signed):
    """A statement in one wave, and how many people were approached; None if unknown."""

    estimate: ItemEstimate
    approached: int | None

    @property
    def sign(self) -> Sign:
        """As of its estimate."""
        return sign_of(self.estimate)


def _agree_of_precisely(estimate: ItemEstimate, approached: int | None) -> Interval | None:
    """The 95% interval of `agree` among precisely `approached` people: Wilson's with n* = n(N - 1)/(N - n).

    None where it may not be shown or has no answers, where nobody knows their number or more answered than there are,
    and where it was put to some of them only: how many those are nobody knows either.
    """
    if not estimate.n_valid or estimate.n_agree is None or estimate.n_not_asked:
        return None
    if approached is None or estimate.n_total > approached:
        return None
    return wilson_finite(estimate.n_agree, estimate.n_valid, approached)


PRECISELY: Mapping[str, Figure[Precisely]] = by_id(
    bounds(
        "agree_finite",
        SHARE,
        Words(
            "95%-interval van % eens onder precies de mensen die benaderd zijn, met n* = n(N − 1)/(N − n), alsof wie "
            "antwoordden daaruit geloot zijn; alleen als daarom is gevraagd en N bekend is"
        ),
        lambda item: _agree_of_precisely(item.estimate, item.approached),
        "Cochran 1977",
    )
)

BY_VILLAGE: Mapping[str, Figure[VillageWeighted]] = by_id(
    figure(
        "agree_by_village",
        SHARE,
        Words(
            "aandeel boven het midden in een arm, met elke {{segment}} zo zwaar als er benaderd zijn; alleen waar de "
            "respons tussen de {{segments}} meer dan {times} keer verschilt en elk de eigen mag tonen"
        ).filled(times=float(MOST_UNEVEN)),
        lambda weighted: weighted.agree,
        heading=Words("% eens naar {segment}"),
        absent=unknown,
    ),
    bounds("agree_by_village", SHARE, OF_SHARE, lambda weighted: weighted.interval, "Kish 1965"),
)
