"""The conclusion that is printed of a difference, so that it agrees with the interval beside it (STATISTICS 6)."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from survey_app.comparison.sentences import number_words
from survey_app.comparison.statistics.intervals import Interval
from survey_app.language.words import Words

SIGNIFICANCE = 0.05
"""The level of a whole family of tests, after Holm."""


class Finding(StrEnum):
    """What may be said of the change; UNDECIDED is not "no difference": the data cannot tell."""

    HIGHER = "hoger"
    LOWER = "lager"
    HIGHER_SMALL = "hoger_verschil_klein"
    LOWER_SMALL = "lager_verschil_klein"
    HIGHER_OVERALL = "hoger_over_de_hele_schaal"
    LOWER_OVERALL = "lager_over_de_hele_schaal"
    WITHIN_BOUND = "binnen_de_grens"
    UNDECIDED = "geen_uitspraak"


_WITHOUT_DIRECTION = frozenset({Finding.WITHIN_BOUND, Finding.UNDECIDED})
_OVERALL = frozenset({Finding.HIGHER_OVERALL, Finding.LOWER_OVERALL})


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A finding, in the words that every output has for it: of a hint where the verdict allows no more."""

    finding: Finding
    words: Words

    @property
    def has_direction(self) -> bool:
        """Whether it says higher or lower."""
        return self.finding not in _WITHOUT_DIRECTION

    @property
    def is_higher(self) -> bool:
        """Whether what has a direction went up."""
        return self.finding.startswith("hoger")

    @property
    def is_of_the_difference(self) -> bool:
        """Whether it says that the printed difference itself is higher or lower, so that it may have a size."""
        return self.has_direction and self.finding not in _OVERALL


@dataclass(frozen=True)
class Measure:
    """What the printed difference is of: its unit, and the bound below which it does not matter; 0 is no bound.

    `overall` and `printed` tell apart the whole distribution, which was tested, and the figure whose interval is
    printed; None where it is that figure that was tested.
    """

    bound: float
    unit: Words
    overall: Words | None = None
    printed: Words | None = None

    @cached_property
    def smaller(self) -> Words:
        """That a difference lies within the bound."""
        bound = number_words(self.bound, 0 if float(self.bound).is_integer() else 1)
        return _SMALLER.filled(bound=bound, unit=self.unit)


def of_share(bound_pp: float) -> Measure:
    """The share above the middle of a response scale."""
    unit = _points(bound_pp)
    return Measure(bound_pp, unit, Words("over de hele schaal"), Words("% eens"))


def of_option(bound_pp: float) -> Measure:
    """The share that chose an option."""
    return Measure(bound_pp, _points(bound_pp))


def of_mark(bound: float) -> Measure:
    """The mean of a report mark, or of a number (which has no bound)."""
    return Measure(bound, Words("punt"))


OF_SCORE = Measure(0, Words("punt"), Words("over alle scores"), Words("gemiddelde"))
"""The mean score of a scale, for which no bound is known."""


def _points(number: float) -> Words:
    return Words("procentpunt") if number == 1 else Words("procentpunten")


def conclude(
    holm_p: float | None, direction: float | None, interval: Interval | None, measure: Measure, *, is_hint: bool = False
) -> Conclusion:
    """From the p after Holm, the sign of what was tested, and the 95% interval that is printed, in its own unit."""
    finding = _find(holm_p, direction or 0, interval, measure)
    if is_hint:
        return Conclusion(finding, _hint(finding, interval, measure))
    return Conclusion(finding, _words(finding, interval, measure))


def _find(holm_p: float | None, direction: float, interval: Interval | None, measure: Measure) -> Finding:
    holds_zero = interval is not None and interval.low <= 0 <= interval.high
    is_significant = holm_p is not None and holm_p < SIGNIFICANCE and direction != 0
    is_within = interval is not None and -measure.bound < interval.low and interval.high < measure.bound
    if not is_significant or (holds_zero and measure.overall is None):
        return Finding.WITHIN_BOUND if is_within else Finding.UNDECIDED
    is_higher = direction > 0
    if holds_zero or _is_opposite(interval, direction):
        return Finding.HIGHER_OVERALL if is_higher else Finding.LOWER_OVERALL
    if is_within:
        return Finding.HIGHER_SMALL if is_higher else Finding.LOWER_SMALL
    return Finding.HIGHER if is_higher else Finding.LOWER


def _is_opposite(interval: Interval | None, direction: float) -> bool:
    """Whether the printed figure went the other way than the distribution as a whole."""
    return interval is not None and (interval.high < 0 if direction > 0 else interval.low > 0)


def _words(finding: Finding, interval: Interval | None, measure: Measure) -> Words:
    if finding is Finding.WITHIN_BOUND:
        return measure.smaller
    if finding in _OVERALL:
        return _OVER_ALL.filled(
            higher=_DIRECTIONS[finding],
            overall=measure.overall or "",
            printed=measure.printed or "",
            moved=_moved(interval),
        )
    return _PLAIN[finding]


def _moved(interval: Interval | None) -> Words:
    if interval is None or interval.low <= 0 <= interval.high:
        return Words("nauwelijks anders")
    return _HIGHER if interval.low > 0 else _LOWER


def _hint(finding: Finding, interval: Interval | None, measure: Measure) -> Words:
    """No size of it, and of what does not hold for the printed figure no less than that."""
    if finding in _WITHOUT_DIRECTION:
        return Words("geen aanwijzing")
    hint = _words(finding, interval, measure) if finding in _OVERALL else _DIRECTIONS[finding]
    return Words("aanwijzing: {told}").filled(told=hint)


_HIGHER, _LOWER = Words("hoger"), Words("lager")
_DIRECTIONS = {
    finding: _HIGHER if finding.startswith("hoger") else _LOWER
    for finding in Finding
    if finding not in _WITHOUT_DIRECTION
}
_PLAIN = {
    Finding.HIGHER: _HIGHER,
    Finding.LOWER: _LOWER,
    Finding.HIGHER_SMALL: Words("hoger, verschil klein"),
    Finding.LOWER_SMALL: Words("lager, verschil klein"),
    Finding.UNDECIDED: Words("geen uitspraak mogelijk"),
}
_SMALLER = Words("verschil kleiner dan {bound} {unit}")
_OVER_ALL = Words("{higher} {overall}; {printed} {moved}")
