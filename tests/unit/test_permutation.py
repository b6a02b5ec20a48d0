"""The permutation p: exact against R, enumeration and whole-number arithmetic; normal against R and scipy."""

from fractions import Fraction
from itertools import combinations, product
from math import comb, prod

import pytest
import scipy.stats
from hypothesis import assume, given, settings

from survey_app.comparison.statistics.permutation import (
    LARGEST_EXACT_BASE,
    Method,
    PermutationTest,
    normal_p,
    permutation_test,
)
from tests.staff_reference import Counts, expanded, staff_items, two_waves


def enumerated(waves: tuple[Counts, Counts]) -> float:
    """By the definition: every way to choose the later answers among all of them, on midranks of the rows."""
    rows = [*expanded(waves[0]), *expanded(waves[1])]
    ranks = scipy.stats.rankdata(rows)
    drawn = sum(waves[1])
    centre = ranks.mean() * drawn
    here = abs(sum(ranks[len(rows) - drawn :]) - centre)
    chosen = [abs(sum(ranks[list(places)]) - centre) for places in combinations(range(len(rows)), drawn)]
    return sum(bool(distance >= here - 1e-9) for distance in chosen) / len(chosen)


def in_whole_numbers(waves: tuple[Counts, Counts]) -> float:
    """By every table of counts with these margins, each with its number of ways: slow, and without rounding."""
    pooled = [sum(pair) for pair in zip(*waves, strict=True)]
    drawn, total = sum(waves[1]), sum(pooled)
    ranks = [2 * sum(pooled[:k]) + pooled[k] + 1 for k in range(len(pooled))]
    here = abs(sum(n * rank for n, rank in zip(waves[1], ranks, strict=True)) - drawn * (total + 1))
    ways = 0
    for first in product(*(range(count + 1) for count in pooled[:-1])):
        table = (*first, drawn - sum(first))
        if not 0 <= table[-1] <= pooled[-1]:
            continue
        distance = abs(sum(n * rank for n, rank in zip(table, ranks, strict=True)) - drawn * (total + 1))
        if distance >= here:
            ways += prod(comb(count, n) for count, n in zip(pooled, table, strict=True))
    return float(Fraction(ways, comb(total, drawn)))


def test_the_exact_p_of_every_staff_item_equals_r() -> None:
    for item in staff_items():
        found = permutation_test(item.earlier, item.later)

        # coin::wilcox_test, kept to ten digits
        assert found is not None
        assert (found.p, found.method) == (pytest.approx(item.r["exact_p"], abs=1e-10), Method.EXACT)


def test_the_normal_p_of_every_staff_item_equals_r() -> None:
    for item in staff_items():
        assert normal_p(item.earlier, item.later) == pytest.approx(item.r["mw_p_nocc"], abs=1e-10)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(two_waves(most=2, least=1, most_points=6))
def test_the_exact_p_equals_enumeration_on_small_waves(waves: tuple[Counts, Counts]) -> None:
    assume(sum(map(sum, waves)) <= 13)

    found = permutation_test(*waves)

    assert found is not None
    assert (found.p, found.method) == (pytest.approx(enumerated(waves), abs=1e-12), Method.EXACT)


@pytest.mark.slow
@pytest.mark.parametrize(
    "waves",
    [
        ((20, 30, 30, 20), (30, 35, 20, 15)),
        ((10, 40, 50, 0), (25, 0, 25, 50)),
        ((97, 1, 1, 1), (0, 0, 1, 99)),
        ((0, 60, 40, 0), (0, 40, 60, 0)),
        ((190, 0, 0, 0), (0, 0, 3, 7)),
    ],
)
def test_the_exact_p_of_two_hundred_answers_is_right_to_twelve_digits(waves: tuple[Counts, Counts]) -> None:
    found = permutation_test(*waves)

    assert found is not None
    assert (found.p, found.method) == (pytest.approx(in_whole_numbers(waves), rel=1e-12, abs=0), Method.EXACT)


def test_two_hundred_different_scores_equal_scipys_exact_test_which_needs_them_untied() -> None:
    waves = tuple(int(k % 3 == 0) for k in range(200)), tuple(int(k % 3 != 0) for k in range(200))

    found = permutation_test(*waves)

    theirs = scipy.stats.mannwhitneyu(*map(expanded, waves), method="exact")
    assert found is not None
    assert (found.p, found.method) == (pytest.approx(theirs.pvalue, rel=1e-10), Method.EXACT)


def test_above_two_hundred_answers_the_normal_p_is_given_and_says_so() -> None:
    at_most = permutation_test((50, 50), (40, 60))
    above = permutation_test((50, 50), (40, 61))

    assert LARGEST_EXACT_BASE == 200
    assert at_most is not None
    assert at_most.method is Method.EXACT
    assert above == PermutationTest(normal_p((50, 50), (40, 61)), Method.NORMAL)


@pytest.mark.slow
@given(two_waves(least=1))
def test_the_normal_p_equals_scipy_on_the_rows(waves: tuple[Counts, Counts]) -> None:
    rows = list(map(expanded, waves))
    assume(len({*rows[0], *rows[1]}) > 1)

    theirs = scipy.stats.mannwhitneyu(*rows, method="asymptotic", use_continuity=False)

    assert normal_p(*waves) == pytest.approx(theirs.pvalue, rel=1e-9, abs=1e-15)


def test_the_normal_p_of_millions_equals_whole_number_arithmetic() -> None:
    # z^2 of the tie-corrected Mann-Whitney test over two categories is (N - 1)/N times Pearson's chi-square
    table = (400_000, 600_000), (401_000, 599_000)
    pearson = Fraction(2_000_000 * (400_000 * 599_000 - 401_000 * 600_000) ** 2, 10**12 * 801_000 * 1_199_000)

    expected = scipy.stats.chi2.sf(float(pearson * Fraction(1_999_999, 2_000_000)), 1)

    assert normal_p(*table) == pytest.approx(expected, rel=1e-9)


@pytest.mark.slow
@settings(deadline=None)
@given(two_waves(least=1, most=25))
def test_swapping_the_waves_or_turning_the_scale_keeps_p(waves: tuple[Counts, Counts]) -> None:
    found = permutation_test(*waves)

    assert found is not None
    for other in (permutation_test(*reversed(waves)), permutation_test(waves[0][::-1], waves[1][::-1])):
        assert other is not None
        assert (other.p, other.method) == (pytest.approx(found.p, rel=1e-9), found.method)


@pytest.mark.slow
@settings(deadline=None)
@given(two_waves(least=1, most=25))
def test_a_category_that_nobody_chose_keeps_p(waves: tuple[Counts, Counts]) -> None:
    widened = [(*(count for shown in wave for count in (0, shown)), 0) for wave in waves]

    assert permutation_test(*widened) == permutation_test(*waves)


@pytest.mark.slow
@given(two_waves(least=1))
def test_the_same_counts_have_p_1(waves: tuple[Counts, Counts]) -> None:
    found = permutation_test(waves[0], waves[0])

    assert found is not None
    assert found.p == 1.0


def test_all_answers_equal_have_p_1() -> None:
    assert permutation_test((0, 7), (0, 9)) == PermutationTest(1.0, Method.EXACT)
    assert permutation_test((0, 700), (0, 9)) == PermutationTest(1.0, Method.NORMAL)


def test_an_empty_wave_has_no_test() -> None:
    assert permutation_test((0, 0), (3, 4)) is None
    assert permutation_test((3, 4), (0, 0)) is None
