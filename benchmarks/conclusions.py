"""What rule version 3 says of simulated waves, beside version 2: false and missed changes (STATISTICS 6, 9 and 10).

`python -m benchmarks.conclusions` prints the tables of benchmarks/conclusions.md; the same seed gives the same figures.
Nothing but chance and a true change makes the two waves differ, so that no reason but precision keeps a verdict down.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from statistics import fmean

import numpy as np

from benchmarks.simulated_blocks import Answered, Block, Opinion, agreeing, simulated
from survey_app.comparison.conclusion import Finding, conclude, of_share
from survey_app.comparison.statistics.arms import compare_arms
from survey_app.comparison.statistics.changes import change_between
from survey_app.comparison.statistics.intervals import margin_pp, newcombe

SEED = 20261128
RUNS = 5_000
STATEMENTS = 5
_BOUND = 10
_Z_90 = 1.6448536269514722


class Said(StrEnum):
    """What a workbook prints of one statement."""

    HIGHER = "hoger"
    LOWER = "lager"
    SMALLER = "kleiner dan de grens"
    HINT = "aanwijzing"
    NOTHING = "geen uitspraak"
    NOT_COMPARABLE = "niet vergelijkbaar"


Rule = Callable[[Answered], Said]
CALLED = (Said.HIGHER, Said.LOWER)


def version_2(found: Answered) -> Said:
    """As it was at git 63da5a5 in comparison/verdict/judging.py and conclusion.py, as far as counts decide."""
    smallest, margin = min(found.earlier[1], found.later[1]), margin_pp(found.earlier[1], found.later[1])
    if smallest < 30 or margin > 20:
        return Said.NOT_COMPARABLE
    if smallest < 100 or margin > 10:
        return Said.HINT
    interval = newcombe(found.earlier, found.later, _Z_90)
    within = 100 * interval.low > -_BOUND and 100 * interval.high < _BOUND
    if found.holm_p is not None and found.delta and found.holm_p < 0.05:
        return Said.HIGHER if found.delta > 0 else Said.LOWER
    return Said.SMALLER if within else Said.NOTHING


def version_3(found: Answered) -> Said:
    """The product’s own conclusion; its verdict looks at no precision, but for fewer than 30 answers."""
    if min(found.earlier[1], found.later[1]) < 30:
        return Said.NOT_COMPARABLE
    interval = change_between(found.earlier, found.later).interval_pp
    return _OF_VERSION_3[conclude(found.holm_p, found.delta, interval, of_share(_BOUND)).finding]


_OF_VERSION_3 = {
    Finding.HIGHER: Said.HIGHER,
    Finding.HIGHER_SMALL: Said.HIGHER,
    Finding.HIGHER_OVERALL: Said.HIGHER,
    Finding.LOWER: Said.LOWER,
    Finding.LOWER_SMALL: Said.LOWER,
    Finding.LOWER_OVERALL: Said.LOWER,
    Finding.WITHIN_BOUND: Said.SMALLER,
    Finding.UNDECIDED: Said.NOTHING,
}
RULES: tuple[Rule, ...] = (version_2, version_3)


def unchanged(*bases: int, spreads: tuple[float, float] = (1.0, 1.0)) -> Block:
    """Five statements of which as many answers tend up as down (theta is a half), with these spreads."""
    truth = tuple(Opinion(0.0, spread) for spread in spreads)
    return Block(((truth[0], truth[1]),) * STATEMENTS, (bases[0], bases[-1]))


def changed(base: int, before: float, after: float, *, number: int = STATEMENTS) -> Block:
    """Five statements, of which so many change from one share that agrees to the other."""
    same, moved = (agreeing(before), agreeing(before)), (agreeing(before), agreeing(after))
    return Block((moved,) * number + (same,) * (STATEMENTS - number), (base, base))


def share_of_blocks(found: Sequence[Sequence[Answered]], rule: Rule) -> float:
    """In how many blocks any statement is called higher or lower."""
    return fmean(any(rule(one) in CALLED for one in block) for block in found)


def share_said(found: Sequence[Sequence[Answered]], rule: Rule, *said: Said) -> float:
    """How often one of these is said of the first statement."""
    return fmean(rule(block[0]) in said for block in found)


def found_on_average(found: Sequence[Sequence[Answered]], rule: Rule) -> float | None:
    """The change, in points, that stands beside 'higher' on average."""
    called = [block[0] for block in found if rule(block[0]) is Said.HIGHER]
    return fmean(change_between(one.earlier, one.later).agree_pp for one in called) if called else None


def intervals_clear_of_0(pilot: Sequence[int], mirror: Sequence[int], runs: int) -> float:
    """How often two-step intervals hold no 0 where no village moved; `pilot` and `mirror` are answers per village."""
    random, clear = np.random.default_rng(SEED), 0
    bases = np.array([*pilot, *mirror])
    for _ in range(runs):
        levels = random.uniform(0.35, 0.65, len(bases))
        waves = [random.binomial(bases, levels) / bases for _ in (0, 1)]
        changes = [float(change) for change in 100 * (waves[1] - waves[0])]
        named = {str(place): change for place, change in enumerate(changes)}
        arms = [dict(list(named.items())[part]) for part in (slice(len(pilot)), slice(len(pilot), None))]
        test = compare_arms(arms[0], arms[1]).test
        clear += test is not None and (test.interval.low > 0 or test.interval.high < 0)
    return clear / runs


def false_alarms(runs: int) -> Iterator[Sequence[str]]:
    """Blocks without any change: how often something is called higher or lower."""
    yield "answers a wave", "spread", "version 2", "version 3"
    for bases in ((50, 50), (100, 100), (200, 200), (100, 30), (30, 100)):
        for spreads, told in (((1.0, 1.0), "the same"), ((0.7, 1.5), "wider later")):
            found = list(simulated(unchanged(*bases, spreads=spreads), runs, SEED))
            yield " and ".join(map(str, bases)), told, *(_percent(share_of_blocks(found, rule)) for rule in RULES)


def called(runs: int) -> Iterator[Sequence[str]]:
    """A true change of 15 points, from 50 to 65%: how often the first statement is called higher."""
    yield "answers a wave", "of the five change", "version 2", "version 3", "found beside ‘higher’, on average"
    for base in (50, 100, 150, 200):
        for number in (1, STATEMENTS):
            found = list(simulated(changed(base, 0.50, 0.65, number=number), runs, SEED))
            shares = (_percent(share_said(found, rule, Said.HIGHER)) for rule in RULES)
            average = found_on_average(found, version_3)
            yield str(base), str(number), *shares, "" if average is None else f"{average:.0f}"


def smaller(runs: int) -> Iterator[Sequence[str]]:
    """How often 'smaller than 10 points' is said: wrongly from a change of 10 on, rightly without one."""
    yield "answers a wave", "true shares", "version 2", "version 3"
    for base in (50, 100, 200, 400):
        for before, after in ((0.50, 0.50), (0.50, 0.60), (0.85, 0.95), (0.50, 0.62)):
            found = list(simulated(changed(base, before, after), runs, SEED))
            shares = (_percent(share_said(found, rule, Said.SMALLER)) for rule in RULES)
            yield str(base), f"{100 * before:.0f} → {100 * after:.0f}%", *shares


def arms(runs: int) -> Iterator[Sequence[str]]:
    """Villages that do not move: how often the two-step interval of pilot minus mirror is clear of 0."""
    yield "answers a village, pilot", "mirror", "interval clear of 0"
    for pilot, mirror in _VILLAGES:
        shown = (", ".join(map(str, one)) for one in (pilot, mirror))
        yield *shown, _percent(intervals_clear_of_0(pilot, mirror, runs))


_VILLAGES = (
    ((12, 12), (12, 12)),
    ((50, 50), (50, 50)),
    ((12, 12, 12), (12, 12, 12)),
    ((50, 50, 50), (50, 50, 50)),
    ((12, 50, 200), (12, 50, 200)),
    ((12, 12), (200, 200)),
    ((12, 12), (50, 50, 50)),
)


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _markdown(rows: Iterator[Sequence[str]]) -> str:
    heading, *others = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (heading, ("--:",) * len(heading), *others))


def main(runs: int = RUNS) -> None:
    """Print every table, under what it shows."""
    for simulation in (false_alarms, called, smaller, arms):
        print(f"{simulation.__doc__}\n\n{_markdown(simulation(runs))}\n", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
