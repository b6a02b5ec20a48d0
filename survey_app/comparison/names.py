"""What sentences and headings call the two waves of a comparison."""

from __future__ import annotations

from survey_app.comparison.months import dutch_month
from survey_app.fieldwork.wave import Wave

Names = tuple[str, str]
"""Two different names, the earlier wave first."""


def names_of(earlier: Wave, later: Wave) -> Names:
    """Their months; with what else tells them apart when both were in one month."""
    months = dutch_month(earlier.month), dutch_month(later.month)
    if months[0] != months[1]:
        return months
    apart = earlier.label, later.label
    if apart[0].casefold() == apart[1].casefold():
        apart = f"{earlier.label}, {earlier.id}", f"{later.label}, {later.id}"
    return f"{months[0]} (‘{apart[0]}’)", f"{months[1]} (‘{apart[1]}’)"
