"""Many receipts looked up at once, straight through the driver: closing does it for every envelope, twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection, Table

from survey_app.store.engine import is_sqlite
from survey_app.store.rows import read_rows

Found = TypeVar("Found")


class ByReceipt(Generic[Found]):
    """One column of a table whose primary key is wave and receipt.

    PostgreSQL knows little of a table that has just been filled, and would rather read the whole wave for each batch
    than follow its index; `LATERAL` and `OFFSET` leave it no choice. In binary, for as text a ciphertext is twice as
    long.
    """

    def __init__(self, table: Table, column: str) -> None:
        self._postgresql = (
            f"SELECT asked.receipt, found.{column} FROM unnest(?::bytea[]) AS asked (receipt) CROSS JOIN LATERAL "  # noqa: S608  names of our own
            f"(SELECT {column} FROM {table.name} WHERE wave = ? AND receipt = asked.receipt OFFSET 0) AS found"
        )
        self._sqlite = f"SELECT receipt, {column} FROM {table.name} WHERE wave = ? AND receipt IN "  # noqa: S608  same

    def find(self, connection: Connection, wave_id: str, receipts: Sequence[bytes]) -> dict[bytes, Found]:
        """What the table has for each of these receipts that is in it."""
        if is_sqlite(connection):
            places = ",".join("?" * len(receipts))
            return dict(read_rows(connection, f"{self._sqlite}({places})", (wave_id, *receipts)))
        return dict(read_rows(connection, self._postgresql, (list(receipts), wave_id)))
