"""Figures of one wave, from counts: definitions, empty bases and other lengths of scale."""

from statistics import mean, median, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.agreement import agreeing, disagreeing
from survey_app.comparison.estimates import (
    estimate_statement,
    estimate_value,
    hidden_statement,
    homogeneous_statement,
    moments,
)
from survey_app.comparison.statistics.intervals import Interval
from survey_app.questionnaire.model import Point, ResponseScale
from tests.counted_waves import POINTS, answered, likert


def scale(points: int) -> ResponseScale:
    return ResponseScale(points=tuple(Point(id=f"p{number}", label=str(number)) for number in range(1, points + 1)))


AGREEMENT = ResponseScale(points=tuple(Point(id=point, label=point) for point in POINTS), not_applicable="N.v.t.")


def test_the_base_is_the_answers_on_the_scale() -> None:
    # By hand: 1 + 2 + 3 + 4 + 0 = 10 answers; 5 n.v.t., 6 blank and 7 not asked are no answers
    counts = likert("luistert", 1, 2, 3, 4, 0, not_applicable=5, blank=6, not_asked=7)

    estimate = estimate_statement(counts, AGREEMENT, "meting", 28)

    assert (estimate.n_total, estimate.n_valid) == (28, 10)
    assert (estimate.n_not_applicable, estimate.n_blank, estimate.n_not_asked) == (5, 6, 7)
    assert list(estimate.shares.values()) == [0.1, 0.2, 0.3, 0.4, 0.0]
    assert (estimate.agree, estimate.disagree) == (0.4, pytest.approx(0.3))
    assert estimate.n_agree == 4
    assert estimate.mean == 3.0
    assert estimate.median == 3.0


def test_how_many_agree_is_told_of_nobody_of_whom_the_share_is_not() -> None:
    estimate = estimate_statement(likert("luistert", 0, 0, 0, 12, 0), AGREEMENT, "meting", 12)

    assert homogeneous_statement(estimate, "eens").n_agree is None
    assert hidden_statement("luistert", AGREEMENT, "meting", 12).n_agree is None


def test_nobody_answered_so_there_is_no_figure() -> None:
    estimate = estimate_statement(likert("luistert", 0, 0, 0, 0, 0, not_applicable=12), AGREEMENT, "meting", 12)

    assert (estimate.n_valid, estimate.n_not_applicable) == (0, 12)
    assert set(estimate.shares.values()) == {None}
    assert (estimate.agree, estimate.agree_interval, estimate.mean, estimate.sd, estimate.median) == (None,) * 5


def test_one_answer_has_no_standard_deviation_and_no_interval() -> None:
    estimate = estimate_statement(likert("luistert", 0, 0, 0, 1, 0), AGREEMENT, "meting", 1)

    assert (estimate.mean, estimate.median) == (4.0, 4.0)
    assert (estimate.sd, estimate.mean_interval) == (None, None)
    assert estimate.agree == 1.0


def test_all_the_same_answer_has_a_deviation_of_zero() -> None:
    estimate = estimate_statement(likert("luistert", 0, 0, 0, 40, 0), AGREEMENT, "meting", 40)

    assert estimate.sd == 0.0
    assert estimate.mean_interval == Interval(4.0, 4.0)


@pytest.mark.parametrize(("points", "above"), [(2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3), (10, 5), (11, 5)])
def test_agreeing_is_above_the_middle_of_any_scale(points: int, above: int) -> None:
    # Decision 0020; of five points the two highest (STATISTICS 2)
    assert len(agreeing(scale(points))) == len(disagreeing(scale(points))) == above
    assert agreeing(scale(points))[-1] == f"p{points}"
    assert disagreeing(scale(points))[0] == "p1"


def test_a_median_can_lie_between_two_points() -> None:
    assert moments({1: 2, 3: 0, 4: 2}).median == 2.5


@given(st.dictionaries(st.integers(1, 11), st.integers(0, 30), min_size=1).filter(lambda counts: any(counts.values())))
def test_moments_from_counts_are_those_of_the_answers(frequencies: dict[int, int]) -> None:
    answers = [score for score, number in frequencies.items() for _ in range(number)]

    found = moments(frequencies)

    assert found.mean == pytest.approx(mean(answers))
    assert found.median == median(answers)
    assert found.sd == (pytest.approx(stdev(answers), abs=1e-9) if len(answers) > 1 else None)


def test_a_report_mark_has_a_mean_with_students_interval() -> None:
    # R: t.test(c(6, 7, 7, 8)): mean 7, 5.70077 to 8.29923; sd(c(6, 7, 7, 8)) = 0.8164966
    estimate = estimate_value(answered("cijfer", {"6": 1, "7": 2, "8": 1}), "meting")

    assert (estimate.n_valid, estimate.mean, estimate.median) == (4, 7.0, 7.0)
    assert estimate.sd == pytest.approx(0.8164966, abs=1e-7)
    assert estimate.mean_interval is not None
    assert estimate.mean_interval.low == pytest.approx(5.70077, abs=1e-4)
    assert estimate.mean_interval.high == pytest.approx(8.29923, abs=1e-4)
