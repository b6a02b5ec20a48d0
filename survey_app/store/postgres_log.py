"""PostgreSQL's write-ahead log: what stands in it, and of which database each part is; the server has one for all.

Blocks have a header that breaks records off; a record names tablespace, database and file before it tells what it wrote
there (src/include/access/xlogrecord.h, src/include/storage/relfilenode.h).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import Pattern

_HEADER, _FIRST_HEADER = 24, 40
_LONG = 0x0002
_NUMBER = 4
UNKNOWN = 0
"""No database has this number."""


@dataclass(frozen=True)
class Segment:
    """What stands in one file of the log, without headers; what is of `databases` begins at `places`."""

    file: Path
    content: bytes
    places: tuple[int, ...]
    databases: tuple[int, ...]

    def database_at(self, place: int) -> int:
        """The database that what stands here is of; UNKNOWN where the record that it is in begins nowhere any more."""
        return self.databases[bisect_right(self.places, place) - 1]


def segments(files: Iterable[Path], block_size: int, tablespaces: Iterable[int]) -> Iterator[Segment]:
    """The files of the log, in their order; one that is gone meanwhile held nothing that stays.

    A file that is used again keeps the blocks of before behind the new ones. What goes on from one block into the next
    goes on in the log, too; at any other the database is unknown until it is named again.
    """
    names_place = _names_place(tablespaces)
    database, following = UNKNOWN, 0
    for file in files:
        try:
            blocks = _blocks(file.read_bytes(), block_size)
        except FileNotFoundError:
            continue
        begins = {0: database}
        start = 0
        for address, records in blocks:
            if address != following:
                begins[start] = UNKNOWN
            following, start = address + block_size, start + len(records)
        content = b"".join(records for _address, records in blocks)
        begins |= {hit.start(): int.from_bytes(hit[1], "little") for hit in names_place.finditer(content)}
        places = tuple(sorted(begins))
        yield Segment(file, content, places, tuple(begins[place] for place in places))
        database = begins[places[-1]]


def _blocks(content: bytes, block_size: int) -> list[tuple[int, bytes]]:
    """Of each block where in the log it says that it belongs, and its records."""
    return [_block(content[start : start + block_size]) for start in range(0, len(content), block_size)]


def _block(content: bytes) -> tuple[int, bytes]:
    has_long_header = int.from_bytes(content[2:4], "little") & _LONG
    return int.from_bytes(content[8:16], "little"), content[_FIRST_HEADER if has_long_header else _HEADER :]


def _names_place(tablespaces: Iterable[int]) -> Pattern[bytes]:
    starts = b"|".join(re.escape(number.to_bytes(_NUMBER, "little")) for number in tablespaces)
    return re.compile(b"(?:" + starts + rb")([\x00-\xff]{4})[\x00-\xff]{4}")
