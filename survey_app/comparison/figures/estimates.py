"""What is computed of one wave by itself, of statements, marks and numbers, scales and options (STATISTICS 2, 3, 7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from survey_app.comparison.figures.figure import SCORE, SHARE, Figure, bounds, by_id, count, figure, flag, of_part, text
from survey_app.comparison.finite import agree_of_precisely
from survey_app.comparison.results import ItemEstimate, OptionEstimate, ScaleEstimate, ValueEstimate
from survey_app.comparison.statistics.reliability import Reliability
from survey_app.language.words import Words

_N, _MEAN, _SD, _MEDIAN = Words("n"), Words("Gem."), Words("Sd"), Words("Mediaan")
_T = "Student’s t"


def is_shown(estimate: ItemEstimate) -> bool:
    """Whether the shares and scores of a statement may be shown."""
    return not estimate.hidden and estimate.homogeneous is None


def _open(estimate: ItemEstimate) -> ItemEstimate | None:
    return None if estimate.hidden else estimate


def _not_applicable_share(estimate: ItemEstimate) -> float | None:
    base = estimate.n_valid + estimate.n_not_applicable
    return estimate.n_not_applicable / base if base else None


STATEMENT: Mapping[str, Figure[ItemEstimate]] = by_id(
    text(
        "homogeneous",
        "the point that everybody in a group below 30 chose: ‘> 90%’, and shown is false",
        lambda item: item.homogeneous or None,
    ),
    count("n_total", "respondents of the group", lambda item: item.n_total),
    of_part(
        (
            count(
                "n_valid",
                "chose a point of the scale; base of every figure below",
                lambda item: item.n_valid,
                heading=_N,
            ),
            count("n_nvt", "chose n.v.t.", lambda item: item.n_not_applicable, heading=Words("N.v.t.")),
            count("n_not_asked", "were not asked", lambda item: item.n_not_asked),
        ),
        _open,
    ),
    figure(
        "agree",
        SHARE,
        "above the middle of the scale, of n_valid",
        lambda item: item.agree,
        "decision 0020",
        Words("% eens"),
    ),
    bounds("agree", SHARE, "95% interval of agree", lambda item: item.agree_interval, "Wilson 1927"),
    figure("disagree", SHARE, "below the middle of the scale, of n_valid", lambda item: item.disagree),
    figure(
        "mean",
        SCORE,
        "mean of the scores (frame distribution), of n_valid",
        lambda item: item.mean,
        heading=_MEAN,
    ),
    bounds("mean", SCORE, "95% interval of mean", lambda item: item.mean_interval, _T),
    figure("sd", SCORE, "standard deviation (n - 1)", lambda item: item.sd),
    figure("median", SCORE, "middle score, or halfway between the two middle ones", lambda item: item.median),
    figure(
        "nvt",
        SHARE,
        "n.v.t., of n_valid and n_nvt together",
        lambda item: _not_applicable_share(item) if is_shown(item) else None,
    ),
)


@dataclass(frozen=True)
class Precisely:
    """A statement in one wave, and how many people were approached; None if unknown."""

    estimate: ItemEstimate
    approached: int | None


PRECISELY: Mapping[str, Figure[Precisely]] = by_id(
    bounds(
        "agree_finite",
        SHARE,
        "95% interval of agree among precisely the people approached; only when asked for, and their number known",
        lambda item: agree_of_precisely(item.estimate, item.approached),
        "Wilson with n* = n(N-1)/(N-n)",
    )
)

VALUE: Mapping[str, Figure[ValueEstimate]] = by_id(
    flag("shown", "false: withheld by disclosure control", lambda mark: not (mark.hidden or mark.homogeneous)),
    flag("homogeneous", "everybody in a group below 30 gave the same one", lambda mark: mark.homogeneous),
    count("n_valid", "gave one: the base", lambda mark: None if mark.hidden else mark.n_valid, heading=_N),
    figure("mean", SCORE, "mean of what was given", lambda mark: mark.mean, heading=_MEAN),
    bounds("mean", SCORE, "its 95% interval", lambda mark: mark.mean_interval, _T),
    figure("sd", SCORE, "standard deviation (n - 1)", lambda mark: mark.sd, heading=_SD),
    figure(
        "median",
        SCORE,
        "middle one, or halfway between the two middle ones",
        lambda mark: mark.median,
        heading=_MEDIAN,
    ),
)


_RELIABILITY: tuple[Figure[Reliability], ...] = (
    count(
        "n_complete",
        "persons who answered every item: base of alpha and omega; everybody only",
        lambda fit: fit.complete,
        heading=Words("Alles ingevuld"),
    ),
    figure(
        "alpha",
        "at most 1",
        "Cronbach’s alpha",
        lambda fit: fit.alpha,
        "Cronbach 1951",
        Words("Alfa"),
    ),
    text(
        "no_alpha",
        "why there is none",
        lambda fit: fit.no_alpha.value if fit.no_alpha else None,
    ),
    figure(
        "omega",
        "0 to 1",
        "McDonald’s omega, of a one-factor maximum likelihood model; on 100 persons and 3 items at least",
        lambda fit: fit.omega,
        "McDonald 1999",
        Words("Omega"),
    ),
    text(
        "no_omega",
        "why there is none",
        lambda fit: fit.no_omega.value if fit.no_omega else None,
    ),
)


SCALE: Mapping[str, Figure[ScaleEstimate]] = by_id(
    flag("shown", "false: withheld by disclosure control", lambda scale: not scale.hidden),
    flag(
        "computable",
        "false: no answers per person to these items (printed tables)",
        lambda scale: scale.computable,
    ),
    count(
        "n",
        "persons with a score: answered half of the items or more, rounded up",
        lambda scale: scale.n,
        heading=_N,
    ),
    count("n_without", "persons without", lambda scale: scale.n_without, heading=Words("Zonder score")),
    figure(
        "mean",
        SCORE,
        "mean of the scores; a score is the mean of the items answered",
        lambda scale: scale.mean,
        heading=Words("Gem. score"),
    ),
    bounds("mean", SCORE, "its 95% interval", lambda scale: scale.mean_interval, _T),
    figure("sd", SCORE, "standard deviation (n - 1) of the scores", lambda scale: scale.sd, heading=_SD),
    of_part(_RELIABILITY, lambda scale: scale.reliability),
)

OPTION: Mapping[str, Figure[OptionEstimate]] = by_id(
    text("option", "id of the option", lambda option: option.option),
    text(
        "option_label",
        "what the respondent read; of a wave that did not offer it, what those of the other wave read",
        lambda option: option.label,
    ),
    flag("offered", "false: this wave did not offer it, which is not 0", lambda option: option.offered),
    flag(
        "shown",
        "false: not offered, or withheld by disclosure control",
        lambda option: option.offered and not option.hidden,
    ),
    flag("homogeneous", "everybody in a group below 30 chose it: ‘> 90%’", lambda option: option.homogeneous),
    count("count", "how many chose it", lambda option: option.count, heading=Words("Aantal")),
    count(
        "base",
        "saw the question (multiple), or chose an option (single)",
        lambda option: option.base,
        heading=Words("Basis"),
    ),
    figure(
        "share",
        SHARE,
        "count, of base; of multiple choice they add up to more than 1",
        lambda option: option.share,
        heading=Words("%"),
    ),
    bounds("share", SHARE, "its 95% interval", lambda option: option.interval, "Wilson 1927"),
)
