"""Composition of two waves, by hand and against the report's own figures."""

from collections import defaultdict
from math import erfc, exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.verdict.composition import (
    find_dissimilarity,
    find_p,
    segments_have_shifted,
    trait_has_shifted,
)
from tests.counted_waves import REFERENCE

counts = st.lists(st.integers(0, 50), min_size=1, max_size=5).map(lambda numbers: dict(enumerate(numbers)))


def test_two_categories_are_tested_without_correction() -> None:
    # By hand: 60 (10 * 10 - 20 * 20)^2 / 30^4 = 20/3; the p of one degree of freedom is erfc(sqrt(x / 2))
    waves = {"jong": 10, "oud": 20}, {"jong": 20, "oud": 10}

    assert find_dissimilarity(*waves) == pytest.approx(1 / 3)
    assert find_p(*waves) == pytest.approx(erfc(sqrt(10 / 3)))


def test_categories_that_occur_in_neither_wave_are_left_out() -> None:
    # By hand: 15/15, 15/15 and 20/20 expected: 4 * 5^2/15 + 2 * 10^2/20 = 20/3 + 10
    # The p of two degrees of freedom is exp(-x / 2)
    p = find_p({"a": 20, "b": 20, "leeg": 0, "c": 10}, {"a": 10, "b": 10, "leeg": 0, "c": 30})

    assert p == pytest.approx(exp(-(20 / 3 + 10) / 2))


def test_the_teams_of_the_report_are_a_third_apart() -> None:
    # tests/data, teams by ticks: README of the reference data, anomaly 7: 0.35
    waves: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for line in (REFERENCE / "team.csv").read_text(encoding="utf-8").splitlines()[1:]:
        wave, option, *_, count = line.split(",")
        waves[wave][option] = int(count)

    assert find_dissimilarity(waves["2019"], waves["2020"]) == pytest.approx(0.35, abs=0.005)


@pytest.mark.parametrize(("earlier", "later"), [({"a": 0}, {"a": 5}), ({"a": 5, "b": 1}, {"a": 0, "b": 0}), ({}, {})])
def test_an_empty_wave_has_no_composition(earlier: dict[str, int], later: dict[str, int]) -> None:
    assert find_dissimilarity(earlier, later) is None
    assert find_p(earlier, later) is None
    assert not trait_has_shifted(earlier, later)
    assert not segments_have_shifted(earlier, later)


def test_one_category_that_occurs_is_alike_and_has_no_test() -> None:
    waves = {"a": 20, "b": 0}, {"a": 7, "b": 0}

    assert (find_dissimilarity(*waves), find_p(*waves)) == (0.0, None)


def test_a_trait_has_shifted_only_when_it_is_far_and_no_chance() -> None:
    # By hand: a third apart both times; of 60 p = .0098, of 6 p = .41; a tenth apart with p = .0016 is not far
    assert trait_has_shifted({"a": 10, "b": 20}, {"a": 20, "b": 10})
    assert not trait_has_shifted({"a": 1, "b": 2}, {"a": 2, "b": 1})
    assert not trait_has_shifted({"a": 225, "b": 275}, {"a": 275, "b": 225})


def test_precisely_a_fifth_is_not_more_than_a_fifth() -> None:
    # 0.7 - 0.5 is a hair less and 0.6 - 0.4 a hair more than 0.2 in binary fractions
    assert not segments_have_shifted({"a": 3, "b": 2}, {"a": 2, "b": 3})
    assert not segments_have_shifted({"a": 5, "b": 5}, {"a": 7, "b": 3})
    assert segments_have_shifted({"a": 500, "b": 500}, {"a": 701, "b": 299})


def test_a_village_in_one_wave_only_counts_fully() -> None:
    # By hand: half of the later respondents come from a village that was not there
    assert find_dissimilarity({"Ingen": 10, None: 10}, {"Ingen": 5, None: 5, "’t Woud-Zuid": 10}) == 0.5


@given(counts, counts)
def test_the_order_of_the_waves_does_not_matter(earlier: dict[int, int], later: dict[int, int]) -> None:
    index, p = find_dissimilarity(earlier, later), find_p(later, earlier)

    assert index == find_dissimilarity(later, earlier)
    assert find_p(earlier, later) == (None if p is None else pytest.approx(p))
    assert index is None or 0 <= index <= 1
