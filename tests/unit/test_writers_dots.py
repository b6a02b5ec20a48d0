"""The chart of dots as it stands in the file: what a spreadsheet is told to draw, and from which cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from survey_app.tables.table import Column, Dots, DotSeries, Kind, Properties, Sheet, Table
from survey_app.writers.dots import height_of_dots
from survey_app.writers.xlsx import write_xlsx

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
PROPERTIES = Properties("Titel", "Onderwerp", "Bureau", "Gemeente", date(2020, 5, 1), "pagina {page} van {pages}")

DATA = Table(
    name="Gegevens",
    title="",
    columns=(Column("Lijn", width=40), Column("Verandering", Kind.PRECISE), Column("Hoogte", Kind.PRECISE)),
    rows=(
        ("Luistert", 12.0, 2.13),
        ("Helpt", -3.5, 1.13),
        ("Luistert", 2.0, 1.87),
        ("Luistert", -20.0, 2.0),
        ("Helpt", -20.0, 1.0),
    ),
)
DOTS = Dots(
    title="Verandering",
    table="Gegevens",
    labels=0,
    across=1,
    up=2,
    lines=DotSeries("stelling", 3, 2, 0, filled=False),
    marks=(DotSeries("Ingen (pilot)", 0, 2, 0, filled=True), DotSeries("Maurik (spiegel)", 2, 1, 0, filled=False)),
    axis="Verandering in procentpunten",
    reach=20,
    step=5,
    alt_text="Stippen per kern",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The chart on the first sheet, what it is drawn from on the second."""
    target = tmp_path_factory.mktemp("dots") / "dots.xlsx"
    write_xlsx((Sheet("Grafiek", "G", (DOTS,)), Sheet("Gegevens", "D", (DATA,))), target, PROPERTIES)
    return target


@pytest.fixture(scope="module")
def chart(book: Path) -> ElementTree.Element:
    with ZipFile(book) as parts:
        return ElementTree.fromstring(parts.read("xl/charts/chart1.xml"))


def series_of(chart: ElementTree.Element) -> list[ElementTree.Element]:
    return list(chart.iter(f"{CHART}ser"))


def value_of(element: ElementTree.Element, name: str) -> str:
    found = next(element.iter(f"{CHART}{name}"))
    return found.get("val") or found.text or ""


def test_a_kind_of_dot_is_a_series_and_the_texts_are_one_that_is_not_seen(chart: ElementTree.Element) -> None:
    symbols = [value_of(next(one.iter(f"{CHART}marker")), "symbol") for one in series_of(chart)]

    assert symbols == ["circle", "x", "none"]
    assert value_of(next(chart.iter(f"{CHART}legendEntry")), "idx") == "2"


def test_the_texts_stand_at_the_left_end_of_their_lines(chart: ElementTree.Element) -> None:
    *_, lines = series_of(chart)

    assert [label.text for label in lines.iter(TEXT)] == ["Luistert", "Helpt"]
    assert {one.get("val") for one in lines.iter(f"{CHART}dLblPos")} == {"l"}


def test_every_cell_that_is_drawn_holds_a_number(book: Path, chart: ElementTree.Element) -> None:
    sheet = load_workbook(book)["Gegevens"]
    drawn = [reference.text or "" for reference in chart.iter(f"{CHART}f") if "$" in str(reference.text)]

    assert len(drawn) == 6
    for reference in drawn:
        left, top, right, bottom = range_boundaries(reference.split("!")[1].replace("$", ""))
        cells = [cell.value for row in sheet.iter_rows(top, bottom, left, right) for cell in row]
        assert all(isinstance(cell, int | float) for cell in cells), reference


def test_the_axis_goes_as_far_to_both_sides_of_zero_and_is_crossed_there(chart: ElementTree.Element) -> None:
    across, up = chart.iter(f"{CHART}valAx")

    assert (value_of(across, "min"), value_of(across, "max"), value_of(across, "majorUnit")) == ("-20", "20", "5")
    assert (value_of(up, "min"), value_of(up, "max")) == ("0", "3")
    assert value_of(up, "crosses") == "autoZero"


def test_it_is_described_for_who_cannot_see_it(book: Path) -> None:
    with ZipFile(book) as parts:
        assert 'descr="Stippen per kern"' in parts.read("xl/drawings/drawing1.xml").decode()


def test_more_lines_need_a_higher_chart_and_few_have_room_for_their_texts() -> None:
    many = replace(DOTS, lines=replace(DOTS.lines, number=12))

    assert height_of_dots(many) > height_of_dots(DOTS) >= 540


def test_the_same_chart_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_xlsx((Sheet("Grafiek", "G", (DOTS,)), Sheet("Gegevens", "D", (DATA,))), again, PROPERTIES)

    assert again.read_bytes() == book.read_bytes()
