"""Whether conditions under one `all` can hold together; only what contradicts itself on one item is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_app.questionnaire.conditions import Answered, In, Is, awaited
from survey_app.questionnaire.faults import Finding, Steps
from survey_app.questionnaire.model import Counting, Passage
from survey_app.questionnaire.outline import Leaf, Look, Outline

_MOST_TOGETHER = 100
_ONE_ANSWER = (Counting.LISTED, Counting.AS_THEY_COME)
"""Of items with one answer at most; with multiple choice two options may both be among those chosen."""


def check_contradictions(outline: Outline) -> Iterator[Finding]:
    """Every condition that cannot hold together with one before it."""
    entries = list(outline.entries())
    asked = [entry.entry for entry in entries if entry.entry is not None]
    one_answer = {item.id for item in asked if not isinstance(item, Passage) and item.counting in _ONE_ANSWER}
    for looks in (part.looks for parts in (outline.sections, entries) for part in parts):
        for together in _together(looks):
            yield from _check(together, one_answer)


def _together(looks: Iterable[Look]) -> Iterable[list[Look]]:
    """The conditions that must hold at once, in reading order."""
    found: dict[Steps, list[Look]] = {}
    for look in looks:
        found.setdefault(_outermost_all(look.path), []).append(look)
    return found.values()


def _outermost_all(path: Steps) -> Steps:
    """Where the conditions stand that hold together with this one; an `all` in an `all` is one with it."""
    return _outermost_all(path[:-2]) if path[-2] == "all" else path


def _check(together: list[Look], one_answer: set[str]) -> Iterator[Finding]:
    if len(together) > _MOST_TOGETHER:
        too_many = f"more than {_MOST_TOGETHER} conditions must hold here at once"
        yield Finding(together[_MOST_TOGETHER].path, too_many, "write fewer")
    for number, look in enumerate(together[:_MOST_TOGETHER]):
        wrongs = (_contradiction(before.leaf, look.leaf, one_answer) for before in together[:number])
        wrong = next(filter(None, wrongs), None)
        if wrong is not None:
            yield Finding(look.path, f"{wrong}, so these never hold together", "use any: for all:, or keep one of them")


def _contradiction(one: Leaf, other: Leaf, one_answer: set[str]) -> str | None:
    """What is wrong with two conditions that must both hold, if anything."""
    if one.item != other.item:
        return None
    if _is_blank(one) or _is_blank(other):
        both = _is_blank(one) and _is_blank(other)
        return None if both else f'item "{one.item}" cannot be answered and not answered'
    if one.item not in one_answer or not isinstance(one, Is | In) or not isinstance(other, Is | In):
        return None
    (_key, first), (_other_key, second) = awaited(one), awaited(other)
    if set(first) & set(second):
        return None
    return f'the answer to item "{one.item}" cannot be {_words(first)} and also {_words(second)}'


def _is_blank(leaf: Leaf) -> bool:
    return isinstance(leaf, Answered) and not leaf.answered


def _words(values: tuple[str | int, ...]) -> str:
    return " or ".join(str(value) for value in values)
