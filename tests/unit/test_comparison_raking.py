"""Weights against R, against margins added up by hand, and where there are none."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey_app.comparison.weighting.population_margin import Group, collapse, factors
from survey_app.comparison.weighting.raking import Cell, Unusable, Weighting, cell_sizes, rake
from survey_app.dataset.counts import CellCounts, GroupCounts

# The example of worked_examples.R: 50 respondents in two villages
FIFTY: dict[Cell, int] = {("A", "jong"): 10, ("A", "oud"): 20, ("B", "jong"): 15, ("B", "oud"): 5}

known = st.tuples(
    st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=4),
    st.lists(st.integers(20, 60), min_size=4, max_size=4),
    st.lists(st.integers(20, 60), min_size=3, max_size=3),
)


def sum_of(weighting: Weighting, cells: dict[Cell, int], side: int, name: str | None) -> float:
    return sum(number * weighting.weights[cell] for cell, number in cells.items() if cell[side] == name)


def mean_weight(weighting: Weighting, cells: dict[Cell, int]) -> float:
    return sum(number * weighting.weights[cell] for cell, number in cells.items()) / sum(cells.values())


def test_weights_equal_r() -> None:
    # worked-examples.txt, 3a and 3b: survey::rake
    weighting = rake(FIFTY, {"A": 250, "B": 250}, {"jong": 150, "oud": 350})

    assert [weighting.weights[cell] for cell in FIFTY] == pytest.approx(
        [0.32287566, 1.08856220, 0.78474956, 2.64575130], abs=1e-7
    )
    assert weighting.design_effect == pytest.approx(1.3795863, abs=1e-7)
    assert weighting.effective_base == pytest.approx(36.2427480, abs=1e-6)
    assert (weighting.respondents, weighting.trimmed, weighting.is_usable) == (50, 0, True)
    assert (weighting.collapsed_segments, weighting.collapsed_categories) == ((), ())


@given(known)
def test_weighted_respondents_have_the_margins_of_the_population(
    example: tuple[list[list[int]], list[int], list[int]],
) -> None:
    numbers, by_village, by_age = example
    cells: dict[Cell, int] = {
        (f"v{row}", f"a{column}"): number for row, line in enumerate(numbers) for column, number in enumerate(line)
    }
    villages = {f"v{row}": people for row, people in enumerate(by_village[: len(numbers)])}
    ages = {f"a{column}": people for column, people in enumerate(by_age)}

    weighting = rake(cells, villages, ages)

    assume(weighting.why_not is not Unusable.NOBODY)
    assert mean_weight(weighting, cells) == pytest.approx(1)
    assert weighting.design_effect >= 1
    assert weighting.effective_base <= weighting.respondents + 1e-9
    collapsed = weighting.collapsed_segments or weighting.collapsed_categories
    assume(not collapsed and not weighting.trimmed and weighting.why_not is not Unusable.NO_CONVERGENCE)
    for side, margin in enumerate((villages, ages)):
        for name, people in margin.items():
            expected = sum(cells.values()) * people / sum(margin.values())
            assert sum_of(weighting, cells, side, name) == pytest.approx(expected, rel=1e-6)


def test_an_unknown_age_has_the_factor_of_the_village() -> None:
    # By hand: A is 3/4 of the people and 1/2 of the respondents, a factor of 1.5; B 1/4 and 1/2, a factor of .5
    cells: dict[Cell, int] = {
        ("A", "jong"): 20, ("A", "oud"): 30, ("A", None): 10, ("B", "jong"): 30, ("B", "oud"): 30
    }  # fmt: skip

    weighting = rake(cells, {"A": 300, "B": 100}, {"jong": 200, "oud": 200})

    assert weighting.weights["A", None] == pytest.approx(1.5)
    assert (weighting.unknown_category, weighting.unknown_segment) == (10, 0)
    assert mean_weight(weighting, cells) == pytest.approx(1)
    assert sum_of(weighting, cells, 0, "A") == pytest.approx(0.75 * 120)
    assert sum_of(weighting, cells, 1, "jong") == pytest.approx(sum_of(weighting, cells, 1, "oud"))


def test_an_unknown_village_has_the_factor_of_the_age_and_who_is_unknown_in_both_ways_counts_once() -> None:
    # By hand: 40 of 80 are young, and 1/4 of the people: a factor of .5; the old have 1.5. Both villages are half.
    cells: dict[Cell, int] = {
        ("A", "jong"): 15, ("A", "oud"): 15, ("B", "jong"): 15, ("B", "oud"): 15,
        (None, "jong"): 10, (None, "oud"): 10, (None, None): 5,
    }  # fmt: skip

    weighting = rake(cells, {"A": 100, "B": 100}, {"jong": 100, "oud": 300})

    assert weighting.weights[None, "jong"] == pytest.approx(0.5)
    assert weighting.weights[None, "oud"] == pytest.approx(1.5)
    assert weighting.weights[None, None] == pytest.approx(1)
    assert weighting.weights["A", "jong"] == pytest.approx(0.5)
    assert (weighting.unknown_category, weighting.unknown_segment) == (5, 25)


def test_nobody_gave_the_trait_so_villages_alone_are_weighted() -> None:
    cells: dict[Cell, int] = {("A", None): 30, ("B", None): 30}

    weighting = rake(cells, {"A": 300, "B": 100}, {"jong": 200, "oud": 200})

    assert weighting.weights == {("A", None): pytest.approx(1.5), ("B", None): pytest.approx(0.5)}
    assert weighting.collapsed_categories == (("jong", "oud"),)


def test_a_small_category_joins_its_smaller_neighbour() -> None:
    # By hand: c has 9 respondents, its neighbours b and d 30 and 20
    people = {"a": 100, "b": 200, "c": 300, "d": 400}

    groups = collapse(people, {"a": 40, "b": 30, "c": 9, "d": 20})

    assert groups == (Group(("a",), 100, 40), Group(("b",), 200, 30), Group(("c", "d"), 700, 29))


def test_of_equal_neighbours_the_first_in_display_order_is_joined() -> None:
    groups = collapse({"a": 1, "b": 1, "c": 1}, {"a": 20, "b": 3, "c": 20})

    assert [group.categories for group in groups] == [("a", "b"), ("c",)]


def test_small_categories_join_until_ten_respondents_are_reached() -> None:
    # By hand: b (nobody) joins d (2); b and d join c (4); the 6 of these three join a (30)
    groups = collapse({"a": 1, "c": 1, "b": 1, "d": 1}, {"a": 30, "c": 4, "d": 2})

    assert groups == (Group(("a", "c", "b", "d"), 4, 36),)


def test_ten_respondents_are_enough() -> None:
    assert len(collapse({"a": 1, "b": 1}, {"a": 10, "b": 10})) == 2


def test_a_category_without_people_stands_for_nobody_and_is_joined() -> None:
    groups = collapse({"a": 0, "b": 100, "c": 100}, {"a": 30, "b": 30, "c": 30})

    assert groups == (Group(("a", "b"), 100, 60), Group(("c",), 100, 30))
    assert factors(groups) == [0.75, 1.5]


def test_collapsed_categories_are_weighted_as_one_and_reported() -> None:
    cells: dict[Cell, int] = {("A", "jong"): 20, ("A", "oud"): 20, ("B", "jong"): 4, ("C", "oud"): 20}

    weighting = rake(cells, {"A": 100, "B": 50, "C": 50}, {"jong": 100, "oud": 100})

    assert weighting.collapsed_segments == (("B", "C"),)
    assert sum_of(weighting, cells, 0, "A") == pytest.approx(32)
    assert sum_of(weighting, cells, 0, "B") + sum_of(weighting, cells, 0, "C") == pytest.approx(32)


def test_respondents_of_whom_the_population_is_not_known_stop_the_work() -> None:
    with pytest.raises(ValueError, match="Kesteren"):
        rake({("Kesteren", "jong"): 20}, {"Maurik": 100}, {"jong": 1})


def test_extreme_weights_are_trimmed_and_raked_once_more() -> None:
    # Independent: the weights before trimming are those of a naive raking of the same cells, below
    cells: dict[Cell, int] = {
        ("A", "jong"): 400, ("A", "oud"): 40, ("B", "jong"): 40, ("B", "oud"): 10
    }  # fmt: skip
    villages, ages = {"A": 750, "B": 250}, {"jong": 700, "oud": 300}
    before = naive_raking(cells, dict.fromkeys(cells, 1.0), villages, ages)
    cut = {cell: min(4.0, max(0.25, weight)) for cell, weight in before.items()}
    assert [cell for cell in cells if cut[cell] != before[cell]] == [("B", "oud")]

    weighting = rake(cells, villages, ages)

    assert weighting.trimmed == 10
    assert weighting.weights == pytest.approx(naive_raking(cells, cut, villages, ages), rel=1e-7)
    assert mean_weight(weighting, cells) == pytest.approx(1)


def naive_raking(
    cells: dict[Cell, int], start: dict[Cell, float], villages: dict[str, int], ages: dict[str, int]
) -> dict[Cell, float]:
    """Two hundred rounds of multiplying by what each margin lacks, cell after cell."""
    weights, respondents = dict(start), sum(cells.values())
    for _ in range(200):
        for side, margin in enumerate((villages, ages)):
            for name, people in margin.items():
                reached = sum(number * weights[cell] for cell, number in cells.items() if cell[side] == name)
                for cell in cells:
                    if cell[side] == name:
                        weights[cell] *= respondents * people / sum(margin.values()) / reached
    return weights


def test_a_design_effect_above_two_makes_weights_unusable() -> None:
    # By hand: 90 respondents stand for a tenth and 10 for nine tenths; weights 1/9 and 9 come back after trimming, and
    # 1 + (90 (8/9)^2 + 10 * 8^2) / 100 = 8.11
    cells: dict[Cell, int] = {("A", "jong"): 45, ("A", "oud"): 45, ("B", "jong"): 5, ("B", "oud"): 5}

    weighting = rake(cells, {"A": 10, "B": 90}, {"jong": 50, "oud": 50})

    assert weighting.trimmed == 100
    assert weighting.design_effect == pytest.approx(1 + (90 * (8 / 9) ** 2 + 640) / 100)
    assert (weighting.why_not, weighting.is_usable) == (Unusable.DESIGN_EFFECT, False)


def test_margins_that_contradict_each_other_give_no_weights() -> None:
    # All young live in A and all old in B, so A cannot be half and the young a quarter
    cells: dict[Cell, int] = {("A", "jong"): 20, ("B", "oud"): 20}

    weighting = rake(cells, {"A": 50, "B": 50}, {"jong": 25, "oud": 75})

    assert (weighting.why_not, weighting.is_usable) == (Unusable.NO_CONVERGENCE, False)
    assert set(weighting.weights.values()) == {1.0}
    assert (weighting.design_effect, weighting.effective_base) == (1.0, 40.0)


def test_an_empty_cell_does_not_keep_the_margins_from_being_reached() -> None:
    cells: dict[Cell, int] = {("A", "jong"): 20, ("A", "oud"): 20, ("B", "oud"): 20}

    weighting = rake(cells, {"A": 200, "B": 100}, {"jong": 100, "oud": 200})

    assert sum_of(weighting, cells, 0, "A") == pytest.approx(40)
    assert sum_of(weighting, cells, 1, "jong") == pytest.approx(20)


@pytest.mark.parametrize("villages", [{"A": 100, "B": 100}, {"A": 3, "B": 2}, {"A": 0, "B": 0}])
def test_everybody_in_one_cell_counts_once_whatever_the_population(villages: dict[str, int]) -> None:
    # The second has fewer people than respondents, the third none
    weighting = rake({("A", "jong"): 12}, villages, {"jong": 5, "oud": 5})

    assert weighting.weights == {("A", "jong"): pytest.approx(1)}
    assert (weighting.design_effect, weighting.effective_base) == (pytest.approx(1), pytest.approx(12))
    assert weighting.why_not is Unusable.ALL_AS_ONE  # to weight nobody is no weighting


@pytest.mark.parametrize("cells", [{}, {("A", "jong"): 0, ("A", None): 0}])
def test_without_respondents_there_are_no_usable_weights(cells: dict[Cell, int]) -> None:
    weighting = rake(cells, {"A": 100, "B": 100}, {"jong": 5, "oud": 5})

    assert (weighting.respondents, weighting.effective_base) == (0, 0.0)
    assert weighting.why_not is Unusable.NOBODY


def test_the_sizes_of_cells_are_their_respondents() -> None:
    cells = [CellCounts("’t Zand-Oost", "jong", GroupCounts(7, {})), CellCounts(None, None, GroupCounts(2, {}))]

    assert cell_sizes(cells) == {("’t Zand-Oost", "jong"): 7, (None, None): 2}
