"""Whether an xlsx can be read in seconds: looked at as a zip and as bytes, before anything makes objects of it."""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError  # defusedxml raises the same
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from openpyxl.utils.exceptions import InvalidFileException

from survey_app.questionnaire.handed_in import CannotRead, read_whole

MOST_CELLS, MOST_ROWS = 300_000, 100_000
"""A hundred thousand rows of three cells; who has more saves it as CSV."""

_MOST_BYTES = 16 * 2**20
_MOST_INFLATED = 64 * 2**20
_MOST_PARTS = 1000
_MOST_RATIO = 100
_SMALL = 2**20
"""A part that is smaller may be as tightly packed as it likes."""

_MOST_TAGS = 8 * MOST_CELLS
_MOST_OTHER_TAGS = 20_000
"""Styles, merged cells, sheets, rules: each makes an object that is larger than a cell."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ROWS, _CELLS, _STRINGS = (b"<row ", b"<row>"), (b"<c ", b"<c>", b"<c/"), (b"<si>",)
_WITHIN = b"</si <r> </r> </row </c> <v> </v <f> </f <is> </is <t> </t>".split()
_WITHIN_WITH_MORE = (b"<f ", b"<t ")
_NO_SPREADSHEETS = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<[^>]{8192}")
"""What could stand for something else, or is a tag with thousands of attributes."""

DAMAGED = (
    *(ArithmeticError, AttributeError, BadZipFile, EOFError, InvalidFileException, LookupError, OSError, ParseError),
    *(RuntimeError, TypeError, ValueError, struct.error, zlib.error),
)
"""What zipfile and openpyxl raise where a part of a workbook is missing, or is not what it should be."""

_TWO_BYTES_A_SIGN = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_CHUNK = 2**20
_AS_CSV = "save the sheet as CSV UTF-8"
SAVE_ANEW = "open it in Excel or LibreOffice and save it as xlsx, or as CSV UTF-8"


def read_workbook_bytes(path: Path) -> bytes:
    """The workbook as it is in the file; raises CannotRead when reading its cells could take long or go wrong."""
    content = read_whole(path, _MOST_BYTES)
    if content.startswith(_OLE):
        right = "take the password off, and save it as xlsx"
        raise CannotRead(None, "locked with a password, or a workbook from before 2007", right)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_directory(archive.infolist())
            _check_parts(archive)
    except DAMAGED as error:
        raise CannotRead(None, "not an xlsx workbook, or a damaged one", SAVE_ANEW) from error
    return content


def _check_directory(parts: list[ZipInfo]) -> None:
    """By what the zip says of itself."""
    if len(parts) > _MOST_PARTS:
        raise CannotRead(None, f"{len(parts)} files in one workbook", SAVE_ANEW)
    if sum(part.file_size for part in parts) > _MOST_INFLATED:
        raise CannotRead(None, f"larger than {_MOST_INFLATED // 2**20} MiB when unpacked", _AS_CSV)
    for part in parts:
        if part.flag_bits & 1:
            raise CannotRead(None, "locked with a password", "take the password off")
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise CannotRead(None, "packed in a way that no spreadsheet uses", SAVE_ANEW)
        if part.filename.startswith("/") or ".." in part.filename.split("/"):
            raise CannotRead(None, "it names a file outside itself", SAVE_ANEW)
        if part.file_size > max(_SMALL, _MOST_RATIO * part.compress_size):
            raise CannotRead(None, f"more than {_MOST_RATIO} times as large when unpacked", _AS_CSV)


def _check_parts(archive: ZipFile) -> None:
    """By what is in it; zipfile gives no more of a part than its directory says, and is asked no more than that."""
    counted: Counter[str] = Counter()
    for part in archive.infolist():
        for chunk in _chunks(archive, part):
            counted.update(_counted(chunk))
            if max(counted["rows"], counted["cells"], counted["strings"]) > MOST_CELLS:
                raise CannotRead(None, f"more than {MOST_CELLS} cells, rows or texts", _AS_CSV)
            if counted["tags"] > _MOST_TAGS or counted["other"] > _MOST_OTHER_TAGS:
                raise CannotRead(None, "more styles, rules or merged cells than a list can have", _AS_CSV)


def _chunks(archive: ZipFile, part: ZipInfo) -> Iterator[bytes]:
    """The part bit by bit; raises CannotRead when it is XML of a kind that no spreadsheet writes."""
    before = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            is_xml = before or chunk.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
            if chunk.startswith(_TWO_BYTES_A_SIGN) or (is_xml and _NO_SPREADSHEETS.search(before + chunk)):
                raise CannotRead(None, "it holds what no spreadsheet writes, as a document type or entity", SAVE_ANEW)
            before = chunk[-10_000:] if is_xml else b""
            yield chunk


def _counted(chunk: bytes) -> dict[str, int]:
    tags = chunk.count(b"<")
    rows, cells, strings = (sum(map(chunk.count, names)) for names in (_ROWS, _CELLS, _STRINGS))
    other = tags - rows - cells - strings - sum(map(chunk.count, (*_WITHIN, *_WITHIN_WITH_MORE)))
    return {"tags": tags, "rows": rows, "cells": cells, "strings": strings, "other": other}
