"""Sheet *Schalen*: scores, reliability and differences as R has them, and in words why one is not there."""

from __future__ import annotations

import pytest

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.groups import Group, GroupKind
from survey_app.comparison.results import FieldedWave
from survey_app.fieldwork.wave import Origin
from survey_app.tables.scale_scores import scales_sheet
from survey_app.tables.table import Cell, Paragraph, Sheet, Table
from survey_app.tables.workbook import workbook_sheets
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import POINTS, fielded, likert, section, staff_wave, statement
from tests.own_words import dutch_left
from tests.residents import residents_wave
from tests.village_waves import group_sheets

pytestmark = pytest.mark.slow

ITEMS = ("een", "twee", "drie")
SCALE: dict[str, object] = {"id": "erkenning", "title": "Erkenning", "items": list(ITEMS)}
ASKED = Asked((section(*(statement(item) for item in ITEMS)),), scales=(SCALE,))
# worked-examples.txt, 2a and 2b: alpha of this matrix is .93497 and omega .93713; copies of its rows change neither.
EIGHT = ((4, 4, 5), (2, 3, 2), (5, 5, 4), (3, 3, 3), (1, 2, 2), (4, 5, 5), (3, 2, 3), (2, 2, 1))


def wave(year: int, copies: int, asked: Asked = ASKED) -> FieldedWave:
    """The eight persons, each as often as there are copies, spread over the villages."""
    rows = [
        Row({item: POINTS[score - 1] for item, score in zip(ITEMS, person, strict=True)}, VILLAGES[copy % 6])
        for person in EIGHT
        for copy in range(copies)
    ]
    return answered_wave(year, asked.instrument(), rows)


def sheet_of(*waves: FieldedWave) -> Sheet:
    found = scales_sheet(compare_series(waves))
    assert found is not None
    return found


def tables(sheet: Sheet) -> tuple[Table, Table]:
    scores, differences = (block for block in sheet.blocks if isinstance(block, Table))
    return scores, differences


def dutch(cell: Cell) -> str:
    return getattr(cell, "dutch", str(cell))


def lines(sheet: Sheet) -> list[str]:
    return [getattr(block.text, "dutch", str(block.text)) for block in sheet.blocks if isinstance(block, Paragraph)]


def test_scores_and_reliability_are_those_of_r_in_two_decimals() -> None:
    scores, _ = tables(sheet_of(wave(2019, 30), wave(2020, 30)))

    # The eight sums are 13, 7, 14, 9, 5, 14, 8 and 5, together 75: a mean of 75 / 3 / 8 = 3.125, half up.
    title, name, n, without, mean, _low, _high, _sd, complete, alpha, omega, remark = scores.rows[0]
    assert (title, dutch(name), n, without, mean) == ("Erkenning", "mei 2019", 240, 0, 3.13)
    assert (complete, alpha, omega, remark.dutch) == (240, 0.93, 0.94, "")  # type: ignore[union-attr]  # ours is Words


def test_omega_of_fewer_than_a_hundred_says_why_it_is_not_there() -> None:
    scores, _ = tables(sheet_of(wave(2019, 12), wave(2020, 12)))

    assert scores.rows[0][9:11] == (0.93, Sign.UNKNOWN)
    assert dutch(scores.rows[0][11]) == "Omega niet berekend: minder dan 100 mensen vulden alles in."


def test_a_comparable_scale_has_a_difference_with_intervals_and_a_conclusion() -> None:
    _, differences = tables(sheet_of(wave(2019, 60), wave(2020, 60)))

    (row,) = differences.rows
    assert dutch(row[0]) == "vergelijkbaar"
    assert (row[2], row[3], row[4], row[7]) == (480, 480, 0.0, 0.0)
    assert dutch(row[10]) == "geen uitspraak mogelijk"


def test_a_scale_that_is_not_comparable_has_no_difference() -> None:
    _, differences = tables(sheet_of(wave(2019, 2), wave(2020, 60)))

    assert dutch(differences.rows[0][0]) == "niet vergelijkbaar"
    assert differences.rows[0][4:11] == (Sign.NIL,) * 7
    assert "minstens 30 nodig" in dutch(differences.rows[0][11])


