"""Statements that go straight to the driver: those that every page and every sending need.

SQLAlchemy's own work on a statement takes longer than all that the database does for one row.
"""

import re
from sqlite3 import Connection as SQLiteConnection
from typing import cast

from psycopg import Connection as PostgresConnection
from psycopg import Cursor
from sqlalchemy import Connection

from survey_app.store.engine import is_sqlite
from survey_app.store.rows import Row
from survey_app.store.turns import turn

_PARAMETER = re.compile(r"{(\w+)}")
_STATE = "{state}"
_STATE_IN_TURN = "state_in_turn({wave}, {wave_lock}, {half_lock}::int, {bucket}::int)"


class Direct:
    """A statement with parameters in braces (texts, bytes, whole numbers), as each of the two databases wants it.

    `{state}` is no parameter but the state of `{wave}` when it is this statement's turn to write there: see `locks`.
    """

    def __init__(self, statement: str) -> None:
        self._sqlite = _PARAMETER.sub(r":\1", statement.replace(_STATE, "state"))
        self._postgresql = _PARAMETER.sub(r"%(\1)b", statement.replace(_STATE, _STATE_IN_TURN)).encode()

    def find(self, connection: Connection, **parameters: object) -> Row | None:
        """The one row, or None; begins no transaction on SQLite."""
        if not is_sqlite(connection):
            return self._run(_postgresql(connection), parameters).fetchone()
        cursor = _of_sqlite(connection).execute(self._sqlite, parameters)
        row: Row | None = cursor.fetchone()
        cursor.close()
        return row

    def change(self, connection: Connection, **parameters: object) -> int:
        """How many rows were changed, in the connection's transaction, which begins here if need be."""
        if not connection.in_transaction():
            connection.begin()
        if not is_sqlite(connection):
            return self._run(_postgresql(connection), parameters).rowcount
        return _of_sqlite(connection).execute(self._sqlite, parameters).rowcount

    def change_alone(self, connection: Connection, **parameters: object) -> int:
        """How many rows were changed, in a transaction of its own that is durable when this returns.

        On PostgreSQL the connection must commit by itself.
        """
        if not is_sqlite(connection):
            return self._run(_postgresql(connection), parameters).rowcount
        with turn(connection):
            return _of_sqlite(connection).execute(self._sqlite, parameters).rowcount

    def _run(self, driver: PostgresConnection[Row], parameters: dict[str, object]) -> Cursor[Row]:
        """Parsed by the server once a connection; in binary, for as text a ciphertext is twice as long."""
        return driver.execute(self._postgresql, parameters, prepare=True, binary=True)


def _of_sqlite(connection: Connection) -> SQLiteConnection:
    return cast(SQLiteConnection, connection.connection.driver_connection)  # what is_sqlite says


def _postgresql(connection: Connection) -> PostgresConnection[Row]:
    return cast("PostgresConnection[Row]", connection.connection.driver_connection)  # the same
