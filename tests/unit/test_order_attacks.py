"""Rows in order and rows in no order are told apart, whatever the database moves by itself."""

from __future__ import annotations

from random import Random

import pytest

from survey_app.assurance.evidence import Lying
from survey_app.assurance.order_attacks import best_pairing, lies_in_order


def rows(names: list[int], a_page: int) -> list[Lying]:
    """Rows with these names in this order, so many to a page."""
    return [
        Lying(name.to_bytes(4, "big"), place // a_page, place % a_page, None, "ingen" if name % 2 else "maurik")
        for place, name in enumerate(names)
    ]


@pytest.mark.parametrize("number", [10, 24, 40, 110, 600, 1000])
@pytest.mark.parametrize("a_page", [4, 60])
def test_no_order_at_all_is_seen(number: int, a_page: int) -> None:
    names = list(range(number))
    Random(3).shuffle(names)

    assert lies_in_order(rows(sorted(names), a_page))
    assert not lies_in_order(rows(names, a_page))


@pytest.mark.parametrize("number", [40, 110, 1000])
def test_rows_that_were_sorted_on_each_page_but_not_over_the_pages_are_seen(number: int) -> None:
    names = list(range(number))
    Random(3).shuffle(names)
    by_page = [name for start in range(0, number, 8) for name in sorted(names[start : start + 8])]

    assert not lies_in_order(rows(by_page, 8))


def test_a_small_row_in_a_gap_on_an_earlier_page_is_no_order_of_arrival() -> None:
    names = [*range(10), 30, 35, *range(10, 30), *range(31, 35), *range(36, 40)]

    assert lies_in_order(rows(names, 12))


def test_what_the_database_moves_by_itself_is_told_from_an_order_of_arrival_by_writing_the_rows_anew() -> None:
    moved = rows([3, 0, 1, 2], 4)
    as_written_anew = [row.name for row in moved]

    assert lies_in_order(moved, as_written_anew)
    assert not lies_in_order(rows([3, 0, 2, 1], 4), as_written_anew)


@pytest.mark.slow
def test_pairs_in_the_same_order_pass_the_band_and_shuffled_ones_do_not() -> None:
    names = list(range(200))
    random = Random(7)
    random.shuffle(names)
    responses = rows(names, 50)

    share, band = best_pairing(responses, rows(names, 50))
    assert share == 1.0 > band

    # Names by the way that say nothing: every order of one has nothing to do with any order of the other.
    segments = [random.choice(["ingen", "maurik"]) for _ in names]
    unlike = [
        Lying(row.name, row.page, row.place, None, segment) for row, segment in zip(responses, segments, strict=True)
    ]
    share, band = best_pairing(responses, unlike)
    assert share <= band
