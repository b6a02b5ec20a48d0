"""PostgreSQL's write-ahead log: what stands in it, and of which database each part is; the server has one for all.

Blocks have a header that breaks records off; a record names tablespace, database and file before it tells what it wrote
there (src/include/access/xlogrecord.h, src/include/storage/relfilenode.h).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import Pattern

_HEADER, _FIRST_HEADER = 24, 40
_LONG = 0x0002
_NUMBER = 4


@dataclass(frozen=True)
class Segment:
    """What stands in one file of the log, without headers; `databases` begin at `places`."""

    file: Path
    content: bytes
    places: tuple[int, ...]
    databases: tuple[int, ...]
    before: int | None

    def database_at(self, place: int) -> int | None:
        """The database that what stands here is of; None when nothing before it says so."""
        found = bisect_right(self.places, place)
        return self.databases[found - 1] if found else self.before


def segments(files: Iterable[Path], block_size: int, tablespaces: Iterable[int]) -> Iterator[Segment]:
    """The files of the log, in their order; one that is gone meanwhile held nothing that stays."""
    names_place = _names_place(tablespaces)
    before: int | None = None
    for file in files:
        try:
            content = without_headers(file.read_bytes(), block_size)
        except FileNotFoundError:
            continue
        found = [(hit.start(), int.from_bytes(hit[1], "little")) for hit in names_place.finditer(content)]
        places, databases = zip(*found, strict=True) if found else ((), ())
        yield Segment(file, content, places, databases, before)
        before = databases[-1] if databases else before


def without_headers(content: bytes, block_size: int) -> bytes:
    """The records of a file of the log, in one piece."""
    blocks = (content[start : start + block_size] for start in range(0, len(content), block_size))
    return b"".join(block[_FIRST_HEADER if _has_long_header(block) else _HEADER :] for block in blocks)


def _has_long_header(block: bytes) -> bool:
    return bool(int.from_bytes(block[2:4], "little") & _LONG)


def _names_place(tablespaces: Iterable[int]) -> Pattern[bytes]:
    starts = b"|".join(re.escape(number.to_bytes(_NUMBER, "little")) for number in tablespaces)
    return re.compile(b"(?:" + starts + rb")([\x00-\xff]{4})[\x00-\xff]{4}")
