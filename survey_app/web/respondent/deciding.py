"""Which answers decide what a respondent is asked: those that conditions look at, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from survey_app.fieldwork.wave import Wave
from survey_app.questionnaire.answers import Answer, Answers
from survey_app.questionnaire.conditions import Condition, items_in
from survey_app.questionnaire.model import Questionnaire

_SOMETHING = "?"
"""Stands for every text: no condition asks what a text says, and no text is to stay in memory."""


@dataclass(frozen=True)
class Fielded:
    """A wave by what never changes about it, so that it can be a key."""

    wave_id: str
    fingerprint: str
    wave: Wave = field(compare=False, repr=False)

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire as fielded."""
        return self.wave.frozen_instrument().questionnaire


def deciding_answers(fielded: Fielded, answers: Answers) -> dict[str, Answer | None]:
    """As much of these answers as routing looks at: whoever agrees in them is asked the same."""
    return {item_id: _as_far_as_offered(offered, answers.get(item_id)) for item_id, offered in _decisive_items(fielded)}


@lru_cache(maxsize=64)
def _decisive_items(fielded: Fielded) -> tuple[tuple[str, frozenset[str]], ...]:
    """The items that conditions name, in the order in which they are asked, each with what it offers."""
    questionnaire = fielded.questionnaire
    named = {item_id for condition in _conditions(questionnaire) for item_id in items_in(condition)}
    scales = questionnaire.response_scales
    return tuple(
        (item_id, frozenset(item.labels(scales))) for item_id, item in questionnaire.items.items() if item_id in named
    )


def _conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    for section in questionnaire.sections:
        for part in (section, *section.items):
            if part.when is not None:
                yield part.when


def _as_far_as_offered(offered: frozenset[str], answer: Answer | None) -> Answer | None:
    if not answer or isinstance(answer, int):
        return answer
    if isinstance(answer, tuple):
        return tuple(option for option in answer if option in offered) or (_SOMETHING,)
    return answer if answer in offered else _SOMETHING
