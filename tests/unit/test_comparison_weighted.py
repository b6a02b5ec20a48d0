"""Weighted shares against R and against rows, one respondent at a time."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.statistics.changes import change_between
from survey_app.comparison.statistics.intervals import wilson
from survey_app.comparison.weighting.raking import Cell, cell_sizes, rake
from survey_app.comparison.weighting.weighted import (
    WeightedShare,
    find_weighted_change,
    weighted_share,
)
from survey_app.dataset.counts import CellCounts, GroupCounts, ItemCounts


def cell(segment: str | None, category: str | None, yes: int, no: int, blank: int = 0) -> CellCounts:
    counts = ItemCounts("mening", {"ja": yes, "nee": no}, yes + no, blank=blank)
    return CellCounts(segment, category, GroupCounts(yes + no + blank, {"mening": counts}))


# The example of worked_examples.R: yes and no in each cell
FIFTY = [cell("A", "jong", 4, 6), cell("A", "oud", 12, 8), cell("B", "jong", 5, 10), cell("B", "oud", 4, 1)]


def share_of_fifty() -> WeightedShare:
    weighting = rake(cell_sizes(FIFTY), {"A": 250, "B": 250}, {"jong": 150, "oud": 350})
    return weighted_share(FIFTY, weighting.weights, "mening", ["ja"])


def test_the_weighted_share_and_its_interval_equal_r() -> None:
    # worked-examples.txt, 3b, 3c and 3e
    found = share_of_fifty()

    assert found.share == pytest.approx(0.57722003, abs=1e-8)
    assert found.effective_base == pytest.approx(36.2427480, abs=1e-6)
    assert found.interval is not None
    assert 100 * found.interval.low == pytest.approx(41.671190, abs=1e-6)
    assert 100 * found.interval.high == pytest.approx(72.292745, abs=1e-6)
    assert found.base == 50


def test_the_weighted_change_is_newcombes_on_the_effective_bases() -> None:
    # By hand from R's interval (3c, 3e): the same wave twice, so half the width is the root of the squared distances
    low, share, high = 41.671190, 57.722003, 72.292745
    half = sqrt((share - low) ** 2 + (high - share) ** 2)

    change = find_weighted_change(share_of_fifty(), share_of_fifty())

    assert change is not None
    assert change.agree_pp == pytest.approx(0)
    assert change.interval_pp.low == pytest.approx(-half, abs=1e-5)
    assert change.interval_pp.high == pytest.approx(half, abs=1e-5)


def test_weights_of_one_give_the_unweighted_figures() -> None:
    ones: dict[Cell, float] = {(one.segment, one.category): 1.0 for one in FIFTY}

    earlier = weighted_share(FIFTY, ones, "mening", ["ja"])
    later = weighted_share(FIFTY, ones, "mening", ["nee", "ja"])

    assert (earlier.share, earlier.effective_base) == (0.5, 50)
    assert earlier.interval == wilson(25, 50)
    assert (later.share, later.interval) == (1.0, wilson(50, 50))
    assert find_weighted_change(earlier, later) == change_between((25, 50), (50, 50))


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=4),
    st.lists(st.floats(0.25, 4), min_size=4, max_size=4),
)
def test_figures_from_cells_equal_those_from_rows(numbers: list[tuple[int, int, int]], drawn: list[float]) -> None:
    cells = [cell(f"v{place}", None, *three) for place, three in enumerate(numbers)]
    weights: dict[Cell, float] = {(f"v{place}", None): weight for place, weight in enumerate(drawn)}
    rows = [
        (weight, answer)
        for (yes, no, _), weight in zip(numbers, drawn, strict=False)
        for answer in [1] * yes + [0] * no
    ]

    found = weighted_share(cells, weights, "mening", ["ja"])

    assert found.base == len(rows)
    if rows:
        total = sum(weight for weight, _ in rows)
        assert found.share == pytest.approx(sum(weight * answer for weight, answer in rows) / total)
        assert found.effective_base == pytest.approx(total**2 / sum(weight**2 for weight, _ in rows))
    else:
        assert found == WeightedShare(None, None, 0, 0.0)


def test_a_wave_without_answers_has_no_weighted_change() -> None:
    empty = weighted_share([cell("A", "jong", 0, 0, blank=5)], {("A", "jong"): 1.0}, "mening", ["ja"])

    assert empty == WeightedShare(None, None, 0, 0.0)
    assert find_weighted_change(empty, share_of_fifty()) is None
    assert find_weighted_change(share_of_fifty(), empty) is None
