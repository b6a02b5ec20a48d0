"""One statement in two waves."""

from __future__ import annotations

from fractions import Fraction

from survey_app.comparison.changes import change_between
from survey_app.comparison.disclosure import homogeneous_answer
from survey_app.comparison.estimates import (
    agreements,
    estimate_statement,
    hidden_statement,
    homogeneous_statement,
)
from survey_app.comparison.pair import Half, Pair
from survey_app.comparison.results import (
    Change,
    Code,
    ItemEstimate,
    Level,
    Reason,
    StatementComparison,
    Verdict,
)
from survey_app.comparison.sentences import VALID_ANSWERS, percent_nl
from survey_app.questionnaire.model import LikertStatement, ResponseScale

_SHIFT = Fraction(1, 10)


def compare_statement(pair: Pair, item_id: str) -> StatementComparison:
    """Figures of both waves, the verdict, and the change if the verdict allows one."""
    further = [
        *pair.withholding(lambda half: bool(half.hides(item_id))),
        *_not_applicable_shift(pair, item_id),
    ]
    verdict = pair.judge(item_id, VALID_ANSWERS, lambda counts: counts.answered, further)
    return StatementComparison(
        item_id=item_id,
        items=pair.each(lambda half: _statement(half, item_id)),
        blocks=pair.each(lambda half: half.block(item_id) if _statement(half, item_id) else None),
        estimates=pair.each(lambda half: _estimate(half, item_id)),
        verdict=verdict,
        change=_change(pair, item_id, verdict),
    )


def _statement(half: Half, item_id: str) -> LikertStatement | None:
    item = half.item(item_id)
    return item if isinstance(item, LikertStatement) else None


def _scale(half: Half, statement: LikertStatement) -> ResponseScale:
    return half.questionnaire.response_scale_of(statement)


def _estimate(half: Half, item_id: str) -> ItemEstimate | None:
    statement = _statement(half, item_id)
    if statement is None:
        return None
    scale = _scale(half, statement)
    if half.is_withheld(item_id):
        return hidden_statement(item_id, scale, half.wave_id, half.respondents)
    estimate = estimate_statement(half.counts(item_id), scale, half.wave_id, half.respondents)
    same = homogeneous_answer(half.counts(item_id)) if half.hides(item_id) else None
    return estimate if same is None else homogeneous_statement(estimate, same)


def _change(pair: Pair, item_id: str, verdict: Verdict) -> Change | None:
    """The difference in the share above the middle; None when the verdict forbids to show one."""
    if verdict.level is Level.NOT_COMPARABLE:
        return None
    return change_between(*pair.each(lambda half: _agreements(half, item_id)))


def _agreements(half: Half, item_id: str) -> tuple[int, int]:
    """Answers above the middle of the scale, and all answers on it."""
    counts, item = half.counts(item_id), half.questionnaire.items[item_id]
    agreed = agreements(counts, _scale(half, item)) if isinstance(item, LikertStatement) else 0
    return agreed, counts.answered


def _not_applicable_shift(pair: Pair, item_id: str) -> list[Reason]:
    """Whether n.v.t. rose or fell so much that the answers come from another group of people."""
    before, after = pair.each(lambda half: _not_applicable_share(half, item_id))
    if before is None or after is None or abs(after - before) <= _SHIFT:
        return []
    sentence = (
        f"Het aandeel n.v.t. ging van {percent_nl(before)} in {pair.earlier.name} naar {percent_nl(after)} in "
        f"{pair.later.name}; de overige antwoorden komen daardoor van een andere groep mensen."
    )
    return [Reason(Code.NOT_APPLICABLE_SHIFT, Level.INDICATIVE, sentence)]


def _not_applicable_share(half: Half, item_id: str) -> Fraction | None:
    """N.v.t. on valid answers and n.v.t. together; None when it may not be shown or nobody answered."""
    counts = half.shown.get(item_id)
    if counts is None or counts.answered + counts.not_applicable == 0:
        return None
    return Fraction(counts.not_applicable, counts.answered + counts.not_applicable)
