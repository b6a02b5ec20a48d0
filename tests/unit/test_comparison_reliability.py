"""Alpha and omega against R, against rows, and where they do not exist."""

from itertools import product
from statistics import variance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from survey_app.comparison.statistics.one_factor import Matrix, find_factor
from survey_app.comparison.statistics.reliability import (
    NotComputed,
    cronbach_alpha,
    mcdonald_omega,
    measure_reliability,
)
from tests.scored_rows import Row, added, scale_counts

# The 8x3 matrix of worked_examples.R
EIGHT = [(4, 4, 5), (2, 3, 2), (5, 5, 4), (3, 3, 3), (1, 2, 2), (4, 5, 5), (3, 2, 3), (2, 2, 1)]

people = st.integers(2, 5).flatmap(
    lambda items: st.lists(st.lists(st.integers(1, 5), min_size=items, max_size=items), min_size=2, max_size=30)
)


def alpha_of(rows: list[list[int]]) -> float | None:
    """Independent: variances (n - 1) of the columns and of the row sums."""
    items, of_sum = len(rows[0]), variance(map(sum, rows))
    return items / (items - 1) * (1 - sum(map(variance, zip(*rows, strict=True))) / of_sum) if of_sum else None


def test_alpha_equals_r() -> None:
    # worked-examples.txt, 2a: psych::alpha
    assert cronbach_alpha(scale_counts(EIGHT, 3)) == pytest.approx(0.93496933, abs=1e-8)


def test_omega_equals_r() -> None:
    # worked-examples.txt, 2b: factanal(M, 1)
    assert mcdonald_omega(scale_counts(EIGHT, 3)) == pytest.approx(0.93712932, abs=1e-7)


def test_omega_of_three_items_is_the_closed_form() -> None:
    # With three items the model fits perfectly: l1^2 = r12 r13 / r23, and so on
    r12, r13, r23 = 0.6, 0.5, 0.4
    loadings = np.sqrt([r12 * r13 / r23, r12 * r23 / r13, r13 * r23 / r12])
    common = loadings.sum() ** 2

    factor = find_factor(np.array([[1, r12, r13], [r12, 1, r23], [r13, r23, 1]]))

    assert factor is not None
    assert factor.omega == pytest.approx(common / (common + (1 - loadings**2).sum()), abs=1e-8)


@pytest.mark.parametrize("seed", range(5))
def test_the_factor_is_the_most_likely_one(seed: int) -> None:
    # Independent: the likelihood of loadings and uniquenesses together, by a minimiser that knows no eigenvalues
    random = np.random.default_rng(seed)
    answers = random.normal(size=(200, 1)) * random.uniform(0.4, 1, 5) + random.normal(size=(200, 5)) * 0.7
    correlations: Matrix = np.asarray(np.corrcoef(answers.T))

    def misfit(both: Matrix) -> float:
        model = np.outer(both[:5], both[:5]) + np.diag(both[5:] ** 2)
        return float(np.linalg.slogdet(model)[1] + np.trace(np.linalg.solve(model, correlations)))

    found = minimize(misfit, np.full(10, 0.7), method="BFGS", options={"gtol": 1e-7}).x
    common = found[:5].sum() ** 2
    factor = find_factor(correlations)

    assert factor is not None
    assert factor.omega == pytest.approx(common / (common + (found[5:] ** 2).sum()), abs=1e-5)


def test_a_uniqueness_stops_at_the_bound_of_r() -> None:
    # r12 r13 / r23 = 1.6: more than all of the variance of the first item
    factor = find_factor(np.array([[1, 0.8, 0.8], [0.8, 1, 0.4], [0.8, 0.4, 1]]))

    assert factor is not None
    assert factor.uniquenesses.min() == pytest.approx(0.005)
    assert 0 < factor.omega < 1


@given(people)
def test_alpha_from_counts_equals_alpha_from_rows(rows: list[list[int]]) -> None:
    found = cronbach_alpha(scale_counts(rows, len(rows[0])))

    assert found == (pytest.approx(expected) if (expected := alpha_of(rows)) is not None else NotComputed.NO_SPREAD)


