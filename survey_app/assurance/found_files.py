"""The files below a folder, what stands in them (unpacked, piece by piece), and what a search of them found."""

import bz2
import gzip
import lzma
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import Enum, auto
from io import BufferedIOBase
from itertools import islice
from pathlib import Path
from typing import IO

from survey_app.language.words import Words

MOST_FILES = 20_000
_PIECE = 1 << 20
_OVERLAP = 256
"""As much of a piece stands before the next one again: more than a code or a hash with what goes before it."""
_OF_OTHERS = ("PG_VERSION", "pyvenv.cfg")
"""What a folder of PostgreSQL's own files has, and one with a Python."""
_PACKED = {b"\x1f\x8b": gzip.GzipFile, b"BZh": bz2.BZ2File, b"\xfd7zXZ": lzma.LZMAFile}
_DAMAGED = (EOFError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_Opened = BufferedIOBase | IO[bytes]
"""A file that can be read, packed or not."""
_UNREADABLE = Words("{number} bestanden of mappen mag Peilstok niet lezen; daarin is niet gekeken.")
_TOO_MANY = Words("Er staan meer dan {most} bestanden; in de rest is niet gekeken.")


@dataclass(frozen=True)
class FoundFile:
    """A file that should not be there, or not with what it holds.

    `is_of_the_past`: it holds a key that opens what nobody may open any more.
    """

    file: Path
    what: Words
    is_of_the_past: bool = False

    @property
    def words(self) -> Words:
        """Which file, and what it is or holds."""
        return Words("{file}: {what}.").filled(file=self.file, what=self.what)


@dataclass(frozen=True)
class FilesFound:
    """What a search found, and what it says of where it did not look."""

    files: tuple[FoundFile, ...] = ()
    not_looked_into: tuple[Words, ...] = ()


NOTHING = FilesFound()


class Whose(Enum):
    """What a file or folder is to the installation."""

    OWN = auto()
    LEFT_BEHIND = auto()
    UNKNOWN = auto()


def search_files(
    folders: Iterable[Path],
    whose: Callable[[Path], Whose],
    look: Callable[[Path, Whose], Iterable[FoundFile]],
    most: int,
    *,
    smallest_first: bool = False,
) -> FilesFound:
    """Look at what lies below these folders and is not the installation's own, `most` of it."""
    files: list[FoundFile] = []
    unreadable = 0
    below = [*islice(found_below(folders, whose), most + 1)]
    looked_at = below[:most]
    if smallest_first:
        looked_at.sort(key=lambda path_and_whose: size_of(path_and_whose[0]))
    for path, is_whose in looked_at:
        try:
            files += look(path, is_whose)
        except FileNotFoundError:  # gone meanwhile
            continue
        except PermissionError:
            unreadable += 1
    of_others = [_UNREADABLE.filled(number=unreadable)] if unreadable else []
    too_many = [_TOO_MANY.filled(most=most)] if len(below) > most else []
    return FilesFound(tuple(files), (*of_others, *too_many))


def size_of(path: Path) -> int:
    """In bytes; 0 of a file that is gone meanwhile."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def found_below(folders: Iterable[Path], whose: Callable[[Path], Whose]) -> Iterator[tuple[Path, Whose]]:
    """What is not our own in these folders and the folders in them, each once; links are not followed.

    What a killed program left behind is not looked into, nor a folder that we may not read: that is found itself. Where
    everybody may write, as in /tmp, only the folder itself is looked at.
    """
    seen: set[Path] = set()
    waiting = sorted({folder.resolve() for folder in folders if folder.is_dir()})
    while waiting:
        folder = waiting.pop(0)
        try:
            paths = sorted(folder.iterdir())
        except PermissionError:
            yield folder, Whose.UNKNOWN
            continue
        if folder in seen or any(path.name in _OF_OTHERS for path in paths):
            continue
        seen.add(folder)
        for path in paths:
            is_whose = whose(path)
            if path.is_symlink() or is_whose is Whose.OWN:
                continue
            if path.is_file() or is_whose is Whose.LEFT_BEHIND:
                yield path, is_whose
            elif path.is_dir() and not folder.stat().st_mode & stat.S_IWOTH:
                waiting.append(path)


def pieces(path: Path) -> Iterator[bytes]:
    """What stands in a file, and in the files that are packed in it; of a damaged one as far as it goes."""
    with path.open("rb") as file:
        start = file.read(8)
        file.seek(0)
        yield from _pieces(file)
    try:
        for opened in _unpacked(path, start):
            with closing(opened):
                yield from _pieces(opened)
    except _DAMAGED:
        return


def _unpacked(path: Path, start: bytes) -> Iterator[_Opened]:
    if start.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.open(member) for member in packed.infolist() if not member.is_dir())
    yield from (unpack(path) for sign, unpack in _PACKED.items() if start.startswith(sign))


def _pieces(file: _Opened) -> Iterator[bytes]:
    before = b""
    while piece := file.read(_PIECE):
        yield before + piece
        before = piece[-_OVERLAP:]
