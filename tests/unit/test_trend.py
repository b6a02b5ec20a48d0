"""Trends and any change over waves, against R and against scipy on rows."""

from itertools import accumulate

import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given
from hypothesis import strategies as st

from survey_app.comparison.statistics.ranks import compare_ranks
from survey_app.comparison.statistics.trend import answer_trend, any_change, share_trend
from tests.staff_reference import Counts, counted, expanded

tables = st.tuples(st.integers(2, 5), st.integers(2, 6)).flatmap(
    lambda shape: st.lists(counted(shape[1], 12, 1), min_size=shape[0], max_size=shape[0])
)


def rows(waves: list[Counts]) -> tuple[list[int], list[float]]:
    """Wave and answer of each response."""
    return (
        [number for number, wave in enumerate(waves) for _ in range(sum(wave))],
        [answer for wave in waves for answer in expanded(wave)],
    )


def test_a_trend_in_a_share_equals_r() -> None:
    # worked-examples.txt, 6, to eight digits: prop.trend.test(c(40, 48, 55), c(100, 100, 100));
    # by hand: moved 15, spread 200, so 225 / (200 x 143/300 x 157/300)
    found = share_trend([(40, 100), (48, 100), (55, 100)], [0, 12, 24])

    assert found is not None
    assert found.chi2 == pytest.approx(4.5098214, abs=5e-8)
    assert found.chi2 == pytest.approx(20_250_000 / 4_490_200, rel=1e-12)
    assert found.p == pytest.approx(0.03370076, abs=1e-8)
    assert found.z > 0


def test_only_the_distances_between_the_months_matter() -> None:
    waves = [(40, 100), (30, 90), (55, 110)]

    near, far = share_trend(waves, [0, 7, 30]), share_trend(waves, [24_000, 24_014, 24_060])

    assert near is not None
    assert far is not None
    assert (far.z, far.p) == (pytest.approx(near.z, rel=1e-9), pytest.approx(near.p, rel=1e-9))


@pytest.mark.slow
@given(st.lists(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=6))
def test_a_trend_in_a_share_is_the_correlation_of_answer_and_month(waves: list[tuple[int, int]]) -> None:
    # chi2 = N r^2 (Agresti, Categorical Data Analysis, 5.3.5)
    months = list(accumulate([0, 5, 12, 13, 24, 40][: len(waves)]))
    answers = [answer for chosen, base in waves for answer in [1] * chosen + [0] * (base - chosen)]
    dates = [month for (_, base), month in zip(waves, months, strict=True) for _ in range(base)]
    assume(len(set(answers)) > 1)

    found = share_trend(waves, months)

    correlation = float(np.corrcoef(answers, dates)[0, 1])
    assert found is not None
    assert found.chi2 == pytest.approx(len(answers) * correlation**2, rel=1e-8, abs=1e-10)
    assert found.z * correlation >= -1e-12


def test_equal_shares_have_not_moved_at_all() -> None:
    found = share_trend([(1, 3), (10, 30), (100_000, 300_000)], [0, 5, 17])

    assert found is not None
    assert (found.z, found.p) == (0.0, 1.0)


@pytest.mark.slow
@given(tables)
def test_kendall_equals_scipy_on_the_rows(waves: list[Counts]) -> None:
    numbers, answers = rows(waves)
    assume(len(set(answers)) > 1)
    assume(len(answers) > 2)

    found = answer_trend(waves)

    theirs = scipy.stats.kendalltau(numbers, answers, method="asymptotic")
    assert found is not None
    assert found.tau_b == pytest.approx(theirs.statistic, abs=1e-10)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-8, abs=1e-12)


@pytest.mark.slow
@given(tables)
def test_kruskal_wallis_equals_scipy_on_the_rows(waves: list[Counts]) -> None:
    assume(len(set(rows(waves)[1])) > 1)

    found = any_change(waves)

    theirs = scipy.stats.kruskal(*map(expanded, waves))
    assert found is not None
    assert found.h == pytest.approx(theirs.statistic, rel=1e-8, abs=1e-10)
    # p of our own H: where H is 0 scipy may find -1e-14, which has no p
    assert found.p == pytest.approx(scipy.stats.chi2.sf(found.h, len(waves) - 1), rel=1e-10)
    assert found.df == len(waves) - 1


