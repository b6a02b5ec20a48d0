"""What the goal register of a study can have wrong with itself, and with the questionnaires that it is about."""

import re
from collections.abc import Iterable, Iterator

from survey_app.questionnaire.faults import Finding, Steps
from survey_app.questionnaire.goals import Goal
from survey_app.questionnaire.model import LikertStatement
from survey_app.questionnaire.outline import Outline, OutlinedEntry, Part
from survey_app.questionnaire.types.amounts import Amount
from survey_app.questionnaire.types.direction import Directed, HigherIs

_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_SAME = ("item", "scale", "figure", "questionnaire", "wave")


def check_goals(goals: Part) -> Iterator[Finding]:
    """Of each goal: about one thing, of a figure that this has, a target that can be, by a month, and told once."""
    seen = set[tuple[object, ...]]()
    for goal in goals.parts:
        about = [key for key in ("item", "scale") if key in goal.block]
        if goal.block and len(about) != 1:
            wrong = "a goal of an item and of a scale" if about else "a goal that is about nothing"
            yield Finding(goal.path, wrong, "name one of the two: item: or scale:, with its id")
        figure, target, month = goal.at("figure"), goal.at("target"), goal.at("by")
        if about == ["scale"] and figure.text == "agree":
            right = "write figure: mean, with a target in scores"
            yield Finding(figure.path, "a scale has no share that agrees", right)
        if figure.text == "agree" and isinstance(target.data, int | float) and not 0 < target.data < 100:
            yield Finding(target.path, f"{target.data} percent is no goal", "write a number above 0 and below 100")
        if month.text and not _MONTH.fullmatch(month.text):
            yield Finding(month.path, f'"{month.text}" is not a month', 'write it in quotes, as in "2027-06"')
        key = tuple(goal.block.get(name) if isinstance(goal.block.get(name), str) else None for name in _SAME)
        if about and key in seen:
            right = "leave one of the two out, or say of which wave each is"
            yield Finding(goal.path, "there is a goal for this figure before", right)
        seen.add(key)


def check_goals_of(outline: Outline, questionnaire: object, goals: Iterable[Goal]) -> Iterator[Finding]:
    """Of the goals of a study that a questionnaire asks the subject of: whether they can be told of it."""
    entries = {entry.id: entry for entry in outline.entries() if entry.id}
    for goal in goals:
        if goal.questionnaire not in (None, questionnaire):
            continue
        entry = entries.get(goal.item or "")
        if entry is not None:
            yield from _of_item(goal, entry, outline)
        for scale in outline.scales:
            first = entries.get(scale.items[0].id) if scale.items else None
            if goal.scale in [named.id for named in scale.id] and first is not None:
                yield from _target(goal, (*scale.id[0].path[:-1],), _range(first, outline))


def _of_item(goal: Goal, entry: OutlinedEntry, outline: Outline) -> Iterator[Finding]:
    item = entry.entry
    if item is None:
        return
    named = f'study.yaml has a goal for item "{entry.id}"'
    if not isinstance(item, LikertStatement | Amount):
        right = "a goal is about a statement, a mark or a number; take it out of goals: or name another item"
        yield Finding((*entry.path, "type"), f"{named}, which is of type {item.type}", right)
    elif isinstance(item, Directed) and item.higher_is is HigherIs.NEITHER:
        right = "say better or worse, or take the goal out of study.yaml"
        yield Finding((*entry.path, "higher_is"), f"{named}, of which neither higher nor lower is better", right)
    elif isinstance(item, Amount) and goal.figure == "agree":
        wrong = f"{named}, of a share that agrees, which a {item.type} does not have"
        yield Finding((*entry.path, "type"), wrong, "write figure: mean, with a target in its unit")
    else:
        yield from _target(goal, entry.path, _range(entry, outline))


def _target(goal: Goal, path: Steps, bounds: tuple[int, int] | None) -> Iterator[Finding]:
    """A mean that is never lower than the lowest answer is no goal."""
    if goal.figure == "mean" and bounds and not bounds[0] < goal.target < bounds[1]:
        of_mean = f"of which a mean is {bounds[0]} to {bounds[1]}"
        wrong = f'study.yaml has a goal of {goal.target:g} for "{goal.subject}", {of_mean}'
        yield Finding(path, wrong, "write a target between the two")


def _range(entry: OutlinedEntry, outline: Outline) -> tuple[int, int] | None:
    """The lowest and the highest answer; None where that is not known."""
    item = entry.entry
    if isinstance(item, Amount):
        return item.bounds
    scale = outline.response_scales.get(entry.response_scale or "")
    return (min(scale.scores), max(scale.scores)) if scale and isinstance(item, LikertStatement) else None
