"""Who can have given which response, by what stands beside it: the village of his code, or its arm, or neither.

People and responses are numbered alike. The attacker knows who answered, the village of each code, and the study.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from survey_app.fieldwork.place import NOWHERE, Place
from tests.attack.evidence import Row

NumberOf = Callable[[Row], int | None]


def villages_of(codes: Sequence[Row], number_of: NumberOf) -> dict[int, str | None]:
    """The village of each person, as it stands beside his code."""
    return {number: row["segment"] for row in codes if (number := number_of(row)) is not None}  # type: ignore[misc]


def places_of(responses: Sequence[Row], number_of: NumberOf) -> dict[int, Place]:
    """What stands beside each response."""
    numbered = [(number, row) for row in responses if (number := number_of(row)) is not None]
    return {number: Place(row["segment"], row.get("arm")) for number, row in numbered}  # type: ignore[arg-type]


def told_apart(
    villages: Mapping[int, str | None], places: Mapping[int, Place], arm_of: Mapping[str, str]
) -> list[Place]:
    """By number of a person: the place that his response must have, the most that is said of anybody like him."""
    said = set(places.values())

    def must_have(village: str | None) -> Place:
        if village is None:
            return NOWHERE
        of_arm = Place(None, arm_of.get(village))
        return next((place for place in (Place(village), of_arm) if place in said), NOWHERE)

    return [must_have(villages[number]) for number in range(len(villages))]


def certain(places: Sequence[Place]) -> int:
    """How many people are the only one whose response can have its place: they are linked for good."""
    return sum(number == 1 for number in Counter(places).values())
