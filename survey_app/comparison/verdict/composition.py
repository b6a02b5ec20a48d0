"""Whether the respondents of two waves are made up alike (STATISTICS 9, SAMENSTELLING)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from scipy.special import chdtrc

LARGEST_INDEX = 0.20
"""Above it a fifth of the respondents would have to be others for the two waves to be alike."""

LEAST_P = 0.05

Category = TypeVar("Category", bound=Hashable)


@dataclass(frozen=True)
class CompositionShift:
    """Two waves by the categories of one trait, or by segment. What is not defined is None.

    `index`: dissimilarity, half the sum of abs(share later - share earlier), 0 (alike) to 1; None if a wave is empty.
    `chi_square`, `df`, `p`: Pearson's test, without continuity correction, on the categories that occur in either wave;
    None if a wave is empty or fewer than two categories occur.
    """

    index: float | None
    chi_square: float | None = None
    df: int | None = None
    p: float | None = None


def compare_trait(earlier: Mapping[Category, int], later: Mapping[Category, int]) -> CompositionShift:
    """Of a background item with the same options in both waves: respondents per option, who answered it."""
    index = find_dissimilarity(earlier, later)
    occurring = [category for category in _categories(earlier, later) if earlier.get(category) or later.get(category)]
    if index is None or len(occurring) < 2:
        return CompositionShift(index)
    rows = [(earlier.get(category, 0), later.get(category, 0)) for category in occurring]
    chi_square, df = _chi_square(rows), len(occurring) - 1
    return CompositionShift(index, chi_square, df, float(chdtrc(df, chi_square)))


def find_dissimilarity(earlier: Mapping[Category, int], later: Mapping[Category, int]) -> float | None:
    """Half the sum of the absolute differences of shares, also of segments; None if a wave is empty.

    Divided once, in whole numbers: a shift of precisely a fifth is 0.2 and no hair more.
    """
    bases = sum(earlier.values()), sum(later.values())
    if not all(bases):
        return None
    apart = sum(
        abs(later.get(category, 0) * bases[0] - earlier.get(category, 0) * bases[1])
        for category in _categories(earlier, later)
    )
    return apart / (2 * bases[0] * bases[1])


def trait_has_shifted(shift: CompositionShift) -> bool:
    """Whether a background trait moved too far, and further than chance would."""
    return segments_have_shifted(shift.index) and shift.p is not None and shift.p < LEAST_P


def segments_have_shifted(index: float | None) -> bool:
    """Whether the shares of the segments moved too far; no test, since who is invited where is no draw."""
    return index is not None and index > LARGEST_INDEX


def _categories(earlier: Mapping[Category, int], later: Mapping[Category, int]) -> list[Category]:
    return list(dict.fromkeys([*earlier, *later]))


def _chi_square(rows: list[tuple[int, int]]) -> float:
    columns = [sum(column) for column in zip(*rows, strict=True)]
    total = sum(columns)
    terms = (
        (number - sum(row) * column / total) ** 2 / (sum(row) * column / total)
        for row in rows
        for number, column in zip(row, columns, strict=True)
    )
    return float(sum(terms))
