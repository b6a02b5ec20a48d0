"""Statements that go straight to the driver: those that every page and every sending need.

SQLAlchemy's own work on a statement takes longer than all that the database does for one row.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

from psycopg import Connection as PostgresConnection
from sqlalchemy import Connection

from survey_app.store.engine import is_sqlite

Row = tuple[Any, ...]  # what a column holds is for the statement to know


class Cursor(Protocol):
    """As much of a driver's cursor as is needed here."""

    @property
    def rowcount(self) -> int: ...
    def execute(self, statement: str, parameters: dict[str, object], /) -> object: ...
    def fetchone(self) -> Row | None: ...
    def close(self) -> None: ...


def together(connection: Connection) -> AbstractContextManager[object]:
    """On PostgreSQL the statements in this block travel at once; what they did is known at its end."""
    if is_sqlite(connection):
        return nullcontext()
    driver: PostgresConnection[Row] = connection.connection.driver_connection  # type: ignore[assignment]  # its driver
    return driver.pipeline()


class Direct:
    """A statement with parameters in braces, written as each of the two drivers wants it."""

    def __init__(self, statement: str) -> None:
        names = set(re.findall(r"{(\w+)}", statement))
        self._sqlite = statement.format(**{name: f":{name}" for name in names})
        self._postgresql = statement.format(**{name: f"%({name})s" for name in names})

    def find(self, connection: Connection, **parameters: object) -> Row | None:
        """The one row, or None; begins no transaction."""
        cursor = self._run(connection, parameters)
        found = cursor.fetchone()
        cursor.close()
        return found

    def change(self, connection: Connection, **parameters: object) -> Cursor:
        """Change rows in the connection's transaction, which begins here if need be; the cursor tells how many."""
        if not connection.in_transaction():
            connection.begin()
        return self._run(connection, parameters)

    def _run(self, connection: Connection, parameters: dict[str, object]) -> Cursor:
        cursor: Cursor = connection.connection.cursor()
        cursor.execute(self._sqlite if is_sqlite(connection) else self._postgresql, parameters)
        return cursor
