"""Wrong codes: ten in ten minutes from one address, twenty a second in all, and nobody's address kept."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from threading import Event, Thread

import pytest

from survey_app.web.attempts import WrongCodes
from survey_app.web.network import Address

HOME = ip_address("203.0.113.9")


@dataclass
class Clock:
    """What the library asks for the time."""

    now: float = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still until it is moved; the library has no other way to be given one."""
    clock = Clock()
    monkeypatch.setattr("limits.storage.memory.time", clock)
    return clock


def allowed(wrong_codes: WrongCodes, address: Address | None, tries: int) -> int:
    return [wrong_codes.count(address) for _try in range(tries)].count(True)


def test_ten_wrong_codes_of_one_address_are_allowed_in_ten_minutes(clock: Clock) -> None:
    wrong_codes = WrongCodes()

    assert allowed(wrong_codes, HOME, 12) == 10
    clock.now += 599
    assert allowed(wrong_codes, HOME, 1) == 0
    clock.now += 2
    assert allowed(wrong_codes, HOME, 12) == 10


def test_an_ipv6_household_is_one_address_and_an_ipv4_address_is_its_own(clock: Clock) -> None:
    wrong_codes = WrongCodes()
    allowed(wrong_codes, ip_address("2001:db8:0:1200::1"), 10)
    clock.now += 1
    allowed(wrong_codes, HOME, 10)
    clock.now += 1

    assert not wrong_codes.count(ip_address("2001:db8:0:12ff:ffff::1"))
    assert wrong_codes.count(ip_address("2001:db8:0:1300::1"))
    assert wrong_codes.count(ip_address("203.0.113.10"))


def test_after_twenty_in_one_second_from_all_sides_answers_are_delayed_and_not_refused(clock: Clock) -> None:
    pauses: list[float] = []
    wrong_codes = WrongCodes(pauses.append)
    everywhere = [ip_address(f"198.51.100.{place}") for place in range(25)]

    answers = [wrong_codes.count(address) for address in everywhere]

    assert answers == [True] * 25
    assert pauses == [1.0] * 5
    clock.now += 1.1
    wrong_codes.count(HOME)
    assert len(pauses) == 5


def test_one_answer_at_a_time_is_delayed_so_that_threads_stay_free(clock: Clock) -> None:
    begun, go_on = Event(), Event()

    def pause(_seconds: float) -> None:
        begun.set()
        assert go_on.wait(60)

    wrong_codes = WrongCodes(pause)
    for place in range(20):
        wrong_codes.count(ip_address(f"198.51.100.{place}"))
    delayed = Thread(target=wrong_codes.count, args=(HOME,))
    delayed.start()
    assert begun.wait(60)

    assert wrong_codes.count(ip_address("198.51.100.99"))

    go_on.set()
    delayed.join(60)
    assert not delayed.is_alive()


def test_no_address_is_kept_that_could_be_read(clock: Clock) -> None:
    wrong_codes = WrongCodes()

    wrong_codes.count(HOME)
    wrong_codes.count(ip_address("2001:db8::1"))

    kept = repr(vars(wrong_codes._limiter.storage))
    assert "203.0.113" not in kept
    assert "2001:db8" not in kept
    assert wrong_codes._key(str(HOME).encode()) in kept
    assert WrongCodes()._key(str(HOME).encode()) != wrong_codes._key(str(HOME).encode())
