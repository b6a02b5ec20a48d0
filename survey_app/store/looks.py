"""Looking things up: each thread keeps a connection for it, for fetching one takes as long as a look itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, local
from weakref import WeakSet

from psycopg import Connection as PostgresConnection
from sqlalchemy import Connection, Engine

from survey_app.store.engine import has_hung_up


class Looks:
    """A connection for each thread that looks; one that failed is given back, so that the next look has a fresh one.

    A connection that PostgreSQL ended meanwhile is replaced before the look, so that nobody meets it.
    """

    def __init__(self, reader: Engine) -> None:
        self._reader = reader
        self._here = local()
        self._guard = Lock()
        self._all: WeakSet[Connection] = WeakSet()

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """This thread's connection. Nothing stays begun on it, so it holds no old state of the database."""
        connection = self._of_this_thread()
        try:
            yield connection
        except BaseException:
            connection.close()
            raise
        if connection.in_transaction():
            connection.rollback()

    def close(self) -> None:
        """Give every thread's connection back."""
        with self._guard:
            for connection in list(self._all):
                connection.close()

    def _of_this_thread(self) -> Connection:
        connection: Connection | None = getattr(self._here, "connection", None)
        if connection is not None and _is_lost(connection):
            connection.invalidate()
            connection.close()
        if connection is None or connection.closed:
            connection = self._here.connection = self._reader.connect()
            with self._guard:
                self._all.add(connection)
        return connection


def _is_lost(connection: Connection) -> bool:
    if connection.closed:
        return False
    driver = connection.connection.driver_connection
    return isinstance(driver, PostgresConnection) and has_hung_up(driver)
