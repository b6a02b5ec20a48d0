"""Whether routing can work: conditions look back, at items that exist, for answers that can be given."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.questionnaire.conditions import Answered, AtLeast, In, Is
from survey_app.questionnaire.faults import Finding, Steps
from survey_app.questionnaire.model import (
    NOT_APPLICABLE,
    LikertStatement,
    Mark,
    Number,
    OpenText,
    Passage,
    ResponseScale,
    options_of,
)
from survey_app.questionnaire.outline import Leaf, Look, Outline, OutlinedEntry
from survey_app.questionnaire.validation import MARK_MAXIMUM, MARK_MINIMUM
from survey_app.questionnaire.wording import suggestion


def check_conditions(outline: Outline) -> Iterator[Finding]:
    """Everything wrong with the conditions of sections, items and passages."""
    known = {entry.id: entry for entry in outline.entries() if entry.id}
    earlier: list[str] = []
    for section in outline.sections:
        for look in section.looks:
            yield from _check(outline, known, earlier, look)
        for entry in section.entries:
            for look in entry.looks:
                yield from _check(outline, known, earlier, look)
            earlier += [entry.id] if entry.id else []


def _check(outline: Outline, known: dict[str, OutlinedEntry], earlier: list[str], look: Look) -> Iterator[Finding]:
    path, item_id = (*look.path, "item"), look.leaf.item
    if item_id not in known:
        yield Finding(path, f'unknown item "{item_id}"', suggestion(item_id, earlier))
    elif item_id not in earlier:
        wrong = f'item "{item_id}" is asked here or later, so its answer is not known yet'
        yield Finding(path, wrong, f"look at an item asked before; {suggestion('', earlier)}")
    else:
        yield from _check_leaf(outline, known[item_id], look.leaf, look.path)


def _check_leaf(outline: Outline, looked_at: OutlinedEntry, leaf: Leaf, path: Steps) -> Iterator[Finding]:
    """Whether the item can have the answer that the condition waits for."""
    item = looked_at.entry
    if item is None or isinstance(item, Passage) or isinstance(leaf, Answered):
        return
    key, values = awaited(leaf)
    scale = outline.response_scales.get(item.response_scale) if isinstance(item, LikertStatement) else None
    match item:
        case OpenText():
            yield Finding((*path, key), f'item "{item.id}" is answered in words', "use answered: true or false")
        case Number(minimum=minimum, maximum=maximum):
            yield from _check_numbers(item.id, minimum, maximum, values, (*path, key))
        case Mark():
            yield from _check_numbers(item.id, MARK_MINIMUM, MARK_MAXIMUM, values, (*path, key))
        case LikertStatement() if scale is not None:
            yield from _check_words(item.id, _answers_on(scale, leaf), values, (*path, key))
        case _ if isinstance(leaf, AtLeast) and not isinstance(item, LikertStatement):
            yield Finding((*path, key), f'the options of item "{item.id}" have no order', "use in: with a list of them")
        case _ if not isinstance(item, LikertStatement):
            yield from _check_words(item.id, [option.id for option in options_of(item)], values, (*path, key))


def awaited(leaf: Is | In | AtLeast) -> tuple[str, tuple[str | int, ...]]:
    """The key of a condition, and the answers that stand behind it."""
    match leaf:
        case Is(value=value):
            return "is", (value,)
        case In(values=values):
            return "in", values
        case AtLeast(bound=bound):
            return "at_least", (bound,)


def _answers_on(scale: ResponseScale, leaf: Leaf) -> list[str]:
    """What can be awaited of a scale; n.v.t. is an answer but has no place to be reached."""
    points = [point.id for point in scale.points]
    offered = scale.not_applicable is not None and not isinstance(leaf, AtLeast)
    return [*points, NOT_APPLICABLE] if offered else points


def _check_words(item_id: str, known: list[str], values: tuple[str | int, ...], path: Steps) -> Iterator[Finding]:
    for value in values:
        if not isinstance(value, str):
            wrong = f'the answer to item "{item_id}" is one of its options, never the number {value}'
            yield Finding(path, wrong, suggestion("", known))
        elif value not in known:
            yield Finding(path, f'item "{item_id}" has no answer "{value}"', suggestion(value, known))


def _check_numbers(
    item_id: str, minimum: int, maximum: int, values: tuple[str | int, ...], path: Steps
) -> Iterator[Finding]:
    for value in values:
        if isinstance(value, str):
            wrong = f'the answer to item "{item_id}" is a number, never "{value}"'
            yield Finding(path, wrong, f"write a whole number from {minimum} to {maximum}, without quotes")
        elif not minimum <= value <= maximum:
            wrong = f'the answer to item "{item_id}" is never {value}'
            yield Finding(path, wrong, f"use a number from {minimum} to {maximum}")
