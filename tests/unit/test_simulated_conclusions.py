"""Rule version 3 beside version 2 on some simulated waves; `python -m benchmarks.conclusions` has many.

Bounds are those of STATISTICS 6 and 9, with three standard errors of so many runs.
"""

from collections.abc import Sequence
from math import sqrt

import pytest

from benchmarks.conclusions import (
    SEED,
    Said,
    changed,
    found_on_average,
    intervals_clear_of_0,
    share_of_blocks,
    share_said,
    unchanged,
    version_2,
    version_3,
)
from benchmarks.simulated_blocks import Answered, Block, simulated

pytestmark = pytest.mark.slow

RUNS = 400


def blocks(block: Block, runs: int = RUNS) -> Sequence[Sequence[Answered]]:
    return list(simulated(block, runs, SEED))


def at_most(nominal: float, runs: int = RUNS) -> float:
    return nominal + 3 * sqrt(nominal * (1 - nominal) / runs)


@pytest.fixture(scope="module")
def moved() -> Sequence[Sequence[Answered]]:
    """From 50 to 65% agreeing, in villages of 100 households of which half answers."""
    return blocks(changed(50, 0.50, 0.65))


def test_a_change_of_15_points_in_a_village_is_called_by_version_3_and_never_by_version_2(
    moved: Sequence[Sequence[Answered]],
) -> None:
    # By hand: without Holm the power of a test of 15 points at 50 and 50 answers is about a third
    assert share_said(moved, version_2, Said.HINT) > 0.95
    assert share_said(moved, version_2, Said.HIGHER) == 0
    assert 0.15 < share_said(moved, version_3, Said.HIGHER) < 0.5
    assert share_said(moved, version_3, Said.LOWER) < 0.01


def test_what_is_called_with_little_power_is_found_too_large(moved: Sequence[Sequence[Answered]]) -> None:
    average = found_on_average(moved, version_3)

    assert average is not None
    assert average > 18


@pytest.mark.parametrize("spreads", [(1.0, 1.0), (0.7, 1.5)])
def test_no_more_than_one_in_twenty_blocks_without_a_change_has_one_called(spreads: tuple[float, float]) -> None:
    found = blocks(unchanged(50, 50, spreads=spreads))

    assert 0 < share_of_blocks(found, version_3) < at_most(0.05)
    assert share_of_blocks(found, version_2) == 0


def test_smaller_than_the_bound_is_hardly_ever_said_of_a_change_as_large_as_the_bound() -> None:
    # A 95% interval ends below a true 10 in 1 of 40 cases; the 90% interval of version 2 in 1 of 20
    found = blocks(changed(400, 0.50, 0.60))

    assert share_said(found, version_3, Said.SMALLER) < at_most(0.025)
    assert share_said(found, version_3, Said.SMALLER) <= share_said(found, version_2, Said.SMALLER) < at_most(0.05)
    assert share_said(blocks(changed(400, 0.50, 0.50), 100), version_3, Said.SMALLER) > 0.5


def test_two_step_intervals_of_villages_that_did_not_move_are_clear_of_0_in_1_of_20() -> None:
    assert 0.02 < intervals_clear_of_0((50, 50, 50), (50, 50, 50), 1000) < at_most(0.05, 1000)
    assert intervals_clear_of_0((12, 12), (12, 12), 1000) < at_most(0.05, 1000)


def test_the_same_seed_gives_the_same_answers() -> None:
    block = changed(30, 0.40, 0.60)

    assert blocks(block, 3) == blocks(block, 3)
    assert blocks(block, 3) != list(simulated(block, 3, SEED + 1))
