"""One scale in two waves (STATISTICS 7): scored on the items that both asked in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import lcm

from survey_app.comparison.disclosure.spread import scored
from survey_app.comparison.estimates import moments
from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import Code, Level, Reason, ScaleComparison, ScaleEstimate, Verdict
from survey_app.comparison.sentences import Basis, number_words
from survey_app.comparison.statistics.intervals import Interval
from survey_app.comparison.statistics.reliability import LEAST_ALPHA, NotComputed, cronbach_alpha, measure_reliability
from survey_app.comparison.values import mean_change, technical_of
from survey_app.comparison.verdict.judging import conclude, seen_in
from survey_app.dataset.counts import ScaleCounts
from survey_app.language.words import Words
from survey_app.questionnaire.model import Scale

_LARGEST_SHIFT = 0.10
_SCORED = Basis(
    Words("had niemand"),
    Words("had maar 1 persoon"),
    Words("hadden maar {number} mensen"),
    Words(" een score"),
)


def compare_scale(
    pair: Pair, scale: Scale, items: Sequence[str], whole: ScaleComparison | None = None
) -> ScaleComparison:
    """`items` are those that the compared waves have in common.

    Of a part of the waves no reliability is told; where it is not known, that of the `whole` holds.
    """
    is_part = whole is not None
    before, after = scores = pair.each(lambda half: _scored(half, scale.id, items))
    verdict = _verdict(pair, scale, items, scores, whole)
    technical = technical_of(dict(before.frequencies), dict(after.frequencies)) if before and after else None
    return ScaleComparison(
        scale_id=scale.id,
        title=scale.title,
        items=tuple(items),
        left_out=tuple(item for item in scale.items if item not in items),
        estimates=pair.each(lambda half: estimate_scale(half, scale.id, items, is_part=is_part)),
        verdict=seen_in(verdict, technical.welch.interval if technical else None, Words("punt"), 2),
        change=mean_change(technical, verdict),
        technical=technical,
        conclusion=None,
    )


def estimate_scale(half: Half, scale_id: str, items: Sequence[str], *, is_part: bool) -> ScaleEstimate | None:
    """Scores in one wave as far as they may be shown; None when the wave does not have the scale."""
    if all(scale.id != scale_id for scale in half.questionnaire.scales):
        return None
    if not _is_counted(half, scale_id, items):
        return ScaleEstimate(computable=False)
    counts = half.scales.get(scale_id)
    if counts is None:
        return ScaleEstimate(hidden=True)
    scores = score_scale(counts, half.respondents)
    return ScaleEstimate(
        n=scores.base,
        n_without=scores.missing,
        mean=scores.mean,
        mean_interval=scores.mean_interval,
        sd=scores.sd,
        reliability=None if is_part else measure_reliability(counts),
    )


def _is_counted(half: Half, scale_id: str, items: Sequence[str]) -> bool:
    """Whether the wave has person scores over these items: not of a printed table, nor over other items."""
    counts = half.fielded.counts.total.scales.get(scale_id)
    return counts is not None and counts.items == tuple(items)


def _counts(half: Half, scale_id: str, items: Sequence[str]) -> ScaleCounts | None:
    """Over these items, as far as they may be shown."""
    return half.scales.get(scale_id) if _is_counted(half, scale_id, items) else None


def _scored(half: Half, scale_id: str, items: Sequence[str]) -> ScaleScores | None:
    counts = _counts(half, scale_id, items)
    return score_scale(counts, half.respondents) if counts else None


def _alpha(half: Half, scale_id: str, items: Sequence[str]) -> float | None:
    counts = _counts(half, scale_id, items)
    alpha = cronbach_alpha(counts) if counts else None
    return None if isinstance(alpha, NotComputed) else alpha


def _verdict(
    pair: Pair,
    scale: Scale,
    items: Sequence[str],
    scores: tuple[ScaleScores | None, ScaleScores | None],
    whole: ScaleComparison | None,
) -> Verdict:
    """On the persons with a score; and what holds for one of the items holds for the scale."""
    alphas = pair.each(lambda half: _alpha(half, scale.id, items))
    reasons = [*_of_items(pair, items), *_unreliable(pair, alphas, is_part=whole is not None)]
    if whole is not None and None in alphas:
        reasons += [reason for reason in whole.verdict.reasons if reason.code is Code.UNRELIABLE]
    if scores[0] is None or scores[1] is None:
        return conclude([*_missing(pair, scale.id, items), *reasons, *pair.wave_reasons], None)
    return pair.judge_bases((scores[0].base, scores[1].base), _SCORED, reasons)


def _of_items(pair: Pair, items: Sequence[str]) -> Iterator[Reason]:
    """A reason of each kind, from the first item that has it; and whether there are too few."""
    seen: set[Code] = set()
    for item in items:
        for reason in pair.item_reasons(item):
            if reason.code not in seen:
                seen.add(reason.code)
                yield reason
    if len(items) < 2:
        sentence = Words("De metingen hebben minder dan twee stellingen van deze schaal in dezelfde woorden gemeen.")
        yield Reason(Code.WORDING, Level.NOT_COMPARABLE, sentence)


def _unreliable(pair: Pair, alphas: tuple[float | None, float | None], *, is_part: bool) -> Iterator[Reason]:
    """A scale whose items do not hang together, or do so otherwise than before, is not tested.

    The figures are not told of a part: its complete answers are another base than its scores, which no mask covers.
    """
    low, shifted = (_LOW_IN_PART, _SHIFTED_IN_PART) if is_part else (_LOW, _SHIFTED)
    for name, alpha in zip(pair.names, alphas, strict=True):
        if alpha is not None and alpha < LEAST_ALPHA:
            sentence = low.filled(wave=name, alpha=number_words(alpha, 2))
            yield Reason(Code.UNRELIABLE, Level.INDICATIVE, sentence)
    before, after = alphas
    if before is not None and after is not None and abs(after - before) > _LARGEST_SHIFT:
        figures = {"before": number_words(before, 2), "after": number_words(after, 2)}
        sentence = shifted.filled(earlier=pair.earlier.name, later=pair.later.name, **figures)
        yield Reason(Code.UNRELIABLE, Level.INDICATIVE, sentence)


_LOW = Words("De schaal is in {wave} beperkt betrouwbaar (alfa {alpha}); daarom is er geen toets.")
_LOW_IN_PART = Words("De schaal is in {wave} beperkt betrouwbaar; daarom is er geen toets.")
_SHIFTED = Words("De samenhang van de stellingen is veranderd (alfa {before} in {earlier}, {after} in {later}).")
_SHIFTED_IN_PART = Words("De samenhang van de stellingen is tussen {earlier} en {later} veranderd.")


def _missing(pair: Pair, scale_id: str, items: Sequence[str]) -> Iterator[Reason]:
    """Why a wave has no scores."""
    for half in (pair.earlier, pair.later):
        if not _is_counted(half, scale_id, items):
            sentence = Words(
                "Van {wave} zijn geen scores te berekenen: daarvoor zijn antwoorden per persoon nodig op dezelfde "
                "stellingen."
            ).filled(wave=half.name)
            yield Reason(Code.NOT_COMPUTABLE, Level.NOT_COMPARABLE, sentence)
    yield from pair.withholding(lambda half: _is_counted(half, scale_id, items) and half.scales.get(scale_id) is None)


@dataclass(frozen=True)
class ScaleScores:
    """Scores of one scale in one group; a person's score is the mean of the items that he or she answered.

    `base`: persons with a score: those who answered at least half of the items, rounded up.
    `missing`: everybody else in the group: too few items answered, or the scale not asked at all.
    `mean`, `sd` (n - 1) and `mean_interval` (95%, Student's t) are of the scores, in the unit of the items (1 to 5 on
    five points); None when not defined: the mean of nobody, the sd and interval of one person.
    `frequencies`: (score, persons) from the lowest score to the highest; equal scores are one entry.
    """

    base: int
    missing: int
    mean: float | None
    sd: float | None
    mean_interval: Interval | None
    frequencies: tuple[tuple[float, int], ...]


def score_scale(counts: ScaleCounts, respondents: int) -> ScaleScores:
    """The scores of a group of this many respondents, whether or not they answered anything of the scale."""
    persons, unit = _in_whole_units(counts)
    base, figures = persons.total(), moments(persons)
    around = figures.mean_interval
    return ScaleScores(
        base=base,
        missing=respondents - base,
        mean=_scaled(figures.mean, unit),
        sd=_scaled(figures.sd, unit),
        mean_interval=Interval(around.low / unit, around.high / unit) if around else None,
        frequencies=tuple((score / unit, number) for score, number in sorted(persons.items())),
    )


def _in_whole_units(counts: ScaleCounts) -> tuple[Counter[int], int]:
    """How often each score occurs, as a whole number of 1/unit, and that unit.

    Thirds and quarters are no binary fractions; in whole numbers equal scores are equal, and no spread is exactly none.
    """
    unit = lcm(*(answered for answered, _, _ in scored(counts)))
    persons: Counter[int] = Counter()
    for answered, total, number in scored(counts):
        persons[total * (unit // answered)] += number
    return persons, unit


def _scaled(figure: float | None, unit: int) -> float | None:
    return None if figure is None else figure / unit
