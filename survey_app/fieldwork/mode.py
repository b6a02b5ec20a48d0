"""How a response was given, and how much of that is kept."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum


class Mode(StrEnum):
    """How a response was given."""

    WEB = "web"
    PAPER = "paper"
    TELEPHONE = "telephone"
    TABLET = "tablet"
    ASSISTED = "assisted"


_COARSER = {Mode.ASSISTED: Mode.TABLET, Mode.TABLET: Mode.WEB}
"""Read out on a tablet for everybody is also on such a tablet, and that is also online."""


def kept_modes(numbers: Mapping[str | None, int], minimum: int) -> Mapping[str | None, str | None]:
    """What is kept of each mode that occurs, by how many there are of it.

    Itself; of what has fewer than `minimum`, what covers it; None of any where some mode is small all the same.
    """
    kept = {mode: mode for mode in numbers}
    for small, coarser in _COARSER.items():
        if 0 < _totals(kept, numbers)[small] < minimum:
            kept = {mode: coarser if stays == small else stays for mode, stays in kept.items()}
    if all(number >= minimum for number in _totals(kept, numbers).values()):
        return kept
    return dict.fromkeys(numbers)


def _totals(kept: Mapping[str | None, str | None], numbers: Mapping[str | None, int]) -> Counter[str | None]:
    totals = Counter[str | None]()
    for mode, number in numbers.items():
        totals[kept[mode]] += number
    return totals
