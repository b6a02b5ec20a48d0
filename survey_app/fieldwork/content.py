"""What is inside an envelope: the answers and how they were given, and nothing else of the respondent."""

from __future__ import annotations

import json
from dataclasses import dataclass

import orjson

from survey_app.fieldwork.answer_json import AnswersUnreadable, read_answers
from survey_app.fieldwork.response import Mode
from survey_app.fieldwork.sealing import EnvelopeUnreadable
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.model import Questionnaire


@dataclass(frozen=True)
class Content:
    """The content of one envelope."""

    mode: Mode
    answers: Answers


def pack(content: Content) -> bytes:
    """UTF-8 JSON: half as long as ASCII for scripts that are not Latin. ASCII it becomes at closing."""
    return orjson.dumps(_raw(content))


def most_bytes(questionnaire: Questionnaire, answers: Answers) -> int:
    """The most that `pack` can make of these answers, in whatever mode and whichever items turn out to be asked.

    Items that are asked and not answered take room too, and an answer that is not asked for now may be later on.
    """
    whole = {**dict.fromkeys(questionnaire.items), **answers}
    longest = json.dumps(_raw(Content(max(Mode, key=len), whole)), ensure_ascii=False, separators=(",", ":"))
    return len(longest.encode("utf-8", "surrogatepass"))


def unpack(plaintext: bytes) -> Content:
    """What was packed; raises EnvelopeUnreadable."""
    try:
        raw = json.loads(plaintext)
        return Content(Mode(raw["mode"]), read_answers(raw["answers"]))
    except (ValueError, LookupError, TypeError, RecursionError, AnswersUnreadable) as error:
        raise EnvelopeUnreadable from error


def _raw(content: Content) -> dict[str, object]:
    return {"mode": content.mode, "answers": content.answers}
