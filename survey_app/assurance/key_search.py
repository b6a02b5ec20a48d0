"""Keys known by what they are, whatever their file is called: every 32 bytes is tried against the public keys."""

import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from survey_app.assurance.found_files import MOST_FILES, FilesFound, FoundFile, Whose, pieces, search_files, size_of
from survey_app.fieldwork.sealing import public_key_of
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from survey_app.language.words import Words

_LENGTH = 32
_MOST_TRIALS = 150_000
"""A trial takes some 30 millionths of a second."""
_SMALL = 16 * 1024
_STEP = 16
"""In a larger file keys are tried at every so many bytes: they stand in an archive, an image or a dump of memory."""
_DIFFERENT = 16
"""So many different bytes are in any key that was drawn at random, but for one in more than we could count."""
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")
_DATABASES = (b"SQLite format 3\0", b"PGDMP")
_IN_HEX = re.compile(rb"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")
_IN_BASE64 = re.compile(rb"(?<![0-9A-Za-z+/_-])[0-9A-Za-z+/_-]{43}(?![0-9A-Za-z+/_-])")
_WRAPPED = b'"wraps"'

_OF_CLOSED = Words("de sleutel van meting {wave}, die gesloten is")
_ON_DISK = Words("de sleutel van meting {wave}, die alleen op papier staat")
_SHUT = Words("de sleutel van gesloten meting {wave}, op slot")
_COPY = Words("een kopie van {wave}")
_IN_PART = Words("in {number} bestanden stond te veel om alles te proberen.")


def search_keys(
    waves: Iterable[Wave],
    kept: Mapping[Path, bytes],
    folders: Iterable[Path],
    whose: Callable[[Path], Whose],
    most: int = MOST_FILES,
) -> FilesFound:
    """Look for keys in the files below these folders but those of the database itself, `most` of them.

    `kept` are the files of the key directory with what they hold: each key may be in its own file and nowhere else.
    """
    search = _Search({wave.public_key: wave for wave in waves if wave.public_key}, kept)
    below = search_files(folders, whose, search.find, most, smallest_first=True)
    in_part = (_IN_PART.filled(number=len(search.tried_in_part)),) if search.tried_in_part else ()
    return FilesFound(below.files, (*in_part, *below.not_looked_into))


@dataclass
class _Search:
    """Looks for the private keys of these waves, by their public keys, and for copies of what is kept."""

    waves: Mapping[bytes, Wave]
    kept: Mapping[Path, bytes]
    tried_in_part: set[Path] = field(default_factory=set)
    _trials: int = 0

    def find(self, path: Path, is_whose: Whose) -> Iterable[FoundFile]:
        """Every key in a file, each once; who looks at the smallest file first lets no large one take others' turns."""
        if is_whose is Whose.LEFT_BEHIND and not path.is_file():
            return ()
        by_what: dict[str, FoundFile] = {}
        step = 1 if size_of(path) <= _SMALL else _STEP
        for piece in pieces(path):
            for key in (*self._private(path, piece, step), *self._shut(path, piece), *self._copies(path, piece)):
                by_what.setdefault(key.what.spoken_in("en"), key)
        return by_what.values()

    def _private(self, path: Path, piece: bytes, step: int) -> Iterator[FoundFile]:
        for candidate in (*_written(piece), *self._windows(path, piece, step)):
            wave = self.waves.get(public_key_of(candidate))
            if wave is not None and not (path in self.kept and path.name == f"wave-{wave.id}.key"):
                yield _of(path, wave)

    def _windows(self, path: Path, piece: bytes, step: int) -> Iterator[bytes]:
        if piece.startswith(_PACKED + _DATABASES):
            return
        for start in range(0, len(piece) - _LENGTH + 1, step):
            window = piece[start : start + _LENGTH]
            if window.isascii() or len(set(window)) < _DIFFERENT:
                continue
            if self._trials == _MOST_TRIALS:
                self.tried_in_part.add(path)
                return
            self._trials += 1
            yield window

    def _shut(self, path: Path, piece: bytes) -> Iterator[FoundFile]:
        if _WRAPPED not in piece:
            return
        for name in set(_IN_HEX.findall(piece)):
            wave = self.waves.get(bytes.fromhex(name.decode("ascii")))
            if wave is not None and path not in self.kept:
                closed = wave.state is WaveState.CLOSED
                what = _SHUT if closed else _COPY
                yield FoundFile(path, what.filled(wave=wave.id if closed else f"sheets-{wave.id}.key"), closed)

    def _copies(self, path: Path, piece: bytes) -> Iterator[FoundFile]:
        for own, key in self.kept.items():
            is_key = len(key) == _LENGTH and len(set(key)) >= _DIFFERENT
            if path != own and is_key and (key in piece or key in _written(piece)):
                yield FoundFile(path, _COPY.filled(wave=own.name))


def _of(path: Path, wave: Wave) -> FoundFile:
    if wave.state is WaveState.CLOSED:
        return FoundFile(path, _OF_CLOSED.filled(wave=wave.id), is_of_the_past=True)
    if wave.custody is Custody.SHEETS:
        return FoundFile(path, _ON_DISK.filled(wave=wave.id), is_of_the_past=True)
    return FoundFile(path, _COPY.filled(wave=f"wave-{wave.id}.key"))


def _written(piece: bytes) -> set[bytes]:
    """What is written as text: 32 bytes in hexadecimal or in base64."""
    in_base64 = (key.replace(b"+", b"-").replace(b"/", b"_") + b"=" for key in _IN_BASE64.findall(piece))
    in_hex = (bytes.fromhex(key.decode("ascii")) for key in _IN_HEX.findall(piece))
    return {*in_hex, *map(urlsafe_b64decode, in_base64)}
