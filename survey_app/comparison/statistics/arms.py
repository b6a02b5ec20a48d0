"""Development in pilot segments beside that in mirror segments (STATISTICS 10): a yardstick, not proof of an effect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, sqrt
from statistics import fmean, variance

from survey_app.comparison.statistics.intervals import Interval, student_p, student_quantile

LEAST_SEGMENTS = 2
"""In each arm: of one segment it cannot be told how far such changes lie apart."""

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

    `pilot`, `mirror`: the change of each segment, in display order; None: it takes no part, since it may not be shown
    in both waves or is not there in one. All figures but `pooled` are of the changes that stand here, and of nothing
    else: so they tell nothing of a segment that takes no part.
    `did`: mean change of the pilot segments minus that of the mirror segments; each segment counts once. None, like
    `test` and `permutation`, with fewer than LEAST_SEGMENTS of them in an arm.
    `test`: None too when the changes within each arm are all equal.
    `pooled`: the change of the whole pilot arm minus that of the whole mirror arm, each respondent counting once;
    secondary, and without a test (its p would find something too often).
    """

    pilot: Mapping[str, float | None]
    mirror: Mapping[str, float | None]
    did: float | None = None
    test: ArmTest | None = None
    permutation: Permutation | None = None
    pooled: float | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The segments that take no part."""
        return tuple(name for arm in (self.pilot, self.mirror) for name, change in arm.items() if change is None)

    @property
    def taking_part(self) -> tuple[int, int]:
        """How many segments of the pilot and of the mirror take part."""
        return len(_known(self.pilot)), len(_known(self.mirror))

    @property
    def means(self) -> tuple[float | None, float | None]:
        """Mean change of the pilot and of the mirror segments that take part, each counting once."""
        return _find_mean(self.pilot), _find_mean(self.mirror)


def compare_arms(
    pilot: Mapping[str, float | None], mirror: Mapping[str, float | None], pooled: float | None = None
) -> ArmComparison:
    """Difference in differences of the changes of these segments; `pooled` is that of the arms as a whole."""
    changes = _known(pilot), _known(mirror)
    if min(map(len, changes)) < LEAST_SEGMENTS:
        return ArmComparison(pilot, mirror, pooled=pooled)
    did = fmean(changes[0]) - fmean(changes[1])
    return ArmComparison(pilot, mirror, did, _find_test(did, *changes), _permutation(did, *changes), pooled)


def _find_mean(arm: Mapping[str, float | None]) -> float | None:
    known = _known(arm)
    return fmean(known) if known else None


def _known(arm: Mapping[str, float | None]) -> list[float]:
    return [change for change in arm.values() if change is not None]


def _find_test(did: float, pilot: Sequence[float], mirror: Sequence[float]) -> ArmTest | None:
    df = len(pilot) + len(mirror) - 2
    pooled = sum((len(arm) - 1) * variance(arm) for arm in (pilot, mirror)) / df
    error = sqrt(pooled * (1 / len(pilot) + 1 / len(mirror)))
    if error <= _SAME * max(map(abs, [*pilot, *mirror])):
        return None
    statistic, half = did / error, student_quantile(df) * error
    return ArmTest(statistic, df, student_p(statistic, df), Interval(did - half, did + half))


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
    return [of_pilot / len(pilot) - (total - of_pilot) / len(mirror) for of_pilot in sums]
