"""Kept counts, administrators, responses in pages, and an instrument that nobody may change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from survey_app.fieldwork.administrators import Administrator, AdministratorExists, AuditEntry
from survey_app.fieldwork.ports import NoSuchWave, StoredResponse
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from survey_app.store.waves import InstrumentChanged
from tests.small_wave import WAVE, open_small_wave, small_wave


def test_counts_are_kept_and_replaced(stores: Database) -> None:
    with stores.writing() as store:
        store.waves.add(small_wave())
        assert store.counts.find(WAVE) is None
        store.counts.put(WAVE, "{}")
        store.counts.put(WAVE, '{"n": 12}')

    with stores.reading() as store:
        assert store.counts.find(WAVE) == '{"n": 12}'


def test_administrators_are_kept_by_name(stores: Database) -> None:
    bea, an = Administrator("bea", "hash", "lezer"), Administrator("an", "hash", "beheerder")
    with stores.writing() as store:
        store.administrators.add(bea)
        store.administrators.add(an)
        with pytest.raises(AdministratorExists):
            store.administrators.add(bea)
        store.administrators.save(Administrator("bea", "new hash", "lezer", active=False))

    with stores.reading() as store:
        assert [one.name for one in store.administrators.all()] == ["an", "bea"]
        assert store.administrators.find("bea") == Administrator("bea", "new hash", "lezer", active=False)
        assert store.administrators.find("chris") is None


def test_nothing_has_a_name_with_a_nul_in_it(stores: Database) -> None:
    with stores.reading() as store:
        assert store.administrators.find("an\0") is None
        with pytest.raises(NoSuchWave):
            store.waves.get("\0")


def test_a_moment_in_the_audit_log_is_the_same_moment_whatever_its_zone(stores: Database) -> None:
    dutch_summer = datetime(2026, 6, 1, 14, 0, tzinfo=timezone(timedelta(hours=2)))

    with stores.writing() as store:
        store.audit.append(AuditEntry(dutch_summer, "an", "looked", WAVE))

    with stores.reading() as store:
        (entry,) = store.audit.latest(1)
    assert entry.at == datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def test_responses_are_read_in_key_order_however_many_pages_that_takes(stores: Database) -> None:
    made = [StoredResponse(number.to_bytes(16, "big"), "ingen", "web", "{}") for number in range(10_001)]
    with stores.writing() as store:
        store.responses.write(WAVE, made)
        store.responses.write("other", made[:1])

    with stores.reading() as store:
        assert list(store.responses.read(WAVE)) == made


def test_a_transaction_that_fails_leaves_nothing(stores: Database) -> None:
    class Failure(Exception):
        pass

    def add_and_fail() -> None:
        with stores.writing() as store:
            store.waves.add(small_wave())
            raise Failure

    with pytest.raises(Failure):
        add_and_fail()

    with stores.reading() as store:
        assert store.waves.all() == []


def test_an_instrument_that_was_changed_in_the_database_is_not_used(
    stores: Database, database_url: str, keys: KeyDirectory
) -> None:
    open_small_wave(stores, keys)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE instruments SET text = replace(text, 'Gezien', 'Geprezen')"))
    engine.dispose()

    fresh = Database(database_url)
    with fresh.reading() as store, pytest.raises(InstrumentChanged):
        store.waves.get(WAVE)
    fresh.close()
