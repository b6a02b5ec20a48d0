"""Pages of an arm, a village or a category have the lines over three waves that everybody has, of their own figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.results import FieldedWave
from survey_app.comparison.series import WaveSeries
from survey_app.tables.speaking import spoken_in
from survey_app.tables.table import Lines, Sheet, Table
from tests.counted_waves import likert, section, statement
from tests.village_waves import arm, group_sheets, village, village_study, village_wave

SIDES = {"ingen": "pilot", "zoelen": "pilot", "maurik": "mirror", "lienden": "mirror"}


def in_year(year: int, **agree: int) -> FieldedWave:
    """Hundred answers to one statement in each village, so many of them higher than the middle."""
    asked = village_study(SIDES, section(statement("een0")))
    counts = {name: [likert("een0", 5, max(0, 90 - number), 5, number - 1, 1)] for name, number in agree.items()}
    wave = village_wave(asked, counts)
    moved = replace(wave.wave, id=f"w{year}", month=date(year, 5, 1))
    return replace(wave, wave=moved, invited=dict.fromkeys(agree, 200))


def three_years() -> WaveSeries:
    return compare_series(
        (
            in_year(2019, ingen=30, zoelen=40, maurik=50, lienden=50),
            in_year(2020, ingen=50, zoelen=60, maurik=50, lienden=60),
            in_year(2021, ingen=60, zoelen=80, maurik=40, lienden=50),
        )
    )


def lines_in(sheets: list[Sheet]) -> list[tuple[object, ...]]:
    """The shares that are drawn, from the first wave to the last."""
    blocks = [block for sheet in sheets for block in spoken_in(sheet, "nl").blocks]
    drawn = {block.table for block in blocks if isinstance(block, Lines)}
    tables = [block for block in blocks if isinstance(block, Table) and block.name in drawn]
    return [row[1:] for table in tables for row in table.rows]


def test_an_arm_and_a_village_have_lines_of_their_own() -> None:
    """As they were put in: of 100 answers; the arm has both of its villages, (30 + 40) of 200 and so on."""
    series = three_years()

    assert lines_in(group_sheets(series, village("ingen"))) == [(0.30, 0.50, 0.60)]
    assert lines_in(group_sheets(series, arm("pilot"))) == [(0.35, 0.55, 0.70)]
    assert lines_in(group_sheets(series, arm("mirror"))) == [(0.50, 0.55, 0.45)]


def test_a_wave_in_which_a_group_is_secret_leaves_it_and_what_came_before_out() -> None:
    """Nobody in Lienden answered enough in 2020: no line of it, and what is left is too short."""
    asked = village_study(SIDES, section(statement("een0")))
    names = {key: [likert("een0", 5, 50, 5, 39, 1)] for key in SIDES}
    small = village_wave(asked, {**names, "lienden": [likert("een0", 1, 1, 0, 1, 0)]})
    second = replace(
        small,
        wave=replace(small.wave, id="w2020", month=date(2020, 5, 1)),
        invited=dict.fromkeys(SIDES, 200),
    )
    series = compare_series(
        (
            in_year(2019, ingen=30, zoelen=40, maurik=50, lienden=50),
            second,
            in_year(2021, ingen=60, zoelen=80, maurik=40, lienden=50),
            in_year(2022, ingen=60, zoelen=80, maurik=40, lienden=50),
        )
    )

    assert lines_in(group_sheets(series, village("lienden"))) == []
    assert len(lines_in(group_sheets(series, village("ingen")))) == 1
    assert village("lienden") in series.groups_compared()


def test_two_waves_have_no_lines() -> None:
    series = compare_series((in_year(2019, ingen=30, zoelen=40), in_year(2020, ingen=50, zoelen=60)))

    assert lines_in(group_sheets(series, village("ingen"))) == []
