"""Answers that lead to a part of a questionnaire, so that every route can be walked without trying."""

from collections.abc import Iterator, Sequence
from itertools import islice

from survey_app.questionnaire.answers import Answer, Answers
from survey_app.questionnaire.conditions import AllOf, Answered, AnyOf, AtLeast, Condition, In, Is, Not
from survey_app.questionnaire.model import Amount, AnyItem, Entry, MultipleChoice, Questionnaire, Section
from survey_app.questionnaire.routing import holds, is_shown, settle

_MOST_TRIED = 2000

_Leaf = Is | In | AtLeast | Answered
_Wish = tuple[Condition, bool]
"""A condition, and whether it should hold."""


def find_way_to(questionnaire: Questionnaire, section_id: str, place: int | None = None) -> Answers | None:
    """Few answers by which this section is asked, and of it this entry; None when we find none."""
    section = next(section for section in questionnaire.sections if section.id == section_id)
    parts = [section] if place is None else [section, section.items[place]]
    tried = islice(_ways_through(questionnaire, _when(parts), {}), _MOST_TRIED)
    return next((way for way in tried if _leads_to(questionnaire, way, parts)), None)


def _when(parts: Sequence[Section | Entry]) -> list[_Wish]:
    return [(part.when, True) for part in parts if part.when is not None]


def _leads_to(questionnaire: Questionnaire, way: Answers, parts: Sequence[Section | Entry]) -> bool:
    settled = settle(questionnaire, way)
    return way.items() <= settled.items() and all(is_shown(questionnaire, part, settled) for part in parts)


def _ways_through(questionnaire: Questionnaire, wishes: Sequence[_Wish], way: Answers) -> Iterator[Answers]:
    """Every way that goes on from this one and on which all wishes come true."""
    if not wishes:
        yield way
        return
    for further in _ways(questionnaire, wishes[0], way):
        yield from _ways_through(questionnaire, wishes[1:], further)


def _ways(questionnaire: Questionnaire, wish: _Wish, way: Answers) -> Iterator[Answers]:
    condition, wanted = wish
    match condition:
        case Not(condition=part):
            yield from _ways(questionnaire, (part, not wanted), way)
        case AllOf(conditions=parts) | AnyOf(conditions=parts):
            wishes = [(part, wanted) for part in parts]
            if isinstance(condition, AllOf) is wanted:
                yield from _ways_through(questionnaire, wishes, way)
                return
            for one in wishes:
                yield from _ways(questionnaire, one, way)
        case _:
            yield from _ways_of_one(questionnaire, condition, way, wanted=wanted)


def _ways_of_one(questionnaire: Questionnaire, leaf: _Leaf, way: Answers, *, wanted: bool) -> Iterator[Answers]:
    if holds(questionnaire, leaf, way) is wanted:
        yield way
    item = questionnaire.items[leaf.item]
    for answer in _answers_to(questionnaire, item, way.get(item.id), leaf):
        if holds(questionnaire, leaf, {item.id: answer}) is wanted:
            section = next(section for section in questionnaire.sections if item in section.items)
            for further in _ways_through(questionnaire, _when([section, item]), way):
                yield {**further, item.id: answer}


def _answers_to(questionnaire: Questionnaire, item: AnyItem, given: Answer | None, leaf: _Leaf) -> Iterator[Answer]:
    """What could be answered; beside what was `given` on the way, where more than one option can be chosen."""
    if isinstance(item, MultipleChoice):
        before = given if isinstance(given, tuple) else ()
        beside = ((*before, option) for option in item.codes({}) if option not in before)
        yield from (chosen for chosen in beside if item.not_alone(chosen) is None)
    elif given is not None:
        return
    elif isinstance(item, Amount):
        yield from _numbers(item, leaf)
    else:
        yield from item.labels(questionnaire.response_scales) or ["…"]


def _numbers(item: Amount, leaf: _Leaf) -> Iterator[int]:
    """The bounds, and whatever the condition names with its neighbours."""
    match leaf:
        case Is(value=value):
            named: tuple[str | int, ...] = (value,)
        case In(values=values):
            named = values
        case AtLeast(bound=bound):
            named = (bound,)
        case Answered():
            named = ()
    lowest, highest = item.bounds
    near = [value + step for value in named if isinstance(value, int) for step in (0, 1, -1)]
    yield from dict.fromkeys(value for value in (*near, lowest, highest) if lowest <= value <= highest)
