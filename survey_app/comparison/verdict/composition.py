"""Whether the respondents of two waves are made up alike (STATISTICS 9, SAMENSTELLING)."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from scipy.special import chdtrc

LARGEST_INDEX = 0.20
"""Above it a fifth of the respondents would have to be others for the two waves to be alike."""

LEAST_P = 0.05

Category = TypeVar("Category", bound=Hashable)


def trait_has_shifted(earlier: Mapping[Category, int], later: Mapping[Category, int]) -> bool:
    """Whether a background item, with the same options in both waves, moved too far, and further than chance would.

    Of the respondents per option, who answered it.
    """
    p = find_p(earlier, later)
    return segments_have_shifted(earlier, later) and p is not None and p < LEAST_P


def segments_have_shifted(earlier: Mapping[Category, int], later: Mapping[Category, int]) -> bool:
    """Whether the shares of the segments moved too far; no test, since who is invited where is no draw."""
    index = find_dissimilarity(earlier, later)
    return index is not None and index > LARGEST_INDEX


def find_p(earlier: Mapping[Category, int], later: Mapping[Category, int]) -> float | None:
    """Of Pearson's test, without continuity correction, on the categories that occur in either wave.

    None if a wave is empty or fewer than two categories occur.
    """
    both = [(earlier.get(category, 0), later.get(category, 0)) for category in {**earlier, **later}]
    rows = [row for row in both if any(row)]
    bases = [sum(column) for column in zip(*rows, strict=True)]
    if len(rows) < 2 or not all(bases):
        return None
    expected = [[sum(row) * base / sum(bases) for base in bases] for row in rows]
    terms = (
        (number - in_all) ** 2 / in_all
        for row, expectations in zip(rows, expected, strict=True)
        for number, in_all in zip(row, expectations, strict=True)
    )
    return float(chdtrc(len(rows) - 1, float(sum(terms))))


def find_dissimilarity(earlier: Mapping[Category, int], later: Mapping[Category, int]) -> float | None:
    """Dissimilarity, 0 (alike) to 1: half the sum of the absolute differences of shares; None if a wave is empty.

    Divided once, in whole numbers: a shift of precisely a fifth is 0.2 and no hair more.
    """
    bases = sum(earlier.values()), sum(later.values())
    if not all(bases):
        return None
    apart = sum(
        abs(later.get(category, 0) * bases[0] - earlier.get(category, 0) * bases[1])
        for category in {**earlier, **later}
    )
    return apart / (2 * bases[0] * bases[1])
