"""Which items decide whether another is asked: who was asked it tells what they answered to those."""

from __future__ import annotations

from collections.abc import Mapping, Set

from survey_app.questionnaire.conditions import items_in
from survey_app.questionnaire.model import Questionnaire


def looked_at(questionnaire: Questionnaire) -> Mapping[str, Set[str]]:
    """Of every item, in the order of the questionnaire: the items that the condition of it or its section looks at."""
    found: dict[str, Set[str]] = {}
    for section in questionnaire.sections:
        by_section = set(items_in(section.when)) if section.when else set()
        for item in section.asks():
            found[item.id] = by_section | (set(items_in(item.when)) if item.when else set())
    return found


def decided_by(questionnaire: Questionnaire, deciding: Set[str]) -> Mapping[str, frozenset[str]]:
    """Of every item: which of these decide whether it is asked, directly or by way of an item that they decide on."""
    found: dict[str, frozenset[str]] = {}
    for item, direct in looked_at(questionnaire).items():
        found[item] = frozenset(direct & deciding).union(*(found.get(one, frozenset()) for one in direct))
    return found
