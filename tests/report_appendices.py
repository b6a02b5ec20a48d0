"""The tables of the printed report's appendices, read from its text by rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TEXT = Path(__file__).parent / "data" / "report-appendices.txt"

_TITLE = re.compile(r"6\.\d (.+)")
_COUNTS = re.compile(r"\d+( \d+)*")
_ROW = re.compile(r"(.+?) (\d+)")
_FOOTNOTE = re.compile(r"(\d) ((?:Een|Twee) medewerkers? .+)")
_SCALE = ["Helemaal oneens", "Oneens Neutraal Eens Helemaal eens", "N.v.t."]


@dataclass
class PrintedTable:
    """One table: its wave, the text of its heading row, and its rows."""

    wave: str
    headings: str
    rows: list[tuple[str, ...]] = field(default_factory=list)


def printed_tables() -> list[PrintedTable]:
    """Every table, in the order of the report."""
    parts = list(_parts(TEXT.read_text(encoding="utf-8")))
    footnotes = [match[1] for part in parts if (match := _FOOTNOTE.fullmatch(part))]
    tables: list[PrintedTable] = []
    wave, label = "", ""
    while parts:
        part = parts.pop(0)
        if title := _TITLE.fullmatch(part):
            wave = title[1]
        elif parts[: len(_SCALE)] == _SCALE:
            tables.append(PrintedTable(wave, " ".join([part, *_SCALE])))
            del parts[: len(_SCALE)]
        elif parts[:1] == ["Aantal"]:
            tables.append(PrintedTable(wave, f"{part} {parts.pop(0)}"))
        elif part.endswith("Aantal respondenten"):
            tables.append(PrintedTable(wave, part))
        elif _FOOTNOTE.fullmatch(part):
            continue
        elif _COUNTS.fullmatch(part):
            tables[-1].rows.append((label, *part.split()))
        elif row := _ROW.fullmatch(part):
            count = row[2].removesuffix(footnotes.pop(0)) if row[1] == "Totaal" and len(row[2]) > 2 else row[2]
            tables[-1].rows.append((row[1], count))
        else:
            label = part
    return tables


def _parts(text: str) -> Iterator[str]:
    """Cells and paragraphs: they end at an empty line, at a line of figures, and where a new page begins."""
    part: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        ends_above = not words or line.startswith(" ")
        if part and ends_above:
            yield " ".join(part)
            part = []
        if words:
            part.append(words)
        if _COUNTS.fullmatch(words):
            yield " ".join(part)
            part = []
    if part:
        yield " ".join(part)
