"""The difference of means from counts, against R and against scipy on rows."""

import pytest
import scipy.stats
from hypothesis import assume, given

from survey_app.comparison.statistics.welch import WelchComparison, align, compare_means
from tests.staff_reference import Counts, expanded, staff_items, two_waves

SCORES = (1.0, 1.75, 2.5, 3.25, 4.0, 4.5, 5.0)


def test_every_figure_of_the_staff_survey_equals_r() -> None:
    for item in staff_items():
        found = compare_means((1, 2, 3, 4, 5), item.earlier, item.later)

        assert found.interval is not None
        ours = {
            "diff_mean": found.difference,
            "welch_lo": found.interval.low,
            "welch_hi": found.interval.high,
            "welch_t": found.statistic,
            "welch_df": found.df,
            "welch_p": found.p,
        }
        assert ours == {column: pytest.approx(item.r[column], abs=1e-8, rel=1e-8) for column in ours}


@pytest.mark.slow
@given(two_waves(least=2))
def test_person_scores_equal_scipy_on_the_rows(waves: tuple[Counts, Counts]) -> None:
    scores = SCORES[: len(waves[0])]
    rows = [expanded(wave, scores) for wave in waves]
    assume(all(len(set(row)) > 1 for row in rows))

    found = compare_means(scores, *waves)

    theirs = scipy.stats.ttest_ind(rows[1], rows[0], equal_var=False)
    assert found.interval is not None
    assert found.statistic == pytest.approx(theirs.statistic, rel=1e-8, abs=1e-10)
    assert found.df == pytest.approx(theirs.df, rel=1e-8)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-8, abs=1e-12)
    interval = theirs.confidence_interval()
    assert (found.interval.low, found.interval.high) == (pytest.approx(interval.low), pytest.approx(interval.high))


@pytest.mark.slow
@given(two_waves())
def test_swapping_the_waves_flips_the_signs_and_keeps_p(waves: tuple[Counts, Counts]) -> None:
    scores = SCORES[: len(waves[0])]

    forth, back = compare_means(scores, *waves), compare_means(scores, *reversed(waves))

    assert (forth.p, forth.df) == (pytest.approx(back.p), pytest.approx(back.df))
    assert forth.difference == (None if back.difference is None else pytest.approx(-back.difference))
    assert forth.statistic == (None if back.statistic is None else pytest.approx(-back.statistic))


def test_an_empty_wave_has_no_difference() -> None:
    assert compare_means((1, 2), (0, 0), (3, 4)) == WelchComparison()


def test_one_answer_has_a_mean_and_no_interval() -> None:
    assert compare_means((1, 2, 3), (0, 0, 1), (2, 2, 0)) == WelchComparison(-1.5)


def test_waves_without_any_spread_have_a_difference_and_no_test() -> None:
    # seven times 11/9 divided by seven is not 11/9 in binary fractions: the spread must be nothing all the same
    expected = WelchComparison(pytest.approx(4.0 - 11 / 9))  # type: ignore[arg-type]  # it equals one

    assert compare_means((11 / 9, 4.0), (7, 0), (0, 9)) == expected


def test_one_wave_without_spread_still_has_a_test() -> None:
    # by hand: mean 2.5, variance 5/3 of four answers, against five of 4
    found = compare_means((1, 2, 3, 4), (0, 0, 0, 5), (1, 1, 1, 1))

    assert found.statistic == pytest.approx(-1.5 / (5 / 12) ** 0.5)
    assert found.df == pytest.approx(3)


def test_a_million_answers_a_wave_keep_their_digits() -> None:
    # by hand: means 2.5 and 2.501; both variances 0.25 less .001^2 in the later wave, times n / (n - 1)
    found = compare_means((2, 3), (500_000, 500_000), (499_000, 501_000))

    se = ((0.25 + 0.25 - 0.000001) / 999_999) ** 0.5
    assert found.difference == pytest.approx(0.001, rel=1e-9)
    assert found.statistic == pytest.approx(0.001 / se, rel=1e-9)


def test_scores_of_two_waves_are_laid_on_one_ladder() -> None:
    assert align({3.25: 4, 1.0: 2}, {2.5: 1, 3.25: 6}) == ((1.0, 2.5, 3.25), (2, 0, 4), (0, 1, 6))
    assert align({}, {}) == ((), (), ())
