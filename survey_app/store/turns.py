"""SQLite's writers take turns: each waits in line for a lock on a file beside the database.

SQLite itself lets a writer that finds the database busy sleep and try again, longer each time; with several processes
at work most of the time would go to sleeping. The kernel wakes who waits for a file lock at once, and lets go of it
when a process dies. The lock only orders our own writers: what keeps the data whole is SQLite's own.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from survey_app.store.troubles import files_told_plainly

_FILE = "turns_file"
_TAKEN = "turn_taken"


def take_turns(engine: Engine, database: Path) -> None:
    """From now on a connection of this engine that has its turn keeps it until it goes back to the pool."""
    path = database.with_name(f"{database.name}-turns")

    def open_file(_connection: SQLiteConnection, entry: ConnectionPoolEntry) -> None:
        with files_told_plainly(path):
            entry.info[_FILE] = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    event.listen(engine, "connect", open_file)
    event.listen(engine, "checkin", _end_turn)
    event.listen(engine, "close", _close_file)


def wait_for_turn(connection: Connection) -> None:
    """Wait until every writer that came before is done."""
    fcntl.flock(connection.info[_FILE], fcntl.LOCK_EX)
    connection.info[_TAKEN] = True


@contextmanager
def turn(connection: Connection) -> Iterator[None]:
    """A turn for as long as this block lasts, for a connection that does not go back to the pool."""
    file = connection.info[_FILE]
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _end_turn(_connection: SQLiteConnection | None, entry: ConnectionPoolEntry) -> None:
    if entry.info.pop(_TAKEN, False):
        fcntl.flock(entry.info[_FILE], fcntl.LOCK_UN)


def _close_file(_connection: SQLiteConnection, entry: ConnectionPoolEntry) -> None:
    entry.info.pop(_TAKEN, None)
    file = entry.info.pop(_FILE, None)
    if file is not None:
        os.close(file)
