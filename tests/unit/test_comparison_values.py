"""Marks and numbers are tested as statements are (STATISTICS 8); traits are not tested at all (STATISTICS 6)."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from survey_app.comparison.compare_series import compare_series
from survey_app.comparison.conclusion import Finding
from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.results import FieldedWave, Level, ValueComparison
from survey_app.tables.comparison import comparison_sheets
from survey_app.tables.option_tests import option_tables
from survey_app.tables.table import Sheet, Table
from tests.counted_waves import Data, answered, choice, compare_waves, fielded, instrument, section, statement

MARK: Data = {"id": "cijfer", "type": "mark", "text": "Welk cijfer?"}
OTHER: Data = {"id": "ander", "type": "mark", "text": "En dit?"}
YEARS: Data = {"id": "jaren", "type": "number", "text": "Hoe lang?", "minimum": 0, "maximum": 99, "unit": "jaar"}
ASKED = instrument(section(statement(), MARK, OTHER, YEARS))


def wave(year: int, marks: dict[int, int], others: dict[int, int], years: dict[int, int]) -> FieldedWave:
    given = {"cijfer": marks, "ander": others, "jaren": years}
    items = [answered(item, {str(value): number for value, number in found.items()}) for item, found in given.items()]
    return fielded(year, ASKED, *items)


EARLIER = wave(2019, {6: 100, 7: 100, 8: 40}, {6: 90, 7: 90, 8: 60}, {2: 120, 10: 120})
LATER = wave(2020, {6: 60, 7: 90, 8: 90}, {6: 84, 7: 96, 8: 60}, {2: 118, 10: 122})


@pytest.fixture(scope="module")
def values() -> tuple[ValueComparison, ...]:
    return compare_waves(EARLIER, LATER).values


def scores(wave: FieldedWave, item: str) -> list[int]:
    return [int(value) for value, number in wave.counts.total.items[item].answers.items() for _ in range(number)]


def test_a_mark_has_the_difference_interval_and_p_of_scipy(values: tuple[ValueComparison, ...]) -> None:
    for found in values:
        welch = stats.ttest_ind(scores(LATER, found.item_id), scores(EARLIER, found.item_id), equal_var=False)
        interval = welch.confidence_interval()
        assert found.change is not None
        assert found.change.interval is not None
        assert found.technical is not None
        means = [np.mean(scores(one, found.item_id)) for one in (EARLIER, LATER)]
        assert found.change.difference == pytest.approx(means[1] - means[0])
        assert (found.change.interval.low, found.change.interval.high) == pytest.approx((interval.low, interval.high))
        assert found.technical.welch.p == pytest.approx(welch.pvalue)


def test_marks_and_numbers_are_one_family_and_end_in_a_conclusion(values: tuple[ValueComparison, ...]) -> None:
    # Holm by hand over scipy's three p: the smallest three times, and the second twice but at most 1.
    ps = sorted(
        stats.ttest_ind(scores(LATER, one.item_id), scores(EARLIER, one.item_id), equal_var=False).pvalue
        for one in values
    )
    by_item = {one.item_id: one for one in values}
    mark, other, years = by_item["cijfer"], by_item["ander"], by_item["jaren"]

    assert mark.technical is not None
    assert mark.technical.holm == pytest.approx(3 * ps[0])
    assert mark.technical.holm is not None
    assert mark.technical.holm < 0.05
    # By scipy the mean is 0.37 higher, 0.24 to 0.51, which is not within half a mark; 0.025 with -0.11 to 0.16 is.
    assert [one.conclusion and one.conclusion.words.dutch for one in (mark, other, years)] == [
        "hoger",
        "verschil kleiner dan 0,5 punt",
        "geen uitspraak mogelijk",
    ]


def test_a_mark_of_few_says_what_can_be_seen_in_marks() -> None:
    earlier = wave(2019, {6: 20, 7: 20, 8: 10}, {7: 50}, {2: 25, 10: 25})
    later = wave(2020, {6: 10, 7: 20, 8: 20}, {8: 50}, {2: 25, 10: 25})

    by_item = {one.item_id: one for one in compare_waves(earlier, later).values}
    mark, years = by_item["cijfer"], by_item["jaren"]

    # scipy: the interval is 0.4 -/+ 0.3; 1.43 times that half width.
    interval = stats.ttest_ind(
        scores(later, "cijfer"), scores(earlier, "cijfer"), equal_var=False
    ).confidence_interval()
    size = f"{1.43 * (interval.high - interval.low) / 2:.1f}".replace(".", ",")
    assert mark.verdict.level is Level.COMPARABLE
    assert mark.verdict.visible is not None
    assert mark.verdict.visible.dutch == f"alleen verschillen vanaf ongeveer {size} punt zijn hier goed te zien"
    assert years.verdict.visible is not None
    assert "jaar zijn hier goed te zien" in years.verdict.visible.dutch


def test_a_mark_is_compared_with_the_first_wave_and_with_the_one_before() -> None:
    middle = wave(2020, {6: 100, 7: 100, 8: 40}, {6: 90, 7: 90, 8: 60}, {2: 120, 10: 120})
    last = wave(2021, {6: 60, 7: 90, 8: 90}, {6: 84, 7: 96, 8: 60}, {2: 118, 10: 122})
    sheet, other = comparison_sheets(compare_series([EARLIER, middle, last]))
    first, before = _rows(sheet, "Vergelijking_cijfers"), _rows(other, "Vergelijking_cijfers_vorige")

    # 2020 is 2019 once more: 0 within half a mark. 2021 is higher than either.
    assert [row["Betekenis"] for row in first] == ["verschil kleiner dan 0,5 punt", "hoger"]
    assert [row["Betekenis"] for row in before] == ["hoger"]
    assert [row["Verschil gem."] for row in before] == [0.38]


def _rows(sheet: Sheet, name: str) -> list[dict[str, object]]:
    """The rows on the mark in a table, by what stands above them, in Dutch."""
    (table,) = (one for one in sheet.blocks if isinstance(one, Table) and one.name == name)
    headings = [str(getattr(column.heading, "dutch", column.heading)) for column in table.columns]
    rows = [[getattr(cell, "dutch", cell) for cell in row] for row in table.rows if row[2] == "Welk cijfer?"]
    return [dict(zip(headings, row, strict=True)) for row in rows]


def test_nothing_is_concluded_of_a_trait() -> None:
    asked = instrument(
        section(statement(), choice("leeftijd", "jong", "oud", background=True), choice("keus", "a", "b"))
    )
    earlier = fielded(
        2019, asked, answered("leeftijd", {"jong": 150, "oud": 250}), answered("keus", {"a": 150, "b": 250})
    )
    later = fielded(
        2020, asked, answered("leeftijd", {"jong": 210, "oud": 190}), answered("keus", {"a": 210, "b": 190})
    )

    trait, opinion = compare_waves(earlier, later).choices

    # By hand: 37.5% to 52.5% is 15 points; Fisher's p of 150 and 210 of 400 is far below .05.
    assert [one.finding for one in opinion.conclusions if one] == [Finding.HIGHER, Finding.LOWER]
    assert trait.conclusions == (None, None)
    assert [(one.fisher, one.holm) for one in trait.technicals if one] == [(None, None)] * 2
    tests = [row[-2:] for table in option_tables(compare_series([earlier, later])) for row in table.rows]
    assert tests[:2] == [(Sign.NIL, Sign.NIL)] * 2
