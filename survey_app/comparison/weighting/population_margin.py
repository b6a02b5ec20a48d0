"""One margin that respondents are weighted to, with its smallest categories taken together (STATISTICS 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce

LEAST_RESPONDENTS = 10
"""A category of a margin with fewer respondents is taken together with a neighbour."""


@dataclass(frozen=True)
class Group:
    """Categories that count as one: how many people they hold, and how many of those responded."""

    categories: tuple[str, ...]
    population: int
    respondents: int

    @property
    def must_collapse(self) -> bool:
        """Too few respondents for a weight of its own, or nobody in the population to stand for."""
        return self.respondents < LEAST_RESPONDENTS or self.population == 0

    def joined(self, following: Group) -> Group:
        """This group and another, which stands after it."""
        return Group(
            self.categories + following.categories,
            self.population + following.population,
            self.respondents + following.respondents,
        )


def collapse(
    population: Mapping[str, int], respondents: Mapping[str, int], as_one: Set[str] = frozenset()
) -> tuple[Group, ...]:
    """The categories of a margin, in the display order of `population`, until every group can have a weight.

    Those in `as_one` are one group from the start, where the first of them stands. The smallest group that must
    collapse goes first, into the smaller of its neighbours; of equals the first in display order. In the end each group
    can have a weight, or there is one group left. Raises ValueError if of some respondents no population is given.
    """
    strangers = [category for category in respondents if category not in population]
    if strangers:
        raise ValueError(
            f"weighting: no population is given for {', '.join(strangers)}; "
            "give it in the margins of the study, or do not weight"
        )
    alone = [Group((category,), people, respondents.get(category, 0)) for category, people in population.items()]
    groups = _with_one_group(alone, as_one)
    while len(groups) > 1 and any(group.must_collapse for group in groups):
        first = _first_of_pair(groups)
        groups[first : first + 2] = [groups[first].joined(groups[first + 1])]
    return tuple(groups)


def factors(groups: Sequence[Group]) -> list[float]:
    """Of each group: its share of the population over its share of the respondents; 1 when there is but one group."""
    if len(groups) < 2:
        return [1.0] * len(groups)
    people, answered = (sum(column) for column in zip(*((g.population, g.respondents) for g in groups), strict=True))
    return [group.population * answered / (people * group.respondents) for group in groups]


def _with_one_group(groups: Sequence[Group], as_one: Set[str]) -> list[Group]:
    together = [group for group in groups if as_one >= set(group.categories)]
    if not together:
        return list(groups)
    joined = reduce(Group.joined, together)
    return [joined if group is together[0] else group for group in groups if group not in together[1:]]


def _first_of_pair(groups: Sequence[Group]) -> int:
    """The place of the first of the two groups to join."""
    small = min(
        (place for place, group in enumerate(groups) if group.must_collapse),
        key=lambda place: groups[place].respondents,
    )
    neighbours = (place for place in (small - 1, small + 1) if 0 <= place < len(groups))
    return min(small, min(neighbours, key=lambda place: groups[place].respondents))
