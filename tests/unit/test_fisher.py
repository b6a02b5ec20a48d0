"""Fisher's exact test, against R and scipy, and against scipy again with bases of a million."""

import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.statistics.fisher import fisher_p
from survey_app.comparison.statistics.multiplicity import holm
from tests.staff_reference import reference_rows, staff_items

waves = st.integers(1, 300).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


def scipys(earlier: tuple[int, int], later: tuple[int, int]) -> float:
    table = [[earlier[0], earlier[1] - earlier[0]], [later[0], later[1] - later[0]]]
    return float(scipy.stats.fisher_exact(table).pvalue)


def test_agreement_in_the_staff_survey_equals_r() -> None:
    for item in staff_items():
        assert fisher_p(*item.agreeing) == pytest.approx(item.r["fisher_p"], abs=1e-10)


def test_the_expectations_equal_r_with_holm_over_the_options() -> None:
    rows = reference_rows("reference-expectations.csv")

    ps = [fisher_p((int(row["n_2019"]), 51), (int(row["n_2020"]), 16)) for row in rows]

    assert ps == [pytest.approx(float(row["fisher_p"]), abs=1e-10) for row in rows]
    assert holm(ps) == [pytest.approx(float(row["holm_fisher_p"]), abs=1e-9) for row in rows]


@given(waves, waves)
def test_any_table_equals_scipy(earlier: tuple[int, int], later: tuple[int, int]) -> None:
    assert fisher_p(earlier, later) == pytest.approx(scipys(earlier, later), rel=1e-8)


@given(waves, waves)
def test_swapping_the_waves_or_the_answers_keeps_p(earlier: tuple[int, int], later: tuple[int, int]) -> None:
    found = fisher_p(earlier, later)

    assert fisher_p(later, earlier) == pytest.approx(found)
    assert fisher_p(*((base - chosen, base) for chosen, base in (earlier, later))) == pytest.approx(found)


@given(waves)
def test_the_same_counts_have_p_1(wave: tuple[int, int]) -> None:
    assert fisher_p(wave, wave) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((400_000, 1_000_000), (400_900, 1_000_000)),
        ((3, 1_000_000), (9, 1_000_000)),
        ((999_990, 1_000_000), (999_999, 1_000_000)),
        ((5, 16), (400_000, 1_000_000)),
        ((25_000, 1_000_000), (25_900, 1_100_000)),
    ],
)
def test_a_million_answers_equal_scipy(earlier: tuple[int, int], later: tuple[int, int]) -> None:
    assert fisher_p(earlier, later) == pytest.approx(scipys(earlier, later), rel=1e-8)


def test_what_is_as_good_as_impossible_has_p_0() -> None:
    assert fisher_p((0, 1_000_000), (1_000_000, 1_000_000)) == 0.0


def test_nobody_or_everybody_in_both_waves_has_p_1() -> None:
    assert fisher_p((0, 51), (0, 16)) == 1.0
    assert fisher_p((51, 51), (16, 16)) == 1.0
    assert fisher_p((1, 1), (0, 0)) is None
    assert fisher_p((0, 0), (1, 1)) is None