@pytest.mark.slow
@given(tables)
def test_turning_time_around_turns_the_trend_and_keeps_p(waves: list[Counts]) -> None:
    forth, back = answer_trend(waves), answer_trend(waves[::-1])

    assert (forth is None) == (back is None)
    if forth and back:
        assert (forth.tau_b, forth.p) == (pytest.approx(-back.tau_b), pytest.approx(back.p))


@pytest.mark.slow
@given(tables)
def test_a_category_that_nobody_chose_changes_nothing(waves: list[Counts]) -> None:
    widened = [tuple(count for shown in wave for count in (0, shown)) for wave in waves]

    assert answer_trend(widened) == answer_trend(waves)
    assert any_change(widened) == any_change(waves)


@pytest.mark.slow
def test_three_waves_of_a_million_answers_equal_scipy_on_the_rows() -> None:
    waves = [(300_000, 400_000, 300_000), (299_500, 400_100, 300_400), (299_000, 400_500, 300_500)]
    answers = [np.repeat(np.arange(3), wave) for wave in waves]

    found, trend = any_change(waves), answer_trend(waves)

    theirs = scipy.stats.kruskal(*answers)
    kendall = scipy.stats.kendalltau(np.repeat(np.arange(3), 1_000_000), np.concatenate(answers), method="asymptotic")
    assert found is not None
    assert trend is not None
    assert (found.h, found.p) == (pytest.approx(theirs.statistic, rel=1e-6), pytest.approx(theirs.pvalue, rel=1e-6))
    assert (trend.tau_b, trend.p) == (pytest.approx(kendall.statistic), pytest.approx(kendall.pvalue, rel=1e-6))


def test_tau_b_of_two_waves_has_the_sign_of_delta() -> None:
    waves = [(10, 12, 4), (3, 12, 9)]

    found, ranked = answer_trend(waves), compare_ranks(*waves)

    assert found is not None
    assert ranked.delta is not None
    assert found.tau_b > 0
    assert ranked.delta > 0


@pytest.mark.parametrize(
    "waves",
    [
        [(0, 5, 0), (0, 7, 0), (0, 9, 0)],
        [(1, 5, 2), (0, 0, 0), (2, 3, 4)],
        [(1, 2, 3)],
        [],
    ],
)
def test_one_answer_everywhere_or_an_empty_wave_has_no_trend_in_answers(waves: list[Counts]) -> None:
    assert answer_trend(waves) is None
    assert any_change(waves) is None


@given(st.integers(2, 10**6), st.integers(2, 10**6))
def test_answers_that_only_rise_have_a_tau_b_of_exactly_one(earlier: int, later: int) -> None:
    found = answer_trend([(earlier, 0), (0, later)])

    assert found is not None
    assert found.tau_b == 1.0


def test_three_answers_in_all_equal_scipy() -> None:
    # scipy.stats.kendalltau([0, 0, 1], [1, 2, 2], method="asymptotic"); tau-b by hand: 1 / sqrt(2 x 2)
    found = answer_trend([(1, 1), (0, 1)])

    assert found is not None
    assert (found.tau_b, found.p) == (0.5, pytest.approx(0.4795001221869535))


def test_two_answers_in_all_have_no_normal_p() -> None:
    assert answer_trend([(1, 0), (0, 1)]) is None


@pytest.mark.parametrize(
    ("waves", "months"),
    [
        ([(0, 50), (0, 60), (0, 70)], [0, 12, 24]),
        ([(50, 50), (60, 60), (70, 70)], [0, 12, 24]),
        ([(10, 50), (0, 0), (20, 70)], [0, 12, 24]),
        ([(10, 50), (20, 60)], [12, 12]),
        ([(10, 50)], [0]),
        ([], []),
    ],
)
def test_a_share_that_cannot_differ_has_no_trend(waves: list[tuple[int, int]], months: list[float]) -> None:
    assert share_trend(waves, months) is None
