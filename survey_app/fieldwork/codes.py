"""Invitation codes: derived for letters, read from typing hands, and kept only as keyed hashes."""

import hmac
from functools import reduce
from itertools import accumulate
from operator import xor

from survey_app.questionnaire.normal_form import normalise
from survey_app.refusal import Saying

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U."""

LENGTH = 12
_PAYLOAD = LENGTH - 1
_GROUP = 4
_LONGEST_TYPED = 300
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}
_LOOK_ALIKES = str.maketrans("OIL", "011")
_FIELD_POLYNOMIAL = 0b100101
"""x^5 + x^2 + 1, primitive over GF(2): the powers of x run through all 31 elements that are not zero."""


class TypingError(Saying, says="this is not a code: a code has 12 letters and digits, as in XXXX-XXXX-XXXX"):
    """What was typed is no code; never repeats what was typed, for it may be nearly one."""


def make_code(letter_key: bytes, wave_id: str, serial: int) -> str:
    """The code of one letter: the first 55 bits of HMAC-SHA-256(letter key, wave ‖ serial) and a check symbol."""
    message = wave_id.encode() + b"\0" + serial.to_bytes(8, "big")
    number = int.from_bytes(hmac.digest(letter_key, message, "sha256"), "big") >> (256 - 5 * _PAYLOAD)
    values = [number >> (5 * place) & 31 for place in reversed(range(_PAYLOAD))]
    return "".join(ALPHABET[value] for value in (*values, _check_value(values)))


def read_code(typed: str) -> str:
    """The code that was meant, whatever the case, signs between or around, look-alikes or full-width forms.

    Of the link of a letter, which has the code behind its #, the code.

    Raises TypingError when it has another length, other symbols, or a check symbol that does not fit.
    """
    if len(typed) > _LONGEST_TYPED:
        raise TypingError
    code = "".join(filter(str.isalnum, normalise("NFKC", typed).rpartition("#")[2])).upper().translate(_LOOK_ALIKES)
    if len(code) != LENGTH or not _VALUES.keys() >= set(code):
        raise TypingError
    *payload, check = (_VALUES[symbol] for symbol in code)
    if check != _check_value(payload):
        raise TypingError
    return code


def show_code(code: str) -> str:
    """As it stands in a letter: XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def receipt_of(pepper: bytes, wave_id: str, code: str) -> bytes:
    """HMAC-SHA-256(pepper, wave ‖ code): all that is ever kept of a code. No wave id holds the byte between them."""
    return hmac.digest(pepper, wave_id.encode() + b"\0" + code.encode("ascii"), "sha256")


def _check_value(payload: list[int]) -> int:
    """The sum over GF(32) of each value times the weight of its place.

    The check symbol itself has weight 1. All twelve weights differ and none is 0, so that every single substitution
    changes the sum, and so does every swap of two different symbols, however far apart.
    """
    return reduce(xor, map(_times, _WEIGHTS, payload))


def _times(left: int, right: int) -> int:
    """The product in GF(32)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= _FIELD_POLYNOMIAL
        right >>= 1
    return product


_WEIGHTS = list(accumulate([2] * _PAYLOAD, _times))
"""The powers of x, from the first on."""
