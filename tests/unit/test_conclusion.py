"""The conclusion beside its interval, and the words for sizes, against STATISTICS 4 and 6 and the staff survey."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.conclusion import (
    OF_SCORE,
    Conclusion,
    Finding,
    conclude,
    of_mark,
    of_option,
    of_share,
)
from survey_app.comparison.statistics.intervals import Interval
from survey_app.comparison.statistics.multiplicity import holm
from survey_app.comparison.statistics.ranks import compare_ranks
from survey_app.comparison.verdict.sizes import DeltaSize, PointsSize, size_of_delta, size_of_points
from tests import newcombe as elsewhere
from tests.staff_reference import Counts, staff_items, two_waves

SHARE = of_share(10)
ABOVE, SMALL, WIDE, INSIDE = Interval(2.0, 19.0), Interval(1.0, 9.9), Interval(-9.2, 13.2), Interval(-2.6, 6.6)


def in_points(earlier: tuple[int, int], later: tuple[int, int]) -> Interval:
    """By another road than ours: the roots of Wilson's quadratic."""
    _, low, high = elsewhere.newcombe(earlier, later)
    return Interval(low, high)


def turned(interval: Interval) -> Interval:
    return Interval(-interval.high, -interval.low)


@pytest.mark.parametrize(
    ("p", "delta", "interval", "finding", "words", "hint"),
    # STATISTICS 6, rule version 3; the hints are those of level 1 in section 9
    [
        (0.049, 0.2, ABOVE, Finding.HIGHER, "hoger", "aanwijzing: hoger"),
        (0.049, -0.2, turned(ABOVE), Finding.LOWER, "lager", "aanwijzing: lager"),
        (0.049, 0.2, SMALL, Finding.HIGHER_SMALL, "hoger, verschil klein", "aanwijzing: hoger"),
        (0.049, -0.2, turned(SMALL), Finding.LOWER_SMALL, "lager, verschil klein", "aanwijzing: lager"),
        (
            0.049,
            0.2,
            WIDE,
            Finding.HIGHER_OVERALL,
            "hoger over de hele schaal; % eens nauwelijks anders",
            "aanwijzing: hoger over de hele schaal; % eens nauwelijks anders",
        ),
        (
            0.001,
            -0.2,
            INSIDE,
            Finding.LOWER_OVERALL,
            "lager over de hele schaal; % eens nauwelijks anders",
            "aanwijzing: lager over de hele schaal; % eens nauwelijks anders",
        ),
        (
            0.001,
            0.1,
            Interval(-12.0, -2.0),
            Finding.HIGHER_OVERALL,
            "hoger over de hele schaal; % eens lager",
            "aanwijzing: hoger over de hele schaal; % eens lager",
        ),
        (0.05, 0.2, INSIDE, Finding.WITHIN_BOUND, "verschil kleiner dan 10 procentpunten", "geen aanwijzing"),
        (0.05, 0.2, SMALL, Finding.WITHIN_BOUND, "verschil kleiner dan 10 procentpunten", "geen aanwijzing"),
        (0.05, 0.2, ABOVE, Finding.UNDECIDED, "geen uitspraak mogelijk", "geen aanwijzing"),
        (0.5, -0.2, Interval(-10.0, 3.0), Finding.UNDECIDED, "geen uitspraak mogelijk", "geen aanwijzing"),
        (0.5, -0.2, Interval(-3.0, 10.0), Finding.UNDECIDED, "geen uitspraak mogelijk", "geen aanwijzing"),
        (None, None, None, Finding.UNDECIDED, "geen uitspraak mogelijk", "geen aanwijzing"),
    ],
)
def test_the_rule(
    p: float | None, delta: float | None, interval: Interval | None, finding: Finding, words: str, hint: str
) -> None:
    found = conclude(p, delta, interval, SHARE)

    assert (found.finding, found.words.dutch) == (finding, words)
    assert conclude(p, delta, interval, SHARE, is_hint=True).words.dutch == hint


def test_a_small_change_of_six_hundred_is_below_the_bound_and_of_a_hundred_undecided() -> None:
    # worked-examples.txt, 5a: R's 95% interval of the hundred; STATISTICS 6: the two conclusions
    hundred, six_hundred = in_points((60, 100), (62, 100)), in_points((360, 600), (372, 600))

    assert (hundred.low, hundred.high) == (pytest.approx(-11.339046, abs=1e-6), pytest.approx(15.239625, abs=1e-6))
    assert conclude(1.0, 0.02, six_hundred, SHARE).finding is Finding.WITHIN_BOUND
    assert conclude(1.0, 0.02, hundred, SHARE).finding is Finding.UNDECIDED


