"""Pilot against mirror villages through the whole comparison (STATISTICS 10)."""

from __future__ import annotations

import pytest

from survey_app.comparison.compare import compare_waves
from survey_app.comparison.groups import GroupKind
from survey_app.comparison.results import Code, FieldedWave, Level, WaveComparison
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import section, statement

# Percentage points by which each village changed: worked-examples.txt, 4a to 4c (12 9 15 | 2 6 -1).
CHANGES = dict(zip(VILLAGES, (12, 9, 15, 2, 6, -1), strict=True))
ASKED = Asked((section(statement()),)).instrument()


def wave(year: int, agree: dict[str, int], of: dict[str, int] | None = None) -> FieldedWave:
    """In each village this many of 200 agree, the others disagree."""
    rows = [
        Row({"luistert": answer}, village, times=number)
        for village, agreed in agree.items()
        for answer, number in (("eens", agreed), ("oneens", (of or {}).get(village, 200) - agreed))
    ]
    return answered_wave(year, ASKED, rows)


def compared(of: dict[str, int] | None = None) -> WaveComparison:
    before = dict.fromkeys(VILLAGES, 100)
    after = {village: 100 + 2 * change for village, change in CHANGES.items()}
    return compare_waves(wave(2019, before), wave(2020, after, of))


def test_the_difference_in_development_is_that_of_r() -> None:
    (contrast,) = compared().contrasts

    assert contrast.arms.missing == ()
    assert contrast.arms.did == pytest.approx(9.6666667, abs=1e-6)
    assert contrast.arms.test is not None
    assert contrast.arms.test.p == pytest.approx(0.022258284, abs=1e-6)
    assert contrast.arms.test.interval.low == pytest.approx(2.262813100, abs=1e-6)
    assert contrast.arms.permutation is not None
    assert contrast.arms.permutation.two_sided == pytest.approx(0.10)
    # All villages are equally large, so that respondents and villages weigh the same.
    assert contrast.arms.pooled == pytest.approx(9.6666667, abs=1e-6)


def test_the_verdict_names_the_villages_of_each_reason() -> None:
    (contrast,) = compared().contrasts

    # 200 against 200 has M = 9.8, below 10 (STATISTICS 3), so no village has an objection.
    assert contrast.verdict.level is Level.COMPARABLE
    (smaller,) = compared({"maurik": 140}).contrasts
    assert [reason.code for reason in smaller.verdict.reasons] == [Code.MARGIN_MODERATE]
    assert smaller.verdict.reasons[0].sentence.dutch == "Ruime foutmarge: Maurik."


def test_a_village_below_the_threshold_takes_the_difference_with_it_and_hides_a_neighbour() -> None:
    before = dict.fromkeys(VILLAGES, 100)
    after = dict.fromkeys(VILLAGES, 110) | {"maurik": 5}

    found = compare_waves(wave(2019, before), wave(2020, after, {"maurik": 8}))

    (contrast,) = found.contrasts
    assert contrast.arms.did is None
    assert contrast.verdict.level is Level.NOT_COMPARABLE
    # 8 of Maurik would follow from its arm, so that the smallest of the others is hidden too: equal ones, so the first.
    assert set(contrast.arms.missing) == {"maurik", "ommeren"}
    hidden = [
        group.group.id
        for group in found.groups
        if group.statements[0].estimates[1] is not None and group.statements[0].estimates[1].hidden
    ]
    assert hidden == ["maurik", "ommeren"]


def test_arms_are_groups_of_their_own_with_a_verdict() -> None:
    found = compared()

    arms = {group.group.id: group for group in found.groups if group.group.kind is GroupKind.ARM}
    assert set(arms) == {"pilot", "mirror"}
    assert arms["pilot"].respondents == (600, 600)
    change = arms["pilot"].statements[0].change
    assert change is not None
    assert change.agree_pp == pytest.approx(12)


def test_a_study_without_arms_has_no_contrasts() -> None:
    plain = ASKED.model_copy(
        update={
            "study": ASKED.study.model_copy(
                update={"segments": tuple(one.model_copy(update={"arm": None}) for one in ASKED.study.segments)}
            )
        }
    )
    rows = [Row({"luistert": "eens"}, village, times=100) for village in VILLAGES]

    found = compare_waves(answered_wave(2019, plain, rows), answered_wave(2020, plain, rows))

    assert found.contrasts == ()
    assert len(found.groups) == 6
