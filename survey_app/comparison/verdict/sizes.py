"""Words for the size of a difference, which are printed only beside "higher" or "lower" (STATISTICS 4.4 and 6)."""

from enum import StrEnum

from survey_app.comparison.conclusion import Conclusion
from survey_app.comparison.results import Level, Verdict


class DeltaSize(StrEnum):
    """Of Cliff's delta without its sign, by Romano and others (2006): up to .147, .33, .474, and from there."""

    NEGLIGIBLE = "verwaarloosbaar"
    SMALL = "klein"
    MEDIUM = "middelgroot"
    LARGE = "groot"


class PointsSize(StrEnum):
    """Of a difference in percentage points without its sign: below 5, 5 to 10, to 20, above 20; a house convention."""

    NEARLY_EQUAL = "nagenoeg gelijk"
    SMALL = "klein"
    CLEAR = "duidelijk"
    LARGE = "groot"


def may_size(verdict: Verdict, conclusion: Conclusion | None) -> bool:
    """Whether a word for the size may stand beside a difference: not where the comparison is rather imprecise.

    With few answers a difference that is found is on average too large.
    """
    is_larger = conclusion is not None and conclusion.is_of_the_difference
    return is_larger and verdict.level is Level.COMPARABLE and not verdict.notes


def size_of_delta(delta: float) -> DeltaSize:
    """A delta on a bound has the larger size."""
    if abs(delta) < 0.147:
        return DeltaSize.NEGLIGIBLE
    if abs(delta) < 0.33:
        return DeltaSize.SMALL
    return DeltaSize.MEDIUM if abs(delta) < 0.474 else DeltaSize.LARGE


def size_of_points(points: float) -> PointsSize:
    """5 and 10 points are small, 20 is clear.

    Rounded to a billionth first, so that 30% to 40% and 40% to 50% are the same 10 points in binary fractions as well.
    """
    size = round(abs(points), 9)
    if size < 5:
        return PointsSize.NEARLY_EQUAL
    if size <= 10:
        return PointsSize.SMALL
    return PointsSize.CLEAR if size <= 20 else PointsSize.LARGE
