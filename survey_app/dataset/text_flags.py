"""What in an open answer may point to somebody: marked for the human who reads it, rather too much than too little."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from survey_app.dataset.name_flags import Known, names_in, word_list
from survey_app.language.words import Words


class FlagKind(Enum):
    """What kind of thing it looks like; the value says so in a word or two."""

    EMAIL = Words("e-mailadres")
    WEB = Words("webadres of account")
    PHONE = Words("telefoon of ander nummer")
    POSTCODE = Words("postcode")
    ADDRESS = Words("adres")
    ROLE = Words("functie of relatie")
    NAME = Words("naam?")


@dataclass(frozen=True)
class Flag:
    """A part of a text, from `start` up to `end`, and what it looks like."""

    start: int
    end: int
    kind: FlagKind


@dataclass(frozen=True)
class Piece:
    """A piece of a text: marked, or (`kind` None) not."""

    text: str
    kind: FlagKind | None = None


def flags_in(text: str, known: Known) -> tuple[Flag, ...]:
    """Everything that is marked, from left to right, without overlap."""
    flags: list[Flag] = []
    for flag in _candidates(text, known):
        if all(flag.end <= other.start or other.end <= flag.start for other in flags):
            flags.append(flag)
    return tuple(sorted(flags, key=lambda flag: flag.start))


def pieces_of(text: str, flags: Sequence[Flag]) -> Iterator[Piece]:
    """The whole text in pieces, in order."""
    at = 0
    for flag in flags:
        if at < flag.start:
            yield Piece(text[at : flag.start])
        yield Piece(text[flag.start : flag.end], flag.kind)
        at = flag.end
    if at < len(text):
        yield Piece(text[at:])


def _candidates(text: str, known: Known) -> Iterator[Flag]:
    """The surest first: of two that overlap the first one stays."""
    for kind, pattern in _PATTERNS:
        yield from (Flag(*match.span(), kind) for match in pattern.finditer(text))
    numbers = (match for match in _LONG_NUMBER.finditer(text) if not _YEARS.fullmatch(match[0]))
    yield from (Flag(*match.span(), FlagKind.PHONE) for match in numbers)
    yield from (Flag(*match.span(), FlagKind.POSTCODE) for match in _POSTCODE.finditer(text) if _is_postcode(match))
    yield from (
        Flag(*match.span(), FlagKind.ROLE) for match in _roles().finditer(text) if not _is_place(match[0], known)
    )
    yield from (Flag(start, end, FlagKind.NAME) for start, end in names_in(text, known))


_STREET = (
    "straat|straatje|laan|weg|plein|dijk|kade|steeg|hof|pad|dreef|singel|gracht|markt|park|plantsoen|kamp|akker|brink|"
    "wal|ring|erf|veld|weide|donk|baan|bosch|hoeve|street|road|lane|avenue"
)
_PATTERNS = (
    (
        FlagKind.EMAIL,
        re.compile(r"[^\s@,;:<>()\"]{1,64} ?(?:@|\(at\)|\[at\]) ?[^\s@,;:<>()\"]+\.[^\W\d_]{2,}", re.IGNORECASE),
    ),
    (FlagKind.WEB, re.compile(r"https?://\S+|\bwww\.\S+|(?<!\w)@\w{2,}", re.IGNORECASE)),
    (
        FlagKind.WEB,
        re.compile(
            r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:nl|com|org|net|eu|info|be|de|nu|frl|io)\b(?:/\S*)?", re.IGNORECASE
        ),
    ),
    (
        FlagKind.ADDRESS,
        re.compile(
            rf"\b[\w'’-]{{0,40}}(?:{_STREET})\s*,?\s*(?:nr\.?|nummer|no\.?|huisnummer)?\s*\d{{1,5}}(?:\s?[a-z]\b|\s?-\s?\d+)?",
            re.IGNORECASE,
        ),
    ),
)
_LONG_NUMBER = re.compile(r"(?<![\w])\+?\(?\d(?:[ ./()–-]{0,3}\d){5,15}(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d\D{1,3}(?:19|20)?\d\d")
"""Two years are no telephone number: 2019-2020, 2019/20."""

_POSTCODE = re.compile(r"\b[1-9]\d{3}(\s?)([A-Za-z]{2})\b")
_SHORT_WORDS = frozenset(word_list("short"))
_POSSESSIVES = "mijn|m'n|m’n|mn|zijn|z'n|z’n|haar|hun|onze|ons|jouw|je|uw|my|his|her|our|their|your"


def _is_postcode(match: re.Match[str]) -> bool:
    """In small letters after a blank it may be the next word: "in 2020 is het beter"."""
    return not match[1] or match[2].isupper() or match[2] not in _SHORT_WORDS


def _is_place(word: str, known: Known) -> bool:
    """Buren is a municipality, buren are neighbours."""
    return word[0].isupper() and word.casefold() in known.places


@cache
def _roles() -> re.Pattern[str]:
    roles = "|".join(re.escape(word) for word in word_list("roles"))
    kin = "|".join(re.escape(word) for word in word_list("kin"))
    ending = "(?:'s|’s|s|en|n|ren|je|jes|tje|tjes)?"
    titles = r"(?:meneer|mevrouw|mevr\.?|dhr\.?|mw\.?|de heer)\s+(?:(?:van|de|der|den|ter|ten|'t|’t)\s+)*[\w'’-]+"
    return re.compile(rf"\b(?:\w*(?:{roles}){ending}|(?:{_POSSESSIVES})\s+(?:{kin}){ending}|{titles})\b", re.IGNORECASE)
