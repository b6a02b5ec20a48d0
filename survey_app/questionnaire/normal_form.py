"""Unicode's normal forms, in a time that grows with the text and not with its square."""

import unicodedata
from itertools import groupby
from typing import Literal

_SHORT = 1000
_LONGEST_RUN = 100
"""No language stacks more than some tens of marks on one letter."""


def normalise(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """The text in this form; as it is where a hundred marks stand on one letter, for putting those in order is slow."""
    is_slow = len(text) > _SHORT and not text.isascii() and _longest_run_of_marks(text) > _LONGEST_RUN
    return text if is_slow else unicodedata.normalize(form, text)


def _longest_run_of_marks(text: str) -> int:
    return max(sum(1 for _mark in run) if are_marks else 0 for are_marks, run in groupby(text, _is_mark))


def _is_mark(sign: str) -> bool:
    """Some signs are marks only once they are taken apart."""
    return unicodedata.combining(unicodedata.normalize("NFKD", sign)[0]) != 0


def fold(text: str | None) -> str | None:
    """The text in NFC with every run of blanks (U+202F too) as one: how words are held against each other."""
    return None if text is None else " ".join(normalise("NFC", text).split())
