"""What a form showed, so that what it did not change stays: another tab may have answered since.

A form sends back a mark of each answer as it was shown. An answer that still has its mark was not changed, and is not
kept again. Marks are as long as each other, and say nothing that does not stand on the page that holds them.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from survey_app.questionnaire.answers import Answer, Answers, words_key

_BYTES = 6
_BETWEEN = ":"


def mark_of(answer: Answer | None, words: Answer | None = None) -> str:
    """The mark of an answer with its own words, which are changed together."""
    text = json.dumps([answer, words]).encode("ascii")
    return urlsafe_b64encode(blake2b(text, digest_size=_BYTES).digest()).decode("ascii")


def read_marks(shown: str) -> dict[str, str]:
    """By id of the items that were on the page: the mark each was shown with."""
    marks = (pair.partition(_BETWEEN) for pair in shown.split())
    return {item_id: mark for item_id, _, mark in marks}


def write_marks(answers: Answers, item_ids: Iterable[str]) -> str:
    """The marks of these items as a form holds them, and `read_marks` reads them."""
    return " ".join(f"{item_id}{_BETWEEN}{mark_in(answers, item_id)}" for item_id in item_ids)


def changed(sent: Mapping[str, Answer | None], marks: Mapping[str, str]) -> dict[str, Answer | None]:
    """What was sent of the items that are not as they were shown, words included."""
    same = {item_id for item_id, mark in marks.items() if mark == mark_in(sent, item_id)}
    same |= {words_key(item_id) for item_id in same}
    return {key: answer for key, answer in sent.items() if key not in same}


def mark_in(answers: Answers, item_id: str) -> str:
    """The mark of one of these answers."""
    return mark_of(answers.get(item_id), answers.get(words_key(item_id)))
