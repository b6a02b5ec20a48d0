"""Families of tests: p-values adjusted within each, and the conclusions that follow (STATISTICS 6 to 8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from survey_app.comparison.conclusion import OF_SCORE, Conclusion, Measure, conclude, of_mark, of_share
from survey_app.comparison.results import (
    Code,
    Level,
    ScaleComparison,
    StatementComparison,
    Technical,
    ValueComparison,
    WeightedShares,
)
from survey_app.comparison.statistics.changes import share_p
from survey_app.comparison.statistics.multiplicity import benjamini_hochberg, holm
from survey_app.questionnaire.model import Mark
from survey_app.questionnaire.study import Study

Found = StatementComparison | ValueComparison | ScaleComparison
_Found = TypeVar("_Found", StatementComparison, ValueComparison, ScaleComparison)


def with_conclusions(statements: Sequence[StatementComparison], bound_pp: float) -> tuple[StatementComparison, ...]:
    """A family is the comparable statements of one block of the report (the later wave's)."""
    measure = of_share(bound_pp)
    return _concluded(statements, lambda one: one.blocks[1], _p, lambda one, p: _of_statement(one, p, measure))


def with_value_conclusions(values: Sequence[ValueComparison], study: Study) -> tuple[ValueComparison, ...]:
    """Marks and numbers are one family, by Welch's test of the means that are printed; a number has no bound."""
    marks, numbers = of_mark(study.mark_bound), of_mark(0)

    def conclusion(one: ValueComparison, p: float | None) -> Conclusion:
        welch = _technical(one).welch
        measure = marks if isinstance(one.items[1], Mark) else numbers
        return conclude(p, welch.difference, welch.interval, measure, is_hint=_is_hint(one))

    return _concluded(values, lambda _: None, lambda one: _technical(one).welch.p, conclusion)


def with_scale_conclusions(scales: Sequence[ScaleComparison]) -> tuple[ScaleComparison, ...]:
    """Scales are one small family of their own, the confirmatory one; no bound is known for a score.

    A scale that is not reliable is not in it (STATISTICS 7).
    """

    def conclusion(one: ScaleComparison, p: float | None) -> Conclusion:
        technical = _technical(one)
        return conclude(p, technical.ranks.delta, technical.welch.interval, OF_SCORE, is_hint=_is_hint(one))

    return _concluded(scales, lambda _: None, lambda one: _technical(one).ranks.p, conclusion)


def _concluded(
    found: Sequence[_Found],
    family_of: Callable[[_Found], Hashable],
    p_of: Callable[[_Found], float | None],
    conclusion: Callable[[_Found, float | None], Conclusion],
) -> tuple[_Found, ...]:
    """All of them, with adjusted p-values and a conclusion for those of which a difference may be shown and tested."""
    families: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        if one.technical is not None and _is_tested(one):
            families[family_of(one)].append(place)
    concluded = list(found)
    for places in families.values():
        ps = [p_of(found[place]) for place in places]
        for place, holm_p, fdr in zip(places, holm(ps), benjamini_hochberg(ps), strict=True):
            technical = replace(_technical(found[place]), holm=holm_p, fdr=fdr)
            concluded[place] = replace(found[place], technical=technical, conclusion=conclusion(found[place], holm_p))
    return tuple(concluded)


def _is_tested(one: Found) -> bool:
    """Not what is not comparable, nor a scale of limited reliability (STATISTICS 7)."""
    codes = [reason.code for reason in one.verdict.reasons]
    return one.verdict.level is not Level.NOT_COMPARABLE and Code.UNRELIABLE not in codes


def _is_hint(one: Found) -> bool:
    return one.verdict.level is Level.INDICATIVE


def _p(statement: StatementComparison) -> float | None:
    """Brunner-Munzel's, which is unweighted; of a weighted change that of its shares."""
    technical = _technical(statement)
    weighted = _weighted(statement, technical)
    if weighted is None:
        return technical.ranks.p
    earlier, later = (((one.share or 0) * one.effective_base, one.effective_base) for one in weighted.shares)
    return share_p(earlier, later)


def _technical(one: Found) -> Technical:
    if one.technical is None:
        raise ValueError("without figures there is nothing to test")
    return one.technical


def _weighted(statement: StatementComparison, technical: Technical) -> WeightedShares | None:
    return technical.weighted if statement.is_weighted else None


def _of_statement(statement: StatementComparison, p: float | None, measure: Measure) -> Conclusion:
    technical = _technical(statement)
    weighted = _weighted(statement, technical)
    change = weighted.change if weighted else technical.change
    direction = weighted.change.agree_pp if weighted else technical.ranks.delta
    interval = change.interval_pp if change else None
    return conclude(p, direction, interval, measure, is_hint=_is_hint(statement))
