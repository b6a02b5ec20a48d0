"""Every chart is drawn where the cells of the workbook say: its marks and texts are read back and held to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

import pytest
from openpyxl import load_workbook

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.dataset.counts import ItemCounts
from survey_app.reporting import write_workbook
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Bars, Dots, Lines, StackedBars, Table
from survey_app.tables.workbook import workbook_sheets
from survey_app.writers.table_files import chart_svg
from tests.counted_waves import fielded, instrument, likert, section, statement
from tests.opened_workbook import OpenedTable, tables_of
from tests.village_waves import village_study, village_wave

SVG = "{http://www.w3.org/2000/svg}"
Row = tuple[object, ...]


class Drawn(NamedTuple):
    """A chart as it was drawn, and the table that it is drawn from as it stands in the file."""

    chart: StackedBars | Bars | Dots | Lines
    svg: Element
    cells: OpenedTable
    others: list[OpenedTable]


def with_arms() -> WaveSeries:
    """Two pilot and two mirror villages; two statements rose in the pilot villages, one fell in both."""
    sides = {"ingen": "pilot", "zoelen": "pilot", "maurik": "mirror", "lienden": "mirror"}
    asked = village_study(sides, section(*(statement(f"een{place}") for place in range(4))))
    shifts = {"pilot": (30, -20, 25, 0), "mirror": (2, 0, -22, 0)}
    first = {village: [half(f"een{place}", 0) for place in range(4)] for village in sides}
    later = {
        village: [half(f"een{place}", shift) for place, shift in enumerate(shifts[arm])]
        for village, arm in sides.items()
    }
    earlier = village_wave(asked, first)
    moved = replace(earlier, wave=replace(earlier.wave, id="w2019", month=date(2019, 5, 1)))
    return compare_series((moved, village_wave(asked, later)))


def half(item: str, shift: int) -> ItemCounts:
    return likert(item, 5, 45 - shift, 7, 35 + shift, 8)


def in_year(year: int, *agree: int) -> FieldedWave:
    """200 answers to each of three statements, of which so many are higher than the middle."""
    asked = instrument(section(*(statement(f"een{place}") for place in range(3))))
    counts = [likert(f"een{place}", 20, 150 - number, 30, number - 10, 10) for place, number in enumerate(agree)]
    return fielded(year, asked, *counts, frame=400)


def three_waves() -> WaveSeries:
    return compare_series((in_year(2019, 60, 80, 90), in_year(2020, 90, 81, 70), in_year(2021, 130, 77, 71)))


def one_wave() -> WaveSeries:
    return describe(in_year(2019, 60, 80, 90))


STUDIES = {"arms": with_arms, "three waves": three_waves, "one wave": one_wave}


@pytest.fixture(scope="module", params=STUDIES)
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Drawn]:
    return list(_drawn(STUDIES[request.param](), tmp_path_factory.mktemp("drawn") / "werkboek.xlsx"))


def _drawn(series: WaveSeries, target: Path) -> Iterator[Drawn]:
    write_workbook(series, target, (), "nl")
    book = load_workbook(target)
    opened = {table.name: table for sheet in book for table in tables_of(sheet)}
    blocks = [block for sheet in workbook_sheets(series) for block in spoken_in(sheet, "nl").blocks]
    tables = {block.name: block for block in blocks if isinstance(block, Table)}
    for block in blocks:
        if isinstance(block, StackedBars | Bars | Dots | Lines):
            svg = fromstring(chart_svg(block, tables[block.table], "nl"))
            yield Drawn(block, svg, opened[block.table], [one for one in opened.values() if one.name != block.table])


def test_every_kind_of_chart_is_among_them(drawn: list[Drawn], request: pytest.FixtureRequest) -> None:
    kinds = {type(one.chart) for one in drawn}

    expected = {"arms": {StackedBars, Dots}, "three waves": {StackedBars, Dots, Lines}, "one wave": {StackedBars}}
    assert kinds - {Bars} == expected[request.node.callspec.params["drawn"]]


def test_words_of_a_questionnaire_never_become_part_of_a_drawing(tmp_path: Path) -> None:
    """A page of results takes the drawing as it is."""
    hostile = "Ik <script>alert(1)</script> & <b>zie</b>"
    asked = instrument(section(*(statement(f"een{place}", text=hostile) for place in range(2))))
    counts = [likert(f"een{place}", 20, 90, 30, 50, 10) for place in range(2)]
    compared = compare_series([fielded(year, asked, *counts, frame=400) for year in (2019, 2020)])

    drawings = list(_drawn(compared, tmp_path / "werkboek.xlsx"))

    assert any("alert(1)" in text for one in drawings for text in _texts(one.svg)), "the words are drawn, as words"
    assert {part.tag for one in drawings for part in one.svg.iter()} & {f"{SVG}script", f"{SVG}b"} == set()


def test_bars_are_as_long_as_their_cells_and_say_them(drawn: list[Drawn]) -> None:
    for one in drawn:
        if isinstance(one.chart, StackedBars):
            shares = [[_number(row[part]) for part in one.chart.parts] for row in one.cells.rows]
            lengths = [[float(bar.get("width", "")) for bar in bars] for bars in _bars(one.svg)]
            scale = sum(map(sum, lengths)) / sum(map(sum, shares))
            # a hundredth of a percent: the drawing has two decimals of 440 units
            assert [pytest.approx(row, abs=1e-3) for row in shares] == [[bar / scale for bar in row] for row in lengths]
            said = [text for text in _texts(one.svg) if re.fullmatch(r"\d+%", text)]
            assert said == [f"{share:.0%}" for row in shares for share in row if share >= 0.045]
            assert all(_is_read_elsewhere(row, one.others) for row in shares), "the reader’s table has the same shares"


def test_bars_of_response_are_as_long_as_their_cells_and_say_them(drawn: list[Drawn]) -> None:
    found = [one for one in drawn if isinstance(one.chart, Bars)]
    for one in found:
        rects = [bar for bar in one.svg.iter(f"{SVG}rect") if bar.get("height") == "16"]
        grid = next(line for line in one.svg.iter(f"{SVG}line") if line.get("class") == "chart__grid")
        start, whole = float(grid.get("x1", "")), float(grid.get("x2", "")) - float(grid.get("x1", ""))
        shares = [_number(row[1]) for row in one.cells.rows]
        assert [float(bar.get("width", "")) / whole for bar in rects] == pytest.approx(shares, abs=1e-3)
        said = [text for text in _texts(one.svg) if re.fullmatch(r"\d+%", text)]
        assert said == [f"{share:.0%}" for share in shares] + ["0%", "50%", "100%"]
        strokes = [
            (float(line.get("x1", "")), float(line.get("x2", "")))
            for line in one.svg.iter(f"{SVG}line")
            if line.get("class") == "chart__axis" and line.get("y1") == line.get("y2")
        ]
        ends = [(_number(row[2]), _number(row[2]) + _number(row[3])) for row in one.cells.rows if row[2] is not None]
        drawn_ends = [((left - start) / whole, (right - start) / whole) for left, right in strokes[: len(ends)]]
        assert drawn_ends == [pytest.approx(end, abs=1e-3) for end in ends]
    assert found


def test_dots_and_their_intervals_stand_where_their_cells_say(drawn: list[Drawn]) -> None:
    for one in drawn:
        if isinstance(one.chart, Dots):
            value = _axis(one.svg)
            rows = one.cells.rows[: one.chart.lines.first]
            wanted = sorted(_number(row[one.chart.across]) for row in rows)
            assert sorted(map(value, _marks(one.svg, len(one.chart.marks)))) == pytest.approx(wanted, abs=0.06)
            if one.chart.interval is not None:
                left, right = one.chart.interval
                ends = [(_number(row[1]) - _number(row[left]), _number(row[1]) + _number(row[right])) for row in rows]
                strokes = [
                    (value(float(line.get("x1", ""))), value(float(line.get("x2", ""))))
                    for line in one.svg.iter(f"{SVG}line")
                    if line.get("class", "").startswith("chart__stroke") and line.get("y1") == line.get("y2")
                ]
                assert sorted(strokes) == [pytest.approx(end, abs=0.06) for end in sorted(ends)]
                assert all(_is_told(row, (left, right), one.others) for row in rows)


def test_lines_go_through_their_cells_and_say_them(drawn: list[Drawn]) -> None:
    for one in drawn:
        if isinstance(one.chart, Lines):
            shares = [_number(row[place]) for row in one.cells.rows for place in one.chart.points]
            dots = list(one.svg.iter(f"{SVG}circle"))
            grid = [
                float(line.get("y1", "")) for line in one.svg.iter(f"{SVG}line") if line.get("class") == "chart__grid"
            ]
            feet, tops = grid[::3], grid[2::3]
            waves = len(one.chart.points)
            at = [
                (feet[place // waves] - float(dot.get("cy", ""))) / (feet[place // waves] - tops[place // waves])
                for place, dot in enumerate(dots)
            ]
            assert at == pytest.approx(shares, abs=1e-3)
            assert [text for text in _texts(one.svg) if text.endswith("%")] == [f"{share:.0%}" for share in shares]
            # 60, 90 and 130 of 200, as they were put in; and so on
            assert shares == [0.30, 0.45, 0.65, 0.40, 0.41, 0.39, 0.45, 0.35, 0.36]


def test_a_wave_that_may_not_be_compared_has_no_dot(tmp_path: Path) -> None:
    """The first of four waves asked something else; a line is drawn of the last three."""
    words = instrument(section(*({**statement(f"een{place}"), "text": f"Heel anders {place}"} for place in range(3))))
    other = replace(in_year(2018, 60, 70, 80), instrument=words)
    series = compare_series((other, in_year(2019, 60, 80, 90), in_year(2020, 90, 81, 70), in_year(2021, 130, 77, 71)))

    lines = [one for one in _drawn(series, tmp_path / "werkboek.xlsx") if isinstance(one.chart, Lines)]

    assert [[row[1] for row in one.cells.rows] for one in lines] == [[None, None, None]]
    assert len(list(lines[0].svg.iter(f"{SVG}circle"))) == 9


def _bars(svg: Element) -> list[list[Element]]:
    """The parts of each bar from left to right; those of the legend are no part of one."""
    rows: dict[str, list[Element]] = {}
    for rect in svg.iter(f"{SVG}rect"):
        kind = rect.get("class", "")
        if kind.removeprefix("chart__") in ("dark", "light", "middle", "striped") and rect.get("height") == "22":
            rows.setdefault(rect.get("y", ""), []).append(rect)
    return list(rows.values())


def _axis(svg: Element) -> Callable[[float], float]:
    """What a place from left to right stands for, by the numbers under the lines."""
    numbers = [text for text in svg.iter(f"{SVG}text") if re.fullmatch(r"[+−]?[\d,]+", text.text or "")]
    read = [float((text.text or "").replace("−", "-").replace(",", ".")) for text in numbers]
    first, last = float(numbers[0].get("x", "")), float(numbers[-1].get("x", ""))
    return lambda x: read[0] + (x - first) / (last - first) * (read[-1] - read[0])


def _marks(svg: Element, in_legend: int) -> list[float]:
    """The middle of each dot; those of the legend come last."""
    marks = [mark for mark in svg.iter() if mark.get("class") in ("chart__mark", "chart__open")]
    return [_middle(mark) for mark in marks[: len(marks) - in_legend]]


def _middle(mark: Element) -> float:
    if mark.tag == f"{SVG}circle":
        return float(mark.get("cx", ""))
    across = [float(point.split(",")[0]) for point in mark.get("points", "").split()]
    return (min(across) + max(across)) / 2


def _texts(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def _is_read_elsewhere(shares: Sequence[float], tables: Sequence[OpenedTable]) -> bool:
    """Whether a table that people read has these shares beside each other."""
    return any(
        list(row[start : start + len(shares)]) == list(shares)
        for table in tables
        if not table.name.startswith("Grafiek")
        for row in table.rows
        for start in range(len(row))
    )


def _is_told(row: Row, interval: tuple[int, int], tables: Sequence[OpenedTable]) -> bool:
    """Whether a table that people read has this difference with these bounds."""
    middle, (left, right) = _number(row[1]), interval
    return _is_read_elsewhere([middle, middle - _number(row[left]), middle + _number(row[right])], tables)


def _number(cell: object) -> float:
    assert isinstance(cell, int | float)
    return cell
