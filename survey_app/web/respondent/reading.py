"""From what a browser sends to answers: types only; whether they are right is for validation to say."""

from __future__ import annotations

from collections.abc import Collection

from werkzeug.datastructures import MultiDict

from survey_app.questionnaire.answers import Answer, normalise_text, words_key
from survey_app.questionnaire.model import Section

FIELD = "item."
"""Before the name of every field that holds an answer, so that no item id is mistaken for a field of ours."""


def read_answers(section: Section, shown: Collection[str], form: MultiDict[str, str]) -> dict[str, Answer | None]:
    """The answers to the items of this section that were on the page, blank ones as None.

    What cannot be read as a number stays as it was typed, so that the respondent sees it again.
    """
    answers: dict[str, Answer | None] = {}
    for item in section.asks():
        if item.id not in shown:
            continue
        answers[item.id] = item.read(form.getlist(FIELD + item.id))
        if item.asks_words:
            answers[words_key(item.id)] = normalise_text(form.get(FIELD + words_key(item.id), "")) or None
    return answers
