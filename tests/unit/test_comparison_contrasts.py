"""Pilot against mirror villages through the whole comparison (STATISTICS 10)."""

from __future__ import annotations

import pytest

from survey_app.comparison.groups import GroupKind
from survey_app.comparison.results import Code, FieldedWave, Level, WaveComparison
from survey_app.questionnaire.study import Segment
from tests.answered_waves import VILLAGES, Asked, Row, answered_wave
from tests.counted_waves import compare_waves, section, statement

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
    # One statement is a family of one.
    assert contrast.holm == pytest.approx(0.022258284, abs=1e-6)


def test_without_lots_a_difference_is_indicative_at_most_and_the_reason_is_told() -> None:
    (contrast,) = compared().contrasts

    # 600 against 600 in each arm: neither has an objection of its own.
    assert contrast.verdict.level is Level.INDICATIVE
    assert [reason.code for reason in contrast.verdict.reasons] == [Code.NOT_RANDOM]
    assert contrast.is_shown


def test_the_level_is_the_lower_of_both_arms_and_says_which_has_the_reason() -> None:
    # 160 of the 200 in Maurik, Ommeren and Kerk-Avezaath stay away: 120 of 600 is less than two thirds of what it was
    few = dict.fromkeys(VILLAGES[3:], 40)
    found = compare_waves(
        wave(2019, dict.fromkeys(VILLAGES, 100)), wave(2020, dict.fromkeys(VILLAGES, 100) | dict.fromkeys(few, 20), few)
    )

    (contrast,) = found.contrasts
    told = {reason.code: reason.sentence.dutch for reason in contrast.verdict.reasons}
    assert told[Code.RESPONSE_DIFFERS] == "Andere respons: alle spiegelkernen."
    assert contrast.is_shown


def test_a_village_needs_no_verdict_of_its_own_to_take_part() -> None:
    # 20 answers each: below 30 nothing may be said of a village by itself; 60 of an arm are enough
    few = dict.fromkeys(VILLAGES, 20)
    after = {village: 10 + place for place, village in enumerate(VILLAGES)}
    found = compare_waves(wave(2019, dict.fromkeys(VILLAGES, 10), few), wave(2020, after, few))

    (contrast,) = found.contrasts
    of_villages = [group for group in found.groups if group.group.kind is GroupKind.SEGMENT]
    assert {group.statements[0].verdict.level for group in of_villages} == {Level.NOT_COMPARABLE}
    assert contrast.arms.taking_part == (3, 3)
    # By hand: 0, 5, 10 against 15, 20, 25 points
    assert contrast.arms.did == pytest.approx(-15)
    assert (contrast.unsaid, contrast.said) == (frozenset(VILLAGES), ({}, {}))


def test_a_village_below_the_threshold_is_left_out_with_the_neighbour_that_covers_it() -> None:
    before = dict.fromkeys(VILLAGES, 100)
    after = {village: 100 + 2 * change for village, change in CHANGES.items()} | {"maurik": 5, "ommeren": 30}

    found = compare_waves(wave(2019, before), wave(2020, after, {"maurik": 8, "ommeren": 60}))

    (contrast,) = found.contrasts
    # 8 of Maurik would follow from its arm, so that the smallest of the others is hidden too.
    assert contrast.arms.missing == ("maurik", "ommeren")
    assert {group.group.id for group in found.groups}.isdisjoint({"maurik", "ommeren"})
    # One mirror village is left: no difference, but both arms have their lines.
    assert (contrast.arms.did, contrast.is_shown) == (None, False)
    assert Code.FEW_SEGMENTS in {reason.code for reason in contrast.verdict.reasons}
    assert contrast.arms.pooled is not None


EIGHT = {f"{arm}-{number}": arm for arm in ("pilot", "mirror") for number in range(1, 5)}


def of_eight(year: int, agree: dict[str, int], of: dict[str, int]) -> FieldedWave:
    """The same in a study of four villages per arm."""
    segments = tuple(Segment(id=one, label=one, arm=arm) for one, arm in EIGHT.items())
    asked = ASKED.model_copy(update={"study": ASKED.study.model_copy(update={"segments": segments})})
    rows = [
        Row({"luistert": answer}, one, times=number)
        for one in EIGHT
        for answer, number in (("eens", agree.get(one, 100)), ("oneens", of.get(one, 200) - agree.get(one, 100)))
    ]
    return answered_wave(year, asked, rows)


def test_what_is_said_with_a_hidden_village_is_made_of_what_is_shown() -> None:
    # Whatever the two hidden villages answer, as long as they answer the same together: so nothing of them is told
    of, moved = {"pilot-1": 8, "pilot-2": 60}, {"pilot-3": 110, "pilot-4": 120}
    one, other = (
        compare_waves(of_eight(2019, {}, {}), of_eight(2020, moved | hidden, of)).contrasts[0]
        for hidden in ({"pilot-1": 1, "pilot-2": 40}, {"pilot-1": 7, "pilot-2": 34})
    )

    assert one.arms.missing == ("pilot-1", "pilot-2")
    assert one.arms.taking_part == (2, 4)
    # By hand: 5 and 10 points against four times 0
    assert one.arms.did == pytest.approx(7.5)
    assert one.arms.test is not None
    assert one.arms.test.df == 4
    assert one == other


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


def test_a_scale_of_limited_reliability_is_in_no_family() -> None:
    # Two statements that have nothing to do with each other: alpha 0, so no confirmatory test (STATISTICS 7)
    scale: dict[str, object] = {"id": "schaal", "title": "Schaal", "items": ["een", "twee"]}
    asked = Asked((section(statement("een"), statement("twee")),), scales=(scale,)).instrument()
    pairs = [(one, other) for one in ("eens", "oneens") for other in ("eens", "oneens")]
    waves = [
        answered_wave(
            year,
            asked,
            [
                Row({"een": one, "twee": other}, village, times=50 + extra * (one == other == "eens"))
                for village, extra in zip(VILLAGES, moved, strict=True)
                for one, other in pairs
            ],
        )
        for year, moved in ((2019, (0,) * 6), (2020, (1, 2, 3, 4, 5, 7)))
    ]

    *_, contrast = compare_waves(waves[0], waves[1]).contrasts

    assert contrast.is_scale
    assert Code.UNRELIABLE in {reason.code for reason in contrast.verdict.reasons}
    assert contrast.arms.test is not None
    assert contrast.holm is None
