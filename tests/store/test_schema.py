"""The schema: the same on both databases, brought about by migrations, and without a time or a serial."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Date, DateTime, Integer, Table, Time, inspect

from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.schema import (
    contact_envelopes,
    contacts,
    envelopes,
    invitations,
    metadata,
    read_texts,
    responses,
)
from tests.postgresql import Cluster

OF_RESPONDENTS = [invitations, envelopes, responses, contact_envelopes, contacts, read_texts]


def test_migrations_make_exactly_the_schema_that_the_store_uses(database_url: str) -> None:
    engine = make_engine(database_url)

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
    engine.dispose()

    assert differences == []


def test_a_database_is_current_once_it_is_upgraded(
    postgresql: Cluster, tmp_path: object, open_database: Callable[[str], Database]
) -> None:
    for url in (f"sqlite:///{tmp_path}/new.sqlite", postgresql.url(postgresql.new_database())):
        database = open_database(url)

        database.upgrade()
        database.upgrade()

        assert database.is_current()


@pytest.mark.parametrize("table", OF_RESPONDENTS, ids=lambda table: table.name)
def test_where_respondents_leave_traces_there_is_no_time_and_no_serial(database_url: str, table: Table) -> None:
    engine = make_engine(database_url)

    columns = inspect(engine).get_columns(table.name)
    engine.dispose()

    assert [column["name"] for column in columns if isinstance(column["type"], Date | DateTime | Time | Integer)] == []
    assert not any(column.get("autoincrement") is True or column.get("identity") for column in columns)


@pytest.mark.parametrize("table", OF_RESPONDENTS, ids=lambda table: table.name)
def test_in_sqlite_they_have_no_hidden_rowid_either(sqlite_url: str, table: Table) -> None:
    engine = make_engine(sqlite_url)

    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"PRAGMA table_list('{table.name}')").mappings().one()
    engine.dispose()

    assert rows["wr"] == 1


def test_only_waves_and_shredded_paper_have_days_and_only_the_audit_log_has_the_time_of_day() -> None:
    dated = [table.name for table in metadata.sorted_tables if any(isinstance(c.type, Date) for c in table.columns)]
    timed = [table.name for table in metadata.sorted_tables if "at" in table.columns]

    assert (dated, timed) == (["waves", "shreddings"], ["audit_log"])


def test_sqlite_is_set_to_keep_what_was_acknowledged_and_to_erase_what_was_deleted(sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)

    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    engine.dispose()

    # https://www.sqlite.org/pragma.html: synchronous 2 is FULL.
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
