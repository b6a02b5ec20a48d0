"""Intervals and margins against figures from R and from STATISTICS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.statistics.changes import change_between
from survey_app.comparison.statistics.intervals import (
    Interval,
    effective_base,
    margin_pp,
    mean_interval,
    newcombe,
    wilson,
    wilson_finite,
)
from tests.staff_reference import staff_items

counts = st.integers(1, 400).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


def test_wilson_equals_r() -> None:
    # worked-examples.txt, 1a: prop.test(7, 51, correct = FALSE)
    interval = wilson(7, 51)

    assert interval.low == pytest.approx(0.068111017, abs=1e-8)
    assert interval.high == pytest.approx(0.257216920, abs=1e-8)


@pytest.mark.parametrize(("successes", "low", "high"), [(0, 0.0, 0.1936076805), (16, 0.8063923195, 1.0)])
def test_wilson_stays_within_zero_and_one(successes: int, low: float, high: float) -> None:
    # reference-expectations.csv, verkeerde_kant: 0 of 16 gives 0..19.36076805; 16 of 16 is its mirror image
    interval = wilson(successes, 16)

    assert (interval.low, interval.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    assert 0 <= interval.low <= interval.high <= 1


def test_newcombe_equals_r() -> None:
    # worked-examples.txt, 5a: 60 of 100 against 62 of 100, in percentage points
    change = change_between((60, 100), (62, 100))

    assert change.agree_pp == pytest.approx(2.0, abs=1e-9)
    assert change.interval_pp.low == pytest.approx(-11.339046, abs=1e-6)
    assert change.interval_pp.high == pytest.approx(15.239625, abs=1e-6)


def test_newcombe_of_the_staff_survey_equals_r() -> None:
    for item in staff_items():
        interval = newcombe(*item.agreeing)

        assert 100 * interval.low == pytest.approx(item.r["newcombe_lo_pp"], abs=1e-6)
        assert 100 * interval.high == pytest.approx(item.r["newcombe_hi_pp"], abs=1e-6)


def test_the_90_percent_interval_lies_inside_that_of_95() -> None:
    # worked-examples.txt, 5b, is in test_conclusion.py
    wide, narrow = newcombe((60, 100), (62, 100)), newcombe((60, 100), (62, 100), 1.6448536269514722)

    assert wide.low < narrow.low < narrow.high < wide.high


def test_a_weighted_share_rests_on_its_effective_base() -> None:
    # worked-examples.txt, 3b, 3c and 3e: 57.722003% on n_eff 36.2427480
    interval = wilson(0.57722003 * 36.2427480, 36.2427480)

    assert 100 * interval.low == pytest.approx(41.671190, abs=1e-5)
    assert 100 * interval.high == pytest.approx(72.292745, abs=1e-5)


@given(counts, counts)
def test_swapping_the_waves_flips_the_sign(earlier: tuple[int, int], later: tuple[int, int]) -> None:
    forth, back = newcombe(earlier, later), newcombe(later, earlier)

    assert (forth.low, forth.high) == (pytest.approx(-back.high), pytest.approx(-back.low))


@given(counts)
def test_equal_waves_have_an_interval_around_zero(wave: tuple[int, int]) -> None:
    interval = newcombe(wave, wave)

    assert interval.low <= 0 <= interval.high
    assert interval.low == pytest.approx(-interval.high)


@pytest.mark.parametrize(
    ("earlier", "later", "margin"),
    # STATISTICS 9, table of M per pair of n; worked-examples.txt, 1d, has the first to six decimals
    [
        (51, 16, 28.080861),
        (30, 30, 25.3),
        (51, 51, 19.4),
        (100, 100, 13.9),
        (150, 150, 11.3),
        (193, 193, 10.0),
        (385, 385, 7.1),
    ],
)
def test_margin_of_a_difference(earlier: int, later: int, margin: float) -> None:
    tolerance = 1e-6 if margin == 28.080861 else 0.05

    assert margin_pp(earlier, later) == pytest.approx(margin, abs=tolerance)


def test_a_finite_population_enlarges_the_base() -> None:
    # worked-examples.txt, 1b: n = 51, N = 150; 1e: the margin of 51 against 16 with N = 150 in both
    assert effective_base(51, 150) == pytest.approx(76.757576, abs=1e-6)
    assert margin_pp(effective_base(51, 150), effective_base(16, 150)) == pytest.approx(25.786022, abs=1e-6)


def test_a_full_census_has_no_margin() -> None:
    assert margin_pp(effective_base(14, 14), effective_base(14, 14)) == 0


def test_the_interval_of_a_mean_is_students() -> None:
    # R: t.test(c(4, 5, 6)): mean 5, sd 1, 2.515862 to 7.484138
    interval = mean_interval(5.0, 1.0, 3)

    assert (interval.low, interval.high) == (pytest.approx(2.515862, abs=1e-6), pytest.approx(7.484138, abs=1e-6))


def test_wilson_of_precisely_these_people_equals_r() -> None:
    # worked-examples.txt, 1c: 7 of 51, N = 150
    interval = wilson_finite(7, 51, 150)

    assert interval.low == pytest.approx(0.07745444, abs=1e-8)
    assert interval.high == pytest.approx(0.23163321, abs=1e-8)


def test_when_everybody_answered_the_share_is_known() -> None:
    assert wilson_finite(7, 14, 14) == Interval(0.5, 0.5)
    assert wilson_finite(1, 1, 1) == Interval(1.0, 1.0)


def test_more_answers_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="15 answers from a population of 14"):
        wilson_finite(7, 15, 14)


@given(counts, st.integers(1, 10_000))
def test_a_finite_population_narrows_the_interval(wave: tuple[int, int], more: int) -> None:
    successes, base = wave

    finite, plain = wilson_finite(successes, base, base + more), wilson(successes, base)

    assert finite.high - finite.low <= plain.high - plain.low + 1e-12
    assert 0 <= finite.low <= successes / base + 1e-12 <= finite.high + 2e-12
