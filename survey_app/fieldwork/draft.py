"""Drafts: answers so far, under a key that only the respondent's own device holds."""

from __future__ import annotations

import json
import secrets

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from survey_app.fieldwork.answer_json import AnswersUnreadable, answers_from_json
from survey_app.fieldwork.padding import SIZES, pad, unpad
from survey_app.questionnaire.answers import Answers

_KEY = 32
_ADDS = SecretBox.NONCE_SIZE + SecretBox.MACBYTES


class DraftUnreadable(Exception):
    """The draft does not open with this key: it was begun elsewhere; says nothing of what is in it."""

    def __init__(self) -> None:
        super().__init__("the draft does not open with the key of this device")


def new_random() -> bytes:
    """A fresh key for a draft; it stands in the respondent's cookie and nowhere else."""
    return secrets.token_bytes(_KEY)


def encrypt_answers(key: bytes, answers: Answers, size: int = SIZES[0]) -> bytes:
    """Answers so far as one ciphertext, as large as the envelope they will be sealed in; raises TooLong."""
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    return bytes(SecretBox(key).encrypt(pad(text.encode("utf-8", "surrogatepass"), size, _ADDS)))


def decrypt_answers(key: bytes, ciphertext: bytes) -> Answers:
    """The answers so far; raises DraftUnreadable."""
    try:
        text = unpad(SecretBox(key).decrypt(ciphertext)).decode("utf-8", "surrogatepass")
        return answers_from_json(text)
    except (CryptoError, ValueError, AnswersUnreadable) as error:
        raise DraftUnreadable from error
