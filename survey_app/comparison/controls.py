"""The permutation test beside each test on ranks, for outputs that show it (STATISTICS 5).

The exact one takes a thousand times as long as all else, so that pages do without, and no writer waits for it.
"""

from collections.abc import Set
from dataclasses import replace
from functools import partial
from typing import TypeVar

from survey_app.comparison.results import ScaleComparison, StatementComparison, ValueComparison, WaveComparison
from survey_app.comparison.series import Compare, WaveSeries
from survey_app.comparison.statistics.permutation import permutation_test
from survey_app.comparison.statistics.ranks import may_test

Tested = TypeVar("Tested", StatementComparison, ValueComparison, ScaleComparison)


def with_controls(series: WaveSeries, *, of_groups: bool) -> WaveSeries:
    """The same comparison with these tests, of everybody and, if asked for, of every arm and segment."""
    pairs = (replace(pair, compare=partial(_controlled, pair.compare, of_groups=of_groups)) for pair in series.pairs)
    return replace(series, pairs=tuple(pairs))


def _controlled(compare: Compare, wanted: Set[str] | None, *, of_groups: bool) -> WaveComparison:
    comparison = compare(wanted)
    groups = (
        replace(of, statements=tuple(map(_with_control, of.statements)), scales=tuple(map(_with_control, of.scales)))
        for of in comparison.groups
    )
    return replace(
        comparison,
        statements=tuple(map(_with_control, comparison.statements)),
        values=tuple(map(_with_control, comparison.values)),
        scales=tuple(map(_with_control, comparison.scales)),
        groups=tuple(groups) if of_groups else comparison.groups,
    )


def _with_control(found: Tested) -> Tested:
    """Below the base of a test there is none."""
    if found.technical is None:
        return found
    earlier, later = found.technical.counts
    is_tested = may_test((sum(earlier), sum(later)))
    control = permutation_test(earlier, later) if is_tested else None
    return replace(found, technical=replace(found.technical, control=control))
