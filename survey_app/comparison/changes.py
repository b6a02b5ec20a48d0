"""The change of a share from one wave to the next."""

from __future__ import annotations

from survey_app.comparison.intervals import newcombe
from survey_app.comparison.results import Change, Interval


def change_between(earlier: tuple[int, int], later: tuple[int, int]) -> Change:
    """Later minus earlier in percentage points, with Newcombe's interval; each wave is (successes, base)."""
    interval = newcombe(earlier, later)
    difference = later[0] / later[1] - earlier[0] / earlier[1]
    return Change(100 * difference, Interval(100 * interval.low, 100 * interval.high))
