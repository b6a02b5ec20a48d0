"""Connections to SQLite and PostgreSQL, set so that what is acknowledged is durable and what is deleted is gone."""

import sqlite3
from pathlib import Path
from select import POLLIN, poll
from sqlite3 import Connection as SQLiteConnection
from urllib.parse import quote

from psycopg import Connection as PostgresConnection
from psycopg.pq import ConnStatus
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from survey_app.refusal import Refusal
from survey_app.store.troubles import UnsafeDatabase
from survey_app.store.turns import take_turns, wait_for_turn

BUSY_SECONDS = 30
_KEPT_OPEN = 8
_AT_MOST_MORE = 32
"""With those kept open more than two for each of the server's threads: one to look and one to change."""
_PATIENCE = {
    "connect_timeout": "10",
    "keepalives_idle": "60",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""Seconds (the last: milliseconds) after which a PostgreSQL that says nothing counts as gone, unless its address tells.

A firewall that forgets a connection at rest tells nobody; sixty seconds is sooner than any of them forgets.
"""
_ONLY_WHEN_ASKED = 2**31
"""So often a statement is run before psycopg prepares it by itself: `Direct` says which are worth it."""
_SQLITE_PRAGMAS = (
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "secure_delete = ON",
    "foreign_keys = ON",
)


class BadDatabaseUrl(
    Refusal,
    says="PEILSTOK_DATABASE_URL: cannot be used; right are sqlite:////path/to/file.sqlite "
    "and postgresql://user:password@host/database",
):
    """The address of the database cannot be used; never repeats it, for it may hold a password."""


def make_engine(text: str) -> Engine:
    """An engine for SQLite or PostgreSQL; raises BadDatabaseUrl. Parameters never appear in its errors."""
    url = _read_url(text)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    # Read committed, whatever the server's default: after waiting for a lock a statement must see the present.
    engine = create_engine(
        url,
        hide_parameters=True,
        isolation_level="READ COMMITTED",
        pool_size=_KEPT_OPEN,
        max_overflow=_AT_MOST_MORE,
        connect_args={name: setting for name, setting in _PATIENCE.items() if name not in url.query}
        | {"prepare_threshold": _ONLY_WHEN_ASKED},
    )
    event.listen(engine, "connect", _refuse_forgetful_postgres)
    event.listen(engine, "checkout", _refuse_lost)
    return engine


def reader_of(engine: Engine) -> Engine:
    """The same connections, for queries that each see what is committed when they begin, without a transaction.

    On PostgreSQL that saves two round trips a look; on SQLite a reader must not take the write lock.
    """
    if engine.dialect.name == "sqlite":
        return engine.execution_options(reads_only=True)
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def is_sqlite(connection: Connection) -> bool:
    """Which of the two databases this is."""
    return connection.dialect.name == "sqlite"


def sqlite_file(text: str) -> Path | None:
    """The file of an SQLite database, None for PostgreSQL; raises BadDatabaseUrl."""
    url = _read_url(text)
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None


def _read_url(text: str) -> URL:
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise BadDatabaseUrl from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    in_a_file = url.drivername == "sqlite" and url.database not in (None, "", ":memory:")
    if not in_a_file and url.drivername != "postgresql+psycopg":
        raise BadDatabaseUrl
    return url


def make_private(path: Path) -> None:
    """A new file and its new folder are for their owner only; SQLite gives its log the permissions of the file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)


def _sqlite(url: URL) -> Engine:
    """A file that is not there is never made here: its name may be a typing error."""
    path = Path(str(url.database)).absolute()
    address = f"file:{quote(str(path))}?mode=rw"
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=_KEPT_OPEN,
        max_overflow=_AT_MOST_MORE,
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    take_turns(engine, path)
    return engine


def _prepare_sqlite(connection: SQLiteConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the first statement of a writer, not halfway, when it might be refused."""
    if not connection.get_execution_options().get("reads_only"):
        wait_for_turn(connection)
        connection.connection.cursor().execute("BEGIN IMMEDIATE")


def _refuse_forgetful_postgres(connection: PostgresConnection[tuple[str]], _entry: ConnectionPoolEntry) -> None:
    row = connection.execute("SHOW synchronous_commit").fetchone()
    connection.rollback()
    if row is None or row[0] == "off":
        connection.close()
        raise UnsafeDatabase("PostgreSQL")


def has_hung_up(connection: PostgresConnection[object]) -> bool:
    """Whether the server ended a connection at rest: then there is something to read that nobody asked for.

    Looking takes no journey to the server. What it says besides, of a new setting for instance, counts as well: one
    connection too many is made anew then.
    """
    if connection.pgconn.status != ConnStatus.OK:
        return True
    waiting = poll()
    waiting.register(connection.pgconn.socket, POLLIN)
    return bool(waiting.poll(0))


def _refuse_lost(connection: PostgresConnection[object], _entry: ConnectionPoolEntry, _fairy: object) -> None:
    """Let the pool replace a connection that the server ended while it lay there."""
    if has_hung_up(connection):
        raise DisconnectionError
