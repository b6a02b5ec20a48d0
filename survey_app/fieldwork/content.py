"""What is inside an envelope: the answers and how they were given, and nothing else of the respondent."""

from __future__ import annotations

import json
from dataclasses import dataclass

from survey_app.fieldwork.answer_json import AnswersUnreadable, read_answers
from survey_app.fieldwork.response import Mode
from survey_app.fieldwork.sealing import EnvelopeUnreadable
from survey_app.questionnaire.answers import Answers


@dataclass(frozen=True)
class Content:
    """The content of one envelope."""

    mode: Mode
    answers: Answers


def pack(content: Content) -> bytes:
    """UTF-8 JSON: half as long as ASCII for scripts that are not Latin. ASCII it becomes at closing."""
    raw = {"mode": content.mode, "answers": content.answers}
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def unpack(plaintext: bytes) -> Content:
    """What was packed; raises EnvelopeUnreadable."""
    try:
        raw = json.loads(plaintext)
        return Content(Mode(raw["mode"]), read_answers(raw["answers"]))
    except (ValueError, LookupError, TypeError, RecursionError, AnswersUnreadable) as error:
        raise EnvelopeUnreadable from error
