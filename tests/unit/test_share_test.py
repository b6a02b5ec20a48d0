"""The test of two weighted shares: the score test, of which Pearson's chi-squared of a table of four is the square."""

from __future__ import annotations

import pytest

from survey_app.comparison.statistics.changes import share_p


@pytest.mark.parametrize(
    ("earlier", "later", "p"),
    [
        # By hand: pooled 40/200, variance 0.2 x 0.8 x (1/100 + 1/100) = 0.0032, z = 0.10 / 0.0566 = 1.768; its square,
        # 3.125, is chi-squared of the table. All p: erfc(|z| / sqrt(2)) of Python's own math.
        ((15, 100), (25, 100), 0.07710),
        # Pooled 50/110, variance 0.45455 x 0.54545 x (1/50 + 1/60) = 0.0090909, z = -0.26667 / 0.095346 = -2.797.
        ((30, 50), (20, 60), 0.005161),
        ((20, 60), (30, 50), 0.005161),
        # Effective bases are no whole numbers: pooled 18/45, variance 0.4 x 0.6 x (2/22.5), z = 0.17778 / 0.14606.
        ((7, 22.5), (11, 22.5), 0.22354),
        ((10, 40), (20, 80), 1.0),
    ],
)
def test_p_of_two_shares_is_that_of_the_score_test(
    earlier: tuple[float, float], later: tuple[float, float], p: float
) -> None:
    assert share_p(earlier, later) == pytest.approx(p, rel=5e-4)


@pytest.mark.parametrize("number", [0, 30])
def test_there_is_no_test_where_nobody_or_everybody_agrees(number: int) -> None:
    assert share_p((number, 30), (number, 30)) is None
