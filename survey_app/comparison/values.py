"""One number or report mark in two waves."""

from __future__ import annotations

from survey_app.comparison.estimates import estimate_value
from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import ValueComparison, ValueEstimate
from survey_app.comparison.sentences import VALID_ANSWERS
from survey_app.questionnaire.model import Mark, Number


def compare_value(pair: Pair, item_id: str) -> ValueComparison:
    """Figures of both waves and the verdict."""
    hidden = pair.withholding(lambda half: bool(half.hides(item_id)))
    return ValueComparison(
        item_id=item_id,
        items=pair.each(lambda half: _value(half, item_id)),
        estimates=pair.each(lambda half: _estimate(half, item_id)),
        verdict=pair.judge(item_id, VALID_ANSWERS, lambda counts: counts.answered, hidden),
    )


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
