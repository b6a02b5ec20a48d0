"""Pilot beside mirror, against R and by hand."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.data_frames.arms import ARM_COLUMNS
from survey_app.comparison.data_frames.data_frame import Keyed, data_frame_of
from survey_app.comparison.results import Contrast, Level, Verdict
from survey_app.comparison.statistics.arms import compare_arms

PILOT: dict[str, float | None] = {"Ingen": 12.0, "Lienden": 9.0, "Ommeren": 15.0}
MIRROR: dict[str, float | None] = {"Maurik": 2.0, "Zoelen": 6.0, "Erichem": -1.0}

changes = st.lists(st.integers(-300, 300).map(lambda tenths: tenths / 10), min_size=2, max_size=4)


def named(values: list[float]) -> dict[str, float | None]:
    return {f"kern {place}": value for place, value in enumerate(values)}


def test_difference_test_and_interval_equal_r() -> None:
    # worked-examples.txt, 4a and 4b
    found = compare_arms(PILOT, MIRROR)

    assert found.did == pytest.approx(9.6666667, abs=1e-7)
    assert found.test is not None
    assert (found.test.statistic, found.test.df) == (pytest.approx(3.625, abs=1e-9), 4)
    assert found.test.p == pytest.approx(0.022258284, abs=1e-9)
    assert found.test.interval.low == pytest.approx(2.262813100, abs=1e-6)
    assert found.test.interval.high == pytest.approx(17.070520000, abs=1e-6)


def test_permutation_equals_r_and_cannot_be_smaller() -> None:
    # worked-examples.txt, 4c; STATISTICS 10: with 3 and 3 villages the least is .10 two-sided and .05 one-sided
    found = compare_arms(PILOT, MIRROR).permutation

    assert found is not None
    assert found.assignments == 20
    assert (found.two_sided, found.one_sided) == (0.10, 0.05)
    assert (found.smallest_two_sided, found.smallest_one_sided) == (0.10, 0.05)


def test_arms_of_unequal_size_pool_their_variance() -> None:
    # R: t.test(c(12, 9, 15, 8), c(2, 6), var.equal = TRUE); by hand: 11 - 4, s_p^2 = (30 + 8) / 4, t = 7 / sqrt(7.125)
    found = compare_arms(named([12, 9, 15, 8]), named([2, 6]))

    assert found.did == pytest.approx(7)
    assert found.test is not None
    assert (found.test.statistic, found.test.df) == (pytest.approx(7 / 7.125**0.5), 4)
    assert found.permutation is not None
    assert found.permutation.smallest_two_sided == pytest.approx(1 / comb(6, 2))


def test_a_village_that_may_not_be_shown_is_left_out_and_the_others_give_the_estimate() -> None:
    # R: t.test(c(12, 9), c(2, 6, -1), var.equal = TRUE); by hand: 10.5 - 7/3, s_p^2 = (4.5 + 24.667) / 3
    found = compare_arms(PILOT | {"Ommeren": None}, MIRROR, pooled=3.0)

    assert (found.missing, found.taking_part) == (("Ommeren",), (2, 3))
    assert found.means[0] == 10.5
    assert found.means[1] == pytest.approx(7 / 3)
    assert found.did == pytest.approx(10.5 - 7 / 3)
    assert found.test is not None
    assert found.test.df == 3
    assert found.test.statistic == pytest.approx((10.5 - 7 / 3) / ((4.5 + 24 + 2 / 3) / 3 * (1 / 2 + 1 / 3)) ** 0.5)
    # comb(5, 2) = 10 assignments, none the mirror image of another
    assert found.permutation is not None
    assert found.permutation.smallest_two_sided == pytest.approx(0.10)
    assert found.pooled == 3.0


@pytest.mark.parametrize(
    ("pilot", "mirror"),
    [(PILOT | {"Lienden": None, "Ommeren": None}, MIRROR), (PILOT, {"Maurik": 2.0}), ({}, MIRROR), (PILOT, {})],
)
def test_an_arm_of_fewer_than_two_villages_has_no_difference(
    pilot: dict[str, float | None], mirror: dict[str, float | None]
) -> None:
    found = compare_arms(pilot, mirror, pooled=3.0)

    assert (found.did, found.test, found.permutation, found.pooled) == (None, None, None, 3.0)


@pytest.mark.parametrize(
    ("pilot", "mirror", "did"),
    # 0.1 + 0.2 is not precisely 0.3: a difference in the last digit is no spread
    [([0.1 + 0.2, 0.3, 0.3], [0.3, 0.3, 0.3], 0), ([0.0, 0.0], [0.0, 0.0], 0), ([5.0, 5.0, 5.0], [2.0, 2.0], 3)],
)
def test_changes_that_are_equal_within_each_arm_have_no_test(
    pilot: list[float], mirror: list[float], did: float
) -> None:
    found = compare_arms(named(pilot), named(mirror))

    assert found.did == pytest.approx(did)
    assert found.test is None
    assert found.permutation is not None


def test_too_many_assignments_are_not_all_tried() -> None:
    # comb(20, 10) = 184,756
    found = compare_arms(named([float(value) for value in range(10)]), named([0.0] * 10)).permutation

    assert found is not None
    assert (found.assignments, found.two_sided, found.one_sided) == (184_756, None, None)
    assert found.smallest_two_sided == pytest.approx(2 / 184_756)


@given(changes, changes)
def test_swapping_the_waves_flips_the_difference_and_keeps_p(pilot: list[float], mirror: list[float]) -> None:
    forth = compare_arms(named(pilot), named(mirror))
    back = compare_arms(named([-value for value in pilot]), named([-value for value in mirror]))

    assert forth.did is not None
    assert back.did == pytest.approx(-forth.did)
    assert (forth.test is None) is (back.test is None)
    if forth.test and back.test:
        assert back.test.p == pytest.approx(forth.test.p)
        assert back.test.interval.low == pytest.approx(-forth.test.interval.high)
    assert forth.permutation is not None
    assert back.permutation is not None
    assert back.permutation.two_sided == pytest.approx(forth.permutation.two_sided)


@given(changes, changes)
def test_no_permutation_p_is_below_the_smallest(pilot: list[float], mirror: list[float]) -> None:
    found = compare_arms(named(pilot), named(mirror)).permutation

    assert found is not None
    assert found.two_sided is not None
    assert found.one_sided is not None
    assert found.smallest_two_sided - 1e-12 <= found.two_sided <= 1
    assert found.smallest_one_sided - 1e-12 <= found.one_sided <= 1


def test_a_study_of_eighty_villages_fits_in_a_frame() -> None:
    # comb(80, 40) is about 1.08e23, more than 2^63
    arms = compare_arms(named([float(value) for value in range(40)]), named([0.0] * 40))
    verdict = Verdict(Level.INDICATIVE, (), None)
    contrast = Contrast("een", "Tekst van een", None, is_scale=False, verdict=verdict, arms=arms)

    frame = data_frame_of(ARM_COLUMNS, [Keyed(("eerste", "tweede"), contrast)])

    assert frame.assignments[0] == pytest.approx(1.0750720873333165e23)
    assert frame.df[0] == 78
