"""P-values of a family of tests, corrected for their number (STATISTICS 6).

A None in the family is a test that could not be done: it stays None and does not count as a member.
"""

from collections.abc import Sequence


def holm(ps: Sequence[float | None]) -> list[float | None]:
    """Holm's (1979) adjusted p, in the order given: each may be compared with the level of the whole family.

    The smallest p times m, the next times m - 1 and so on, at most 1, and never below that of a smaller p.
    """
    adjusted: list[float | None] = [None] * len(ps)
    reached, ranked = 0.0, _ranked(ps)
    for rank, (p, position) in enumerate(ranked):
        reached = max(reached, min(1.0, (len(ranked) - rank) * p))
        adjusted[position] = reached
    return adjusted


def benjamini_hochberg(ps: Sequence[float | None]) -> list[float | None]:
    """Benjamini and Hochberg's (1995) q, in the order given: the share of false findings when all up to it are named.

    The largest p times 1, the one before times m / (m - 1) and so on, and never above that of a larger p.
    """
    adjusted: list[float | None] = [None] * len(ps)
    reached, ranked = 1.0, _ranked(ps)
    for rank, (p, position) in reversed(list(enumerate(ranked, start=1))):
        reached = min(reached, len(ranked) / rank * p)
        adjusted[position] = reached
    return adjusted


def _ranked(ps: Sequence[float | None]) -> list[tuple[float, int]]:
    """Each p that is there, with its place in the family, from small to large; equal ones in the order given."""
    return sorted((p, position) for position, p in enumerate(ps) if p is not None)
