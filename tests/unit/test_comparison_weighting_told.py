"""What is told of weights tells no cell of village and age, and nothing of a trait that is withheld."""

from __future__ import annotations

from survey_app.comparison.weighting.raking import rake
from survey_app.comparison.weighting.told import told_of
from tests.counted_waves import answered

# 3 old people in A, who stand for 2,500 of 5,000: weights above 4 are cut off, and all of them are in one cell.
CELLS: dict[tuple[str | None, str | None], int] = {
    ("A", "jong"): 97,
    ("A", "oud"): 3,
    ("B", "jong"): 93,
    ("B", "oud"): 7,
}
VILLAGES, AGES = {"A": 2500, "B": 2500}, {"jong": 2500, "oud": 2500}
AGE = answered("leeftijd", {"jong": 190, "oud": 10})


def test_those_of_a_small_cell_who_were_trimmed_are_not_counted_out() -> None:
    weighting = rake(CELLS, VILLAGES, AGES)

    assert weighting.trimmed == 10
    assert told_of(weighting, AGE, 10).trimmed == 10
    assert told_of(weighting, AGE, 11).trimmed is None


def test_nobody_trimmed_is_told() -> None:
    assert told_of(rake({("A", "jong"): 50, ("B", "oud"): 50}, VILLAGES, AGES), AGE, 10).trimmed == 0


def test_how_many_left_out_their_age_is_not_told_where_age_is_withheld() -> None:
    # 96 of 100 leave it open: 4 do not, which is what withholding the item hides
    weighting = rake({("A", "jong"): 4, ("A", None): 46, ("B", None): 50}, VILLAGES, AGES)

    assert told_of(weighting, None, 10).unknown_category is None
    assert told_of(weighting, AGE, 10).unknown_category == 96
