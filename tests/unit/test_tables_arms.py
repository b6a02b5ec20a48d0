"""Sheet *Pilot en spiegel*: the change of each village as dots and figures, against R, and never as an effect."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.options import Options
from survey_app.comparison.results import Contrast, FieldedWave, Level, Verdict
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.arms import compare_arms
from survey_app.fieldwork.wave import Origin
from survey_app.language.words import Words
from survey_app.tables.arm_reasons import arm_reasons_sheet
from survey_app.tables.arm_tests import arm_test_tables
from survey_app.tables.arms import arms_sheets
from survey_app.tables.dots import DotPart, dot_parts, dots_chart, dots_table
from survey_app.tables.table import Dots, Paragraph, Sheet, Table
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.attacked_waves import MARGINS, attacked_instrument, attacked_wave, places
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


def sheets_of(found: WaveSeries) -> list[Sheet]:
    """The headlines, then how each village moved, and last the figures of each."""
    return list(arms_sheets(found))


def sheet_of(found: WaveSeries) -> Sheet:
    """How each village moved."""
    return sheets_of(found)[-2]


def levels_of(found: WaveSeries) -> Sheet:
    """The figures of each village."""
    return sheets_of(found)[-1]


def tables(sheet: Sheet, name: str) -> list[Table]:
    return [block for block in sheet.blocks if isinstance(block, Table) and block.name.startswith(name)]


def told(sheet: Sheet) -> str:
    return "\n".join(getattr(block.text, "dutch", "") for block in sheet.blocks if isinstance(block, Paragraph))


def dutch(cell: object) -> object:
    return cell.dutch if isinstance(cell, Words) else cell


def test_arms_come_first_and_everybody_last(series: WaveSeries) -> None:
    headline = sheets_of(series)[0]

    (table,) = tables(headline, "Pilot_stellingen")
    rows = [[dutch(cell) for cell in row] for row in table.rows[:4]]
    assert [row[2] for row in rows] == [
        "Alle pilotkernen",
        "Alle spiegelkernen",
        "Verschil in ontwikkeling",
        "Iedereen",
    ]
    # worked-examples.txt, 4b: 9.667, 2.26 to 17.07; 50 to 62% and 50 to 52.3% of 600, by hand
    assert [row[3:8] for row in rows] == [
        [600, 0.5, 600, 0.62, 12],
        [600, 0.5, 600, 0.52, 2],
        ["", "", "", "", 10],
        [1200, 0.5, 1200, 0.57, 7],
    ]
    assert rows[2][8:10] == [2, 17]
    assert rows[2][0] == "indicatief"
    assert str(rows[2][-1]).startswith("3 van 3 en 3 van 3 kernen; zie boven")


def test_of_the_difference_there_is_an_interval_and_a_count_and_no_p_on_the_reading_sheets(series: WaveSeries) -> None:
    found = sheets_of(series)

    # Both statements moved alike, and 2.26 to 17.07 is clear of 0; 5% of 2 is 0.1.
    assert "2 stellingen met een interval van het verschil in ontwikkeling; het ligt los van 0 bij alle 2" in told(
        found[0]
    )
    assert "door toeval gemiddeld 0,1 zijn (5%)" in told(found[0])
    headings = {
        str(dutch(column.heading)) for sheet in found for table in tables(sheet, "") for column in table.columns
    }
    assert not headings & {"p", "t", "df", "p Holm", "p verw.", "Kleinste p"}
    assert dutch(tables(found[0], "Pilot_stellingen")[0].rows[2][10]) == ""


def test_the_tests_stand_on_the_technical_sheet_with_the_smallest_p_beside_the_p(series: WaveSeries) -> None:
    (table,) = arm_test_tables(series)

    row = dict(zip((dutch(column.heading) for column in table.columns), map(dutch, table.rows[0]), strict=True))
    assert (row["Oordeel"], row["Pilot mee"], row["Spiegel mee"]) == ("indicatief", "3 van 3", "3 van 3")
    # worked-examples.txt, 4a to 4c: 9.667, t(4) 3.625, p .0223, 2.263 to 17.071; permutation .10, which is the least.
    assert [row[one] for one in ("Verschil", "95% laag", "95% hoog")] == [9.667, 2.263, 17.071]
    assert [row[one] for one in ("t", "df", "p")] == [3.625, 4, 0.022]
    # Two statements with the same p: Holm doubles it.
    assert row["p Holm"] == 0.045
    assert (row["p verw."], row["Kleinste p"]) == (0.1, 0.1)
    assert [row[village.title()] for village in VILLAGES] == [12, 9, 15, 2, 6, -1]


def test_the_numbers_per_village_are_those_of_r(series: WaveSeries) -> None:
    (table,) = tables(sheet_of(series), "Delen_stellingen")

    verdict, text, *figures = table.rows[0]
    assert (dutch(verdict), text) == ("indicatief", "Tekst van een")
    assert figures == [12.0, 9.0, 15.0, 2.0, 6.0, -1.0, 12.0, 2.3, 9.7, 9.7]


def test_the_charts_come_before_the_figures_and_draw_every_change(series: WaveSeries) -> None:
    sheet = sheet_of(series)
    kinds = [type(block) for block in sheet.blocks if isinstance(block, Dots | Table)]
    (part,) = dot_parts(series)

    rows = dots_table(series, part).rows

    assert kinds[0] is Dots
    drawn = [(row[1], row[3]) for row in rows if row[3] == "Ingen"]
    assert drawn == [(12.0, "Ingen"), (12.0, "Ingen")]
    assert len(rows) == 2 * 6 + 2
    assert part.axis == (20, 5)


def test_pilot_villages_are_solid_and_mirror_villages_open_each_in_a_form_of_its_own(series: WaveSeries) -> None:
    (chart,) = (block for block in sheet_of(series).blocks if isinstance(block, Dots))

    assert [(marks.filled, marks.shape) for marks in chart.marks] == [
        *((True, shape) for shape in range(3)),
        *((False, shape) for shape in range(3)),
    ]
    assert all(isinstance(row[1], int | float) for row in dots_table(series, dot_parts(series)[0]).rows)


def test_more_villages_than_forms_are_one_kind_per_arm(series: WaveSeries) -> None:
    pilot, mirror = ({f"{arm}{number}": float(number) for number in range(5)} for arm in ("p", "s"))
    arms = compare_arms(pilot, mirror)
    contrast = Contrast("een", "Een", "Blok", is_scale=False, verdict=VERDICT, arms=arms)
    labels = {village: village for village in (*pilot, *mirror)}
    part = DotPart(1, "Blok", (contrast,), is_scale=False, places=(0, 1), labels=labels)

    chart = dots_chart(series, part)

    assert [(marks.name.dutch, marks.number) for marks in chart.marks] == [  # type: ignore[union-attr]  # ours are Words
        ("pilot", 5),
        ("spiegel", 5),
    ]


def test_a_secret_village_is_left_out_and_named_and_with_one_left_there_are_the_arm_lines_alone() -> None:
    found = compare_series(
        (wave(2019, EVEN), wave(2020, MOVED | {"maurik": 5, "ommeren": 35}, {"maurik": 8, "ommeren": 60}))
    )

    (table,) = tables(sheet_of(found), "Delen_stellingen")

    # 8 of Maurik would follow from its arm, so that another village of it is hidden too (STATISTICS 15).
    assert table.rows[0][5:8].count(Sign.SECRET) == 2
    assert table.rows[0][8:] == (Sign.NIL,) * 4
    (headline,) = tables(sheets_of(found)[0], "Pilot_stellingen")
    assert headline.rows[0][7] == 12
    assert headline.rows[2][7:10] == (Sign.NIL,) * 3
    assert str(dutch(headline.rows[2][-1])).startswith("3 van 3 en 1 van 3 kernen; ")
    why = arm_reasons_sheet(found)
    assert why is not None
    (reasons,) = tables(why, "Toelichting_pilot_stellingen")
    (of_difference, _of_the_other) = (row for row in reasons.rows if dutch(row[2]) == "Verschil in ontwikkeling")
    assert str(dutch(of_difference[3])).startswith(
        "3 van 3 pilotkernen en 1 van 3 spiegelkernen deden mee. Niet in beide metingen te tonen: Maurik en "
    )
    assert not [table for table in tables(levels_of(found), "Pilot_cijfers") if "Maurik" in str(table.title)]


def test_a_statement_of_one_wave_is_not_called_secret() -> None:
    asked = Asked((section(statement("een")),)).instrument()
    rows = [Row({"een": "eens"}, village, times=60) for village in VILLAGES]
    found = compare_series((answered_wave(2019, asked, rows), wave(2020, MOVED)))

    (table,) = tables(sheet_of(found), "Delen_stellingen")

    (of_two,) = (row for row in table.rows if row[1] == "Tekst van twee")
    assert of_two[2:] == ("",) * 6 + (Sign.NIL,) * 4


def test_a_village_whose_own_verdict_forbids_a_change_has_a_dash_and_no_dot_and_takes_part() -> None:
    of = {"maurik": 20}
    found = compare_series((wave(2019, EVEN), wave(2020, MOVED | {"maurik": 10}, of)))

    (table,) = tables(sheet_of(found), "Delen_stellingen")

    assert table.rows[0][5] is Sign.NIL
    # By hand, with 0 for Maurik (100 of 200, then 10 of 20): 12 - 5/3
    assert table.rows[0][10] == 10.3
    (technical,) = arm_test_tables(found)
    assert technical.rows[0][-3] == 0.0
    (part,) = dot_parts(found)
    assert "Maurik" not in {row[3] for row in dots_table(found, part).rows}


def test_small_villages_have_no_chart_and_yet_a_difference() -> None:
    few = dict.fromkeys(VILLAGES, 20)
    found = compare_series((wave(2019, dict.fromkeys(VILLAGES, 10), few), wave(2020, dict.fromkeys(VILLAGES, 12), few)))

    sheet = sheet_of(found)

    assert not any(isinstance(block, Dots) for block in sheet.blocks)
    assert "daarom is er geen grafiek" in told(sheet)
    # Every village moved 10 points: a difference of 0, and no spread for an interval.
    (headline,) = tables(sheets_of(found)[0], "Pilot_stellingen")
    assert headline.rows[2][7:10] == (0, Sign.UNKNOWN, Sign.UNKNOWN)
    assert "van geen van de stellingen is een verschil in ontwikkeling met een interval" in told(sheets_of(found)[0])


def test_levels_per_village_and_arm_give_the_changes_back(series: WaveSeries) -> None:
    found = {getattr(table.title, "dutch", table.title): table for table in tables(levels_of(series), "Pilot_cijfers")}

    assert list(found)[:3] == ["Alle pilotkernen", "Alle spiegelkernen", "Ingen (pilot)"]
    assert found["Ingen (pilot)"].rows[0][2:] == (200, 50.0, 200, 62.0)
    assert found["Alle pilotkernen"].rows[0][2:] == (600, 50.0, 600, 62.0)


def test_the_caveats_are_there_and_never_an_effect(series: WaveSeries) -> None:
    text = told(sheets_of(series)[0])
    for caveat in ("Niet geloot", "3 pilotkernen en 3 spiegelkernen", "Uitstraling", "Andere gebeurtenissen"):
        assert caveat in text
    for sheet in sheets_of(series):
        assert not any(
            re.search(r"\beffect", words.dutch + words.spoken_in("en"), re.IGNORECASE) for words in words_in(sheet)
        )


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

    found = compare_series(waves)
    (table,) = tables(sheet_of(found), "Delen_schalen")
    (headline,) = tables(sheets_of(found)[1], "Pilot_schalen")

    # In each village 10 of 200 go from 2 to 4: 20 points / 200 = .10; so no difference and no spread to test it by.
    assert table.rows[0][2:] == (0.1,) * 8 + (0.0, 0.0)
    # From 3 to 3.10 in both arms, by hand
    assert [row[3:8] for row in headline.rows[:2]] == [(600, 3.0, 600, 3.1, 0.1)] * 2
    assert headline.rows[2][7:10] == (0.0, Sign.UNKNOWN, Sign.UNKNOWN)


def test_three_waves_have_a_table_per_pair_and_a_chart_of_the_latest_against_the_first() -> None:
    found = compare_series((wave(2018, EVEN), wave(2019, EVEN), wave(2020, MOVED)))

    sheet = sheet_of(found)

    assert [table.title.dutch for table in tables(sheets_of(found)[0], "Pilot_stellingen")] == [  # type: ignore[union-attr]
        "Mei 2019 tegenover mei 2018",
        "Mei 2020 tegenover mei 2018",
        "Mei 2020 tegenover mei 2019",
    ]
    (chart,) = (block for block in sheet.blocks if isinstance(block, Dots))
    told = "mei 2020 tegenover mei 2018. Verschil in ontwikkeling, alle 2 stellingen: indicatief."
    assert told in chart.title.dutch  # type: ignore[union-attr]  # ours is Words


def test_a_first_wave_that_was_printed_leaves_the_chart_to_the_two_that_have_villages() -> None:
    plain = wave(2018, EVEN)
    counts = replace(plain.counts, segments={}, origin=Origin.PRINTED)
    printed = replace(plain, wave=replace(plain.wave, origin=Origin.PRINTED), counts=counts, invited={}, responded={})

    sheet = sheet_of(compare_series((printed, wave(2019, EVEN), wave(2020, MOVED))))

    (chart,) = (block for block in sheet.blocks if isinstance(block, Dots))
    assert "geen enkele" not in told(sheet)
    assert getattr(chart.title, "dutch", "").startswith("Blok: % boven het midden, mei 2020 tegenover mei 2019")


def test_a_study_without_arms_has_no_such_sheet() -> None:
    found = compare_series((staff_wave(2019), staff_wave(2020)))

    assert sheets_of(found) == []
    assert arm_test_tables(found) == ()


def test_the_english_sheet_has_no_dutch_of_ours(series: WaveSeries) -> None:
    few = compare_series((wave(2019, EVEN), wave(2020, MOVED | {"maurik": 10}, {"maurik": 20})))

    for sheet in (*sheets_of(series), *sheets_of(few)):
        assert dutch_left(sheet) == set()


def test_a_weighted_change_of_everybody_says_so_beside_the_arms_which_are_not() -> None:
    asked = attacked_instrument(margins=MARGINS)
    large = places(130, 110, 150, 140, 120, 160)
    waves = [attacked_wave(year, large, asked, seed=3) for year in (2019, 2020)]

    (table,) = tables(sheets_of(compare_series(waves, Options(weighted=True)))[0], "Pilot_stellingen")

    assert [dutch(row[2]) for row in table.rows[:4]] == [
        "Alle pilotkernen",
        "Alle spiegelkernen",
        "Verschil in ontwikkeling",
        "Iedereen (verandering gewogen)",
    ]
