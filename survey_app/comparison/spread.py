"""How the answers of a group lie over what could be answered: what disclosure control looks at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from survey_app.dataset.counts import ItemCounts, ScaleCounts

_HOMOGENEOUS_BELOW = 30


@dataclass(frozen=True)
class Spread:
    """Of one item or scale in one group: how many answered (or have a score), and how many gave each answer."""

    base: int
    numbers: Mapping[str, int]

    def in_common(self) -> str | None:
        """The answer that everybody in a small group gave, so that the figure would tell each one's answer (rule 7)."""
        if not 0 < self.base < _HOMOGENEOUS_BELOW:
            return None
        return next((answer for answer, number in self.numbers.items() if number == self.base), None)

    def in_common_outside(self, parts: Sequence[Spread]) -> str | None:
        """The same of those in this group who are in none of these parts of it."""
        base = self.base - sum(part.base for part in parts)
        if base >= _HOMOGENEOUS_BELOW:
            return None
        left = {
            answer: number - sum(part.numbers.get(answer, 0) for part in parts)
            for answer, number in self.numbers.items()
        }
        return Spread(base, left).in_common()


def spread_of_item(counts: ItemCounts) -> Spread:
    """By answer; of several choices an answer in common is one that everybody ticked."""
    return Spread(counts.answered, counts.answers)


def spread_of_scale(counts: ScaleCounts) -> Spread:
    """By score, the mean of the items that a person answered, of those who have one."""
    found: Counter[str] = Counter()
    for answered, total, persons in scored(counts):
        found[str(Fraction(total, answered))] += persons
    return Spread(found.total(), found)


def numbers_answered(counts: ScaleCounts) -> Counter[int]:
    """Persons by how many items they answered; under 0 all who have no score for it. Who answered none is in no sum."""
    found: Counter[int] = Counter()
    for answered, _, persons in counts.scores:
        found[answered if 2 * answered >= len(counts.items) else 0] += persons
    return found


def scored(counts: ScaleCounts) -> tuple[tuple[int, int, int], ...]:
    """Of `scores`, those of persons with a score: at least half of the items answered (STATISTICS 7)."""
    return tuple(entry for entry in counts.scores if 2 * entry[0] >= len(counts.items))
