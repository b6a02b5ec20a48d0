"""What is inside an envelope: the answers and how they were given, and nothing else of the respondent.

Answers are text there and in a response, and come back with the four kinds of "no answer" intact.
"""

import json
from dataclasses import dataclass

import orjson

from survey_app.fieldwork.mode import Mode
from survey_app.fieldwork.sealing import EnvelopeUnreadable
from survey_app.questionnaire.answers import Answer, Answers
from survey_app.questionnaire.model import Questionnaire
from survey_app.refusal import Saying


@dataclass(frozen=True)
class Content:
    """The content of one envelope."""

    mode: Mode
    answers: Answers


class AnswersUnreadable(Saying, says="stored answers cannot be read: they are not JSON, or hold what no answer can be"):
    """The text is not what `answers_to_json` writes; says nothing of what is in it."""


def pack(content: Content) -> bytes:
    """UTF-8 JSON: half as long as ASCII for scripts that are not Latin. ASCII it becomes at closing."""
    return orjson.dumps(content)


def most_bytes(questionnaire: Questionnaire, answers: Answers) -> int:
    """The most that `pack` can make of these answers, in whatever mode and whichever items turn out to be asked.

    Items that are asked and not answered take room too, and an answer that is not asked for now may be later on.
    """
    whole = {**dict.fromkeys(questionnaire.items), **answers}
    longest = json.dumps(vars(Content(max(Mode, key=len), whole)), ensure_ascii=False, separators=(",", ":"))
    return len(longest.encode("utf-8", "surrogatepass"))


def unpack(plaintext: bytes) -> Content:
    """What was packed; raises EnvelopeUnreadable."""
    try:
        raw = json.loads(plaintext)
        return Content(Mode(raw["mode"]), _read_answers(raw["answers"]))
    except (ValueError, LookupError, TypeError, RecursionError, AnswersUnreadable) as error:
        raise EnvelopeUnreadable from error


def answers_to_json(answers: Answers) -> str:
    """ASCII JSON, so that every database keeps every character (JSONB would refuse some)."""
    return json.dumps(answers, ensure_ascii=True, separators=(",", ":"))


def answers_from_json(text: str | bytes) -> Answers:
    """The answers that were written; raises AnswersUnreadable."""
    try:
        return _read_answers(orjson.loads(text))
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
    return _read_answers(raw)


def _read_answers(raw: object) -> Answers:
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
