"""Theta, Cliff's delta and Brunner-Munzel from counts, against R, scipy on rows, and what must hold of any counts."""

from math import comb

import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given

from survey_app.comparison.statistics.intervals import Interval
from survey_app.comparison.statistics.ranks import RankComparison, RankTest, compare_ranks, may_test
from tests.staff_reference import Counts, expanded, staff_items, two_waves


def test_every_figure_of_the_staff_survey_equals_r() -> None:
    for item in staff_items():
        found = compare_ranks(item.earlier, item.later)

        assert found.theta_interval is not None
        assert found.delta_interval is not None
        assert found.test is RankTest.BRUNNER_MUNZEL
        ours = {
            "bm_stat": found.statistic,
            "bm_df": found.df,
            "bm_p": found.p,
            "theta": found.theta,
            "theta_se": found.theta_se,
            "theta_lo_logit": found.theta_interval.low,
            "theta_hi_logit": found.theta_interval.high,
            "cliff_delta": found.delta,
            "cliff_lo_logit": found.delta_interval.low,
            "cliff_hi_logit": found.delta_interval.high,
        }
        assert ours == {column: pytest.approx(item.r[column], abs=1e-8, rel=1e-8) for column in ours}


@given(two_waves(least=10))
def test_brunner_munzel_equals_scipy_on_the_rows(waves: tuple[Counts, Counts]) -> None:
    found = compare_ranks(*waves)
    assume(found.test is RankTest.BRUNNER_MUNZEL)

    # scipy has the sign of earlier against later: its statistic is above 0 when the second sample is the higher one
    theirs = scipy.stats.brunnermunzel(*map(expanded, waves), distribution="t")

    assert found.statistic == pytest.approx(theirs.statistic, rel=1e-9, abs=1e-12)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-7, abs=1e-15)


@given(two_waves(least=1))
def test_delta_is_the_mean_sign_over_all_pairs(waves: tuple[Counts, Counts]) -> None:
    rows = [np.array(expanded(wave)) for wave in waves]

    found = compare_ranks(*waves)

    assert found.delta == pytest.approx(float(np.sign(rows[1][:, None] - rows[0][None, :]).mean()), abs=1e-12)
    assert found.theta is not None
    assert found.delta == pytest.approx(2 * found.theta - 1, abs=1e-12)


@given(two_waves())
def test_swapping_the_waves_flips_the_signs_and_keeps_p(waves: tuple[Counts, Counts]) -> None:
    forth, back = compare_ranks(*waves), compare_ranks(*reversed(waves))

    assert (forth.p, forth.test, forth.df) == (pytest.approx(back.p), back.test, pytest.approx(back.df))
    assert forth.theta_se == pytest.approx(back.theta_se)
    assert forth.delta == (None if back.delta is None else -back.delta)
    assert forth.statistic == (None if back.statistic is None else pytest.approx(-back.statistic))
    if forth.delta_interval and back.delta_interval:
        assert forth.delta_interval.low == pytest.approx(-back.delta_interval.high, abs=1e-12)
        assert forth.delta_interval.high == pytest.approx(-back.delta_interval.low, abs=1e-12)


@given(two_waves())
def test_a_category_that_nobody_chose_changes_nothing(waves: tuple[Counts, Counts]) -> None:
    widened = [(*(count for shown in wave for count in (0, shown)), 0) for wave in waves]

    assert compare_ranks(*widened) == compare_ranks(*waves)


@given(two_waves(least=10))
def test_the_same_counts_in_both_waves_are_no_difference(waves: tuple[Counts, Counts]) -> None:
    found = compare_ranks(waves[0], waves[0])

    assert (found.theta, found.delta, found.p) == (0.5, 0.0, 1.0)


@given(two_waves(least=10))
def test_the_interval_lies_around_delta_inside_its_bounds(waves: tuple[Counts, Counts]) -> None:
    found = compare_ranks(*waves)

    if found.delta_interval:
        assert found.delta is not None
        assert -1 <= found.delta_interval.low <= found.delta <= found.delta_interval.high <= 1


def test_an_empty_wave_leaves_everything_undefined() -> None:
    assert compare_ranks((0, 0, 0), (3, 4, 5)) == RankComparison((0, 12))
    assert compare_ranks((), ()) == RankComparison((0, 0))


