"""Passwords of administrators."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from survey_app.fieldwork.passwords import (
    Passwords,
    Weakness,
    WeakPassword,
    check_password,
    find_weakness,
    make_password,
)

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("elf tekens!", Weakness.TOO_SHORT),
        ("twaalf teken", None),
        ("x" * 201, Weakness.TOO_LONG),
        ("Welkom-ANNA-2020", Weakness.HOLDS_NAME),
        ("ababababababab", Weakness.TOO_EVEN),
    ],
)
def test_a_password_is_long_and_says_nothing_of_its_owner(password: str, weakness: Weakness | None) -> None:
    assert find_weakness("anna", password) is weakness


def test_a_weak_password_is_refused_without_being_repeated() -> None:
    with pytest.raises(WeakPassword) as refusal:
        check_password("anna", "geheimpje")

    assert "12" in str(refusal.value)
    assert "geheimpje" not in str(refusal.value)


def test_a_made_password_is_allowed_and_has_no_look_alikes() -> None:
    made = {make_password() for _ in range(200)}

    assert len(made) == 200
    assert all(find_weakness("anna", password) is None for password in made)
    assert not set("".join(made)) & set("O0Il1")


def test_what_is_kept_is_argon2id_and_differs_every_time() -> None:
    passwords = Passwords(QUICK)

    first, second = passwords.hash("een lang wachtwoord"), passwords.hash("een lang wachtwoord")

    assert extract_parameters(first).type is Type.ID
    assert first != second


def test_only_the_right_password_of_a_known_name_is_right() -> None:
    passwords = Passwords(QUICK)
    kept = passwords.hash("een lang wachtwoord")

    assert passwords.is_right(kept, "een lang wachtwoord")
    assert not passwords.is_right(kept, "een ander wachtwoord")
    assert not passwords.is_right(None, "een lang wachtwoord")
    assert not passwords.is_right("kapot", "een lang wachtwoord")


def test_a_password_is_right_from_a_keyboard_that_composes_its_letters() -> None:
    passwords = Passwords(QUICK)

    kept = passwords.hash("caf\u00e9 om de hoek")

    assert passwords.is_right(kept, "cafe\u0301 om de hoek")


class Counting(PasswordHasher):
    """Notes how many are hashed or verified at the same time, and of how many characters."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.now = self.most = self.longest = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - as argon2 calls it
        self.now, self.longest = self.now + 1, max(self.longest, len(password))
        self.most = max(self.most, self.now)
        sleep(0.01)
        try:
            return super().verify(hash, password)
        finally:
            self.now -= 1


def test_strangers_who_try_at_once_are_tried_one_after_another() -> None:
    hasher = Counting()
    passwords = Passwords(hasher)
    kept = passwords.hash("vier losse woorden hier")

    with ThreadPoolExecutor(16) as pool:
        right = [*pool.map(lambda _: passwords.is_right(kept, "helemaal niet goed"), range(40))]

    assert right == [False] * 40
    assert hasher.most == 1, "each of them takes 64 MiB"


def test_no_more_of_a_password_is_looked_at_than_one_can_have() -> None:
    hasher = Counting()
    passwords = Passwords(hasher)
    kept = passwords.hash("x" * 200)

    assert passwords.is_right(kept, "x" * 200)
    assert not passwords.is_right(kept, "x" * 1_000_000)
    assert hasher.longest == 201
