"""Midranks of counted answers, as whole numbers: what every rank figure rests on."""

from collections.abc import Sequence


def doubled_midranks(counts: Sequence[int]) -> list[int]:
    """Twice the mean rank (from 1) of the answers in each category, categories from low to high.

    Doubled, because the mean of whole ranks may end on a half, and whole numbers of any size are exact.
    """
    ranks, below = [], 0
    for count in counts:
        ranks.append(2 * below + count + 1)
        below += count
    return ranks


def spread_of_ranks(counts: Sequence[int]) -> int:
    """N³ - N - sum(t³ - t) over the categories: 12 times the sum of squares of the midranks, 0 if all are equal."""
    base = sum(counts)
    return base**3 - base - sum(count**3 - count for count in counts)
