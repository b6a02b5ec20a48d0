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


@pytest.mark.parametrize(("number", "a_page"), [(24, 60), (600, 4), (600, 60)])
def test_no_order_at_all_is_seen(number: int, a_page: int) -> None:
    names = list(range(number))
    Random(3).shuffle(names)

    assert lies_in_order(rows(sorted(names), a_page), moved_by_database=True)
    assert not lies_in_order(rows(names, a_page), moved_by_database=True)
    assert not lies_in_order(rows(names, a_page), moved_by_database=False)


def test_what_sqlite_moves_to_the_free_end_of_a_page_is_no_order_of_arrival() -> None:
    moved, still = (3, 0, 1, 2), (0, 1, 2, 3)
    names = [4 * page + place for page in range(100) for place in (moved if page % 2 else still)]

    assert lies_in_order(rows(names, 4), moved_by_database=True)
    assert not lies_in_order(rows(names, 4), moved_by_database=False)


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