@given(people, st.integers(0, 30))
def test_two_villages_added_have_the_alpha_of_their_rows_together(rows: list[list[int]], cut: int) -> None:
    items = len(rows[0])
    both = added(scale_counts(rows[:cut], items), scale_counts(rows[cut:], items))

    assert cronbach_alpha(both) == (
        pytest.approx(expected) if (expected := alpha_of(rows)) is not None else "no-spread"
    )


def test_who_left_an_item_open_is_in_neither_coefficient() -> None:
    rows: list[Row] = [*EIGHT, (5, None, 1), (None, None, 5)]

    assert cronbach_alpha(scale_counts(rows, 3)) == cronbach_alpha(scale_counts(EIGHT, 3))
    assert measure_reliability(scale_counts(rows, 3)).complete == 8


def test_omega_needs_a_hundred_complete_respondents() -> None:
    few = measure_reliability(scale_counts([*EIGHT * 12, *EIGHT[:3]], 3))
    enough = measure_reliability(scale_counts([*EIGHT * 12, *EIGHT[:4]], 3))

    assert (few.complete, few.omega, few.no_omega) == (99, None, NotComputed.FEW_COMPLETE)
    assert (enough.complete, enough.no_omega) == (100, None)
    assert enough.omega == pytest.approx(0.937, abs=0.01)


@pytest.mark.parametrize(
    ("rows", "items", "no_alpha", "no_omega"),
    [
        ([], 3, NotComputed.FEW_COMPLETE, NotComputed.FEW_COMPLETE),
        ([(4, 4, 4)], 3, NotComputed.FEW_COMPLETE, NotComputed.FEW_COMPLETE),
        ([(4,)] * 120, 1, NotComputed.FEW_ITEMS, NotComputed.FEW_ITEMS),
        ([(4, 4, 4)] * 120, 3, NotComputed.NO_SPREAD, NotComputed.NO_SPREAD),
        ([(1, 5), (5, 1)] * 60, 2, NotComputed.NO_SPREAD, NotComputed.FEW_ITEMS),
        ([(1, 2, 4), (3, 1, 4), (2, 5, 4)] * 40, 3, None, NotComputed.NO_SPREAD),
        ([(1, 2, 2), (3, 1, 1), (2, 5, 5)] * 40, 3, None, NotComputed.DEPENDENT_ITEMS),
        ([(1, 2, 5), (3, 1, 3), (2, 5, 4)] * 40, 3, None, NotComputed.DEPENDENT_ITEMS),
    ],
    ids=["nobody", "one", "one item", "all the same", "opposites", "one item flat", "twice the same", "reversed twin"],
)
def test_what_cannot_be_computed_says_why(
    rows: list[Row], items: int, no_alpha: NotComputed | None, no_omega: NotComputed
) -> None:
    found = measure_reliability(scale_counts(rows, items))

    assert (found.no_alpha, found.no_omega) == (no_alpha, no_omega)
    assert (found.alpha is None, found.omega) == (no_alpha is not None, None)
    assert (found.no_omega is None) is (found.omega is not None)


def test_unrelated_items_have_an_omega_near_zero() -> None:
    # Every combination once: all correlations are exactly 0, so that any one item may keep a factor to itself
    rows = list(product((1, 2, 3, 4, 5), repeat=3))

    found = measure_reliability(scale_counts(rows, 3))

    assert found.alpha == 0.0
    assert found.omega is not None
    assert found.omega < 0.1


@given(st.lists(st.tuples(*[st.integers(1, 3)] * 4), min_size=2, max_size=12))
def test_omega_is_a_share_or_a_reason_whatever_was_answered(rows: list[tuple[int, ...]]) -> None:
    found = mcdonald_omega(scale_counts(rows, 4))

    assert isinstance(found, NotComputed) or 0 <= found <= 1


@pytest.mark.parametrize(("rows", "is_limited"), [(EIGHT, False), ([(1, 3), (2, 1), (3, 3), (4, 2)], True)])
def test_below_seventy_a_scale_is_limited(rows: list[Row], is_limited: bool) -> None:
    # By hand of the second: variances 5/3 and 11/12, of the sum 35/12: alpha 2 (1 - 31/35) = .23
    assert measure_reliability(scale_counts(rows, len(rows[0]))).is_limited is is_limited


def test_without_an_alpha_a_scale_is_not_called_limited() -> None:
    assert not measure_reliability(scale_counts([], 3)).is_limited