def test_a_printed_wave_cannot_be_computed_and_says_so() -> None:
    counts = [likert(item, 20, 20, 20, 20, 20) for item in ITEMS]
    printed = fielded(2018, ASKED.instrument(), *counts, origin=Origin.PRINTED)

    scores, _ = tables(sheet_of(printed, wave(2020, 60)))

    assert scores.rows[0][2:11] == (Sign.UNKNOWN,) * 9
    assert dutch(scores.rows[0][11]).startswith("Niet te berekenen")
    assert scores.rows[1][2] == 480


def test_the_statements_of_a_scale_are_named_and_those_that_were_left_out_with_why() -> None:
    fewer = Asked((section(statement("een"), statement("twee")),), scales=({**SCALE, "items": ["een", "twee"]},))
    turned = Asked(ASKED.sections, scales=({**SCALE, "reversed": ["twee"]},))
    before = answered_wave(2019, fewer.instrument(), [Row({"een": "eens", "twee": "eens"}, times=100)])
    reworded = Asked(
        (section(statement("een", text="Andere woorden"), statement("twee"), statement("drie")),), scales=(SCALE,)
    )

    added, changed, reversed_ = (
        lines(sheet_of(*waves))
        for waves in (
            (before, wave(2020, 60)),
            (wave(2019, 60), wave(2020, 60, reworded)),
            (wave(2019, 60, turned), wave(2020, 60, turned)),
        )
    )

    assert "–  Weggelaten: Tekst van drie (niet gesteld in mei 2019)" in added
    words = "Andere woorden · In mei 2019: ‘Tekst van een’"
    assert f"–  Weggelaten: {words} (niet in elke meting op dezelfde manier gevraagd en geteld)" in changed
    assert "–  Tekst van twee" in changed
    assert "–  Tekst van twee (omgekeerd geteld)" in reversed_


def test_questionnaires_without_scales_have_no_such_sheet() -> None:
    assert scales_sheet(compare_series((staff_wave(2019), staff_wave(2020)))) is None


def test_three_waves_have_a_row_per_wave_and_a_row_per_pair() -> None:
    scores, differences = tables(sheet_of(wave(2018, 60), wave(2019, 60), wave(2020, 60)))

    assert [dutch(row[1]) for row in scores.rows] == ["mei 2018", "mei 2019", "mei 2020"]
    assert [dutch(row[1]) for row in differences.rows] == [
        "Erkenning: mei 2019 tegenover mei 2018",
        "Erkenning: mei 2020 tegenover mei 2018",
        "Erkenning: mei 2020 tegenover mei 2019",
    ]


def test_the_english_sheet_has_no_dutch_of_ours() -> None:
    asked = Asked((section(*(statement(item, text=item) for item in ITEMS)),), scales=(SCALE,))

    assert dutch_left(sheet_of(wave(2019, 2, asked), wave(2020, 60, asked))) <= {"–  een"}


def test_residents_have_five_scales() -> None:
    scores, differences = tables(sheet_of(residents_wave(2019, 240), residents_wave(2020, 260)))

    assert (len(scores.rows), len(differences.rows)) == (10, 5)


def test_a_scale_of_an_arm_stands_with_the_alpha_of_the_whole_wave() -> None:
    """worked-examples.txt, 2a: alpha .93497; of 120 people of an arm alone it is not worked out."""
    series = compare_series([wave(2019, 30), wave(2020, 30)])

    (sheet,) = (one for one in group_sheets(series, Group(GroupKind.ARM, "pilot")) if "Schalen" in dutch(one.title))
    scores, _ = tables(sheet)

    _title, _name, n, *_others, complete, alpha, omega, _remark = scores.rows[0]
    assert (n, complete, alpha, omega) == (120, 240, 0.93, 0.94)
    assert any("van de hele meting, niet van alle pilotkernen" in line for line in lines(sheet))


def test_scales_of_pilot_and_mirror_say_the_alpha_of_both_waves() -> None:
    sheets = list(workbook_sheets(compare_series([wave(2019, 30), wave(2020, 30)])))
    notes = [
        dutch(note)
        for sheet in sheets
        for block in sheet.blocks
        if isinstance(block, Table) and block.name.startswith("Pilot_schalen")
        for note in block.notes
    ]

    assert notes == ["Erkenning: alfa 0,93 in mei 2019 en 0,93 in mei 2020, van iedereen samen."]
