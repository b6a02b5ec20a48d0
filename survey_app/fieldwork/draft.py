"""Drafts: answers so far, under a key that only the respondent's own device can make.

To go on on another device its secret is kept beside the draft, under four words (ANONYMITY 4).
"""

import json
import secrets
from collections.abc import Iterable

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from survey_app.fieldwork.content import AnswersUnreadable, answers_from_json, most_bytes
from survey_app.fieldwork.hkdf import hkdf
from survey_app.fieldwork.passphrase import new_words, read_words, unwrap, wrap
from survey_app.fieldwork.sealing import SIZES, check_fits, pad, unpad
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.model import Questionnaire
from survey_app.refusal import Saying

Words = tuple[str, ...]

_KEY = 32
_FOUR = 4
_ADDS = SecretBox.NONCE_SIZE + SecretBox.MACBYTES


class DraftUnreadable(Saying, says="the draft does not open with the key of this device"):
    """The draft does not open with this key: it was begun elsewhere; says nothing of what is in it."""


def new_random() -> bytes:
    """A fresh secret, or key, for one draft; it stands in the respondent's cookie and nowhere else."""
    return secrets.token_bytes(_KEY)


def draft_key(wave_id: str, code: str, secret: bytes) -> bytes:
    """The key of a draft: who has the letter lacks the secret, who has the device lacks the code (ANONYMITY 4)."""
    return hkdf(code.encode("ascii") + secret, info=b"peilstok draft\0" + wave_id.encode(), length=_KEY)


def key_of_wiped(wave_id: str, receipt: bytes) -> bytes:
    """The key of an empty draft in the place of one that was wiped: no secret, so that everybody knows it for one.

    A row that was deleted would come back with what is kept too late.
    """
    return hkdf(receipt, info=b"peilstok wiped\0" + wave_id.encode(), length=_KEY)


def is_wiped(wave_id: str, receipt: bytes, draft: bytes | None) -> bool:
    """Whether this stands in the place of a draft that was wiped."""
    return opens(key_of_wiped(wave_id, receipt), draft)


def find_secret(wave_id: str, code: str, draft: bytes, among: Iterable[bytes]) -> bytes | None:
    """The secret that opens this draft together with the code, or None."""
    return next((secret for secret in among if opens(draft_key(wave_id, code, secret), draft)), None)


def opens(key: bytes, draft: bytes | None) -> bool:
    """Whether there is a draft and this is its key."""
    try:
        return draft is not None and decrypt_answers(key, draft) is not None
    except DraftUnreadable:
        return False


def encrypt_answers(key: bytes, answers: Answers, size: int = SIZES[0]) -> bytes:
    """Answers so far as one ciphertext, as large as the envelope they will be sealed in; raises TooLong."""
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    return bytes(SecretBox(key).encrypt(pad(text.encode("utf-8", "surrogatepass"), size, _ADDS)))


def check_can_be_sent(questionnaire: Questionnaire, answers: Answers, size: int) -> None:
    """Whether what is kept now will fit its envelope, which holds a little more than a draft; raises TooLong."""
    check_fits(most_bytes(questionnaire, answers), size)


def decrypt_answers(key: bytes, ciphertext: bytes) -> Answers:
    """The answers so far; raises DraftUnreadable."""
    try:
        return answers_from_json(unpad(SecretBox(key).decrypt(ciphertext)))
    except (CryptoError, ValueError, AnswersUnreadable) as error:
        raise DraftUnreadable from error


def wrap_secret(wave_id: str, receipt: bytes, secret: bytes) -> tuple[Words, bytes]:
    """Four fresh words, to be shown once, and the secret under them. Takes a moment, on purpose."""
    words = new_words(_FOUR)
    return words, wrap(secret, words, _bound_to(wave_id, receipt))


def read_four_words(typed: str) -> Words:
    """The words that were meant; raises WrongNumberOfWords or WordNotInList, and tries nothing."""
    return read_words(typed, _FOUR)


def unwrap_secret(wave_id: str, receipt: bytes, wrapped: bytes, words: Words) -> bytes:
    """The secret of this draft and no other; raises WrongWords. Takes a moment, on purpose."""
    return unwrap(wrapped, words, _bound_to(wave_id, receipt))


def _bound_to(wave_id: str, receipt: bytes) -> bytes:
    return b"peilstok draft\0" + wave_id.encode() + b"\0" + receipt
