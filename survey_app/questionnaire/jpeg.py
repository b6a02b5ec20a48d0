"""A photograph (JPEG), cleaned: the picture itself, without a word of where, when, by whom and with what it was made.

Segments are those of ITU-T T.81, annex B. What is not known to be part of the picture is taken out, and what browsers
could show in different ways is refused: nothing is decoded here.
"""

import struct
from collections.abc import Iterator

START = b"\xff\xd8"

_END, _SCAN, _FRAMES = 0xD9, 0xDA, frozenset({0xC0, 0xC2})  # baseline and progressive
_QUANTIZATION, _EXIF_NOTE, _ADOBE_NOTE = 0xDB, 0xE1, 0xEE
_TABLES = frozenset({0xC4, _QUANTIZATION, 0xDD})
_NOTES = frozenset({*range(0xE0, 0xF0), 0xFE})
_WITHIN = frozenset(bytes((number,)) for number in (0, *range(0xD0, 0xD8)))
_EXIF, _ORIENTATION = b"Exif\0\0", 0x0112
_HEAD = b"\xff\xe0\x00\x10JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"
"""In the place of all notes: the usual colours, square dots, and no small picture (JFIF 1.01)."""

Segment = tuple[int, bytes]
"""Its marker, and all of it; of a scan, with the coded picture behind it."""


class NotClean(Exception):
    """Why a file is not shown, and what would be right."""


def clean(content: bytes) -> bytes:
    """The picture alone; raises NotClean."""
    segments = list(_segments(content))
    kinds = [kind for kind, _whole in segments if kind not in _NOTES]
    frames = [place for place, kind in enumerate(kinds) if kind in _FRAMES]
    if len(frames) != 1 or _SCAN not in kinds[frames[0] :] or _SCAN in kinds[: frames[0]] or _QUANTIZATION not in kinds:
        raise _damaged()
    for kind, whole in segments:
        _check(kind, whole[4:])
    return START + _HEAD + b"".join(whole for kind, whole in segments if kind not in _NOTES) + bytes((0xFF, _END))


def size_of(content: bytes) -> tuple[int, int]:
    """How wide and how high a cleaned one is."""
    high, wide = next(struct.unpack(">HH", whole[5:9]) for kind, whole in _segments(content) if kind in _FRAMES)
    return wide, high


def _segments(content: bytes) -> Iterator[Segment]:
    """Up to the end of the picture; what stands behind that is none."""
    place = len(START)
    while content[place : place + 2] != bytes((0xFF, _END)):
        if place + 4 > len(content) or content[place] != 0xFF:
            raise _damaged()
        kind, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if kind not in {_SCAN, *_FRAMES, *_TABLES, *_NOTES}:
            raise NotClean("it is a JPEG of a kind that not every browser shows; save it as a usual one")
        end = place + 2 + length
        if length < 2 or end > len(content):
            raise _damaged()
        end = _end_of_scan(content, end) if kind == _SCAN else end
        yield kind, content[place:end]
        place = end


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the next marker is: within a scan a byte of ones is followed by 0, or tells to begin again (B.1.1.5)."""
    while (place := content.find(0xFF, place)) != -1:
        if content[place + 1 : place + 2] not in _WITHIN:
            return place
        place += 2
    raise _damaged()


def _check(kind: int, inside: bytes) -> None:
    if kind in _FRAMES:
        _check_frame(inside)
    elif kind == _EXIF_NOTE and inside.startswith(_EXIF) and _orientation(inside.removeprefix(_EXIF)) != 1:
        raise NotClean("it stands upright by a note only, which is taken out (EXIF); turn it and save it anew")
    elif kind == _ADOBE_NOTE and inside.startswith(b"Adobe") and inside[11:12] != b"\x01":
        raise NotClean("its colours are for print; save it in RGB, as for a website")


def _check_frame(inside: bytes) -> None:
    if len(inside) < 6 or len(inside) != 6 + 3 * inside[5] or 0 in struct.unpack(">HH", inside[1:5]):
        raise _damaged()
    if inside[0] != 8 or inside[5] not in (1, 3):
        raise NotClean("its colours are for print (CMYK); save it in RGB, as for a website")


def _orientation(tiff: bytes) -> int:
    """How the camera was held: 1 is upright. What cannot be read counts as upright: no browser reads it either."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return 1
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    (number,) = struct.unpack(f"{order}H", tiff[first : first + 2].ljust(2, b"\0"))
    for place in range(first + 2, min(first + 2 + 12 * number, len(tiff) - 11), 12):
        tag, value = struct.unpack(f"{order}H6xH2x", tiff[place : place + 12])
        if tag == _ORIENTATION:
            return int(value)
    return 1


def _damaged() -> NotClean:
    return NotClean("it is a damaged JPEG; save it anew")
