"""Statements that go straight to the driver: those that every page and every sending need.

SQLAlchemy's own work on a statement takes longer than all that the database does for one row.
"""

from __future__ import annotations

import re
from sqlite3 import Connection as SQLiteConnection
from typing import cast

from sqlalchemy import Connection

from survey_app.store.engine import is_sqlite
from survey_app.store.libpq import Prepared, Row, run_together
from survey_app.store.turns import turn


class Direct:
    """A statement with parameters in braces (texts, bytes, whole numbers), as each of the two databases wants it."""

    def __init__(self, statement: str) -> None:
        names = tuple(dict.fromkeys(re.findall(r"{(\w+)}", statement)))
        self._sqlite = statement.format(**{name: f":{name}" for name in names})
        self._postgresql = Prepared(statement, names)

    def find(self, connection: Connection, **parameters: object) -> Row | None:
        """The one row, or None; begins no transaction."""
        if not is_sqlite(connection):
            return self._postgresql.find(connection, parameters)
        cursor = _sqlite(connection).execute(self._sqlite, parameters)
        found: Row | None = cursor.fetchone()
        cursor.close()
        return found

    def change(self, connection: Connection, **parameters: object) -> int:
        """How many rows were changed, in the connection's transaction, which begins here if need be."""
        if not connection.in_transaction():
            connection.begin()
        if not is_sqlite(connection):
            return self._postgresql.change(connection, parameters)
        return _sqlite(connection).execute(self._sqlite, parameters).rowcount

    def change_alone(self, connection: Connection, after: Direct, told: dict[str, object], **parameters: object) -> int:
        """How many rows were changed, in a transaction of its own that is durable when this returns.

        On PostgreSQL the statement `after` goes before it, in the same transaction and the same journey.
        """
        if not is_sqlite(connection):
            return run_together(connection, (after._postgresql, told), (self._postgresql, parameters))
        with turn(connection):
            return _sqlite(connection).execute(self._sqlite, parameters).rowcount


def _sqlite(connection: Connection) -> SQLiteConnection:
    return cast(SQLiteConnection, connection.connection.driver_connection)  # what is_sqlite says