def test_one_answer_in_a_wave_has_a_delta_and_no_spread() -> None:
    # by hand: of 20 pairs the later answer is higher in 8, equal in 7 and lower in 5
    assert compare_ranks((8, 7, 5), (0, 1, 0)) == RankComparison((20, 1), theta=0.575, delta=0.15)


def test_two_answers_in_a_wave_have_a_standard_error_and_an_interval() -> None:
    # by hand: the placements are 0 and 0.5 in one wave and 1.5 and 2 in the other, each with variance 1/8
    found = compare_ranks((1, 1, 0), (0, 1, 1))

    assert found.theta == 0.875
    assert found.theta_se == pytest.approx((1 / 8 / (2 * 4) + 1 / 8 / (2 * 4)) ** 0.5)
    assert found.delta_interval is not None


def test_below_ten_answers_there_is_no_p_but_a_delta_and_its_interval() -> None:
    found = compare_ranks((3, 3, 3), (2, 4, 20))

    assert found.delta == pytest.approx((3 * 24 + 3 * (20 - 2) - 3 * 6) / (9 * 26))  # by hand, category by category
    assert (found.statistic, found.df, found.p, found.test) == (None, None, None, None)
    assert found.delta_interval is not None
    assert not may_test(found.bases)


def test_ten_answers_in_both_waves_have_a_p() -> None:
    assert compare_ranks((3, 3, 4), (4, 3, 3)).p is not None


def test_all_answers_equal_are_no_difference_with_certainty_and_without_an_interval() -> None:
    expected = RankComparison((12, 15), 0.5, 0.0, p=1.0, test=RankTest.ALL_EQUAL)

    assert compare_ranks((0, 12, 0), (0, 15, 0)) == expected


def test_all_answers_equal_on_a_small_base_have_no_p() -> None:
    assert compare_ranks((0, 12), (0, 5)) == RankComparison((12, 5), 0.5, 0.0)


def test_waves_that_do_not_overlap_have_the_exact_p_and_no_interval() -> None:
    found = compare_ranks((5, 5, 0, 0), (0, 0, 6, 4))

    # all ten of the later wave hold the ten highest places, or the ten lowest: 2 of C(20, 10) ways
    assert found.p == pytest.approx(2 / comb(20, 10), rel=1e-12)
    assert (found.delta, found.theta_se, found.delta_interval) == (1.0, None, None)
    assert found.test is RankTest.EXACT_PERMUTATION


def test_two_different_single_answers_do_not_overlap() -> None:
    found = compare_ranks((0, 0, 0, 0, 10), (12, 0, 0, 0, 0))

    assert found.delta == -1.0
    # of C(22, 10) ways, those with all of one wave lowest or highest; two-sided only the farther lies as far
    assert found.p == pytest.approx(1 / comb(22, 10), rel=1e-12)


def test_large_waves_that_do_not_overlap_have_the_normal_p() -> None:
    waves = (150, 0), (0, 150)

    found = compare_ranks(*waves)

    theirs = scipy.stats.mannwhitneyu(*map(expanded, waves), method="asymptotic", use_continuity=False)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-9)
    assert found.test is RankTest.NORMAL_PERMUTATION


def test_a_single_answer_out_of_place_in_a_large_wave_gives_an_interval_without_overflow() -> None:
    found = compare_ranks((999_999, 1), (0, 10))

    assert found.delta_interval is not None
    assert isinstance(found.delta_interval, Interval)
    assert -1 <= found.delta_interval.low < found.delta_interval.high <= 1


def test_a_million_answers_a_wave_equal_scipy_on_two_million_rows() -> None:
    waves = (99_999, 200_001, 300_000, 250_000, 150_000), (99_000, 200_500, 299_500, 250_500, 150_500)
    rows = [np.repeat(np.arange(5), wave) for wave in waves]

    found = compare_ranks(*waves)

    theirs = scipy.stats.brunnermunzel(*rows, distribution="t")
    assert found.bases == (1_000_000, 1_000_000)
    assert found.statistic == pytest.approx(theirs.statistic, rel=1e-8)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-8)


def test_two_waves_that_do_not_have_the_same_categories_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        compare_ranks((10, 10, 10), (10, 10))
