"""How the codes of a wave went out, as far as an installation knows."""

from __future__ import annotations

from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.letters import Delivery, delivery_of, new_letters
from survey_app.store.keys import KeyDirectory

ADDRESSES = Frame(("adres",), (("Dorpsstraat 1",), ("Dorpsstraat 2",)), (2, 3))


def test_where_no_codes_were_made_here_they_may_be_known_elsewhere(keys: KeyDirectory) -> None:
    assert delivery_of(keys, "w1", 0) == Delivery()
    assert delivery_of(keys, "w1", 12) == Delivery(can_remind=False, on_cards=False, elsewhere=True)


def test_codes_that_are_all_on_cards_are_reminded_nowhere(keys: KeyDirectory) -> None:
    new_letters(keys, "w1", 3)

    assert delivery_of(keys, "w1", 3) == Delivery(can_remind=False, on_cards=True, elsewhere=False)
    assert delivery_of(keys, "w1", 5).elsewhere, "two more were taken in from another machine"


def test_letters_of_a_list_are_reminded_while_the_letter_key_is_there(keys: KeyDirectory) -> None:
    new_letters(keys, "w1", 2, ADDRESSES)
    assert delivery_of(keys, "w1", 2) == Delivery(can_remind=True, on_cards=False, elsewhere=False)

    new_letters(keys, "w1", 3)
    assert delivery_of(keys, "w1", 5) == Delivery(can_remind=True, on_cards=True, elsewhere=False)

    keys.destroy_letter_key("w1")
    assert delivery_of(keys, "w1", 5) == Delivery()
