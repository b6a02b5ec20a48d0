"""The key of a wave under the words of two sheets: any two open it, one never does."""

from __future__ import annotations

from itertools import combinations, permutations

from survey_app.fieldwork.sealing import new_private_key
from survey_app.fieldwork.sheets import WrappedKey, wrap_on_sheets


def test_any_two_of_three_sheets_open_it_in_any_order_and_one_never_does() -> None:
    private_key = new_private_key()
    made, sheets = wrap_on_sheets("w", private_key)
    kept = WrappedKey.from_bytes(made.to_bytes())

    assert (kept, kept.sheets, kept.needed) == (made, 3, 2)
    for first, second in permutations(sheets, 2):
        assert kept.find_key([first.words, second.words]) == private_key
    for sheet in sheets:
        for typed in ([sheet.words], [sheet.words, sheet.words]):
            assert kept.find_key(typed) is None


def test_two_sheets_are_both_needed() -> None:
    private_key = new_private_key()
    kept, (first, second) = wrap_on_sheets("w", private_key, 2)

    assert (kept.sheets, kept.needed) == (2, 2)
    assert kept.find_key([second.words, first.words]) == private_key
    for typed in ([first.words], [second.words], [second.words, second.words]):
        assert kept.find_key(typed) is None


def test_each_pair_has_a_wrap_of_its_own_that_says_which_sheets_it_is_under() -> None:
    kept, sheets = wrap_on_sheets("w", new_private_key())

    assert [wrapped.under for wrapped in kept.wraps] == [
        (first.number, second.number) for first, second in combinations(sheets, 2)
    ]
    assert len({wrapped.key for wrapped in kept.wraps}) == 3
