"""Closing takes two people, or a day that was announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from survey_app.fieldwork.administration import Act, add_administrator, deactivate
from survey_app.fieldwork.administrators import roles_from_text
from survey_app.fieldwork.consent import (
    BadClosingDay,
    ClosingTakesTwo,
    NeedsNoClosingDay,
    NotASecond,
    announce_closing,
    ask_for_closing,
    find_asker,
    second_by_password,
    unask_closing,
    withdraw_closing_day,
)
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import WaveNotOpen
from survey_app.fieldwork.voiding import void_wave
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import TODAY, WAVE, open_small_wave

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
PASSWORD = "vier losse woorden hier"


def opened(stores: Database, keys: KeyDirectory, **changed: object) -> None:
    """An open wave that nobody announced a closing day for."""
    open_small_wave(stores, keys)
    with stores.writing() as store:
        store.waves.save(replace(store.waves.get(WAVE), closing_day=None, **changed))  # type: ignore[arg-type]  # fields


def wave_of(stores: Database) -> Wave:
    with stores.reading() as store:
        return store.waves.get(WAVE)


def let_in(stores: Database, name: str, roles: str = "beheerder") -> None:
    with stores.writing() as store:
        act = Act("an", datetime(2026, 6, 1, tzinfo=UTC))
        add_administrator(store, QUICK, name, roles_from_text(roles), act, PASSWORD)


def test_one_person_does_not_close_at_a_moment_of_his_own(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)

    for second in (None, "an"):
        with pytest.raises(ClosingTakesTwo, match="--second NAME"):
            close_wave(stores, keys, WAVE, TODAY, "an", second=second)
    assert wave_of(stores).state is WaveState.OPEN

    close_wave(stores, keys, WAVE, TODAY, "an", second="bea")
    with stores.reading() as store:
        acts = [(entry.administrator, entry.act) for entry in store.audit.latest(2)]
    assert acts == [("an", "wave closed"), ("bea", "closing agreed to")]


def test_one_person_closes_on_the_day_that_was_announced_and_on_no_other(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    day = TODAY + timedelta(days=2)
    announce_closing(stores, WAVE, day, "an", TODAY)

    for other in (TODAY, day - timedelta(days=1), day + timedelta(days=1)):
        with pytest.raises(ClosingTakesTwo, match=f"announced: {day}"):
            close_wave(stores, keys, WAVE, other, "an")
    close_wave(stores, keys, WAVE, day, "an")

    assert wave_of(stores).state is WaveState.CLOSED


def test_a_closing_day_is_a_whole_day_ahead_and_is_postponed_or_withdrawn_only(
    stores: Database, keys: KeyDirectory
) -> None:
    opened(stores, keys)
    for soon in (TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)):
        with pytest.raises(BadClosingDay, match="2026-06-03 is the first"):
            announce_closing(stores, WAVE, soon, "an", TODAY)

    announce_closing(stores, WAVE, date(2026, 6, 10), "an", TODAY)
    with pytest.raises(BadClosingDay, match="2026-06-10 is the first"):
        announce_closing(stores, WAVE, date(2026, 6, 9), "an", TODAY)
    announce_closing(stores, WAVE, date(2026, 6, 20), "an", TODAY)
    announce_closing(stores, WAVE, date(2026, 6, 20), "an", TODAY)
    assert wave_of(stores).closing_day == date(2026, 6, 20)
    withdraw_closing_day(stores, WAVE, "bea")
    assert wave_of(stores).closing_day is None

    with stores.reading() as store:
        told = [(entry.administrator, entry.act, entry.subject) for entry in store.audit.latest(3)]
    assert told == [
        ("bea", "closing day withdrawn", f"{WAVE}: 2026-06-20"),
        ("an", "closing day announced", f"{WAVE}: 2026-06-20"),
        ("an", "closing day announced", f"{WAVE}: 2026-06-10"),
    ]


def test_made_up_answers_and_sheets_need_no_closing_day(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys, custody=Custody.SHEETS)
    day = TODAY + timedelta(days=9)
    with pytest.raises(NeedsNoClosingDay, match="its sheets close it"):
        announce_closing(stores, WAVE, day, "an", TODAY)

    with stores.writing() as store:
        store.waves.save(replace(store.waves.get(WAVE), custody=Custody.HOST, fictitious=True))
    with pytest.raises(NeedsNoClosingDay, match="made up"):
        announce_closing(stores, WAVE, day, "an", TODAY)
    close_wave(stores, keys, WAVE, TODAY, "an")

    assert wave_of(stores).state is WaveState.CLOSED


def test_only_an_open_wave_has_a_closing_day_and_voiding_takes_it_away(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    announce_closing(stores, WAVE, TODAY + timedelta(days=2), "an", TODAY)
    void_wave(stores, keys, WAVE, "an", even_with_key=True)

    assert wave_of(stores).closing_day is None
    acts: tuple[Callable[[], object], ...] = (
        lambda: announce_closing(stores, WAVE, TODAY + timedelta(days=2), "an", TODAY),
        lambda: withdraw_closing_day(stores, WAVE, "an"),
        lambda: ask_for_closing(stores, WAVE, "an", TODAY),
    )
    for act in acts:
        with pytest.raises(WaveNotOpen):
            act()


def test_who_asks_is_known_that_day_as_long_as_he_may_close(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    let_in(stores, "an")
    let_in(stores, "bea")
    let_in(stores, "lezer", "lezer")

    def asker(today: date = TODAY) -> str | None:
        with stores.reading() as store:
            return find_asker(store, store.waves.get(WAVE), today)

    assert asker() is None
    ask_for_closing(stores, WAVE, "lezer", TODAY)
    assert asker() is None
    ask_for_closing(stores, WAVE, "bea", TODAY)
    assert (asker(), asker(TODAY + timedelta(days=1))) == ("bea", None)
    with stores.writing() as store:
        deactivate(store, "bea", Act("an", datetime(2026, 6, 1, tzinfo=UTC)))
    assert asker() is None

    unask_closing(stores, WAVE, "an")
    assert wave_of(stores).closing_asked_by is None


def test_a_second_is_another_active_administrator_with_a_right_password(stores: Database, keys: KeyDirectory) -> None:
    let_in(stores, "bea")
    let_in(stores, "lezer", "lezer,onderzoeker")
    let_in(stores, "weg")
    with stores.writing() as store:
        deactivate(store, "weg", Act("an", datetime(2026, 6, 1, tzinfo=UTC)))

    with stores.reading() as store:
        assert second_by_password(store, QUICK, " Bea ", PASSWORD) == "bea"
        for name, password in (("bea", "iets anders hier"), ("lezer", PASSWORD), ("weg", PASSWORD), ("niemand", "")):
            with pytest.raises(NotASecond) as refusal:
                second_by_password(store, QUICK, name, password)
            assert PASSWORD not in str(refusal.value)
