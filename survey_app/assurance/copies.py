"""Copies that nobody meant to make: files that hold rows, hashes or codes of the waves of this installation."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from survey_app.assurance.attempt import Attack
from survey_app.assurance.found_files import MOST_FILES, FilesFound, FoundFile, Whose, pieces, search_files
from survey_app.fieldwork.codes import TypingError, read_code, receipt_of
from survey_app.language.words import Words

COPIES = Attack(
    title=Words("Kopieën naast de database"),
    tried=Words(
        "In de mappen van de database, de sleutels en de installatie de bestanden bekeken, ook ingepakte (zip, gz, "
        "bz2, xz): staan er codes van een meting in, of regels uit de database? Of liet een programma dat werd "
        "afgebroken ze achter?"
    ),
    if_held=Words("In wat bekeken is, staan buiten de database geen codes en geen regels uit de database."),
    if_found=Words(
        "Wat hier staat, wordt bij het sluiten niet opgeruimd. Wis het, of bewaar het zo zorgvuldig als de database."
    ),
)
_LEFT = Words("achtergelaten door een programma dat werd afgebroken")
_CODES = Words("{number} codes van een meting")
_ROWS = Words("kopie van {number} regels")
_COOKIES = Words("{number} cookies van deelnemers")
_DUMPED = Words("een dump van PostgreSQL")
_DUMP = b"PGDMP"
_LIKE_A_CODE = re.compile(rb"(?<![0-9A-Za-z])[0-9A-Za-z]{4}([ -]?)[0-9A-Za-z]{4}\1[0-9A-Za-z]{4}(?![0-9A-Za-z])")
_LIKE_A_NAME = re.compile(rb"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{32})(?![0-9A-Fa-f])")
_COOKIE = re.compile(rb"\bpeilstok[a-z-]*[=\t ]\s*\"?([0-9A-Za-z_-]{40,})")
_LENGTHS = (32, 16)


@dataclass(frozen=True)
class Traces:
    """What tells a row of ours: the ids of waves, the receipts and keys of all rows, and the public keys.

    `pepper` makes receipts of codes; None where there is none.
    """

    waves: frozenset[str]
    names: frozenset[bytes]
    public_keys: frozenset[bytes]
    pepper: bytes | None

    def codes_in(self, piece: bytes) -> Iterator[str]:
        """The codes of these waves, however they are written."""
        if self.pepper is None:
            return
        for like_a_code in _LIKE_A_CODE.finditer(piece):
            try:
                code = read_code(like_a_code[0].decode("ascii"))
            except TypingError:
                continue
            if any(receipt_of(self.pepper, wave, code) in self.names for wave in self.waves):
                yield code

    def rows_in(self, piece: bytes) -> Iterator[bytes]:
        """Receipts and keys: in hexadecimal anywhere, and as bytes beside their wave, as databases keep them."""
        for in_hex in _LIKE_A_NAME.findall(piece):
            name = bytes.fromhex(in_hex.decode("ascii"))
            if name in self.names or name in self.public_keys:
                yield name
        for wave in self._beside_a_wave.finditer(piece):
            starts = (wave.end(), wave.end() + 1)
            yield from (
                piece[start : start + length]
                for start in starts
                for length in _LENGTHS
                if piece[start : start + length] in self.names
            )
        yield from (key for key in self.public_keys if key in piece)

    @cached_property
    def _beside_a_wave(self) -> re.Pattern[bytes]:
        longest_first = sorted(self.waves, key=len, reverse=True)
        return re.compile(b"|".join(re.escape(wave.encode()) for wave in longest_first) or rb"(?!)")


def find_copies(
    folders: Iterable[Path], traces: Traces, whose: Callable[[Path], Whose], most: int = MOST_FILES
) -> FilesFound:
    """Look into the files below these folders that are not the installation's own, `most` of them."""
    return search_files(folders, whose, partial(_copies_in, traces), most)


def _copies_in(traces: Traces, file: Path, is_whose: Whose) -> Iterator[FoundFile]:
    what = _LEFT if is_whose is Whose.LEFT_BEHIND else _what(file, traces)
    if what is not None:
        yield FoundFile(file, what)


def _what(file: Path, traces: Traces) -> Words | None:
    """What it is a copy of; None for any other file."""
    codes: set[str] = set()
    rows: set[bytes] = set()
    cookies: set[bytes] = set()
    is_dump = False
    for piece in pieces(file):
        codes.update(traces.codes_in(piece))
        rows.update(traces.rows_in(piece))
        cookies.update(_COOKIE.findall(piece))
        is_dump |= piece.startswith(_DUMP)
    for kind, signs in ((_CODES, codes), (_ROWS, rows), (_COOKIES, cookies)):
        if signs:
            return kind.filled(number=len(signs))
    return _DUMPED if is_dump else None
