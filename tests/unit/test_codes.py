"""Codes: derived, forgiving to type, and unforgiving for typing errors."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from survey_app.fieldwork.codes import ALPHABET, LENGTH, TypingError, make_code, read_code, receipt_of, show_code
from survey_app.fieldwork.entrance import enter

LETTER_KEY = bytes([0xAA]) * 32
codes = st.builds(make_code, st.binary(min_size=32, max_size=32), st.just("w1"), st.integers(0, 2**63))


def is_code(typed: str) -> bool:
    try:
        return read_code(typed) == typed
    except TypingError:
        return False


def with_check_symbol(payload: str) -> str:
    return next(payload + symbol for symbol in ALPHABET if is_code(payload + symbol))


def test_the_alphabet_is_crockfords() -> None:
    assert ALPHABET == "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_a_code_is_the_first_55_bits_of_the_keyed_hash() -> None:
    # printf 'w1\0\0\0\0\0\0\0\0\7' | openssl dgst -sha256 -mac HMAC -macopt hexkey:aa…aa gives a5b4d0f63d9ec965…;
    # in fives: 10100 10110 11010 01101 00001 11101 10001 11101 10011 11011 00100
    assert make_code(LETTER_KEY, "w1", 7)[:11] == "MPTD1XHXKV4"


@pytest.mark.parametrize(
    ("payload", "check"),
    # By hand in GF(32) modulo x^5 + x^2 + 1: the symbol 1 at place p gives x^p; x^5 = x^2 + 1 = 5.
    [("10000000000", "2"), ("01000000000", "4"), ("00010000000", "G"), ("00001000000", "5"), ("00000100000", "A")],
)
def test_the_check_symbol_is_a_weighted_sum_over_the_field_of_32(payload: str, check: str) -> None:
    assert is_code(payload + check)


def test_every_single_substitution_is_caught() -> None:
    for serial in range(20):
        code = make_code(LETTER_KEY, "w1", serial)

        for place in range(LENGTH):
            for symbol in ALPHABET.replace(code[place], ""):
                assert not is_code(code[:place] + symbol + code[place + 1 :])


@pytest.mark.slow
def test_every_swap_of_two_different_symbols_is_caught_wherever_they_stand() -> None:
    # The check is linear, so zeros elsewhere lose nothing: this is every pair of places with every pair of symbols, and
    # the check symbol of both is the sum of that of each, which in GF(32) is an exclusive or.
    zeros = "0" * (LENGTH - 1)
    check = {
        (place, symbol): ALPHABET.index(with_check_symbol(zeros[:place] + symbol + zeros[place + 1 :])[-1])
        for place in range(LENGTH - 1)
        for symbol in ALPHABET
    }
    for left, right in combinations(range(LENGTH - 1), 2):
        for one, other in combinations(ALPHABET, 2):
            symbols = [*zeros, ALPHABET[check[left, one] ^ check[right, other]]]
            symbols[left], symbols[right] = one, other
            assert is_code("".join(symbols))
            symbols[left], symbols[right] = other, one

            assert not is_code("".join(symbols))


def test_every_swap_with_the_check_symbol_is_caught() -> None:
    for place in range(LENGTH - 1):
        for symbol in ALPHABET:
            code = with_check_symbol("0" * place + symbol + "0" * (LENGTH - 2 - place))
            if code[place] != code[-1]:
                swapped = list(code)
                swapped[place], swapped[-1] = swapped[-1], swapped[place]

                assert not is_code("".join(swapped))


@given(codes, st.sampled_from(["O0", "I1", "L1"]))
def test_look_alikes_are_read_as_what_was_meant(code: str, pair: str) -> None:
    written, meant = pair[0], pair[1]

    assert read_code(code.replace(meant, written)) == code


@pytest.mark.slow
@given(codes, st.data())
def test_case_blanks_dashes_and_full_width_forms_do_not_matter(code: str, data: st.DataObject) -> None:
    between = st.text(st.sampled_from("- \t\u00a0\u2010\u2011\u2013\u2014\u2212\uff0d\u00ad\u200b\u3000"), max_size=3)
    full_width = str.maketrans({chr(plain): chr(plain + 0xFEE0) for plain in range(0x21, 0x7F)})
    symbols = [data.draw(st.sampled_from([symbol, symbol.lower(), symbol.translate(full_width)])) for symbol in code]

    typed = "".join(data.draw(between) + symbol for symbol in symbols) + data.draw(between)

    assert read_code(typed) == code


@pytest.mark.parametrize(
    "typed",
    [
        "{}.",
        "“{}”",
        "'{}'",
        " {},",
        "{}\n",
        "https://peilstok.gemeente-voorbeeld.example/#{}",
        "<https://peilstok.example/#{}>",
    ],
)
def test_a_code_with_signs_around_it_and_the_link_of_a_letter_are_the_code(typed: str) -> None:
    code = make_code(LETTER_KEY, "w1", 7)

    assert read_code(typed.format(show_code(code))) == code
    assert read_code(typed.format(show_code(code).replace("-", ".").lower())) == code


@given(codes)
def test_reading_twice_changes_nothing(code: str) -> None:
    assert read_code(read_code(code)) == code
    assert read_code(show_code(code)) == code


def test_a_code_is_shown_in_three_groups_of_four() -> None:
    assert show_code("0123456789AB") == "0123-4567-89AB"


@pytest.mark.slow
@given(st.text(max_size=200))
def test_whatever_is_typed_is_a_code_or_a_typing_error(typed: str) -> None:
    try:
        code = read_code(typed)
    except TypingError:
        return

    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)


def test_a_typing_error_never_repeats_what_was_typed() -> None:
    nearly_a_code = make_code(LETTER_KEY, "w1", 0)[:-1]

    with pytest.raises(TypingError) as error:
        read_code(nearly_a_code)

    assert nearly_a_code not in repr(error.value)


@pytest.mark.slow
def test_a_hundred_thousand_letters_have_as_many_codes() -> None:
    assert len({make_code(LETTER_KEY, "w1", serial) for serial in range(100_000)}) == 100_000


def test_another_wave_has_other_codes() -> None:
    assert make_code(LETTER_KEY, "w1", 0) != make_code(LETTER_KEY, "w2", 0)


def test_a_receipt_is_the_keyed_hash_of_wave_and_code() -> None:
    # printf 'w1\000%s' 100000000002 | openssl dgst -sha256 -mac HMAC -macopt hexkey:aa…aa
    expected = "83979b9f2b59e5c2b9da376955a9dcd0ce761c2b45b1ab824c3d8220659a25df"

    assert receipt_of(LETTER_KEY, "w1", "100000000002").hex() == expected


def test_wave_and_code_cannot_run_into_each_other_in_a_receipt() -> None:
    assert receipt_of(LETTER_KEY, "w", "1100000000002") != receipt_of(LETTER_KEY, "w1", "100000000002")


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_any_code_with_one_other_symbol_is_a_typing_error(code: str, place: int, symbol: str) -> None:
    assume(code[place] != symbol)

    with pytest.raises(TypingError):
        read_code(code[:place] + symbol + code[place + 1 :])


@given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_any_code_with_two_symbols_swapped_is_a_typing_error(code: str, one: int, other: int) -> None:
    assume(code[one] != code[other])
    swapped = list(code)
    swapped[one], swapped[other] = code[other], code[one]

    with pytest.raises(TypingError):
        read_code("".join(swapped))


@pytest.mark.slow
@given(codes, st.data())
def test_reading_what_was_typed_badly_and_reading_that_again_is_the_same(code: str, data: st.DataObject) -> None:
    forms = {"0": "0Oo０Ｏ", "1": "1IiLlＩｌ"}
    typed = "".join(
        data.draw(st.sampled_from(forms.get(symbol, symbol + symbol.lower())))
        + data.draw(st.sampled_from(["", "-", " "]))
        for symbol in code
    )

    once = read_code(typed)

    assert once == code
    assert read_code(once) == once


class Untouchable:
    """A store that nothing may be asked of."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(name)


@given(st.text(max_size=40))
def test_a_typing_error_is_found_without_a_look_into_the_store(typed: str) -> None:
    try:
        read_code(typed)
    except TypingError:
        with pytest.raises(TypingError):
            enter(Untouchable(), b"pepper", typed)  # type: ignore[arg-type]  # whatever is asked of it, it fails
