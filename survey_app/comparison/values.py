"""One number or report mark in two waves."""

from collections.abc import Mapping

from survey_app.comparison.estimates import estimate_value
from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import Level, Technical, ValueComparison, ValueEstimate, Verdict
from survey_app.comparison.sentences import VALID_ANSWERS
from survey_app.comparison.statistics.changes import MeanChange
from survey_app.comparison.statistics.ranks import compare_ranks
from survey_app.comparison.statistics.welch import align, compare_means
from survey_app.comparison.verdict.judging import seen_in
from survey_app.language.words import Words
from survey_app.questionnaire.model import Mark, Number


def compare_value(pair: Pair, item_id: str) -> ValueComparison:
    """Figures of both waves, the verdict, and the change of the mean if the verdict allows one; no conclusion yet."""
    hidden = pair.withholding(lambda half: bool(half.hides(item_id)))
    verdict = pair.judge(item_id, VALID_ANSWERS, lambda: pair.each(lambda half: half.counts(item_id).answered), hidden)
    technical = _technical(pair, item_id)
    interval = technical.welch.interval if technical else None
    return ValueComparison(
        item_id=item_id,
        items=pair.each(lambda half: _value(half, item_id)),
        estimates=pair.each(lambda half: _estimate(half, item_id)),
        verdict=seen_in(verdict, interval, _unit(pair, item_id), 1),
        change=mean_change(technical, verdict),
        technical=technical,
    )


def _unit(pair: Pair, item_id: str) -> Words | str:
    """What a difference is in; nothing where a number has no unit."""
    item = _value(pair.later, item_id)
    if isinstance(item, Number):
        return item.unit or ""
    return Words("punt")


def mean_change(technical: Technical | None, verdict: Verdict) -> MeanChange | None:
    """The difference of means; None when the verdict forbids to show one."""
    if technical is None or technical.welch.difference is None or verdict.level is Level.NOT_COMPARABLE:
        return None
    return MeanChange(technical.welch.difference, technical.welch.interval)


def _value(half: Half, item_id: str) -> Number | Mark | None:
    item = half.item(item_id)
    return item if isinstance(item, Number | Mark) else None


def _estimate(half: Half, item_id: str) -> ValueEstimate | None:
    if _value(half, item_id) is None:
        return None
    if half.is_withheld(item_id):
        return ValueEstimate(item_id, half.wave_id, 0, None, None, None, None, hidden=True)
    counts = half.counts(item_id)
    if half.hides(item_id):
        return ValueEstimate(item_id, half.wave_id, counts.answered, None, None, None, None, homogeneous=True)
    return estimate_value(counts, half.wave_id)


def _technical(pair: Pair, item_id: str) -> Technical | None:
    """Every figure on both waves; None where one has nothing to show."""
    if not all(pair.each(lambda half: _value(half, item_id) is not None and not half.is_withheld(item_id))):
        return None
    if any(pair.each(lambda half: half.hides(item_id))):
        return None
    return technical_of(
        *pair.each(lambda half: {float(value): number for value, number in half.counts(item_id).answers.items()})
    )


def technical_of(earlier: Mapping[float, int], later: Mapping[float, int]) -> Technical | None:
    """Every figure on two waves of marks or scores by how often they were given; None if nobody did in one."""
    scores, before, after = align(earlier, later)
    if not any(before) or not any(after):
        return None
    ranks, welch = compare_ranks(before, after), compare_means(scores, before, after)
    return Technical(ranks=ranks, counts=(before, after), welch=welch)
