"""The charts of a workbook as they stand in its XML: what they say, and which cells they look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"


@dataclass(frozen=True)
class OpenedChart:
    """The title, the names of the series, the text beside each bar, and every cell that a text is taken from."""

    title: str
    names: tuple[str, ...]
    bars: tuple[str, ...]
    named_by_cells: tuple[str, ...]


def charts_of(file: Path) -> list[OpenedChart]:
    """The charts in the order in which they were drawn."""
    with ZipFile(file) as parts:
        number = sum(name.startswith("xl/charts/chart") for name in parts.namelist())
        return [_chart(parts.read(f"xl/charts/chart{place}.xml")) for place in range(1, number + 1)]


def parsed_parts(file: Path) -> Iterator[ElementTree.Element]:
    """Every part of a workbook, read by a parser that refuses what XML 1.0 has no place for."""
    with ZipFile(file) as parts:
        yield from (ElementTree.fromstring(parts.read(name)) for name in parts.namelist())


def _chart(xml: bytes) -> OpenedChart:
    chart = ElementTree.fromstring(xml)
    titles = [*chart.iter(f"{_CHART}title")]
    names = [name for series in chart.iter(f"{_CHART}ser") for name in series.findall(f"{_CHART}tx")]
    labels = [text for label in chart.iter(f"{_CHART}dLbl") for text in label.iter(f"{_CHART}tx")]
    bars = next(chart.iter(f"{_CHART}cat"), None)
    cells = [cell.text or "" for place in (*titles, *names, *labels) for cell in place.iter(f"{_CHART}f")]
    return OpenedChart(
        "".join(text.text or "" for title in titles[:1] for text in title.iter(_TEXT)),
        tuple("".join(value.text or "" for value in name.iter(f"{_CHART}v")) for name in names),
        () if bars is None else tuple(value.text or "" for value in bars.iter(f"{_CHART}v")),
        tuple(cells),
    )
