"""Development in pilot segments beside that in mirror segments (STATISTICS 10): a yardstick, not proof of an effect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from statistics import fmean, variance

from scipy.special import stdtr, stdtrit

from survey_app.comparison.intervals import Interval

Sums = tuple[float, int]
"""Of one segment in one wave: a sum over its answers (100 for each who agrees, or the score), and how many answers."""

_CONFIDENCE = 0.975
_MOST_ASSIGNMENTS = 100_000
_SAME = 1e-9


@dataclass(frozen=True)
class ArmTest:
    """Two-step test (Donald & Lang 2007): Student's t on one change per segment, with the pooled variance.

    `statistic` is DiD / sqrt(s_p^2 (1/n1 + 1/n0)), `df` is n1 + n0 - 2, `p` is two-sided, `interval` is 95%.
    """

    statistic: float
    df: int
    p: float
    interval: Interval


@dataclass(frozen=True)
class Permutation:
    """Over all `assignments` of as many of these segments to the pilot; those that occurred count too.

    `two_sided`: share of them with a difference at least as far from 0; `one_sided`: with one at least as high, in
    favour of the pilot. Both None above 100,000 assignments. The `smallest_` are the least that these p can be in a
    design of this size, whatever the figures.
    """

    assignments: int
    two_sided: float | None
    one_sided: float | None
    smallest_two_sided: float
    smallest_one_sided: float


@dataclass(frozen=True)
class ArmComparison:
    """Pilot minus mirror of later minus earlier, in the unit of the changes.

    `pilot`, `mirror`: the change of each segment, in display order; None if it may not be shown or does not exist.
    `missing`: the segments without a change. While there are any, no other figure is given: "niet te berekenen".
    `did`: mean change of the pilot segments minus that of the mirror segments; each segment counts once. None too if an
    arm has no segments.
    `test`: None with fewer than 2 segments in an arm, and when the changes within each arm are all equal.
    `pooled`: the same difference with each respondent counting once; secondary, and without a test (its p would find
    something too often).
    """

    pilot: Mapping[str, float | None]
    mirror: Mapping[str, float | None]
    missing: tuple[str, ...] = ()
    did: float | None = None
    test: ArmTest | None = None
    permutation: Permutation | None = None
    pooled: float | None = None

    @property
    def means(self) -> tuple[float | None, float | None]:
        """Mean change of the pilot and of the mirror segments, each once; None while a segment of the arm has none."""
        return _find_mean(self.pilot), _find_mean(self.mirror)


def compare_arms(
    pilot: Mapping[str, float | None], mirror: Mapping[str, float | None], pooled: float | None = None
) -> ArmComparison:
    """Difference in differences of the changes of these segments; `pooled` comes from `find_pooled`."""
    missing = tuple(name for arm in (pilot, mirror) for name, change in arm.items() if change is None)
    changes = _known(pilot), _known(mirror)
    if missing or not all(changes):
        return ArmComparison(pilot, mirror, missing)
    did = fmean(changes[0]) - fmean(changes[1])
    return ArmComparison(pilot, mirror, (), did, _find_test(did, *changes), _permutation(did, *changes), pooled)


def find_change(earlier: Sums, later: Sums) -> float | None:
    """Mean of the later wave minus that of the earlier one; None if either has no answers."""
    return later[0] / later[1] - earlier[0] / earlier[1] if earlier[1] and later[1] else None


def find_pooled(pilot: Iterable[tuple[Sums, Sums]], mirror: Iterable[tuple[Sums, Sums]]) -> float | None:
    """Difference in differences over all respondents; an arm is (earlier, later) of its segments."""
    of_pilot, of_mirror = _pooled_change(list(pilot)), _pooled_change(list(mirror))
    return None if of_pilot is None or of_mirror is None else of_pilot - of_mirror


def _pooled_change(arm: Sequence[tuple[Sums, Sums]]) -> float | None:
    return find_change(_added(earlier for earlier, _ in arm), _added(later for _, later in arm))


def _added(sums: Iterable[Sums]) -> Sums:
    listed = list(sums)
    return sum(total for total, _ in listed), sum(base for _, base in listed)


def _find_mean(arm: Mapping[str, float | None]) -> float | None:
    known = _known(arm)
    return fmean(known) if known and len(known) == len(arm) else None


def _known(arm: Mapping[str, float | None]) -> list[float]:
    return [change for change in arm.values() if change is not None]


def _find_test(did: float, pilot: Sequence[float], mirror: Sequence[float]) -> ArmTest | None:
    if min(len(pilot), len(mirror)) < 2:
        return None
    df = len(pilot) + len(mirror) - 2
    pooled = sum((len(arm) - 1) * variance(arm) for arm in (pilot, mirror)) / df
    error = sqrt(pooled * (1 / len(pilot) + 1 / len(mirror)))
    if error <= _SAME * max(map(abs, [*pilot, *mirror])):
        return None
    statistic, half = did / error, float(stdtrit(df, _CONFIDENCE)) * error
    return ArmTest(statistic, df, 2 * float(stdtr(df, -abs(statistic))), Interval(did - half, did + half))


def _permutation(did: float, pilot: Sequence[float], mirror: Sequence[float]) -> Permutation:
    assignments = comb(len(pilot) + len(mirror), len(pilot))
    # In arms of one size the opposite assignment exists, and lies equally far from 0.
    two_sided, one_sided = (2 if len(pilot) == len(mirror) else 1) / assignments, 1 / assignments
    if assignments > _MOST_ASSIGNMENTS:
        return Permutation(assignments, None, None, two_sided, one_sided)
    differences = _all_differences(pilot, mirror)
    rounding = _SAME * max(map(abs, [*pilot, *mirror]))
    return Permutation(
        assignments,
        sum(abs(other) >= abs(did) - rounding for other in differences) / assignments,
        sum(other >= did - rounding for other in differences) / assignments,
        two_sided,
        one_sided,
    )


def _all_differences(pilot: Sequence[float], mirror: Sequence[float]) -> list[float]:
    """The difference of the two means, for each choice of as many pilot segments."""
    changes = [*pilot, *mirror]
    total = sum(changes)
    sums = map(sum, combinations(changes, len(pilot)))
    return [found / len(pilot) - (total - found) / len(mirror) for found in sums]
