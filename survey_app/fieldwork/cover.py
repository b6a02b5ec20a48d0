"""Complementary suppression: what is hidden with what is secret, so that it does not follow from the whole.

One notion of a cover for all that STATISTICS 15 hides: villages beside responses, groups, items of a group, categories.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import accumulate, chain, combinations
from typing import TypeVar

Part = TypeVar("Part")

LEAST_OTHERS = 3
_ALL_WAYS = 6
"""Of so many others every choice is tried; of more only of three at most, that hide others ten times as large."""
_TRIED_TOGETHER = 3


def is_mixed(sizes: Collection[int], minimum: int) -> bool:
    """Whether groups of these sizes may be told of together, and so hide each other (STATISTICS 15.12).

    Together they are at least the minimum, and beside each there are at least three others: so many that, less one who
    knows himself, they are a tenth of it, or the whole would be about that one (the p%-rule). The largest decides.
    """
    others = sum(sizes) - max(sizes, default=0)
    return sum(sizes) >= minimum and others >= LEAST_OTHERS and 10 * (others - 1) >= max(sizes)


def cheapest_cover(
    others: Sequence[Part], cost: Callable[[Part], int], is_covered: Callable[[tuple[Part, ...]], bool]
) -> tuple[Part, ...] | None:
    """Those of the others that cost least of all that cover what is secret; None if not even all of them do.

    The cheapest of them are tried in every way, or three at most together, and then from the cheapest on as many as it
    takes; of choices that cost the same the one with the first in order.
    """
    if is_covered(()):
        return ()
    ordered = sorted(others, key=cost)
    ways = sorted(_ways(ordered), key=lambda way: sum(map(cost, way)))
    longer = accumulate(((part,) for part in ordered), lambda way, part: way + part)
    return next((way for way in chain(ways, longer) if is_covered(way)), None)


def _ways(ordered: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    most = len(ordered) if len(ordered) <= _ALL_WAYS else _TRIED_TOGETHER
    tried = ordered[: 2 * _ALL_WAYS]
    return chain.from_iterable(combinations(tried, number) for number in range(1, most + 1))
