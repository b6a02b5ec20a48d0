"""The first page of a workbook as one A4, for who opens no workbook: PDF/UA-1 and PDF/A-2a in one."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import typst

from survey_app.language.words import Words
from survey_app.questionnaire.look.folder import Look
from survey_app.tables.table import Block, Chart, Heading, Link, Paragraph, Properties, Sheet, Table, plain
from survey_app.writers.table_files import chart_svg

_TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
_SIZES = ((10.5, 61), (10, 58), (9.5, 55), (9, 52), (8.5, 47), (8, 39))
"""Points of its letters, and the width of its chart in percents of the page: the largest that fit on one page."""
_POINT = "–  "
_STANDS_ON = Words(" ({sheet})")
_MADE_WITH = Words("Gemaakt met Peilstok. Elk cijfer staat ook in het werkboek, op het werkblad dat erachter staat.")

Part = Mapping[str, object]


def brief_pdf(
    sheet: Sheet, tables: Mapping[str, Table], properties: Properties, language: str, look: Look | None = None
) -> bytes:
    """The page; `tables` are those that its charts are drawn from, by name; all were spoken in this language."""
    page: dict[str, object] = {
        "language": language,
        "look": look.on_paper() if look else {},
        "title": plain(properties.title),
        "author": properties.author,
        "client": properties.company,
        "created": [properties.created.year, properties.created.month, properties.created.day],
        "about": plain(sheet.title),
        "footer": _MADE_WITH.spoken_in(language),
        "blocks": list(_parts(sheet, tables, language)),
    }
    inputs = [{"data": json.dumps({**page, "size": size, "width": width})} for size, width in _SIZES]
    fitting = next((data for data in inputs if _is_one_page(data)), inputs[-1])
    return bytes(
        typst.compile(_TEMPLATE.read_bytes(), sys_inputs=fitting, format="pdf", pdf_standards=["ua-1", "a-2a"])
    )


def _is_one_page(inputs: dict[str, str]) -> bool:
    """Of more pages there is a drawing of each."""
    return isinstance(typst.compile(_TEMPLATE.read_bytes(), sys_inputs=inputs, format="svg"), bytes)


def _parts(sheet: Sheet, tables: Mapping[str, Table], language: str) -> Iterator[Part]:
    """What stands on the sheet, in order: a table is a list of its rows, each with the sheet that it leads to."""
    points: list[str] = []
    for block in sheet.blocks:
        if isinstance(block, Paragraph) and plain(block.text).startswith(_POINT):
            points.append(plain(block.text).removeprefix(_POINT))
            continue
        if points:
            yield {"kind": "points", "points": points}
            points = []
        yield from _part(block, tables, language)
    if points:
        yield {"kind": "points", "points": points}


def _part(block: Block, tables: Mapping[str, Table], language: str) -> Iterator[Part]:
    match block:
        case Heading():
            yield {"kind": "heading", "text": plain(block.text)}
        case Paragraph():
            yield {"kind": "strong", "text": plain(block.text)}
        case Table():
            yield {"kind": "heading", "text": plain(block.title)}
            yield {"kind": "points", "points": [_point(row, language) for row in block.rows]}
        case _ if isinstance(block, Chart):
            drawing = chart_svg(block, tables[block.table], language)
            words = {"text": plain(block.title), "told": plain(block.alt_text)}
            yield {"kind": "chart", "drawing": drawing, **words}


def _point(row: tuple[object, ...], language: str) -> str:
    text, link = row
    if not isinstance(text, str) or not isinstance(link, Link):
        raise TypeError("a row of the first page is a sentence and where it stands")
    return text + _STANDS_ON.filled(sheet=plain(link.text)).spoken_in(language)
