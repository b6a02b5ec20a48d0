"""Many receipts looked up at once, straight through the driver: closing does it for every envelope, twice."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection as SQLiteConnection
from typing import Generic, TypeVar, cast

from psycopg import Connection as PostgresConnection
from sqlalchemy import Connection, Table

from survey_app.store.engine import is_sqlite

Found = TypeVar("Found")


class ByReceipt(Generic[Found]):
    """One column of a table whose primary key is wave and receipt.

    PostgreSQL knows little of a table that has just been filled, and would rather read the whole wave for each batch
    than follow its index; `LATERAL` and `OFFSET` leave it no choice. In binary, for as text a ciphertext is twice as
    long.
    """

    def __init__(self, table: Table, column: str) -> None:
        self._postgresql = (
            f"SELECT asked.receipt, found.{column} FROM unnest(%s::bytea[]) AS asked (receipt) CROSS JOIN LATERAL "  # noqa: S608  names of our own
            f"(SELECT {column} FROM {table.name} WHERE wave = %s AND receipt = asked.receipt OFFSET 0) AS found"
        )
        self._sqlite = f"SELECT receipt, {column} FROM {table.name} WHERE wave = ? AND receipt IN "  # noqa: S608  same

    def find(self, connection: Connection, wave_id: str, receipts: Sequence[bytes]) -> dict[bytes, Found]:
        """What the table has for each of these receipts that is in it."""
        driver = connection.connection.driver_connection
        if is_sqlite(connection):
            statement = f"{self._sqlite}({','.join('?' * len(receipts))})"
            return dict(cast(SQLiteConnection, driver).execute(statement, (wave_id, *receipts)))  # what is_sqlite says
        of_postgresql = cast("PostgresConnection[tuple[bytes, Found]]", driver)  # the other of the two
        return dict(of_postgresql.execute(self._postgresql.encode(), (list(receipts), wave_id), binary=True))
