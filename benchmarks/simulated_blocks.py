"""Blocks of statements in two simulated waves: answers on five points, alike within a person, and their tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from survey_app.comparison.statistics.multiplicity import holm
from survey_app.comparison.statistics.ranks import compare_ranks

_ALIKE = 0.4
"""Correlation of two statements of a block, within a person."""
_CUTS = np.array([-1.5, -0.5, 0.5, 1.5])
_AT_ONCE = 250


@dataclass(frozen=True)
class Opinion:
    """What a population thinks of a statement: normal with this mean and spread, cut into five points around 0."""

    mean: float = 0.0
    spread: float = 1.0


def agreeing(share: float) -> Opinion:
    """An opinion of which this share lies on the two highest points."""
    return Opinion(float(_CUTS[2]) + float(ndtri(share)))


@dataclass(frozen=True)
class Block:
    """Statements that are tested together: what people think of each, earlier and later, and how many answer."""

    statements: tuple[tuple[Opinion, Opinion], ...]
    bases: tuple[int, int]


@dataclass(frozen=True)
class Answered:
    """One statement in one run: who agrees of how many in each wave, and Brunner-Munzel's p after Holm."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    holm_p: float | None
    delta: float | None


def simulated(block: Block, runs: int, seed: int) -> Iterator[list[Answered]]:
    """The statements of the block, run after run; the same seed gives the same answers."""
    random = np.random.default_rng(seed)
    for start in range(0, runs, _AT_ONCE):
        number = min(_AT_ONCE, runs - start)
        waves = [_counts(random, block, wave, number) for wave in (0, 1)]
        for earlier, later in zip(*waves, strict=True):
            yield _tested(earlier.tolist(), later.tolist())


def _counts(random: np.random.Generator, block: Block, wave: int, runs: int) -> NDArray[np.int64]:
    """By run and statement: how many chose each point."""
    truths = [of_both[wave] for of_both in block.statements]
    people = (runs, block.bases[wave], 1)
    own = random.standard_normal((*people[:2], len(truths)))
    drawn = sqrt(_ALIKE) * random.standard_normal(people) + sqrt(1 - _ALIKE) * own
    points = np.digitize(drawn * [one.spread for one in truths] + [one.mean for one in truths], _CUTS)
    return np.stack([(points == point).sum(axis=1) for point in range(len(_CUTS) + 1)], axis=-1)


def _tested(earlier: Sequence[list[int]], later: Sequence[list[int]]) -> list[Answered]:
    ranks = [compare_ranks(before, after) for before, after in zip(earlier, later, strict=True)]
    adjusted = holm([one.p for one in ranks])
    return [
        Answered((sum(before[3:]), sum(before)), (sum(after[3:]), sum(after)), p, one.delta)
        for before, after, one, p in zip(earlier, later, ranks, adjusted, strict=True)
    ]
