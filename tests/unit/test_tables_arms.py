"""Sheet *Pilot en spiegel*: the change of each village as dots and figures, against R, and never as an effect."""

from __future__ import annotations

import re

import pytest

from survey_app.comparison.arms import compare_arms
from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.results import Contrast, FieldedWave, Level, Verdict
from survey_app.comparison.series import WaveSeries
from survey_app.tables.arms import arms_sheet
from survey_app.tables.dots import DotPart, dot_parts, dots_chart, dots_table
from survey_app.tables.table import Dots, Paragraph, Sheet, Sign, Table
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import POINTS, section, staff_wave, statement
from tests.own_words import dutch_left, words_in

# Percentage points by which each village changed: worked-examples.txt, 4a to 4c (12 9 15 | 2 6 -1).
CHANGES = dict(zip(VILLAGES, (12, 9, 15, 2, 6, -1), strict=True))
ASKED = Asked((section(statement("een"), statement("twee")),)).instrument()
EVEN = dict.fromkeys(VILLAGES, 100)
MOVED = {village: 100 + 2 * change for village, change in CHANGES.items()}

VERDICT = Verdict(Level.COMPARABLE, (), None)


def wave(year: int, agree: dict[str, int], of: dict[str, int] | None = None) -> FieldedWave:
    """In each village this many of 200 (or of `of`) agree with both statements, the others disagree."""
    rows = [
        Row({"een": answer, "twee": answer}, village, times=number)
        for village, agreed in agree.items()
        for answer, number in (("eens", agreed), ("oneens", (of or {}).get(village, 200) - agreed))
    ]
    return answered_wave(year, ASKED, rows)


@pytest.fixture(scope="module")
def series() -> WaveSeries:
    return compare_series((wave(2019, EVEN), wave(2020, MOVED)))


def sheet_of(found: WaveSeries) -> Sheet:
    sheet = arms_sheet(found)
    assert sheet is not None
    return sheet


def tables(sheet: Sheet, name: str) -> list[Table]:
    return [block for block in sheet.blocks if isinstance(block, Table) and block.name.startswith(name)]


def told(sheet: Sheet) -> str:
    return "\n".join(getattr(block.text, "dutch", "") for block in sheet.blocks if isinstance(block, Paragraph))


def test_the_figures_are_those_of_r(series: WaveSeries) -> None:
    (table,) = tables(sheet_of(series), "Pilot_stellingen")

    verdict, text, *figures = table.rows[0]
    assert (verdict.dutch, text) == ("vergelijkbaar", "Tekst van een")  # type: ignore[union-attr]  # ours is Words
    assert figures[:6] == [12.0, 9.0, 15.0, 2.0, 6.0, -1.0]
    # worked-examples.txt, 4a to 4c: 9.667, t(4) 3.625, p .0223, 2.26 to 17.07; permutation .10, which is the least.
    assert figures[6:16] == [12.0, 2.3, 9.7, 2.3, 17.1, 3.63, 4, 0.022, 0.1, 0.1]
    assert figures[16] == 9.7


def test_the_charts_come_before_the_figures_and_draw_every_change(series: WaveSeries) -> None:
    sheet = sheet_of(series)
    kinds = [type(block) for block in sheet.blocks if isinstance(block, Dots | Table)]
    (part,) = dot_parts(series)

    rows = dots_table(series, part).rows

    assert kinds[0] is Dots
    drawn = [(row[1], row[3]) for row in rows if row[3] == "Ingen"]
    assert drawn == [(12.0, "Ingen"), (12.0, "Ingen")]
    assert len(rows) == 2 * 6 + 2
    assert (part.step, part.reach) == (5, 20)


def test_pilot_villages_are_solid_and_mirror_villages_open_each_in_a_form_of_its_own(series: WaveSeries) -> None:
    (chart,) = (block for block in sheet_of(series).blocks if isinstance(block, Dots))

    assert [(marks.filled, marks.shape) for marks in chart.marks] == [
        *((True, shape) for shape in range(3)),
        *((False, shape) for shape in range(3)),
    ]
    assert all(isinstance(row[1], int | float) for row in dots_table(series, dot_parts(series)[0]).rows)


def test_more_villages_than_forms_are_one_kind_per_arm(series: WaveSeries) -> None:
    pilot, mirror = ({f"{arm}{number}": float(number) for number in range(5)} for arm in ("p", "s"))
    contrast = Contrast("een", "Een", is_scale=False, verdict=VERDICT, arms=compare_arms(pilot, mirror))
    part = DotPart(1, (contrast,), is_scale=False, labels={village: village for village in (*pilot, *mirror)})

    chart = dots_chart(series, part)

    assert [(marks.name.dutch, marks.number) for marks in chart.marks] == [  # type: ignore[union-attr]  # ours are Words
        ("pilot", 5),
        ("spiegel", 5),
    ]


