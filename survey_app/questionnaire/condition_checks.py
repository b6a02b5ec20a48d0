"""Whether routing can work: conditions look back, at items that exist, for answers that can be given."""

from __future__ import annotations

from collections.abc import Iterator

from survey_app.questionnaire.conditions import Answered, awaited
from survey_app.questionnaire.faults import Finding, Steps, suggestion
from survey_app.questionnaire.model import Passage
from survey_app.questionnaire.outline import Leaf, Look, Outline, OutlinedEntry


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
    scales = {name: scale for name, scale in outline.response_scales.items() if scale is not None}
    for wrong, right in item.wrong_to_await(leaf, scales):
        yield Finding((*path, awaited(leaf)[0]), wrong, right)
