"""Texts of a file as identifiers, and texts that mean the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from survey_app.questionnaire.model import NOT_APPLICABLE
from survey_app.questionnaire.normal_form import normalise

_LONGEST = 60
_SIGNS = {"+": " plus ", "<": " onder ", ">": " boven ", "≤": " tot en met ", "≥": " vanaf ", "&": " en "}
_NO_IDENTIFIER = re.compile(r"[^a-z0-9]+")
_BETWEEN = re.compile(r"[\s_\-–]+")
_DIGITS = re.compile(r"(\d+)")
_WITH_DECIMALS = re.compile(r"(-?[0-9]{1,9})[.,]0{1,2}", re.ASCII)


def identifier(text: str) -> str:
    """The identifier that a text becomes: `Kerk-Avezaath` is kerk_avezaath, `65+` is 65_plus; may be empty."""
    told = "".join(_SIGNS.get(sign, sign) for sign in _plain(text))
    return _NO_IDENTIFIER.sub("_", told).strip("_")


def identifiers(texts: Sequence[str]) -> list[str]:
    """An identifier for each text; their numbers from 1 when some text has none, or two would have the same."""
    made = [identifier(text) for text in texts]
    usable = all(one and len(one) <= _LONGEST and one != NOT_APPLICABLE for one in made)
    return made if usable and len(set(made)) == len(made) else [str(place) for place, _ in enumerate(texts, start=1)]


def is_identifier(text: str) -> bool:
    """Whether a made identifier can be used."""
    return bool(text) and len(text) <= _LONGEST


def as_whole(text: str) -> str:
    """A whole number without its decimals, as pandas writes 3.0 beside empty cells; 1.000 may be a thousand."""
    found = _WITH_DECIMALS.fullmatch(text)
    return found[1] if found else text


def folded(text: str) -> str:
    """A text for comparison: case, diacritics, blanks, hyphens and underscores do not count; all else does."""
    return _BETWEEN.sub("_", _plain(text.strip()))


def natural(texts: Iterable[str]) -> list[str]:
    """Texts in the order in which people put them: numbers inside them by size."""
    return sorted(texts, key=_natural_key)


def _plain(text: str) -> str:
    decomposed = normalise("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _natural_key(text: str) -> list[tuple[int, int, str]]:
    parts = _DIGITS.split(folded(text))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]