def test_a_secret_village_leaves_the_difference_not_computable_and_is_named() -> None:
    found = compare_series((wave(2019, EVEN), wave(2020, MOVED | {"maurik": 5}, {"maurik": 8})))

    (table,) = tables(sheet_of(found), "Pilot_stellingen")

    row = table.rows[0]
    # 8 of Maurik would follow from its arm, so that another village of it is hidden too (STATISTICS 15).
    assert row[5:8].count(Sign.SECRET) == 2
    assert row[10:18] == (Sign.UNKNOWN,) * 8
    assert row[9] is Sign.UNKNOWN
    assert row[8] == 12.0
    assert row[-1].dutch.startswith("Niet te berekenen: geen verandering van Maurik, ")  # type: ignore[union-attr]
    levels = next(table for table in tables(sheet_of(found), "Pilot_cijfers") if "Maurik" in str(table.title))
    assert levels.rows[0][4:] == (Sign.SECRET, Sign.SECRET)


def test_a_village_whose_own_verdict_forbids_a_change_has_a_dash_and_no_dot() -> None:
    of = {"maurik": 20}
    found = compare_series((wave(2019, EVEN), wave(2020, MOVED | {"maurik": 10}, of)))

    (table,) = tables(sheet_of(found), "Pilot_stellingen")

    assert table.rows[0][5] is Sign.NIL
    (part,) = dot_parts(found)
    assert "Maurik" not in {row[3] for row in dots_table(found, part).rows}


def test_without_any_change_there_is_no_chart_and_it_is_said() -> None:
    few = dict.fromkeys(VILLAGES, 20)
    found = compare_series((wave(2019, dict.fromkeys(VILLAGES, 10), few), wave(2020, dict.fromkeys(VILLAGES, 12), few)))

    sheet = sheet_of(found)

    assert not any(isinstance(block, Dots) for block in sheet.blocks)
    assert "daarom is er geen grafiek" in told(sheet)
    assert "van geen enkele kern" in tables(sheet, "Pilot_stellingen")[0].rows[0][-1].dutch  # type: ignore[union-attr]


def test_levels_per_village_and_arm_give_the_changes_back(series: WaveSeries) -> None:
    found = {getattr(table.title, "dutch", table.title): table for table in tables(sheet_of(series), "Pilot_cijfers")}

    assert list(found)[:3] == ["Alle pilotkernen", "Alle spiegelkernen", "Ingen (pilot)"]
    assert found["Ingen (pilot)"].rows[0][2:] == (200, 50.0, 200, 62.0)
    assert found["Alle pilotkernen"].rows[0][2:] == (600, 50.0, 600, 62.0)


def test_the_caveats_are_there_and_the_least_p_and_never_an_effect(series: WaveSeries) -> None:
    sheet = sheet_of(series)

    text = told(sheet)
    for caveat in ("Niet geloot", "3 pilotkernen en 3 spiegelkernen", "Uitstraling", "Andere gebeurtenissen"):
        assert caveat in text
    assert "nooit lager zijn dan 0,10 (tweezijdig) of 0,05 (eenzijdig)" in text
    assert not any(re.search(r"\beffect", words.dutch + words.english, re.IGNORECASE) for words in words_in(sheet))


def test_scales_stand_in_a_table_of_their_own_in_points_of_the_score() -> None:
    scale: dict[str, object] = {"id": "schaal", "title": "Schaal", "items": ["een", "twee"]}
    asked = Asked((section(statement("een"), statement("twee")),), scales=(scale,)).instrument()
    waves = [
        answered_wave(
            year,
            asked,
            [
                Row({"een": POINTS[point], "twee": POINTS[point]}, village, times=number)
                for village in VILLAGES
                for point, number in ((1, 100 - moved), (3, 100 + moved))
            ],
        )
        for year, moved in ((2019, 0), (2020, 10))
    ]

    (table,) = tables(sheet_of(compare_series(waves)), "Pilot_schalen")

    # In each village 10 of 200 go from 2 to 4: 20 points / 200 = .10; so no difference and no spread to test it by.
    assert table.rows[0][2:13] == (0.1,) * 8 + (0.0, Sign.UNKNOWN, Sign.UNKNOWN)
    assert table.rows[0][-2] is Sign.IMPOSSIBLE


def test_three_waves_have_a_table_per_pair_and_a_chart_of_the_latest_against_the_first() -> None:
    found = compare_series((wave(2018, EVEN), wave(2019, EVEN), wave(2020, MOVED)))

    sheet = sheet_of(found)

    assert [table.title.dutch.split(":")[0] for table in tables(sheet, "Pilot_stellingen")] == [  # type: ignore[union-attr]
        "Mei 2019 tegenover mei 2018",
        "Mei 2020 tegenover mei 2018",
        "Mei 2020 tegenover mei 2019",
    ]
    (chart,) = (block for block in sheet.blocks if isinstance(block, Dots))
    assert "mei 2020 tegenover mei 2018" in chart.title.dutch  # type: ignore[union-attr]  # ours is Words


def test_a_study_without_arms_has_no_such_sheet() -> None:
    assert arms_sheet(compare_series((staff_wave(2019), staff_wave(2020)))) is None


def test_the_english_sheet_has_no_dutch_of_ours(series: WaveSeries) -> None:
    few = compare_series((wave(2019, EVEN), wave(2020, MOVED | {"maurik": 10}, {"maurik": 20})))

    assert dutch_left(sheet_of(series)) == set()
    assert dutch_left(sheet_of(few)) == set()
