"""The pages of an SQLite file as they lie on disk: whose they are, and in which place each row of a table lies.

The format is https://www.sqlite.org/fileformat.html; only what a table WITHOUT ROWID needs is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LEAF = 0x0A
_LEAF_HEADER = 8
_FIRST_TEXT, _FIRST_BLOB = 13, 12
_WIDTHS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


@dataclass(frozen=True)
class Cell:
    """The first two columns of a row, and where it lies: the later it was written, the further from the end."""

    wave: str
    name: bytes
    page: int
    from_end: int


def cells(file: Path, page_size: int, pages: list[int]) -> Iterator[Cell]:
    """The rows on these leaf pages of a table that begins with a text and a blob."""
    with file.open("rb") as opened:
        for number in pages:
            opened.seek((number - 1) * page_size)
            page = opened.read(page_size)
            if page[0] == _LEAF:
                yield from _cells(page, number)


def pages_with(file: Path, page_size: int) -> Iterator[tuple[int, bytes]]:
    """Every page of a database file with its number, counted from 1."""
    with file.open("rb") as opened:
        number = 1
        while page := opened.read(page_size):
            yield number, page
            number += 1


def frames_of(log: Path) -> Iterator[tuple[int, bytes]]:
    """Every page in a write-ahead log with its number, those that count no more included."""
    content = log.read_bytes() if log.exists() else b""
    page_size = int.from_bytes(content[8:12], "big")
    for start in range(32, len(content) - 23, 24 + page_size) if page_size else ():
        yield int.from_bytes(content[start : start + 4], "big"), content[start + 24 : start + 24 + page_size]


def _cells(page: bytes, number: int) -> Iterator[Cell]:
    for place in range(int.from_bytes(page[3:5], "big")):
        pointer = _LEAF_HEADER + 2 * place
        start = int.from_bytes(page[pointer : pointer + 2], "big")
        _payload, at = _varint(page, start)
        wave, name = _first_two(page, at)
        yield Cell(wave.decode(), name, number, len(page) - start)


def _first_two(page: bytes, record: int) -> tuple[bytes, bytes]:
    """The first two columns of the record that begins here."""
    header, at = _varint(page, record)
    first, at = _varint(page, at)
    second, _at = _varint(page, at)
    body = record + header
    middle = body + _width(first)
    return page[body:middle], page[middle : middle + _width(second)]


def _width(serial_type: int) -> int:
    if serial_type < _FIRST_BLOB:
        return _WIDTHS[serial_type]
    return (serial_type - (_FIRST_TEXT if serial_type % 2 else _FIRST_BLOB)) // 2


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    number = 0
    for read in range(9):
        byte = page[at + read]
        if read == 8:
            return number << 8 | byte, at + 9
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + read + 1
    raise AssertionError("a varint ends within nine bytes")
