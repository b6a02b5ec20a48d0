"""Rounding, by hand."""

from fractions import Fraction

import pytest

from survey_app.comparison.sentences import number_words, percent_words
from survey_app.tables.rounding import decimal, percent, points


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.125, 0.13), (0.135, 0.14), (0.145, 0.15), (1 / 3, 0.33), (2 / 3, 0.67), (0.0, 0.0), (1.0, 1.0), (0.994, 0.99)],
)
def test_shares_become_whole_percents_with_halves_rounded_up(share: float, shown: float) -> None:
    assert percent(share) == shown


def test_every_half_percent_is_rounded_up() -> None:
    halves = [(2 * whole + 1) / 200 for whole in range(100)]

    assert [round(percent(half) * 100) for half in halves] == list(range(1, 101))


def test_what_is_rounded_to_nothing_has_no_sign() -> None:
    assert [str(one) for one in (decimal(-0.04), points(-0.4), percent(-0.004))] == ["0.0", "0", "0.0"]


@pytest.mark.parametrize(
    ("pp", "shown"), [(12.5, 13), (-12.5, -13), (2.5, 3), (-2.5, -3), (10.66176471, 11), (-0.49, 0), (0.5, 1)]
)
def test_percentage_points_are_whole(pp: float, shown: int) -> None:
    assert points(pp) == shown


@pytest.mark.parametrize(("mean", "shown"), [(3.25, 3.3), (3.35, 3.4), (3.7058823529, 3.7), (2.95, 3.0), (4.0, 4.0)])
def test_means_have_one_decimal(mean: float, shown: float) -> None:
    assert decimal(mean) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0.145 * 100, "15"), (2.5, "3"), (-2.5, "−3"), (-0.4, "0"), (10.66176471, "11"), (3, "3")]
)
def test_sentences_round_as_the_table_beside_them(value: float, shown: str) -> None:
    assert number_words(value, 0).dutch == shown
    assert f"{points(value)}".replace("-", "−") == shown


@pytest.mark.parametrize(
    ("share", "shown"), [(Fraction(1, 8), "13%"), (Fraction(29, 200), "15%"), (Fraction(2, 3), "67%")]
)
def test_a_share_in_a_sentence_is_that_of_the_table(share: Fraction, shown: str) -> None:
    assert percent_words(share) == shown
    assert f"{percent(float(share)):.0%}" == shown
