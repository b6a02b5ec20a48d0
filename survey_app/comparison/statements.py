"""One statement in two waves."""

from __future__ import annotations

from fractions import Fraction

from survey_app.comparison.agreement import agreeing
from survey_app.comparison.estimates import agreements, frequencies
from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import (
    Code,
    Level,
    Reason,
    StatementComparison,
    Technical,
    Verdict,
    WeightedShares,
)
from survey_app.comparison.sentences import VALID_ANSWERS, percent_words
from survey_app.comparison.statistics.alignment import align
from survey_app.comparison.statistics.changes import Change, change_between
from survey_app.comparison.statistics.ranks import compare_ranks
from survey_app.comparison.statistics.welch import compare_means
from survey_app.comparison.weighting.weighted import find_weighted_change, weigh_item, weighted_share
from survey_app.dataset.counts import ItemCounts
from survey_app.language.words import Words
from survey_app.questionnaire.model import LikertStatement, ResponseScale

_SHIFT = Fraction(1, 10)


def compare_statement(pair: Pair, item_id: str) -> StatementComparison:
    """Figures of both waves, the verdict, and the change if the verdict allows one; no conclusion yet."""
    further = [
        *pair.withholding(lambda half: bool(half.hides(item_id))),
        *_not_applicable_shift(pair, item_id),
    ]
    technical = _technical(pair, item_id)
    weighted = technical.weighted if technical and pair.is_weighted else None
    verdict = pair.judge(item_id, VALID_ANSWERS, lambda half: _base(half, item_id, is_weighted=bool(weighted)), further)
    return StatementComparison(
        item_id=item_id,
        items=pair.each(lambda half: _statement(half, item_id)),
        blocks=pair.each(lambda half: half.block(item_id) if _statement(half, item_id) else None),
        estimates=pair.each(lambda half: half.estimate(item_id)),
        verdict=verdict,
        change=_change(technical, weighted, verdict),
        technical=technical,
        is_weighted=weighted is not None,
    )


def _statement(half: Half, item_id: str) -> LikertStatement | None:
    item = half.item(item_id)
    return item if isinstance(item, LikertStatement) else None


def _scale(half: Half, item_id: str) -> ResponseScale | None:
    statement = _statement(half, item_id)
    return half.questionnaire.response_scale_of(statement) if statement else None


def _base(half: Half, item_id: str, *, is_weighted: bool) -> int:
    """Valid answers; of a weighted figure the effective number of them."""
    if not is_weighted or half.weighting is None:
        return half.counts(item_id).answered
    return int(weigh_item(half.fielded.counts.cells, half.weighting.weights, item_id).effective_base)


def _change(technical: Technical | None, weighted: WeightedShares | None, verdict: Verdict) -> Change | None:
    """The difference in the share above the middle; None when the verdict forbids to show one."""
    if technical is None or verdict.level is Level.NOT_COMPARABLE:
        return None
    return weighted.change if weighted else technical.change


def _technical(pair: Pair, item_id: str) -> Technical | None:
    """Every figure on both waves; None where one has nothing to show, or its scale has another length."""
    scales = pair.each(lambda half: _scale(half, item_id))
    if scales[0] is None or scales[1] is None or len(scales[0].points) != len(scales[1].points):
        return None
    if any(pair.each(lambda half: half.is_withheld(item_id) or bool(half.hides(item_id)))):
        return None
    both = scales[0], scales[1]
    before, after = (_in_order(half.counts(item_id), scale) for half, scale in zip(_halves(pair), both, strict=True))
    bases = sum(before), sum(after)
    if 0 in bases:
        return None
    agreed = [
        (agreements(half.counts(item_id), scale), base)
        for half, scale, base in zip(_halves(pair), both, bases, strict=True)
    ]
    scored = align(*(frequencies(half.counts(item_id), scale) for half, scale in zip(_halves(pair), both, strict=True)))
    return Technical(
        ranks=compare_ranks(before, after),
        counts=(tuple(before), tuple(after)),
        welch=compare_means(scored.scores, scored.earlier, scored.later),
        change=change_between(*agreed),
        not_applicable=_not_applicable_change(pair, item_id),
        weighted=_weighted(pair, item_id, both),
    )


def _halves(pair: Pair) -> tuple[Half, Half]:
    return pair.earlier, pair.later


def _in_order(counts: ItemCounts, scale: ResponseScale) -> list[int]:
    return [counts.answers[point.id] for point in scale.points]


def _not_applicable_change(pair: Pair, item_id: str) -> Change | None:
    """N.v.t. on valid answers and n.v.t. together; None where neither wave offered it."""
    offered = [scale is not None and scale.not_applicable for scale in pair.each(lambda half: _scale(half, item_id))]
    if not all(offered):
        return None
    found = pair.each(lambda half: half.counts(item_id))
    return change_between(*((one.not_applicable, one.answered + one.not_applicable) for one in found))


def _weighted(pair: Pair, item_id: str, scales: tuple[ResponseScale, ResponseScale]) -> WeightedShares | None:
    """Weighted shares above the middle; None unless both waves can be weighted, and may be on this item."""
    if not pair.may_weigh(item_id):
        return None
    shares = [
        weighted_share(weigh_item(half.fielded.counts.cells, half.weighting.weights, item_id), agreeing(scale))
        for half, scale in zip(_halves(pair), scales, strict=True)
        if half.weighting is not None
    ]
    change = find_weighted_change(shares[0], shares[1])
    return None if change is None else WeightedShares((shares[0], shares[1]), change)


def _not_applicable_shift(pair: Pair, item_id: str) -> list[Reason]:
    """Whether n.v.t. rose or fell so much that the answers come from another group of people."""
    before, after = pair.each(lambda half: _not_applicable_share(half, item_id))
    if before is None or after is None or abs(after - before) <= _SHIFT:
        return []
    sentence = Words(
        "Het aandeel n.v.t. ging van {before} in {earlier} naar {after} in {later}; de overige antwoorden komen "
        "daardoor van een andere groep mensen."
    ).filled(before=percent_words(before), earlier=pair.earlier.name, after=percent_words(after), later=pair.later.name)
    return [Reason(Code.NOT_APPLICABLE_SHIFT, Level.INDICATIVE, sentence)]


def _not_applicable_share(half: Half, item_id: str) -> Fraction | None:
    """N.v.t. on valid answers and n.v.t. together; None when it may not be shown or nobody answered."""
    counts = half.shown.get(item_id)
    if counts is None or counts.answered + counts.not_applicable == 0:
        return None
    return Fraction(counts.not_applicable, counts.answered + counts.not_applicable)
