"""How the answers of a group lie over what could be answered: what disclosure control looks at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from survey_app.dataset.counts import ItemCounts, ScaleCounts, is_homogeneous


@dataclass(frozen=True)
class Spread:
    """Of one item or scale in one group: how many answered (or have a score), and how many gave each answer.

    `scores` is what each answer counts for in a mean; empty where answers have no order. `was_asked`: of
    somebody; `not_asked`: of how many it was not.
    """

    base: int
    numbers: Mapping[str, int]
    scores: Mapping[str, Fraction] = field(default_factory=dict)
    was_asked: bool = True
    not_asked: int = 0

    def in_common(self) -> str | None:
        """The answer that everybody in a small group gave, so that the figure would tell each one's answer (rule 7)."""
        return next((answer for answer, number in self.numbers.items() if is_homogeneous(number, self.base)), None)

    def mean_width(self, number: int) -> Fraction:
        """Between the means of so many of the lowest and of the highest answers of the group; it has as many."""
        ordered = sorted((self.scores[answer], times) for answer, times in self.numbers.items() if times)
        return (_total(reversed(ordered), number) - _total(ordered, number)) / number


def together(parts: Iterable[Spread]) -> Spread:
    """Of all of these, who have nobody in common."""
    base, numbers, scores = 0, Counter[str](), dict[str, Fraction]()
    for part in parts:
        base += part.base
        numbers.update(part.numbers)
        scores |= part.scores
    return Spread(base, numbers, scores)


def outside(whole: Spread, parts: Iterable[Spread]) -> Spread:
    """Of those in a group who are in none of these parts of it."""
    taken = together(parts)
    left = {answer: number - taken.numbers.get(answer, 0) for answer, number in whole.numbers.items()}
    return Spread(whole.base - taken.base, left, whole.scores)


def spread_of_item(counts: ItemCounts, *, is_ordered: bool = False) -> Spread:
    """By answer; of several choices an answer in common is one that everybody ticked. Ordered answers score 1, 2, …"""
    scores = {answer: Fraction(place) for place, answer in enumerate(counts.answers, start=1)} if is_ordered else {}
    return Spread(counts.answered, counts.answers, scores, counts.asked > 0, counts.not_asked)


def spread_of_scale(counts: ScaleCounts) -> Spread:
    """By score, the mean of the items that a person answered, of those who have one."""
    numbers, scores = Counter[str](), dict[str, Fraction]()
    for answered, total, persons in scored(counts):
        score = Fraction(total, answered)
        scores[str(score)] = score
        numbers[str(score)] += persons
    return Spread(numbers.total(), numbers, scores)


def numbers_answered(counts: ScaleCounts) -> Counter[int]:
    """Persons by how many items they answered; under 0 all who have no score for it. Who answered none is in no sum."""
    numbers: Counter[int] = Counter()
    for answered, _, persons in counts.scores:
        numbers[answered if answered >= least_answered(len(counts.items)) else 0] += persons
    return numbers


def scored(counts: ScaleCounts) -> tuple[tuple[int, int, int], ...]:
    """Of `scores`, those of persons with a score (STATISTICS 7)."""
    return tuple(entry for entry in counts.scores if entry[0] >= least_answered(len(counts.items)))


def least_answered(items: int) -> int:
    """How many of this many items a person must have answered to have a score: half of them, rounded up."""
    return (items + 1) // 2


def _total(ordered: Iterable[tuple[Fraction, int]], number: int) -> Fraction:
    """The sum of the first so many."""
    total, left = Fraction(0), number
    for score, times in ordered:
        taken = min(times, left)
        total += taken * score
        left -= taken
    return total
