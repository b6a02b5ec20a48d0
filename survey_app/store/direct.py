"""Statements that go straight to the driver: those that every page and every sending need.

SQLAlchemy's own work on a statement takes longer than all that the database does for one row.
"""

from __future__ import annotations

import re
from sqlite3 import Connection as SQLiteConnection
from typing import cast

from psycopg import Connection as PostgresConnection
from psycopg import Cursor
from sqlalchemy import Connection

from survey_app.store.engine import is_sqlite
from survey_app.store.rows import Row
from survey_app.store.turns import turn


class Direct:
    """A statement with parameters in braces (texts, bytes, whole numbers), as each of the two databases wants it."""

    def __init__(self, statement: str) -> None:
        names = tuple(dict.fromkeys(re.findall(r"{(\w+)}", statement)))
        self._sqlite = statement.format(**{name: f":{name}" for name in names})
        self._postgresql = statement.format(**{name: f"%({name})b" for name in names}).encode()

    def find(self, connection: Connection, **parameters: object) -> Row | None:
        """The one row, or None; begins no transaction on SQLite."""
        if not is_sqlite(connection):
            return self._run(_postgresql(connection), parameters).fetchone()
        cursor = _of_sqlite(connection).execute(self._sqlite, parameters)
        found: Row | None = cursor.fetchone()
        cursor.close()
        return found

    def change(self, connection: Connection, **parameters: object) -> int:
        """How many rows were changed, in the connection's transaction, which begins here if need be."""
        if not connection.in_transaction():
            connection.begin()
        if not is_sqlite(connection):
            return self._run(_postgresql(connection), parameters).rowcount
        return _of_sqlite(connection).execute(self._sqlite, parameters).rowcount

    def change_alone(self, connection: Connection, after: Direct, told: dict[str, object], **parameters: object) -> int:
        """How many rows were changed, in a transaction of its own that is durable when this returns.

        On PostgreSQL the statement `after` goes before it, in the same journey: of a connection that commits by itself
        all that travels in one pipeline is one transaction.
        """
        if is_sqlite(connection):
            with turn(connection):
                return _of_sqlite(connection).execute(self._sqlite, parameters).rowcount
        driver = _postgresql(connection)
        with driver.pipeline():
            after._run(driver, told)
            changed = self._run(driver, parameters)
        return changed.rowcount

    def _run(self, driver: PostgresConnection[Row], parameters: dict[str, object]) -> Cursor[Row]:
        """Parsed by the server once a connection; in binary, for as text a ciphertext is twice as long."""
        return driver.execute(self._postgresql, parameters, prepare=True, binary=True)


def _of_sqlite(connection: Connection) -> SQLiteConnection:
    return cast(SQLiteConnection, connection.connection.driver_connection)  # what is_sqlite says


def _postgresql(connection: Connection) -> PostgresConnection[Row]:
    return cast("PostgresConnection[Row]", connection.connection.driver_connection)  # the same
