"""Which sections and items a respondent is asked, given the answers so far, and which items decide that."""

from collections.abc import Mapping, Set

from survey_app.questionnaire.answers import Answer, Answers, words_key
from survey_app.questionnaire.conditions import AllOf, Answered, AnyOf, AtLeast, Condition, In, Is, Not, items_in
from survey_app.questionnaire.model import Entry, LikertStatement, Passage, Questionnaire, Section

_EMPTY = ((), "")
_NOTHING = frozenset[str]()


def asked_sections(questionnaire: Questionnaire, answers: Answers) -> list[Section]:
    """Sections with at least one item that is asked; answers to items no longer asked count for nothing."""
    settled = settle(questionnaire, answers)
    return [section for section in questionnaire.sections if any(item.id in settled for item in section.asks())]


def settle(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """The answers as they are sent: an entry for every item asked, and for no other.

    Items no longer asked lose their answer and their words, and count as not answered in later conditions. One pass
    is enough, for a condition only looks back. Asked but absent, empty or without a choice becomes None.
    """
    settled: dict[str, Answer | None] = {}
    for section in questionnaire.sections:
        if not is_shown(questionnaire, section, settled):
            continue
        for entry in section.items:
            if isinstance(entry, Passage) or not is_shown(questionnaire, entry, settled):
                continue
            answer = answers.get(entry.id)
            settled[entry.id] = None if answer in _EMPTY else answer
            words = answers.get(words_key(entry.id))
            if words is not None and words not in _EMPTY:
                settled[words_key(entry.id)] = words
    return settled


def looked_at(questionnaire: Questionnaire) -> Mapping[str, Set[str]]:
    """Of every item, in the order of the questionnaire: the items that the condition of it or its section looks at."""
    by_item: dict[str, Set[str]] = {}
    for section in questionnaire.sections:
        by_section = set(items_in(section.when)) if section.when else set()
        for item in section.asks():
            by_item[item.id] = by_section | set(items_in(item.when)) if item.when else by_section
    return by_item


def decided_by(questionnaire: Questionnaire, deciding: Set[str]) -> Mapping[str, frozenset[str]]:
    """Of every item: which of these decide whether it is asked, directly or by way of an item that they decide on."""
    deciders: dict[str, frozenset[str]] = {}
    for item, direct in looked_at(questionnaire).items():
        by_way_of = (deciders.get(before, _NOTHING) for before in direct)
        deciders[item] = frozenset(direct & deciding).union(*by_way_of) if direct else _NOTHING
    return deciders


def is_shown(questionnaire: Questionnaire, part: Section | Entry, answers: Answers) -> bool:
    """Whether the part's own condition holds; without a condition it does."""
    return part.when is None or holds(questionnaire, part.when, answers)


def holds(questionnaire: Questionnaire, condition: Condition, answers: Answers) -> bool:
    """Whether a condition holds. No answer satisfies only `answered: false` and `not`."""
    match condition:
        case AllOf(conditions=parts):
            return all(holds(questionnaire, part, answers) for part in parts)
        case AnyOf(conditions=parts):
            return any(holds(questionnaire, part, answers) for part in parts)
        case Not(condition=part):
            return not holds(questionnaire, part, answers)
    answer = answers.get(condition.item)
    if isinstance(condition, Answered):
        return (answer is not None) is condition.answered
    return answer is not None and _satisfies(questionnaire, condition, answer)


def _satisfies(questionnaire: Questionnaire, condition: Is | In | AtLeast, answer: Answer) -> bool:
    match condition:
        case Is(value=value):
            return value in answer if isinstance(answer, tuple) else answer == value
        case In(values=values):
            return any(value in answer if isinstance(answer, tuple) else answer == value for value in values)
        case AtLeast(bound=bound):
            return _reaches(questionnaire, condition.item, answer, bound)


def _reaches(questionnaire: Questionnaire, item_id: str, answer: Answer, bound: str | int) -> bool:
    """Numbers by size, points by their place on the scale; n.v.t. has no place and reaches nothing."""
    if isinstance(answer, int) and isinstance(bound, int):
        return answer >= bound
    item = questionnaire.items[item_id]
    if not isinstance(item, LikertStatement):
        return False
    points = [point.id for point in questionnaire.response_scale_of(item).points]
    return answer in points and bound in points and points.index(str(answer)) >= points.index(str(bound))
