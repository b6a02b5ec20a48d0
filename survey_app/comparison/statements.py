"""One statement in two waves."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from survey_app.comparison.agreement import agreeing
from survey_app.comparison.estimates import agreements, frequencies
from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import Code, Level, Reason, StatementComparison, Technical, Verdict, WeightedShares
from survey_app.comparison.sentences import VALID_ANSWERS, percent_words
from survey_app.comparison.statistics.changes import Change, change_between
from survey_app.comparison.statistics.ranks import compare_ranks
from survey_app.comparison.statistics.welch import align, compare_means
from survey_app.comparison.weighting.weighted import WeightedShare, find_weighted_change, weighted_share
from survey_app.language.words import Words
from survey_app.questionnaire.model import LikertStatement

_SHIFT = Fraction(1, 10)


def compare_statement(pair: Pair, item_id: str) -> StatementComparison:
    """Figures of both waves, the verdict, and the change if the verdict allows one; no conclusion yet."""
    hidden = pair.withholding(lambda half: bool(half.hides(item_id)))
    further = [*hidden, *_not_applicable_shift(pair, item_id)]
    technical = _technical(pair, item_id)
    weighted = technical.weighted if technical and pair.is_weighted else None
    verdict = pair.judge(item_id, VALID_ANSWERS, lambda: _bases(pair, item_id, weighted), further)
    return StatementComparison(
        item_id=item_id,
        items=pair.each(lambda half: _statement(half, item_id)),
        blocks=pair.each(lambda half: half.blocks.get(item_id) if _statement(half, item_id) else None),
        estimates=pair.each(lambda half: half.estimate(item_id)),
        verdict=verdict,
        change=_change(technical, weighted, verdict),
        technical=technical,
        is_weighted=weighted is not None,
    )


def _statement(half: Half, item_id: str) -> LikertStatement | None:
    item = half.item(item_id)
    return item if isinstance(item, LikertStatement) else None


def _bases(pair: Pair, item_id: str, weighted: WeightedShares | None) -> tuple[int, int]:
    """Valid answers; of a weighted figure the effective number of them."""
    if weighted is None:
        return pair.each(lambda half: half.counts(item_id).answered)
    earlier, later = weighted.shares
    return int(earlier.effective_base), int(later.effective_base)


def _change(technical: Technical | None, weighted: WeightedShares | None, verdict: Verdict) -> Change | None:
    """The difference in the share above the middle; None when the verdict forbids to show one."""
    if technical is None or verdict.level is Level.NOT_COMPARABLE:
        return None
    return weighted.change if weighted else technical.change


def _technical(pair: Pair, item_id: str) -> Technical | None:
    """Every figure on both waves; None where one has nothing to show, or its scale has another length."""
    before, after = pair.each(lambda half: _in_wave(half, item_id))
    if before is None or after is None or len(before.answers) != len(after.answers):
        return None
    if not any(before.answers) or not any(after.answers):
        return None
    return Technical(
        ranks=compare_ranks(before.answers, after.answers),
        counts=(before.answers, after.answers),
        welch=compare_means(*align(before.scores, after.scores)),
        change=change_between(before.agreed, after.agreed),
        not_applicable=_not_applicable_change(before, after),
        weighted=_weighted(before.weighted, after.weighted),
    )


class _InWave(NamedTuple):
    """A statement in one wave: its answers in the order of the scale, and by score; and shares as (number, base).

    `agreed` are those above the middle, `not_applicable` those on valid answers and n.v.t. together: None where the
    wave did not offer it. `weighted` is None where it may not be.
    """

    answers: tuple[int, ...]
    scores: Mapping[int, int]
    agreed: tuple[int, int]
    not_applicable: tuple[int, int] | None
    weighted: WeightedShare | None


def _in_wave(half: Half, item_id: str) -> _InWave | None:
    statement = _statement(half, item_id)
    if statement is None or half.is_withheld(item_id) or half.hides(item_id):
        return None
    counts, scale = half.counts(item_id), half.questionnaire.response_scale_of(statement)
    answers = tuple(counts.answers[point.id] for point in scale.points)
    not_applicable = counts.not_applicable, counts.answered + counts.not_applicable
    weighted = None
    if half.weighting is not None and half.may_weigh(item_id):
        weighted = weighted_share(half.fielded.counts.cells, half.weighting.weights, item_id, agreeing(scale))
    return _InWave(
        answers,
        frequencies(counts, scale),
        (agreements(counts, scale), sum(answers)),
        not_applicable if scale.not_applicable else None,
        weighted,
    )


def _not_applicable_change(before: _InWave, after: _InWave) -> Change | None:
    if before.not_applicable is None or after.not_applicable is None:
        return None
    return change_between(before.not_applicable, after.not_applicable)


def _weighted(earlier: WeightedShare | None, later: WeightedShare | None) -> WeightedShares | None:
    """Weighted shares above the middle; None unless both waves can be weighted, and may be on this item."""
    if earlier is None or later is None:
        return None
    change = find_weighted_change(earlier, later)
    return WeightedShares((earlier, later), change) if change else None


def _not_applicable_shift(pair: Pair, item_id: str) -> list[Reason]:
    """Whether n.v.t. rose or fell so much that the answers come from another group of people."""
    before, after = pair.each(lambda half: _not_applicable_share(half, item_id))
    if before is None or after is None or not _is_shift(before, after):
        return []
    sentence = Words(
        "Het aandeel n.v.t. ging van {before} in {earlier} naar {after} in {later}; de overige antwoorden komen "
        "daardoor van een andere groep mensen."
    ).filled(
        before=percent_words(Fraction(*before)),
        earlier=pair.earlier.name,
        after=percent_words(Fraction(*after)),
        later=pair.later.name,
    )
    return [Reason(Code.NOT_APPLICABLE_SHIFT, Level.INDICATIVE, sentence)]


def _not_applicable_share(half: Half, item_id: str) -> tuple[int, int] | None:
    """N.v.t. and what it is a share of, valid answers and n.v.t.; None when it may not be shown or nobody answered."""
    counts = half.shown.get(item_id)
    if counts is None or counts.answered + counts.not_applicable == 0:
        return None
    return counts.not_applicable, counts.answered + counts.not_applicable


def _is_shift(before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether two shares differ by more than the bound, in whole numbers: fractions take long."""
    difference = abs(after[0] * before[1] - before[0] * after[1])
    return difference * _SHIFT.denominator > _SHIFT.numerator * before[1] * after[1]
