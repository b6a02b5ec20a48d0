"""A page works out what it shows and no more, and the sheets that are told before they are made are those made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import partial

import pytest

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words
from survey_app.tables.chart_data import latest_tables
from survey_app.tables.contents import Family, SheetName
from survey_app.tables.table import Sheet, plain
from survey_app.tables.workbook import group_families, workbook_families
from survey_app.web.admin.recent_results import Asked, RecentResults
from survey_app.web.admin.results_page import SpokenResults
from tests.counted_waves import answered, choice, fielded, instrument, likert, section, staff_wave, statement
from tests.residents import residents_wave

YEARS = (2016, 2017, 2018, 2019, 2020)
ASKED = instrument(section(statement("een"), statement("twee")))


def wave(year: int, agree: int = 100) -> FieldedWave:
    """Two statements, answered by 200 people."""
    counts = [likert(item, 0, 200 - agree, 0, agree, 0) for item in ("een", "twee")]
    return fielded(year, ASKED, *counts, frame=400)


def unknown(year: int, agree: int = 100) -> FieldedWave:
    """The same, of which nobody knows how many could take part."""
    return replace(wave(year, agree), invited={})


class Counting:
    """Compares, and counts which two waves were."""

    def __init__(self) -> None:
        self.compared: Counter[tuple[int, int]] = Counter()

    def __call__(self, waves: Sequence[FieldedWave], options: Options) -> WaveSeries:
        series = compare_series(waves, options)
        return replace(series, pairs=tuple(map(self._counted, series.pairs)))

    def _counted(self, pair: SeriesPair) -> SeriesPair:
        def compare(items: Set[str] | None) -> WaveComparison:
            self.compared[pair.earlier, pair.later] += 1
            return pair.compare(items)

        return replace(pair, compare=compare)


def open_page(counting: Counting, waves: Sequence[FieldedWave], sheet: str | None = None) -> int:
    """How many sheets there are on the page that is opened first."""
    results = RecentResults(counting).find(Asked(waves, PLAIN, (), "", "", "nl"))
    assert results is not None
    page = results.sheets.page(sheet, 1)
    assert page is not None
    return len(page.sheets)


@pytest.mark.parametrize("sheet", [None, "in-het-kort", "respons", "verschillen", "bijlage"])
def test_the_first_page_compares_the_latest_wave_with_the_first_and_no_others(sheet: str | None) -> None:
    counting = Counting()

    open_page(counting, [wave(year, agree) for year, agree in zip(YEARS, (60, 80, 90, 100, 140), strict=True)], sheet)

    assert counting.compared == {(0, 4): 1}


def test_where_nothing_moved_the_highest_and_lowest_take_one_comparison_more() -> None:
    """Their chart says of the latest wave what its verdict is against the first and against the wave before."""
    counting = Counting()

    open_page(counting, [wave(year) for year in YEARS])

    assert set(counting.compared) <= {(0, 4), (3, 4)}


def test_of_whom_it_is_not_known_how_many_could_take_part_the_last_three_waves_are_compared_too() -> None:
    """Whether there is a sheet of other tests hangs on whether a statement goes on over three waves."""
    counting = Counting()

    open_page(counting, [unknown(year, agree) for year, agree in zip(YEARS, (60, 80, 90, 100, 140), strict=True)])

    assert counting.compared == {(0, 4): 1, (2, 3): 1, (3, 4): 1}


def test_no_two_waves_are_compared_twice_for_all_pages() -> None:
    counting = Counting()
    results = RecentResults(counting).find(Asked([wave(year) for year in YEARS], PLAIN, (), "", "", "nl"))
    assert results is not None

    results.sheets.whole()

    assert set(counting.compared.values()) == {1}
    assert len(counting.compared) == 7


def made(family: Family) -> list[SheetName]:
    return [SheetName(sheet.name, sheet.known_as) for sheet in family.sheets()]


def test_a_page_makes_its_own_sheet_and_no_other() -> None:
    series, made_of = compare_series([wave(year, 60 + year % 5 * 20) for year in YEARS]), list[str]()
    families = [noted(family, made_of) for family in workbook_families(series)]
    results = SpokenResults(families, "nl", partial(latest_tables, series))

    results.page(None, 1)
    assert made_of == ["In het kort"]

    results.page("cijfers", 1)
    assert made_of == ["In het kort", "Cijfers"]


def noted(family: Family, made_of: list[str]) -> Family:
    """The same, that notes the name of its first sheet when its sheets are made."""
    names = family.names
    assert names is not None

    def sheets() -> Iterable[Sheet]:
        made_of.append(plain(names[0].name.dutch if isinstance(names[0].name, Words) else names[0].name))
        return family.sheets()

    return replace(family, sheets=sheets)


def studies() -> Iterator[WaveSeries]:
    """Made-up residents in villages, of pilot and mirror, with scales and traits; the printed staff waves; others."""
    residents = [residents_wave(2019, 240), residents_wave(2020, 260)]
    yield compare_series(residents)
    yield compare_series([staff_wave(2019), staff_wave(2020)])
    yield describe(residents[0])
    yield compare_series([wave(year) for year in YEARS])
    yield compare_series([unknown(year) for year in YEARS])
    options, given = instrument(section(choice("dorp", "a", "b"))), answered("dorp", {"a": 60, "b": 40})
    yield compare_series([fielded(year, options, given) for year in YEARS[:3]])
    shorter = instrument(section(statement("een")), points=4)
    four = answered("een", {f"punt-{number}": 20 for number in range(1, 5)})
    yield compare_series([wave(2016), fielded(2017, shorter, four, frame=400), wave(2018)])


def test_sheets_that_are_told_are_those_that_are_made() -> None:
    for series in studies():
        families = list(workbook_families(series))
        for block in series.blocks:
            families += workbook_families(series.of_block(block))
        for group in (*series.groups_compared(), *series.categories_compared()):
            families += group_families(series, group)
        told = [family for family in families if family.names is not None]

        assert told
        assert [list(family.names or ()) for family in told] == [made(family) for family in told]
