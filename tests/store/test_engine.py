"""Connections: the two databases that are right, set so that nothing is lost and nothing is told."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from survey_app.store.database import Database
from survey_app.store.engine import BadDatabaseUrl, make_engine
from survey_app.store.troubles import DatabaseMissing, UnsafeDatabase
from tests.postgresql import Cluster


@pytest.mark.parametrize(
    "url",
    [
        "",
        "peilstok.sqlite",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://an:geheim@host/peilstok",
        "postgresql+psycopg2://an:geheim@host/peilstok",
    ],
)
def test_another_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(BadDatabaseUrl, match="postgresql://") as refused:
        make_engine(url)

    assert "geheim" not in str(refused.value)


def test_a_new_sqlite_file_its_log_and_its_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    database = Database(f"sqlite:///{instance}/peilstok.sqlite")
    database.upgrade()

    permissions = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (instance, *instance.iterdir())}
    database.close()

    assert permissions.pop("instance") == 0o700
    assert "peilstok.sqlite-wal" in permissions
    assert set(permissions.values()) == {0o600}


def test_connecting_makes_no_file(tmp_path: Path, open_database: Callable[[str], Database]) -> None:
    with pytest.raises(DatabaseMissing):
        open_database(f"sqlite:///{tmp_path}/typefout.sqlite").is_current()

    assert list(tmp_path.iterdir()) == []


def test_sqlite_overwrites_what_is_deleted_and_forgets_nothing_whatever_it_was_built_with(sqlite_url: str) -> None:
    # Debian's and Python's SQLite differ in what holds when nothing is said (ANONYMITY 8 says what must hold)
    engine = make_engine(sqlite_url)

    @event.listens_for(engine, "connect", insert=True)
    def as_another_would_have_it(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        for pragma in ("secure_delete = OFF", "synchronous = OFF", "foreign_keys = OFF", "journal_mode = DELETE"):
            connection.cursor().execute(f"PRAGMA {pragma}")

    with engine.connect() as connection:
        names = ("secure_delete", "synchronous", "foreign_keys", "journal_mode")
        found = [connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in names]
    engine.dispose()

    assert found == [1, 2, 1, "wal"]


def test_an_error_of_the_database_never_shows_what_was_handed_to_it(database_url: str) -> None:
    engine = make_engine(database_url)

    with engine.connect() as connection, pytest.raises(DBAPIError) as error:
        connection.execute(text("INSERT INTO nowhere VALUES (:answer)"), {"answer": "kanariepiet"})
    engine.dispose()

    assert "kanariepiet" not in str(error.value)


def test_postgresql_that_may_forget_an_acknowledged_answer_is_refused(
    postgresql: Cluster, open_database: Callable[[str], Database]
) -> None:
    url = _database_with(postgresql, "synchronous_commit = off")

    with pytest.raises(UnsafeDatabase, match="set it to on"), open_database(url).reading() as store:
        store.waves.all()


def test_postgresql_reads_what_is_committed_whatever_its_default_is(postgresql: Cluster) -> None:
    engine = make_engine(_database_with(postgresql, "default_transaction_isolation = serializable"))

    with engine.connect() as connection:
        level = connection.execute(text("SHOW transaction_isolation")).scalar_one()
    engine.dispose()

    assert level == "read committed"


def _database_with(postgresql: Cluster, setting: str) -> str:
    name = postgresql.new_database()
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET {setting}".encode())
    return postgresql.url(name)
