"""Holm and Benjamini-Hochberg, against R's p.adjust and against the definitions."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey_app.comparison.statistics.multiplicity import benjamini_hochberg, holm
from survey_app.comparison.statistics.permutation import normal_p, permutation_test
from survey_app.comparison.statistics.ranks import compare_ranks
from tests.staff_reference import staff_items

probability = st.floats(0, 1) | st.sampled_from([0.0, 0.01, 0.05, 1.0])
families = st.lists(st.none() | probability, max_size=40)


def present(values: list[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def test_four_ps_equal_r() -> None:
    # worked-examples.txt, 7 and 7b
    ps = [0.001, 0.010, 0.030, 0.040]

    assert holm(ps) == pytest.approx([0.004, 0.030, 0.060, 0.060])
    assert benjamini_hochberg(ps) == pytest.approx([0.004, 0.020, 0.040, 0.040])


def test_the_families_of_the_staff_survey_equal_r() -> None:
    items = staff_items()
    exact = [test.p if (test := permutation_test(item.earlier, item.later)) else None for item in items]
    ranked = [compare_ranks(item.earlier, item.later).p for item in items]
    normal = [normal_p(item.earlier, item.later) for item in items]

    ours = {
        "holm_exact_p": holm(exact),
        "bh_exact_p": benjamini_hochberg(exact),
        "holm_mw_nocc": holm(normal),
        "holm_bm_p": holm(ranked),
    }

    for column, adjusted in ours.items():
        assert adjusted == [pytest.approx(item.r[column], abs=1e-8) for item in items], column


def test_a_test_that_could_not_be_done_is_no_member_of_the_family() -> None:
    for adjust in (holm, benjamini_hochberg):
        assert adjust([None, 0.04, None, 0.001]) == [None, 0.04, None, 0.002]
        assert adjust([None, None]) == [None, None]
        assert adjust([]) == []


@given(families)
def test_holm_by_its_definition(ps: list[float | None]) -> None:
    family = sorted(present(ps))

    def rejected_up_to(p: float) -> float:
        steps = [(len(family) - rank) * other for rank, other in enumerate(family) if other <= p]
        return min(1.0, max(steps))

    assert holm(ps) == [None if p is None else pytest.approx(rejected_up_to(p)) for p in ps]


@given(families)
def test_benjamini_hochberg_by_its_definition(ps: list[float | None]) -> None:
    family = sorted(present(ps))

    def discovered_from(p: float) -> float:
        steps = [len(family) * other / rank for rank, other in enumerate(family, start=1) if other >= p]
        return min(1.0, min(steps))

    assert benjamini_hochberg(ps) == [None if p is None else pytest.approx(discovered_from(p)) for p in ps]


@given(families)
def test_equal_ps_stay_equal_and_their_order_counts_for_nothing(ps: list[float | None]) -> None:
    for adjust in (holm, benjamini_hochberg):
        adjusted = dict(zip(ps, adjust(ps), strict=True))

        assert adjust(ps) == [adjusted[p] for p in ps]
        assert adjust(ps[::-1]) == adjust(ps)[::-1]


def test_a_thousand_items_with_ties() -> None:
    ps: list[float | None] = [*[0.00004] * 10, *[0.5] * 890, *[0.9] * 100]
    random.Random(4).shuffle(ps)

    adjusted = dict(zip(ps, holm(ps), strict=True))
    discovered = dict(zip(ps, benjamini_hochberg(ps), strict=True))

    # by hand: 1000 x .00004 = .04; 990 x .5 > 1; BH: 1000 x .00004 / 10, 1000 x .5 / 900, 1000 x .9 / 1000
    assert adjusted == {0.00004: pytest.approx(0.04), 0.5: 1.0, 0.9: 1.0}
    assert discovered == {0.00004: pytest.approx(0.004), 0.5: pytest.approx(5 / 9), 0.9: pytest.approx(0.9)}