def test_nothing_can_be_said_of_any_item_of_the_staff_survey() -> None:
    # STATISTICS 6: "Report: 25 x case 3"
    items = staff_items()
    found = [compare_ranks(item.earlier, item.later) for item in items]

    conclusions = [
        conclude(p, ranked.delta, in_points(*item.agreeing), SHARE).finding
        for p, ranked, item in zip(holm([ranked.p for ranked in found]), found, items, strict=True)
    ]

    assert conclusions == [Finding.UNDECIDED] * 25


@pytest.mark.parametrize(
    ("found", "words"),
    [
        # A mark: the bound is half a mark (STATISTICS 8). A number has none.
        (conclude(0.5, 0.1, Interval(-0.2, 0.4), of_mark(0.5)), "verschil kleiner dan 0,5 punt"),
        (conclude(0.01, 0.3, Interval(0.1, 0.5), of_mark(0.5)), "hoger"),
        (conclude(0.01, 0.3, Interval(0.1, 0.49), of_mark(0.5)), "hoger, verschil klein"),
        (conclude(0.5, 0.1, Interval(-0.2, 0.4), of_mark(0)), "geen uitspraak mogelijk"),
        # An option has no scale that could be higher as a whole: its interval decides.
        (conclude(0.04, 5.0, Interval(-0.1, 11.0), of_option(10)), "geen uitspraak mogelijk"),
        (conclude(0.04, 5.0, Interval(0.1, 11.0), of_option(10)), "hoger"),
        (
            conclude(0.04, 0.2, Interval(-0.1, 0.4), OF_SCORE),
            "hoger over alle scores; gemiddelde nauwelijks anders",
        ),
        (conclude(0.4, 0.2, Interval(-0.1, 0.1), OF_SCORE), "geen uitspraak mogelijk"),
        (conclude(0.4, 0.2, Interval(-0.1, 0.1), of_share(1)), "verschil kleiner dan 1 procentpunt"),
    ],
)
def test_each_measure_has_its_own_bound_and_words(found: Conclusion, words: str) -> None:
    assert found.words.dutch == words


@given(two_waves(most=1000, most_points=5))
def test_the_same_counts_in_both_waves_are_never_higher_or_lower(waves: tuple[Counts, Counts]) -> None:
    found = compare_ranks(waves[0], waves[0])
    agreeing = sum(waves[0][len(waves[0]) // 2 :]), sum(waves[0])
    interval = in_points(agreeing, agreeing) if agreeing[1] else None

    assert not conclude(found.p, found.delta, interval, SHARE).has_direction


@given(st.floats(0, 1), st.floats(-1, 1), st.floats(-50, 50), st.floats(0, 50))
def test_swapping_the_waves_turns_higher_into_lower(p: float, delta: float, low: float, width: float) -> None:
    forth = conclude(p, delta, Interval(low, low + width), SHARE)
    back = conclude(p, -delta, Interval(-low - width, -low), SHARE)

    mirrored = re.sub("hoger|lager", lambda word: {"hoger": "lager", "lager": "hoger"}[word[0]], forth.words.dutch)
    assert back.words.dutch == mirrored


@given(st.floats(0, 1), st.floats(-1, 1), st.floats(-50, 50), st.floats(0, 50), st.booleans())
def test_no_conclusion_contradicts_the_interval_beside_it(
    p: float, delta: float, low: float, width: float, is_hint: bool
) -> None:
    found = conclude(p, delta, Interval(low, low + width), SHARE, is_hint=is_hint)

    for words in (found.words.dutch, found.words.spoken_in("en")):
        assert not re.search(r"\b(gelijk|zekerheid|geen verschil|equal|certain)", words)
    if found.is_of_the_difference:
        assert low > 0 if delta > 0 else low + width < 0
    if found.finding is Finding.WITHIN_BOUND:
        assert low > -10
        assert low + width < 10


def test_two_large_waves_that_differ_a_little_are_higher_but_the_difference_is_small() -> None:
    earlier, later = (100_000, 200_000, 300_000, 250_000, 150_000), (95_000, 195_000, 300_000, 255_000, 155_000)

    found = compare_ranks(earlier, later)

    interval = in_points((400_000, 1_000_000), (410_000, 1_000_000))
    assert conclude(found.p, found.delta, interval, SHARE).finding is Finding.HIGHER_SMALL


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
