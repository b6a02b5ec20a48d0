"""What a codebook lists as answers: options; or points from least to most, with the numbers that they count as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from survey_app.dataset.from_files.names import as_whole, identifiers
from survey_app.dataset.from_files.words import is_no_opinion

_BETWEEN = re.compile(r"(?<!:-)\|")
"""No smiley is cut in two."""
_SCORE = re.compile(r"[+-]?[0-9]{1,6}", re.ASCII)


@dataclass(frozen=True)
class Choice:
    """A point or option: its id and label, the code it has in the file if that is another text, a point's score."""

    id: str
    label: str
    code: str | None = None
    score: int | None = None


@dataclass(frozen=True)
class Points:
    """The points of a statement; `apart` is what is listed with them and is n.v.t., as `9=Weet niet`."""

    choices: Sequence[Choice]
    apart: Sequence[Choice] = ()


def choices_in(text: str) -> list[Choice]:
    """Parted by | (or by ;), each with the code before its = if it has one."""
    parts = [part.strip() for part in (_BETWEEN.split(text) if "|" in text else text.split(";"))]
    pairs = [_pair(part) for part in parts if part]
    made = identifiers([label for _, label in pairs])
    return [Choice(one, label, code) for one, (code, label) in zip(made, pairs, strict=True)]


@lru_cache(maxsize=64)
def points_in(text: str) -> Points:
    """The points that are listed; n.v.t. and no opinion may stand before or behind them."""
    listed = choices_in(text)
    first = next((place for place, one in enumerate(listed) if not is_no_opinion(one.label)), len(listed))
    last = next((place for place, one in enumerate(reversed(listed)) if not is_no_opinion(one.label)), 0)
    end = len(listed) - last
    return Points(_scored(listed[first:end]), (*listed[:first], *listed[end:]))


def listing(choices: Sequence[Choice]) -> str:
    """Choices as a codebook lists them."""
    return "|".join(one.label if one.code is None else f"{one.code}={one.label}" for one in choices)


def turned(choices: Sequence[Choice]) -> bool:
    """Whether the codes of points run down, so that the highest is the least and counts as the lowest."""
    numbers = _numbers(choices)
    return len(numbers) > 1 and numbers == sorted(numbers, reverse=True)


def _pair(part: str) -> tuple[str | None, str]:
    code, _, label = (one.strip() for one in part.partition("="))
    return (as_whole(code), label) if code and label else (None, code or part)


def _scored(points: list[Choice]) -> list[Choice]:
    """With the codes for scores where they are numbers that run up; where they run down, the other way round."""
    numbers = _numbers(points)
    if turned(points):
        numbers = [min(numbers) + max(numbers) - number for number in numbers]
    are_places = numbers == list(range(1, len(points) + 1))
    if not numbers or are_places or numbers != sorted(numbers) or all(map(_SCORE.fullmatch, _labels(points))):
        return points
    return [replace(point, score=number) for point, number in zip(points, numbers, strict=True)]


def _numbers(points: Sequence[Choice]) -> list[int]:
    """The codes as numbers, of a point without one its label; none at all if there are no codes or one is no number."""
    told = [one.label if one.code is None else one.code for one in points]
    are_numbers = all(map(_SCORE.fullmatch, told)) and len(set(told)) == len(told)
    return [int(one) for one in told] if are_numbers and any(one.code for one in points) else []


def _labels(points: Sequence[Choice]) -> list[str]:
    return [one.label for one in points]
