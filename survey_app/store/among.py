"""One condition for many receipts at once."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ARRAY, Column, ColumnElement, Connection, LargeBinary, any_, literal

from survey_app.store.engine import is_sqlite


def is_among(connection: Connection, column: Column[bytes], receipts: Sequence[bytes]) -> ColumnElement[bool]:
    """Whether the column is one of these. PostgreSQL gets one array: with a parameter each it would scan the table."""
    if is_sqlite(connection):
        return column.in_(receipts)
    return column == any_(literal(list(receipts), ARRAY(LargeBinary)))
