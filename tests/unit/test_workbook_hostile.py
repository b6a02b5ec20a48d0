"""Workbooks that are made to keep a reader busy or to fill its memory: one sentence, in two seconds."""

from __future__ import annotations

import random
import struct
import time
import tracemalloc
from collections.abc import Callable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl import Workbook

from survey_app.commands.frames import FrameFile, read_frame
from survey_app.fieldwork.frame import BadFrame

pytestmark = pytest.mark.slow

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>adres</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Plein 1</t></is></c></row>'
)
FILLED = "".join(f'<row><c s="1"><v>{place * 7919}</v></c></row>' for place in range(305_000))
LAUGHS = "".join(f'<!ENTITY l{place} "{f"&l{place - 1};" * 10 if place else "ha"}">' for place in range(10))
LIMIT = 100 * 2**20


def sheet(rows: str, before: str = "", after: str = "", first: str = "") -> bytes:
    """The XML of a sheet."""
    return f"{first}<worksheet {NAMESPACE}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def workbook(changed: Mapping[str, bytes] | None = None, method: int = ZIP_DEFLATED) -> bytes:
    """A small workbook as openpyxl makes it, with some of its parts made otherwise."""
    book, plain, made = Workbook(), BytesIO(), BytesIO()
    for row in (["adres", "kern"], ["Plein 1", "Zoelen"], ["Plein 2", "Tiel"]):
        book.worksheets[0].append(row)
    book.save(plain)
    with ZipFile(plain) as parts, ZipFile(made, "w", method) as archive:
        for name, content in ({name: parts.read(name) for name in parts.namelist()} | dict(changed or {})).items():
            archive.writestr(name, content)
    return made.getvalue()


def in_directory(content: bytes, place: int, pattern: str, value: int) -> bytes:
    """The same, with something else in the directory of the zip."""
    changed, found = bytearray(content), -1
    while (found := changed.find(b"PK\x01\x02", found + 1)) >= 0:
        struct.pack_into(pattern, changed, found + place, value)
    return bytes(changed)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a cell in the last corner": (
        lambda: workbook({SHEET: sheet(ROWS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')}),
        "stands far from the rest",
    ),
    "a row that no sheet has": (
        lambda: workbook({SHEET: sheet(ROWS + '<row r="9999999999"><c><v>1</v></c></row>')}),
        "row 100001: something stands far",
    ),
    "a column that no sheet has": (lambda: workbook({SHEET: sheet('<row><c r="ABCD1"/></row>')}), "damaged"),
    "a far column": (lambda: workbook({SHEET: sheet('<row><c r="XFD1"><v>1</v></c></row>')}), "at most 256 columns"),
    "many cells": (lambda: workbook({SHEET: sheet(FILLED)}), "more than 300000 cells"),
    "cells without anything": (lambda: workbook({SHEET: sheet("<c/>" * 3_000_000)}), "more than 100 times as large"),
    "many texts": (
        lambda: workbook({STRINGS: b"<sst>" + b"".join(b"<si><t>%x</t></si>" % (n * n) for n in range(305_000))}),
        "more than 300000 cells, rows or texts",
    ),
    "many merged cells": (
        lambda: workbook({SHEET: sheet(ROWS, after='<mergeCell ref="A1:XFD9"/>' * 25_000)}),
        "more styles, rules or merged cells",
    ),
    "many styles": (lambda: workbook({STYLES: b'<xf numFmtId="0"/>' * 25_000}), "more styles, rules or merged cells"),
    "many columns with a style": (
        lambda: workbook({SHEET: sheet(ROWS, before='<col min="1" max="16384"/>' * 25_000)}),
        "more styles, rules or merged cells",
    ),
    "a tag with many attributes": (
        lambda: workbook({SHEET: sheet("<row " + "".join(f'a{n}="1" ' for n in range(2000)) + "></row>")}),
        "what no spreadsheet writes",
    ),
    "a billion laughs": (
        lambda: workbook({SHEET: sheet("<row><c><v>&l9;</v></c></row>", first=f"<!DOCTYPE x [{LAUGHS}]>")}),
        "document type or entity",
    ),
    "a billion laughs in two bytes a sign": (
        lambda: workbook(
            {SHEET: sheet("<c><v>&l9;</v></c>", first=f"<!DOCTYPE x [{LAUGHS}]>").decode().encode("utf-16")}
        ),
        "document type or entity",
    ),
    "a file of ours": (
        lambda: workbook({SHEET: sheet("<c>&e;</c>", first='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')}),
        "document type or entity",
    ),
    "a bomb": (lambda: workbook({SHEET: b"\0" * 65 * 2**20}), "larger than 64 MiB when unpacked"),
    "a bomb that says it is small": (
        lambda: in_directory(workbook({SHEET: sheet("<c/>" * 3_000_000)}), 24, "<I", 500),
        "damaged",
    ),
    "many files": (lambda: workbook({f"x{n}": b"" for n in range(1000)}), "files in one workbook"),
    "a name outside": (lambda: workbook({"xl/../../etc/passwd": b""}), "names a file outside itself"),
    "a packing that is not used": (lambda: workbook(method=ZIP_BZIP2), "packed in a way that no spreadsheet uses"),
    "locked zip": (lambda: in_directory(workbook(), 8, "<H", 1), "locked with a password"),
    "locked by Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "locked with a password"),
    "half": (lambda: workbook()[:2000], "damaged"),
    "nothing": (lambda: b"", "damaged"),
    "a CSV by another name": (lambda: b"adres,kern\nPlein 1,Zoelen\n", "damaged"),
    "no sheet": (lambda: workbook({"xl/_rels/workbook.xml.rels": b"<Relationships/>"}), "damaged"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_workbook_keeps_its_reader_busy_or_fills_its_memory(tmp_path: Path, what: str) -> None:
    make, told = HOSTILE[what]
    file = tmp_path / "adressen.xlsx"
    file.write_bytes(make())
    begun = time.process_time()

    with pytest.raises(BadFrame) as refusal:
        read_frame(FrameFile(file))

    seconds = time.process_time() - begun
    assert told in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1
    assert seconds < 2
    assert _memory_for(file) < LIMIT


def test_a_file_of_a_gigabyte_is_not_even_read(tmp_path: Path) -> None:
    for name in ("adressen.csv", "adressen.xlsx"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(10**9)
        with pytest.raises(BadFrame, match=r"larger than (16|64) MiB"):
            read_frame(FrameFile(tmp_path / name))
        assert _memory_for(tmp_path / name) < 2**20


def test_whatever_happened_to_a_workbook_it_is_read_or_refused(tmp_path: Path) -> None:
    good, chance = workbook(), random.Random(8)
    with ZipFile(BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number in range(150):
        name = chance.choice([*parts])
        broken = bytearray(good if number % 2 else parts[name])
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        file = tmp_path / f"{number}.xlsx"
        file.write_bytes(bytes(broken) if number % 2 else workbook({name: bytes(broken)}))
        with suppress(BadFrame):
            read_frame(FrameFile(file))


def test_what_a_sheet_says_of_its_own_size_is_not_believed(tmp_path: Path) -> None:
    file = tmp_path / "adressen.xlsx"
    for size in ("A1:A1", "A1:XFD1048576"):
        file.write_bytes(workbook({SHEET: sheet(ROWS, before=f'<dimension ref="{size}"/>')}))

        assert read_frame(FrameFile(file)).rows == (("Plein 1",),)


def test_openpyxl_reads_xml_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML


def _memory_for(file: Path) -> int:
    """The most bytes that reading it takes."""
    tracemalloc.start()
    with suppress(BadFrame):
        read_frame(FrameFile(file))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
