"""What a codebook lists as answers: options; or points from least to most, with the numbers that they count as."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from survey_app.dataset.from_files.names import as_whole, identifiers
from survey_app.dataset.from_files.words import is_no_opinion

_BETWEEN = re.compile(r"(?<!:-)\|")
"""No smiley is cut in two."""
_SCORE = re.compile(r"[+-]?[0-9]{1,6}", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_NEGATIONS = ("on", "dis", "un", "in", "im")
_SHORTEST = 4
"""Under is no opposite of der: shorter words mean nothing here."""

_LESS = frozenset({*("niet", "slecht", "slechter", "not", "bad", "poor", "worse"), *"☹🙁😞😟😠😡😢👎"})
_MORE = frozenset(
    {*("eens", "goed", "beter", "uitstekend"), *("agree", "good", "better", "excellent"), *"☺🙂😀😃😄😊😍👍"}
)
"""No more and no less: of overlast and of often, much may be the bad end."""

_FACES = {":-(": "☹", ":(": "☹", ":-)": "☺", ":)": "☺"}


@dataclass(frozen=True)
class Choice:
    """A point or option: its id and label, the code it has in the file if that is another text, a point's score.

    `exclusive`: an option that goes with no other.
    """

    id: str
    label: str
    code: str | None = None
    score: int | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class Points:
    """The points of a statement; `apart` is what is listed with them and is n.v.t., as `9=Weet niet`."""

    choices: Sequence[Choice]
    apart: Sequence[Choice] = ()


def choices_in(text: str) -> list[Choice]:
    """Parted by | (or by ;), each with the code before its = if it has one."""
    parts = [part.strip() for part in (_BETWEEN.split(text) if "|" in text else text.split(";"))]
    pairs = [_pair(part) for part in parts if part]
    ids = identifiers([label for _, label in pairs])
    return [Choice(choice_id, label, code) for choice_id, (code, label) in zip(ids, pairs, strict=True)]


@lru_cache(maxsize=64)
def points_in(text: str) -> Points:
    """The points that are listed; n.v.t. and no opinion may stand before or behind them."""
    listed = choices_in(text)
    first = next((place for place, choice in enumerate(listed) if not is_no_opinion(choice.label)), len(listed))
    last = next((place for place, choice in enumerate(reversed(listed)) if not is_no_opinion(choice.label)), 0)
    end = len(listed) - last
    return Points(_scored(listed[first:end]), (*listed[:first], *listed[end:]))


def listing(choices: Sequence[Choice]) -> str:
    """Choices as a codebook lists them."""
    return "|".join(choice.label if choice.code is None else f"{choice.code}={choice.label}" for choice in choices)


def turned(choices: Sequence[Choice]) -> bool:
    """Whether the codes of points run down, so that the highest is the least and counts as the lowest."""
    numbers = _numbers(choices)
    return len(numbers) > 1 and numbers == sorted(numbers, reverse=True)


def runs_down(labels: Sequence[str]) -> bool:
    """Whether the first of them is the most: Helemaal eens before oneens, tevreden before ontevreden, 5 before 1."""
    first, last = _words(labels[0]), _words(labels[-1])
    opposites = {negation + word for word in first if len(word) >= _SHORTEST for negation in _NEGATIONS}
    are_opposite = bool(first & _MORE and last & _LESS) or not opposites.isdisjoint(last)
    return (are_opposite and first.isdisjoint(_LESS)) or _counts_down(labels)


def _pair(part: str) -> tuple[str | None, str]:
    code, _, label = (text.strip() for text in part.partition("="))
    return (as_whole(code), label) if code and label else (None, code or part)


def _scored(points: list[Choice]) -> list[Choice]:
    """With the codes for scores where they are numbers that run up; where they run down, the other way round."""
    numbers = _numbers(points)
    if turned(points):
        numbers = [min(numbers) + max(numbers) - number for number in numbers]
    are_places = numbers == list(range(1, len(points) + 1))
    if (
        not numbers
        or are_places
        or numbers != sorted(numbers)
        or all(_SCORE.fullmatch(point.label) for point in points)
    ):
        return points
    return [replace(point, score=number) for point, number in zip(points, numbers, strict=True)]


def _numbers(points: Sequence[Choice]) -> list[int]:
    """The codes as numbers, of a point without one its label; none at all if there are no codes or one is no number."""
    codes = [point.label if point.code is None else point.code for point in points]
    are_numbers = all(map(_SCORE.fullmatch, codes)) and len(set(codes)) == len(codes)
    return [int(code) for code in codes] if are_numbers and any(point.code for point in points) else []


def _words(label: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_FACES.get(label.strip(), label.casefold())))


def _counts_down(labels: Sequence[str]) -> bool:
    numbers = [int(label) for label in labels if _SCORE.fullmatch(label)]
    return len(numbers) == len(labels) and numbers == sorted(numbers, reverse=True)
