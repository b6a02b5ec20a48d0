"""Person scores of a scale against the same figures from rows, one person at a time."""

from collections import Counter
from fractions import Fraction
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.disclosure.spread import least_answered
from survey_app.comparison.scale_comparison import score_scale
from survey_app.comparison.statistics.intervals import Interval, mean_interval
from tests.scored_rows import Row, added, scale_counts

rows = st.integers(1, 6).flatmap(
    lambda items: st.lists(
        st.lists(st.none() | st.integers(1, 5), min_size=items, max_size=items), min_size=1, max_size=40
    )
)


def scores_of(people: list[Row]) -> list[Fraction]:
    """Independent: one person after the other, in fractions."""
    given = [(len(row), [score for score in row if score is not None]) for row in people]
    return [Fraction(sum(scores), len(scores)) for items, scores in given if scores and 2 * len(scores) >= items]


@pytest.mark.parametrize(("items", "least"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3)])
def test_a_score_needs_half_of_the_items_rounded_up(items: int, least: int) -> None:
    assert least_answered(items) == least


def test_the_score_is_the_mean_of_what_was_answered() -> None:
    # By hand: scores 4 (of 4, 4, 4), 4.5 (of 4 and 5); one answer of three is too few, and no answer at all is too
    people: list[Row] = [(4, 4, 4), (4, None, 5), (None, 1, None), (None, None, None)]

    scores = score_scale(scale_counts(people, 3), respondents=4)

    assert (scores.base, scores.missing) == (2, 2)
    assert scores.frequencies == ((4.0, 1), (4.5, 1))
    assert scores.mean == 4.25
    assert scores.sd == pytest.approx(0.5 / 2**0.5)


def test_whoever_was_not_asked_is_missing_too() -> None:
    scores = score_scale(scale_counts([(3, 3)], 2), respondents=10)

    assert (scores.base, scores.missing) == (1, 9)


def test_nobody_has_no_mean_and_one_person_no_deviation() -> None:
    nobody = score_scale(scale_counts([(None, None)], 2), respondents=1)
    one = score_scale(scale_counts([(2, 3)], 2), respondents=1)

    assert (nobody.base, nobody.mean, nobody.sd, nobody.mean_interval, nobody.frequencies) == (0, None, None, None, ())
    assert (one.base, one.mean, one.sd, one.mean_interval) == (1, 2.5, None, None)


def test_equal_scores_have_a_deviation_of_exactly_zero() -> None:
    # A third is no binary fraction; 7/3 on all three items, and 14/6 is not offered by another number of items
    scores = score_scale(scale_counts([(2, 2, 3)] * 7, 3), respondents=7)

    assert scores.sd == 0.0
    assert scores.mean_interval == Interval(7 / 3, 7 / 3)


@given(rows)
def test_figures_from_counts_equal_those_from_rows(people: list[Row]) -> None:
    expected = scores_of(people)

    found = score_scale(scale_counts(people, len(people[0])), respondents=len(people))

    assert found.frequencies == tuple((float(score), n) for score, n in sorted(Counter(expected).items()))
    assert (found.base, found.missing) == (len(expected), len(people) - len(expected))
    assert found.mean == (pytest.approx(float(mean(expected))) if expected else None)
    assert found.sd == (pytest.approx(stdev(map(float, expected)), abs=1e-12) if len(expected) > 1 else None)
    if found.mean is not None and found.sd is not None and found.mean_interval is not None:
        around = mean_interval(found.mean, found.sd, found.base)
        assert (found.mean_interval.low, found.mean_interval.high) == pytest.approx((around.low, around.high))


@given(rows, st.integers(0, 40))
def test_two_groups_added_score_as_their_rows_together(people: list[Row], cut: int) -> None:
    items = len(people[0])
    both = added(scale_counts(people[:cut], items), scale_counts(people[cut:], items))

    assert score_scale(both, len(people)) == score_scale(scale_counts(people, items), len(people))
