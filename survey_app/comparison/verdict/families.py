"""Families of tests: p-values adjusted within each, and the conclusions that follow (STATISTICS 6 to 8)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from survey_app.comparison.conclusion import OF_SCORE, Measure, conclude, of_mark, of_share
from survey_app.comparison.results import Code, Level, ScaleComparison, StatementComparison, Technical, ValueComparison
from survey_app.comparison.statistics.changes import share_p
from survey_app.comparison.statistics.intervals import Interval
from survey_app.comparison.statistics.multiplicity import benjamini_hochberg, holm
from survey_app.questionnaire.model import Mark
from survey_app.questionnaire.study import Study

_Compared = TypeVar("_Compared", StatementComparison, ValueComparison, ScaleComparison)


class _Test(NamedTuple):
    """A test with the family that it is in, and what is concluded from: see `conclude`."""

    family: Hashable
    p: float | None
    direction: float | None
    interval: Interval | None
    measure: Measure


def with_conclusions(statements: Sequence[StatementComparison], bound_pp: float) -> tuple[StatementComparison, ...]:
    """A family is the comparable statements of one block of the report (the later wave's).

    The p is Brunner-Munzel's, which is unweighted; of a weighted change that of its shares.
    """
    measure = of_share(bound_pp)

    def test(statement: StatementComparison, technical: Technical) -> _Test:
        block = statement.blocks[1]
        if not statement.is_weighted or technical.weighted is None:
            interval = technical.change.interval_pp if technical.change else None
            return _Test(block, technical.ranks.p, technical.ranks.delta, interval, measure)
        change, shares = technical.weighted.change, technical.weighted.shares
        p = share_p(*(((of_wave.share or 0) * of_wave.effective_base, of_wave.effective_base) for of_wave in shares))
        return _Test(block, p, change.agree_pp, change.interval_pp, measure)

    return _concluded(statements, test)


def with_value_conclusions(values: Sequence[ValueComparison], study: Study) -> tuple[ValueComparison, ...]:
    """Marks and numbers are one family, by Welch's test of the means that are printed; a number has no bound."""
    marks, numbers = of_mark(study.mark_bound), of_mark(0)

    def test(value: ValueComparison, technical: Technical) -> _Test:
        welch = technical.welch
        return _Test(
            None, welch.p, welch.difference, welch.interval, marks if isinstance(value.items[1], Mark) else numbers
        )

    return _concluded(values, test)


def with_scale_conclusions(scales: Sequence[ScaleComparison]) -> tuple[ScaleComparison, ...]:
    """Scales are one small family of their own, the confirmatory one; no bound is known for a score.

    A scale that is not reliable is not in it (STATISTICS 7).
    """

    def test(_: ScaleComparison, technical: Technical) -> _Test:
        return _Test(None, technical.ranks.p, technical.ranks.delta, technical.welch.interval, OF_SCORE)

    return _concluded(scales, test)


def _concluded(
    comparisons: Sequence[_Compared], test_of: Callable[[_Compared, Technical], _Test]
) -> tuple[_Compared, ...]:
    """All of them, with adjusted p-values and a conclusion for those of which a difference may be shown and tested."""
    families: defaultdict[Hashable, list[tuple[int, Technical, _Test]]] = defaultdict(list)
    for place, comparison in enumerate(comparisons):
        if comparison.technical is not None and _is_tested(comparison):
            test = test_of(comparison, comparison.technical)
            families[test.family].append((place, comparison.technical, test))
    concluded = list(comparisons)
    for family in families.values():
        ps = [test.p for _, _, test in family]
        for (place, technical, test), holm_p, fdr in zip(family, holm(ps), benjamini_hochberg(ps), strict=True):
            is_hint = comparisons[place].verdict.level is Level.INDICATIVE
            concluded[place] = replace(
                comparisons[place],
                technical=replace(technical, holm=holm_p, fdr=fdr),
                conclusion=conclude(holm_p, test.direction, test.interval, test.measure, is_hint=is_hint),
            )
    return tuple(concluded)


def _is_tested(compared: _Compared) -> bool:
    """Not what is not comparable, nor a scale of limited reliability (STATISTICS 7)."""
    is_reliable = all(reason.code is not Code.UNRELIABLE for reason in compared.verdict.reasons)
    return compared.verdict.level is not Level.NOT_COMPARABLE and is_reliable
