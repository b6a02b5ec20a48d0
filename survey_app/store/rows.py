"""Many rows straight from the driver: for a million of them SQLAlchemy takes half as long again as the database."""

from collections.abc import Sequence
from sqlite3 import Connection as SQLiteConnection
from typing import Any, Generic, TypeVar, cast

from psycopg import Connection as PostgresConnection
from sqlalchemy import Connection, Table

from survey_app.store.engine import is_sqlite

Row = tuple[Any, ...]  # what a column holds is for the statement to know
Held = TypeVar("Held")


def read_rows(connection: Connection, statement: str, parameters: Sequence[object]) -> list[Row]:
    """All rows of a statement with a question mark for each parameter, in the connection's transaction."""
    if not connection.in_transaction():
        connection.begin()
    driver = connection.connection.driver_connection
    if is_sqlite(connection):
        return cast(SQLiteConnection, driver).execute(statement, parameters).fetchall()  # what is_sqlite says
    of_postgresql = cast("PostgresConnection[Row]", driver)  # the other of the two
    return of_postgresql.execute(statement.replace("?", "%s").encode(), parameters, binary=True).fetchall()


class ByReceipt(Generic[Held]):
    """One column of a table whose primary key is wave and receipt, for many receipts: closing asks it twice for each.

    PostgreSQL knows little of a table that has just been filled, and would rather read the whole wave for each batch
    than follow its index; `LATERAL` and `OFFSET` leave it no choice. In binary, for as text a ciphertext is twice as
    long.
    """

    def __init__(self, table: Table, column: str) -> None:
        self._postgresql = (
            f"SELECT asked.receipt, kept.{column} FROM unnest(?::bytea[]) AS asked (receipt) CROSS JOIN LATERAL "  # noqa: S608  names of our own
            f"(SELECT {column} FROM {table.name} WHERE wave = ? AND receipt = asked.receipt OFFSET 0) AS kept"
        )
        self._sqlite = f"SELECT receipt, {column} FROM {table.name} WHERE wave = ? AND receipt IN "  # noqa: S608  same

    def find(self, connection: Connection, wave_id: str, receipts: Sequence[bytes]) -> dict[bytes, Held]:
        """What the table has for each of these receipts that is in it."""
        if is_sqlite(connection):
            places = ",".join("?" * len(receipts))
            return dict(read_rows(connection, f"{self._sqlite}({places})", (wave_id, *receipts)))
        return dict(read_rows(connection, self._postgresql, (list(receipts), wave_id)))
