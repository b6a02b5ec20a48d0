"""Counts of scores in two waves over one ladder of scores, as the rank methods and Welch's test take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

_Score = TypeVar("_Score", int, float)


@dataclass(frozen=True)
class AlignedCounts:
    """Every score given in either wave, from low to high, and how often it was given in each."""

    scores: tuple[float, ...]
    earlier: tuple[int, ...]
    later: tuple[int, ...]


def align(earlier: Mapping[_Score, int], later: Mapping[_Score, int]) -> AlignedCounts:
    """Of two frequency tables, such as those of the person scores of a scale; a score without a count counts 0."""
    scores = tuple(sorted(earlier.keys() | later.keys()))
    return AlignedCounts(
        scores,
        tuple(earlier.get(score, 0) for score in scores),
        tuple(later.get(score, 0) for score in scores),
    )
