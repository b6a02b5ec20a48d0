"""The chart of response: whose bars there are, how far a later one may lie from the first, and what is secret."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from survey_app.comparison.compare_series import compare_series, describe
from survey_app.comparison.results import Code, FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.tables.chart_data import chart_data_sheet
from survey_app.tables.response import response_sheet
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Bars, Paragraph, Table
from survey_app.writers.table_files import chart_svg
from tests.counted_waves import fielded, instrument, likert, section, statement
from tests.village_waves import village_study, village_wave

SIDES = {"ingen": "pilot", "zoelen": "pilot", "maurik": "mirror", "lienden": "mirror"}


def answered_by(year: int, number: int, frame: int) -> FieldedWave:
    """So many of those approached answered the one statement."""
    asked = instrument(section(statement("een0")))
    half = number // 2
    return fielded(year, asked, likert("een0", 0, number - half, 0, half, 0), frame=frame)


def of_villages(year: int, **numbers: int) -> FieldedWave:
    """Villages of 200 addresses each, of which so many answered."""
    asked = village_study(SIDES, section(statement("een0")))
    wave = village_wave(asked, {name: [likert("een0", 0, number, 0, 0, 0)] for name, number in numbers.items()})
    moved = replace(wave.wave, id=f"w{year}", month=date(year, 5, 1))
    return replace(wave, wave=moved, invited=dict.fromkeys(numbers, 200))


def rows_of(series: WaveSeries) -> list[tuple[object, ...]]:
    """What all charts of response are drawn from."""
    blocks = spoken_in(chart_data_sheet(series), "nl").blocks
    tables = [block for block in blocks if isinstance(block, Table) and block.name.startswith("Grafiek_respons")]
    return [row for table in tables for row in table.rows]


def test_a_later_response_may_lie_between_two_thirds_and_one_and_a_half_times_the_first() -> None:
    """By hand: 42% of 1,000; two thirds of it is 28%, one and a half times 63%."""
    rows = rows_of(compare_series((answered_by(2019, 420, 1000), answered_by(2020, 500, 1000))))

    assert [(str(label).replace("\u00a0", " "), *cells) for label, *cells in rows[:2]] == [
        ("Iedereen – mei 2019 (420 van 1.000)", 0.42, "", ""),
        ("mei 2020 (500 van 1.000)", 0.50, 0.28, 0.35),
    ]


def test_it_ends_where_everybody_answered() -> None:
    """One and a half times 80% is more than there is: from 53% to 100%, 47 wide."""
    _, later = rows_of(compare_series((answered_by(2019, 80, 100), answered_by(2020, 90, 100))))[:2]

    assert later[1:] == (0.90, 0.53, 0.47)


@pytest.mark.parametrize(("later", "differs"), [(600, False), (601, True), (267, False), (266, True)])
def test_a_bar_says_that_it_lies_too_far_just_where_the_verdict_does(later: int, differs: bool) -> None:
    """By hand: of 40%, one and a half times is 60% and two thirds 26.67%."""
    series = compare_series((answered_by(2019, 400, 1000), answered_by(2020, later, 1000)))

    says = str(rows_of(series)[1][0]).endswith("verschilt te veel")
    assert series.overall is not None
    judged = Code.RESPONSE_DIFFERS in {reason.code for reason in series.overall.overall.reasons}
    assert (says, judged) == (differs, differs)


def test_of_arms_and_villages_there_are_bars_and_none_of_what_is_secret() -> None:
    """Of 6 and 9 answers of the mirror villages none is told by itself; the arm has 15."""
    first = of_villages(2019, ingen=80, zoelen=60, maurik=6, lienden=9)
    rows = rows_of(compare_series((first, of_villages(2020, ingen=90, zoelen=60, maurik=50, lienden=40))))

    bars = {str(label).replace("\u00a0", " "): share for label, share, *_ in rows}
    assert bars["Alle spiegelgroepen – mei 2019 (15 van 400)"] == 0.04
    assert bars["maurik – mei 2019 (geheim)"] == ""
    assert bars["lienden – mei 2019 (geheim)"] == ""
    assert bars["ingen – mei 2019 (80 van 200)"] == 0.40
    assert not any(" (6 van" in label or " (9 van" in label for label in bars)


def test_where_nobody_knows_how_many_were_approached_there_is_no_chart() -> None:
    unknown = replace(answered_by(2019, 400, 1000), invited={})

    sheet = response_sheet(compare_series((unknown, replace(answered_by(2020, 300, 1000), invited={}))))

    assert not [block for block in sheet.blocks if isinstance(block, Bars)]


def test_one_wave_has_bars_and_no_stroke_to_explain() -> None:
    series = describe(answered_by(2019, 400, 1000))
    sheet = spoken_in(response_sheet(series), "nl")

    (chart,) = (block for block in sheet.blocks if isinstance(block, Bars) and block.table == "Grafiek_respons_1")
    table = next(block for block in spoken_in(chart_data_sheet(series), "nl").blocks if isinstance(block, Table))
    assert chart.band is None
    assert not any("streep" in str(block.text) for block in sheet.blocks if isinstance(block, Paragraph))
    assert "Streep" not in chart_svg(chart, table, "nl")


def test_of_very_many_villages_the_table_alone_tells() -> None:
    many = {f"kern{number}": 20 for number in range(41)}
    asked = village_study(dict.fromkeys(many), section(statement("een0")))
    wave = village_wave(asked, {name: [likert("een0", 0, number, 0, 0, 0)] for name, number in many.items()})
    sheet = response_sheet(describe(replace(wave, invited=dict.fromkeys(many, 200))))

    assert [block.table for block in sheet.blocks if isinstance(block, Bars)] == ["Grafiek_respons_1"]
    assert any(isinstance(block, Table) and len(block.rows) == 41 for block in sheet.blocks)
