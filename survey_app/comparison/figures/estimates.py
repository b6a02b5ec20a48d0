"""What is computed in one wave of marks and numbers, scales, and options of choices (STATISTICS 2, 3, 7, 14)."""

from collections.abc import Mapping

from survey_app.comparison.figures.figure import Figure, bounds, by_id, count, figure, flag, of_part, text
from survey_app.comparison.figures.signs import Sign, sign_of
from survey_app.comparison.figures.statements import DEVIATION, MEAN, MEDIAN, OF_MEAN, OF_SHARE, SD, STUDENT, WILSON, N
from survey_app.comparison.figures.units import SCORE, SHARE
from survey_app.comparison.results import OptionEstimate, ScaleEstimate, ValueEstimate
from survey_app.comparison.statistics.reliability import LEAST_COMPLETE_OF_OMEGA, Reliability
from survey_app.language.words import Words

_WITHHELD, _WHY_NONE = Words("onwaar: niet te tonen"), Words("waarom dat er niet is")

VALUE: Mapping[str, Figure[ValueEstimate]] = by_id(
    flag("shown", _WITHHELD, lambda mark: not (mark.hidden or mark.homogeneous)),
    flag("homogeneous", Words("iedereen in een groep van minder dan 30 gaf hetzelfde"), lambda mark: mark.homogeneous),
    count(
        "n_valid",
        Words("wie een cijfer of getal gaf: de basis"),
        lambda mark: None if mark.hidden else mark.n_valid,
        heading=N,
    ),
    figure("mean", SCORE, Words("gemiddelde van wat gegeven is"), lambda mark: mark.mean, heading=MEAN),
    bounds("mean", SCORE, OF_MEAN, lambda mark: mark.mean_interval, STUDENT),
    figure("sd", SCORE, DEVIATION, lambda mark: mark.sd, heading=SD),
    figure(
        "median", SCORE, Words("het middelste, of halverwege de twee middelste"), lambda mark: mark.median, "", MEDIAN
    ),
)

_RELIABILITY: tuple[Figure[Reliability], ...] = (
    count(
        "n_complete",
        Words("mensen die elke stelling van de schaal beantwoordden: de basis van alfa en omega; van iedereen samen"),
        lambda fit: fit.complete,
        heading=Words("Alles ingevuld"),
    ),
    figure(
        "alpha",
        Words("ten hoogste 1"),
        Words("hoe goed de stellingen bij elkaar horen; onder 0,70 is een schaal beperkt betrouwbaar"),
        lambda fit: fit.alpha,
        "Cronbach 1951",
        Words("Alfa"),
    ),
    text("no_alpha", _WHY_NONE, lambda fit: fit.no_alpha.value if fit.no_alpha else None),
    figure(
        "omega",
        Words("0 tot 1"),
        Words(
            "hetzelfde, van een model met één factor (maximum likelihood); vanaf {least} mensen en 3 stellingen"
        ).filled(least=LEAST_COMPLETE_OF_OMEGA),
        lambda fit: fit.omega,
        "McDonald 1999",
        Words("Omega"),
    ),
    text("no_omega", _WHY_NONE, lambda fit: fit.no_omega.value if fit.no_omega else None),
)

SCALE: Mapping[str, Figure[ScaleEstimate]] = by_id(
    flag("shown", _WITHHELD, lambda scale: not scale.hidden),
    flag(
        "computable",
        Words("onwaar: er zijn geen antwoorden per persoon op deze stellingen (gedrukte tabellen)"),
        lambda scale: scale.computable,
    ),
    count(
        "n",
        Words("mensen met een score: wie minstens de helft van de stellingen beantwoordde, naar boven afgerond"),
        lambda scale: scale.n,
        heading=N,
    ),
    count(
        "n_without",
        Words("wie minder stellingen beantwoordde"),
        lambda scale: scale.n_without,
        heading=Words("Zonder score"),
    ),
    figure(
        "mean",
        SCORE,
        Words("gemiddelde van de scores; een score is het gemiddelde van de stellingen die iemand beantwoordde"),
        lambda scale: scale.mean,
        heading=Words("Gem. score"),
    ),
    bounds("mean", SCORE, OF_MEAN, lambda scale: scale.mean_interval, STUDENT),
    figure("sd", SCORE, DEVIATION, lambda scale: scale.sd, heading=SD),
    of_part(_RELIABILITY, lambda scale: scale.reliability),
)


def _nearly_all(option: OptionEstimate | None) -> Sign:
    """Of an option that everybody of few chose no more is said."""
    return Sign.NEARLY_ALL if option is not None and option.homogeneous else sign_of(option)


OPTION: Mapping[str, Figure[OptionEstimate]] = by_id(
    text("option", Words("code van de optie"), lambda option: option.option),
    text(
        "option_label",
        Words("wat de deelnemer las; van een meting die de optie niet bood, wat die van de andere meting lazen"),
        lambda option: option.label,
    ),
    flag("offered", Words("onwaar: deze meting bood de optie niet, wat geen 0 is"), lambda option: option.offered),
    flag("shown", Words("onwaar: niet geboden, of niet te tonen"), lambda option: option.offered and not option.hidden),
    flag(
        "homogeneous",
        Words("iedereen in een groep van minder dan 30 koos haar: ‘> 90%’"),
        lambda option: option.homogeneous,
    ),
    count("count", Words("hoe vaak de optie is gekozen"), lambda option: option.count, heading=Words("Aantal")),
    count(
        "base",
        Words("wie de vraag zag (meer antwoorden mogelijk), of wie een antwoord koos (één antwoord)"),
        lambda option: option.base,
        heading=Words("Basis"),
    ),
    figure(
        "share",
        SHARE,
        Words("aandeel van de basis dat de optie koos; waren meer antwoorden mogelijk, dan samen meer dan 100%"),
        lambda option: option.share,
        heading=Words("%"),
        absent=_nearly_all,
    ),
    bounds("share", SHARE, OF_SHARE, lambda option: option.interval, WILSON),
)
