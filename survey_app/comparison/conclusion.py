"""The conclusion that is printed of one comparable item: higher, lower, as good as equal, or none (STATISTICS 6)."""

from __future__ import annotations

from enum import StrEnum

from survey_app.comparison.intervals import Interval

SIGNIFICANCE = 0.05
"""The level of a whole family of tests, after Holm."""


class Conclusion(StrEnum):
    """What may be said of the change; UNDECIDED is not "no difference": the data cannot tell."""

    HIGHER = "hoger"
    LOWER = "lager"
    HIGHER_SMALL = "hoger_verschil_klein"
    LOWER_SMALL = "lager_verschil_klein"
    EQUIVALENT = "praktisch_gelijk"
    UNDECIDED = "geen_uitspraak"


def conclude(holm_p: float | None, delta: float | None, interval_pp: Interval | None, bound_pp: float) -> Conclusion:
    """From Brunner-Munzel's p after Holm, the sign of Cliff's delta and the 90% Newcombe interval in points.

    Equivalence is two one-sided tests at 5%: the 90% interval lies wholly between -bound and +bound. Without a p there
    were too few answers for any conclusion. The sign of any other change will do for `delta`, of a weighted share too.
    """
    if holm_p is None or delta is None:
        return Conclusion.UNDECIDED
    within = interval_pp is not None and -bound_pp < interval_pp.low and interval_pp.high < bound_pp
    if holm_p < SIGNIFICANCE and delta > 0:
        return Conclusion.HIGHER_SMALL if within else Conclusion.HIGHER
    if holm_p < SIGNIFICANCE and delta < 0:
        return Conclusion.LOWER_SMALL if within else Conclusion.LOWER
    return Conclusion.EQUIVALENT if within else Conclusion.UNDECIDED
