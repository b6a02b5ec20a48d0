"""Many rows straight from the driver: for a million of them SQLAlchemy takes half as long again as the database."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection as SQLiteConnection
from typing import Any, cast

from psycopg import Connection as PostgresConnection
from sqlalchemy import Connection

from survey_app.store.engine import is_sqlite

Row = tuple[Any, ...]  # what a column holds is for the statement to know


def read_rows(connection: Connection, statement: str, parameters: Sequence[object]) -> list[Row]:
    """All rows of a statement with a question mark for each parameter, in the connection's transaction."""
    if not connection.in_transaction():
        connection.begin()
    driver = connection.connection.driver_connection
    if is_sqlite(connection):
        return cast(SQLiteConnection, driver).execute(statement, parameters).fetchall()  # what is_sqlite says
    of_postgresql = cast("PostgresConnection[Row]", driver)  # the other of the two
    return of_postgresql.execute(statement.replace("?", "%s").encode(), parameters, binary=True).fetchall()
