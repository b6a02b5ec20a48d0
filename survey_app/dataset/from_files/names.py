"""Texts of a file as identifiers, and texts that mean the same name."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from survey_app.questionnaire.model import NOT_APPLICABLE
from survey_app.questionnaire.normal_form import normalise

_LONGEST, _KEPT = 60, 40
_SIGNS = {"+": " plus ", "<": " onder ", ">": " boven ", "≤": " tot en met ", "≥": " vanaf ", "&": " en "}
_NO_IDENTIFIER = re.compile(r"[^a-z0-9]+")
_BETWEEN = re.compile(r"[\s_\-–]+")
_DIGITS = re.compile(r"(\d+)")
_WITH_DECIMALS = re.compile(r"(-?[0-9]{1,15})[.,]0{1,2}", re.ASCII)
_OPTION = re.compile(r"(.*?[^\s_])__([^\s_].*)", re.DOTALL)
"""A column of one option of a multiple choice: item__option, and no blank to fill in."""
_LOOKS = "\ufe0e\ufe0f"
"""Whether a sign is drawn in colours, as a smiley or not: no difference of meaning."""


def identifier(text: str) -> str:
    """The identifier that a text becomes: `Kerk-Avezaath` is kerk_avezaath, `65+` is 65_plus; may be empty."""
    spelled = "".join(_SIGNS.get(sign, sign) for sign in _plain(text))
    return _NO_IDENTIFIER.sub("_", spelled).strip("_")


def name_of(text: str) -> str:
    """The identifier that a heading or label has wherever it stands; a short one where its own is too long, or none."""
    name = identifier(text)
    if is_identifier(name):
        return name
    mark = sha256((name or folded(text)).encode("utf-8")).hexdigest()[:8]
    return f"{name[:_KEPT].rstrip('_') or 'teken'}_{mark}"


def parts_of(heading: str) -> tuple[str, str | None, str]:
    """The names of the item and the option of a column (None: of a whole item), and what the item is called."""
    parts = _OPTION.fullmatch(heading)
    return (name_of(parts[1]), name_of(parts[2]), parts[1]) if parts else (name_of(heading), None, heading)


def identifiers(texts: Sequence[str]) -> list[str]:
    """An identifier for each text, with its place behind it where two would have the same, or that of n.v.t."""
    names = [name_of(text) for text in texts]
    twice = {name for name, number in Counter(names).items() if number > 1} | {NOT_APPLICABLE}
    return [f"{name[: _LONGEST - 5]}_{place}" if name in twice else name for place, name in enumerate(names, start=1)]


def is_identifier(text: str) -> bool:
    """Whether a made identifier can be used."""
    return bool(text) and len(text) <= _LONGEST


def as_whole(text: str) -> str:
    """A whole number without its decimals, as pandas writes 3.0 beside empty cells; 1.000 may be a thousand."""
    number = _WITH_DECIMALS.fullmatch(text)
    return number[1] if number else text


def folded(text: str) -> str:
    """A text for comparison: case, diacritics, blanks, hyphens and underscores do not count; all else does."""
    return _BETWEEN.sub("_", _plain(text.strip()))


def one_line(text: str) -> str:
    """A text without line breaks, and without blanks around it."""
    return " ".join(text.split())


def natural(texts: Iterable[str]) -> list[str]:
    """Texts in the order in which people put them: numbers inside them by size."""
    return sorted(texts, key=_natural_key)


def _plain(text: str) -> str:
    decomposed = normalise("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign) and sign not in _LOOKS)


def _natural_key(text: str) -> list[tuple[int, int, str]]:
    parts = _DIGITS.split(folded(text))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
