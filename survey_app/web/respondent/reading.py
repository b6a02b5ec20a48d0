"""From what a browser sends to answers: types only; whether they are right is for validation to say."""

from __future__ import annotations

import re
from collections.abc import Collection

from werkzeug.datastructures import MultiDict

from survey_app.questionnaire.answers import Answer, words_key
from survey_app.questionnaire.model import AnyItem, Mark, MultipleChoice, Number, OpenText, Section, options_of
from survey_app.questionnaire.validation import normalise_text

FIELD = "item."
"""Before the name of every field that holds an answer, so that no item id is mistaken for a field of ours."""

_WHOLE = re.compile(r"^[+-]?[0-9]{1,18}$")
"""Any number that a questionnaire can allow, and more, so that who types too many digits is told the highest."""


def read_answers(section: Section, shown: Collection[str], form: MultiDict[str, str]) -> dict[str, Answer | None]:
    """The answers to the items of this section that were on the page, blank ones as None.

    What cannot be read as a number stays as it was typed, so that the respondent sees it again.
    """
    answers: dict[str, Answer | None] = {}
    for item in section.asks():
        if item.id not in shown:
            continue
        answers[item.id] = _read(item, form)
        if any(option.other for option in options_of(item)):
            answers[words_key(item.id)] = normalise_text(form.get(FIELD + words_key(item.id), "")) or None
    return answers


def _read(item: AnyItem, form: MultiDict[str, str]) -> Answer | None:
    if isinstance(item, MultipleChoice):
        return tuple(form.getlist(FIELD + item.id)) or None
    typed = form.get(FIELD + item.id, "")
    if isinstance(item, OpenText):
        return normalise_text(typed) or None
    typed = typed.strip()
    if isinstance(item, Number | Mark) and _WHOLE.match(typed):
        return int(typed)
    return typed or None
