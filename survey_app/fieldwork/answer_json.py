"""Answers as text and back, with the four kinds of "no answer" intact."""

from __future__ import annotations

import json

import orjson

from survey_app.questionnaire.answers import Answer, Answers


class AnswersUnreadable(Exception):
    """The text is not what `answers_to_json` writes; says nothing of what is in it."""

    def __init__(self) -> None:
        super().__init__("stored answers cannot be read: they are not JSON, or hold what no answer can be")


def answers_to_json(answers: Answers) -> str:
    """ASCII JSON, so that every database keeps every character (JSONB would refuse some)."""
    return json.dumps(answers, ensure_ascii=True, separators=(",", ":"))


def answers_from_json(text: str | bytes) -> Answers:
    """The answers that were written; raises AnswersUnreadable."""
    try:
        return read_answers(orjson.loads(text))
    except (orjson.JSONDecodeError, AnswersUnreadable):
        return _read_slowly(text)


def _read_slowly(text: str | bytes) -> Answers:
    """What orjson does not read as it was written: half a character and a number of more than 64 bits.

    A browser can send both, and a draft keeps them until the respondent is told.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise AnswersUnreadable from error
    return read_answers(raw)


def read_answers(raw: object) -> Answers:
    """Answers from parsed JSON, lists as tuples again; raises AnswersUnreadable."""
    if not isinstance(raw, dict):
        raise AnswersUnreadable
    return {item: answer if type(answer) is str else _answer(answer) for item, answer in raw.items()}


def _answer(raw: object) -> Answer | None:
    if raw is None or isinstance(raw, str):
        return raw
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if isinstance(raw, list) and all(isinstance(option, str) for option in raw):
        return tuple(raw)
    raise AnswersUnreadable
