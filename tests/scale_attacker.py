"""Somebody who has the scores of a scale as every comparison gives them, and the scores of its items beside them.

A scale is scored on the items that the compared waves have in common, so one wave may have several scores. Unknown are,
by village and by which items somebody answered, the sum of the scores on each of those items. The attacker also knows
how many answered which items, which is more than is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import chain, product

import numpy as np
import numpy.typing as npt

from survey_app.comparison.disclosure.spread import least_answered
from survey_app.comparison.groups import Group
from survey_app.comparison.series import WaveSeries
from tests.answered_waves import ARMS

Pattern = tuple[str, ...]
"""Items that were answered; those of a scale that were scored."""
Patterns = Mapping[str, Mapping[Pattern, int]]
"""By village: how many answered precisely these items."""
Told = Set[tuple[Group, Pattern]]
"""Groups of which the mean score on these items, or on one item, is told."""
_SURE = 1e-7


class ScaleAttacker:
    """Attacks one wave, of which `told` is what all comparisons together tell."""

    def __init__(self, patterns: Patterns, told: Told) -> None:
        self._patterns, self._told = patterns, told
        unknowns = [
            (v, pattern, item) for v, of_village in patterns.items() for pattern in of_village for item in pattern
        ]
        self._column = {unknown: column for column, unknown in enumerate(unknowns)}
        rows = [self.summed(self._villages_of(group), version) for group, version in sorted(told, key=str)]
        _, sizes, found = np.linalg.svd(np.array(rows), full_matrices=True)
        self._left_open = found[int((sizes > _SURE).sum()) :].T

    def summed(self, villages: Iterable[str], version: Pattern) -> npt.NDArray[np.float64]:
        """The scores of all who have one, as a sum of unknowns."""
        found = np.zeros(len(self._column))
        for village in villages:
            for pattern in self._patterns[village]:
                answered = set(pattern) & set(version)
                for item in answered if len(answered) >= least_answered(len(version)) else ():
                    found[self._column[village, pattern, item]] += 1 / len(answered)
        return found

    def scored(self, villages: Iterable[str], version: Pattern) -> int:
        """How many in these villages have a score."""
        return sum(
            number
            for village in villages
            for pattern, number in self._patterns[village].items()
            if len(set(pattern) & set(version)) >= least_answered(len(version))
        )

    def solved(self, versions: Iterable[Pattern]) -> list[tuple[tuple[str, ...], Pattern]]:
        """One or two villages, of which nothing is told, whose scores follow though fewer than ten have one."""
        villages = list(self._patterns)
        pairs = [(one, other) for one, other in product(villages, villages) if one < other]
        return [
            (few, version)
            for version, few in product(versions, chain(((one,) for one in villages), pairs))
            if not any(group.id in few and of == version for group, of in self._told)
            and 0 < self.scored(few, version) < 10
            and np.abs(self.summed(few, version) @ self._left_open).max(initial=0) < _SURE
        ]

    def _villages_of(self, group: Group) -> list[str]:
        name, *left_out = group.id.split("|")
        return [one for one in self._patterns if name in ("", one, ARMS[one]) and one not in left_out]


def told_of_first(series: WaveSeries) -> Told:
    """What a comparison tells of its first wave: mean scores of items, and of scales on the items it scores."""
    told: set[tuple[Group, Pattern]] = set()
    for one in series.groups[0]:
        group = Group(one.group.kind, "|".join([one.group.id, *one.left_out]))
        told |= {(group, (of.item,)) for of in one.statements if of.mean is not None}
        told |= {(group, of.items) for of in one.scales if of.estimate.mean is not None}
    return told


def subsets(villages: Set[str]) -> Iterator[frozenset[str]]:
    """Every set of one or more of these villages."""
    ordered = sorted(villages)
    for chosen in range(1, 2 ** len(ordered)):
        yield frozenset(village for place, village in enumerate(ordered) if chosen >> place & 1)
