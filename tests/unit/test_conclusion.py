"""The four-way conclusion and the words for sizes, against STATISTICS 4 and 6 and the staff survey."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.conclusion import Conclusion, conclude
from survey_app.comparison.intervals import Z_90, Interval, newcombe
from survey_app.comparison.multiplicity import holm
from survey_app.comparison.ranks import compare_ranks
from survey_app.comparison.sizes import DeltaSize, PointsSize, size_of_delta, size_of_points
from tests.staff_reference import Counts, staff_items, two_waves

BOUND = 10.0
NARROW, WIDE = Interval(-2.6, 6.6), Interval(-9.2, 13.2)


def in_points(earlier: tuple[int, int], later: tuple[int, int]) -> Interval:
    interval = newcombe(earlier, later, Z_90)
    return Interval(100 * interval.low, 100 * interval.high)


@pytest.mark.parametrize(
    ("p", "delta", "interval", "expected"),
    [
        (0.049, 0.2, WIDE, Conclusion.HIGHER),
        (0.049, -0.2, WIDE, Conclusion.LOWER),
        (0.049, 0.2, NARROW, Conclusion.HIGHER_SMALL),
        (0.049, -0.2, NARROW, Conclusion.LOWER_SMALL),
        (0.05, 0.2, NARROW, Conclusion.EQUIVALENT),
        (0.05, 0.2, WIDE, Conclusion.UNDECIDED),
        (0.5, -0.2, Interval(-10.0, 3.0), Conclusion.UNDECIDED),
        (0.5, -0.2, Interval(-3.0, 10.0), Conclusion.UNDECIDED),
        (None, 0.2, NARROW, Conclusion.UNDECIDED),
        (None, None, None, Conclusion.UNDECIDED),
        (0.001, 0.2, None, Conclusion.HIGHER),
        (0.9, 0.2, None, Conclusion.UNDECIDED),
        (0.001, 0.0, WIDE, Conclusion.UNDECIDED),
    ],
)
def test_the_rule(p: float | None, delta: float | None, interval: Interval | None, expected: Conclusion) -> None:
    assert conclude(p, delta, interval, BOUND) is expected


def test_a_small_change_of_six_hundred_is_equivalent_and_of_a_hundred_undecided() -> None:
    # worked-examples.txt, 5b and 5c: the intervals of R; STATISTICS 6: their conclusions
    hundred, six_hundred = in_points((60, 100), (62, 100)), in_points((360, 600), (372, 600))

    assert (hundred.low, hundred.high) == (pytest.approx(-9.2435701, abs=1e-6), pytest.approx(13.1727960, abs=1e-6))
    assert six_hundred.low == pytest.approx(-2.6276566, abs=1e-6)
    assert six_hundred.high == pytest.approx(6.6156043, abs=1e-6)
    assert conclude(1.0, 0.02, six_hundred, BOUND) is Conclusion.EQUIVALENT
    assert conclude(1.0, 0.02, hundred, BOUND) is Conclusion.UNDECIDED


def test_nothing_can_be_said_of_any_item_of_the_staff_survey() -> None:
    # STATISTICS 6: "Report: 25 x case 4"
    items = staff_items()
    found = [compare_ranks(item.earlier, item.later) for item in items]

    conclusions = [
        conclude(p, ranked.delta, in_points(*item.agreeing), BOUND)
        for p, ranked, item in zip(holm([ranked.p for ranked in found]), found, items, strict=True)
    ]

    assert conclusions == [Conclusion.UNDECIDED] * 25


@given(two_waves(most=1000, most_points=5))
def test_the_same_counts_in_both_waves_are_never_higher_or_lower(waves: tuple[Counts, Counts]) -> None:
    found = compare_ranks(waves[0], waves[0])
    agreeing = sum(waves[0][len(waves[0]) // 2 :]), sum(waves[0])
    interval = in_points(agreeing, agreeing) if agreeing[1] else None

    conclusion = conclude(found.p, found.delta, interval, BOUND)

    assert conclusion in {Conclusion.EQUIVALENT, Conclusion.UNDECIDED}


@given(st.floats(0, 1), st.floats(-1, 1), st.floats(-50, 50), st.floats(0, 50))
def test_swapping_the_waves_turns_higher_into_lower(p: float, delta: float, low: float, width: float) -> None:
    turned = {
        Conclusion.HIGHER: Conclusion.LOWER,
        Conclusion.LOWER: Conclusion.HIGHER,
        Conclusion.HIGHER_SMALL: Conclusion.LOWER_SMALL,
        Conclusion.LOWER_SMALL: Conclusion.HIGHER_SMALL,
    }

    forth = conclude(p, delta, Interval(low, low + width), BOUND)
    back = conclude(p, -delta, Interval(-low - width, -low), BOUND)

    assert back is turned.get(forth, forth)


def test_two_large_waves_that_differ_a_little_are_higher_but_the_difference_is_small() -> None:
    earlier, later = (100_000, 200_000, 300_000, 250_000, 150_000), (95_000, 195_000, 300_000, 255_000, 155_000)

    found = compare_ranks(earlier, later)

    interval = in_points((400_000, 1_000_000), (410_000, 1_000_000))
    assert conclude(found.p, found.delta, interval, BOUND) is Conclusion.HIGHER_SMALL


@pytest.mark.parametrize(
    ("delta", "size"),
    # STATISTICS 4.4, Romano and others 2006
    [
        (0.0, DeltaSize.NEGLIGIBLE),
        (-0.1469, DeltaSize.NEGLIGIBLE),
        (0.147, DeltaSize.SMALL),
        (-0.3299, DeltaSize.SMALL),
        (0.33, DeltaSize.MEDIUM),
        (0.4739, DeltaSize.MEDIUM),
        (-0.474, DeltaSize.LARGE),
        (1.0, DeltaSize.LARGE),
    ],
)
def test_the_size_of_a_delta(delta: float, size: DeltaSize) -> None:
    assert size_of_delta(delta) is size


@pytest.mark.parametrize(
    ("points", "size"),
    # STATISTICS 4.4
    [
        (0.0, PointsSize.NEARLY_EQUAL),
        (-4.99, PointsSize.NEARLY_EQUAL),
        (5.0, PointsSize.SMALL),
        (-10.0, PointsSize.SMALL),
        (10.01, PointsSize.CLEAR),
        (20.0, PointsSize.CLEAR),
        (-20.01, PointsSize.LARGE),
    ],
)
def test_the_size_of_a_difference_in_points(points: float, size: PointsSize) -> None:
    assert size_of_points(points) is size


@pytest.mark.parametrize("before", range(91))
def test_ten_points_are_ten_points_wherever_they_begin(before: int) -> None:
    assert size_of_points(100 * ((before + 10) / 100 - before / 100)) is PointsSize.SMALL
