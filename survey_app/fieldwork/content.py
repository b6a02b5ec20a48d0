"""What is inside an envelope: the answers and how they were given, and nothing else of the respondent."""

from __future__ import annotations

import json
from dataclasses import dataclass

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
    return _as_json(content).encode("utf-8")


def most_bytes(questionnaire: Questionnaire, answers: Answers) -> int:
    """The most that `pack` can make of these answers, in whatever mode and whichever items turn out to be asked.

    Items that are asked and not answered take room too, and an answer that is not asked for now may be later on.
    """
    whole = {**dict.fromkeys(questionnaire.items), **answers}
    return len(_as_json(Content(max(Mode, key=len), whole)).encode("utf-8", "surrogatepass"))


def unpack(plaintext: bytes) -> Content:
    """What was packed; raises EnvelopeUnreadable."""
    try:
        raw = json.loads(plaintext)
        return Content(Mode(raw["mode"]), read_answers(raw["answers"]))
    except (ValueError, LookupError, TypeError, RecursionError, AnswersUnreadable) as error:
        raise EnvelopeUnreadable from error


def _as_json(content: Content) -> str:
    raw = {"mode": content.mode, "answers": content.answers}
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))
