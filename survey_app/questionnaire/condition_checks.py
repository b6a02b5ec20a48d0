"""Whether routing can work: conditions look back, at items that exist, for answers that can be given, also together."""

from collections.abc import Iterable, Iterator, Mapping

from survey_app.questionnaire.conditions import Answered, In, Is, awaited
from survey_app.questionnaire.faults import Finding, Steps, suggestion
from survey_app.questionnaire.model import AnyItem, Counting, MultipleChoice, Passage
from survey_app.questionnaire.outline import Leaf, Look, Outline, OutlinedEntry

_MOST_TOGETHER = 100
_ONE_ANSWER = (Counting.LISTED, Counting.AS_THEY_COME)
"""Of items with one answer at most; of a multiple choice two options may both be chosen, unless one is exclusive."""


def check_conditions(outline: Outline) -> Iterator[Finding]:
    """Everything wrong with the conditions of sections, items and passages."""
    known = {entry.id: entry for entry in outline.entries() if entry.id}
    earlier: list[str] = []
    for section in outline.sections:
        for look in section.looks:
            yield from _check_look(outline, known, earlier, look)
        for entry in section.entries:
            for look in entry.looks:
                yield from _check_look(outline, known, earlier, look)
            earlier += [entry.id] if entry.id else []


def check_contradictions(outline: Outline) -> Iterator[Finding]:
    """Every condition that cannot hold together with one before it."""
    entries = list(outline.entries())
    asked = [entry.entry for entry in entries if entry.entry is not None]
    items = {item.id: item for item in asked if not isinstance(item, Passage)}
    for looks in (part.looks for parts in (outline.sections, entries) for part in parts):
        for together in _together(looks):
            yield from _check_together(together, items)


def _check_look(outline: Outline, known: dict[str, OutlinedEntry], earlier: list[str], look: Look) -> Iterator[Finding]:
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
    scales = {name: scale for name, scale in outline.response_scales.items() if scale is not None}
    for wrong, right in item.wrong_to_await(leaf, scales):
        yield Finding((*path, awaited(leaf)[0]), wrong, right)


def _together(looks: Iterable[Look]) -> Iterable[list[Look]]:
    """The conditions that must hold at once, in reading order."""
    by_all: dict[Steps, list[Look]] = {}
    for look in looks:
        by_all.setdefault(_outermost_all(look.path), []).append(look)
    return by_all.values()


def _outermost_all(path: Steps) -> Steps:
    """Where the conditions stand that hold together with this one; an `all` in an `all` is one with it."""
    return _outermost_all(path[:-2]) if path[-2] == "all" else path


def _check_together(together: list[Look], items: Mapping[str, AnyItem]) -> Iterator[Finding]:
    if len(together) > _MOST_TOGETHER:
        too_many = f"more than {_MOST_TOGETHER} conditions must hold here at once"
        yield Finding(together[_MOST_TOGETHER].path, too_many, "write fewer")
    for number, look in enumerate(together[:_MOST_TOGETHER]):
        wrongs = (_contradiction(before.leaf, look.leaf, items) for before in together[:number])
        wrong = next(filter(None, wrongs), None)
        if wrong is not None:
            yield Finding(look.path, f"{wrong}, so these never hold together", "use any: for all:, or keep one of them")


def _contradiction(before: Leaf, later: Leaf, items: Mapping[str, AnyItem]) -> str | None:
    """What is wrong with two conditions that must both hold, if anything."""
    if before.item != later.item:
        return None
    if _is_blank(before) or _is_blank(later):
        both = _is_blank(before) and _is_blank(later)
        return None if both else f'item "{before.item}" cannot be answered and not answered'
    item = items.get(before.item)
    if item is None or not isinstance(before, Is | In) or not isinstance(later, Is | In):
        return None
    (_key, first), (_other_key, second) = awaited(before), awaited(later)
    if any(_go_together(item, one, other) for one in first for other in second):
        return None
    return f'the answer to item "{before.item}" cannot be {_words(first)} and also {_words(second)}'


def _go_together(item: AnyItem, one: str | int, other: str | int) -> bool:
    """Whether both can be answered at once."""
    if isinstance(item, MultipleChoice):
        return one == other or item.not_alone([str(one), str(other)]) is None
    return one == other or item.counting not in _ONE_ANSWER


def _is_blank(leaf: Leaf) -> bool:
    return isinstance(leaf, Answered) and not leaf.answered


def _words(values: tuple[str | int, ...]) -> str:
    return " or ".join(str(value) for value in values)
