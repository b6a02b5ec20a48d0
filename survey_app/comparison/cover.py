"""Complementary suppression: hiding enough with what is hidden, so that it does not follow from the whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Set
from typing import TypeVar

Part = TypeVar("Part", bound=Hashable)


def with_cover(
    bases: Mapping[Part, int], hidden: Set[Part], is_covered: Callable[[Set[Part]], bool]
) -> frozenset[Part]:
    """The hidden parts of a whole, and the smallest of the others, one by one until they are covered (STATISTICS 15.2).

    `bases` has every part with how many answers it rests on, in display order, which decides between equal ones. If
    the hidden ones are never covered, all parts are hidden and only the whole remains.
    """
    covered = set(hidden)
    left = sorted((part for part in bases if part not in covered), key=bases.__getitem__)
    while covered and left and not is_covered(covered):
        covered.add(left.pop(0))
    return frozenset(covered)


def hides_enough(bases: Mapping[Part, int], hidden: Set[Part], threshold: int) -> bool:
    """Whether what the whole tells of the hidden parts is about more than one, and about `threshold` answers."""
    return len(hidden) > 1 and sum(bases[part] for part in hidden) >= threshold
