"""One block of the report: what is told of it is what all items together have, and a large comparison opens so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.options import PLAIN, Options
from survey_app.comparison.results import FieldedWave, WaveComparison
from survey_app.comparison.series import WaveSeries
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Cell, Table
from survey_app.tables.workbook import workbook_sheets
from survey_app.web.admin.recent_results import Asked, RecentResults
from tests.counted_waves import fielded, instrument, likert, section, staff_wave, statement
from tests.residents import residents_wave


def moving(year: int, first: str, second: str) -> FieldedWave:
    """Two blocks of statements; of each more people agree every year, of one more than of another."""
    blocks = (
        section(*map(statement, first)),
        section(*map(statement, second), id="tweede", title="Tweede blok"),
    )
    agree = {item: 20 + (year - 2019) * 3 * place for place, item in enumerate("abcde", start=1)}
    counts = [likert(item, 10, 60 - agree[item], 20, agree[item], 10) for item in first + second]
    return fielded(year, instrument(*blocks), *counts, frame=400)


def studies() -> Iterator[WaveSeries]:
    """Residents in villages of pilot and mirror, with traits and scales; printed staff waves; statements that moved."""
    yield compare_series([residents_wave(2019, 240), residents_wave(2020, 260)])
    yield compare_series([residents_wave(2019, 240), residents_wave(2020, 260)], Options(weighted=True))
    yield compare_series([staff_wave(2019), staff_wave(2020)])
    yield compare_series([moving(2019, "ab", "cd"), moving(2020, "a", "bcd"), moving(2021, "abd", "c")])
    yield compare_series([moving(2019, "abe", "cd"), moving(2020, "a", "bcd"), moving(2021, "ab", "cd")])


@pytest.mark.parametrize("number", range(5))
def test_every_figure_of_a_block_is_that_of_the_comparison_of_all_items(number: int) -> None:
    """The p-values too, which are adjusted over a block as the later of two waves had it."""
    whole = list(studies())[number]

    for block in whole.blocks:
        of_block = whole.of_block(block)
        for pair, of_pair in zip(whole.pairs, of_block.pairs, strict=True):
            assert of_pair.comparison == left(pair.comparison, block.items)


def left(whole: WaveComparison, items: frozenset[str]) -> WaveComparison:
    """What a comparison has of these items."""
    groups, by_trait = (
        tuple(
            replace(group, statements=tuple(of for of in group.statements if of.item_id in items), scales=())
            for group in groups
        )
        for groups in (whole.groups, whole.by_trait)
    )
    return replace(
        whole,
        statements=tuple(of for of in whole.statements if of.item_id in items),
        choices=tuple(of for of in whole.choices if of.item_id in items),
        values=tuple(of for of in whole.values if of.item_id in items),
        scales=(),
        groups=groups,
        by_trait=by_trait,
        contrasts=tuple(of for of in whole.contrasts if of.subject in items),
    )


def test_every_item_of_any_wave_is_in_one_block_and_the_latest_wave_says_which() -> None:
    series = compare_series([moving(2019, "abe", "cd"), moving(2020, "a", "bcd")])

    assert {block.id: set(block.items) for block in series.blocks} == {"blok": {"a", "e"}, "tweede": {"b", "c", "d"}}


@pytest.mark.parametrize("sheet", ["Cijfers", "Verdeling"])
def test_rows_of_a_block_are_rows_of_the_whole(sheet: str) -> None:
    """On these, whose rows say nothing of what stands above their table."""
    series = compare_series([moving(2019, "ab", "cd"), moving(2020, "a", "bcd"), moving(2021, "abd", "c")])
    whole = rows_of(series, sheet)
    by_block = [rows_of(series.of_block(block), sheet) for block in series.blocks]

    assert sorted(map(str, whole)) == sorted(str(row) for of_block in by_block for row in of_block)
    assert all(by_block)


def rows_of(series: WaveSeries, name: str) -> list[tuple[Cell, ...]]:
    """Of all tables on this sheet, in Dutch."""
    sheets = [spoken_in(sheet, "nl") for sheet in workbook_sheets(series)]
    blocks = [block for sheet in sheets if sheet.name == name for block in sheet.blocks]
    return [row for block in blocks if isinstance(block, Table) for row in block.rows]


def test_one_wave_too_can_be_read_by_block() -> None:
    series = describe(moving(2019, "ab", "cd"))
    rows = [rows_of(series.of_block(block), "Uitkomsten") for block in series.blocks]

    assert [[row[1] for row in of_block] for of_block in rows] == [
        ["Tekst van a", "Tekst van b"],
        ["Tekst van c", "Tekst van d"],
    ]


def many(year: int, number: int) -> FieldedWave:
    """So many statements in two blocks."""
    items = [f"item_{place}" for place in range(number)]
    blocks = section(*map(statement, items[1:])), section(statement(items[0]), id="tweede", title="Tweede blok")
    return fielded(year, instrument(*blocks), *(likert(item, 5, 5, 5, 5, 5) for item in items))


@pytest.mark.parametrize(("number", "opened"), [(135, "-"), (136, "blok")])
def test_a_comparison_that_takes_long_opens_at_its_first_block(number: int, opened: str) -> None:
    """20 waves are 37 pairs (STATISTICS 8): of 135 statements 4,995 comparisons, of 136 over 5,000."""
    waves, recent = [many(year, number) for year in range(2000, 2020)], RecentResults()

    results = recent.find(Asked(waves, PLAIN, (), "", "", "nl"))

    assert results is not None
    assert results.block == opened
    assert results.blocks == (("blok", "Blok"), ("tweede", "Tweede blok"))
    assert (asked_all := recent.find(Asked(waves, PLAIN, (), "", "-", "nl"))) is not None
    assert asked_all.block == "-"
    assert recent.find(Asked(waves, PLAIN, (), "", "derde", "nl")) is None


def test_a_block_may_have_any_name_and_is_found_by_it() -> None:
    first, last = section(statement("a"), id="alle", title="Wij allen"), section(statement("b"))
    waves = [
        fielded(year, instrument(first, last), likert("a", 0, 40, 0, 60, 0), likert("b", 0, 40, 0, 60, 0))
        for year in (2019, 2020)
    ]

    results = RecentResults().find(Asked(waves, PLAIN, (), "", "alle", "nl"))

    assert results is not None
    assert results.block == "alle"
    page = results.sheets.page("cijfers", 1)
    assert page is not None
    assert page.title.endswith("– Wij allen")
