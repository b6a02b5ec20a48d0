"""Scrubbing says so when somebody was in the way, so that it can be done again."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine

from survey_app.store.database import Database
from survey_app.store.engine import make_engine, reader_of
from survey_app.store.scrubbing import scrub_sqlite
from survey_app.store.troubles import DatabaseBusy, told_plainly
from tests.small_wave import small_wave


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    made = reader_of(make_engine(sqlite_url))
    yield made
    made.dispose()


def impatient(engine: Engine) -> Connection:
    connection = engine.connect()
    connection.exec_driver_sql("PRAGMA busy_timeout = 20")
    return connection


def test_a_reader_who_stays_is_in_the_way(sqlite_stores: Database, engine: Engine) -> None:
    with engine.connect() as reader, impatient(engine) as scrubber:
        reader.exec_driver_sql("BEGIN")
        reader.exec_driver_sql("SELECT count(*) FROM waves").all()
        with sqlite_stores.writing() as store:
            store.waves.add(small_wave())

        assert not scrub_sqlite(scrubber)
        reader.exec_driver_sql("COMMIT")
        assert scrub_sqlite(scrubber)


def test_a_writer_that_takes_no_turns_is_in_the_way(sqlite_stores: Database, engine: Engine) -> None:
    with impatient(engine) as scrubber, engine.connect() as writer:
        writer.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy), told_plainly(None):
            scrub_sqlite(scrubber)

        writer.exec_driver_sql("COMMIT")
        assert scrub_sqlite(scrubber)


def test_scrubbing_twice_does_no_harm(stores: Database) -> None:
    assert stores.scrub()
    assert stores.scrub()


def test_two_who_scrub_at_once_do_not_get_in_each_others_way(stores: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda _time: stores.scrub(), range(12)))
