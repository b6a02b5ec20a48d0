"""Changed wordings that a researcher accepted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, or_, select

from survey_app.fieldwork.ports import EditorialChange
from survey_app.store.schema import editorial_changes

_TABLE = editorial_changes.c


class SqlEditorialChanges:
    """The port `EditorialChanges` on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: EditorialChange) -> None:
        self._connection.execute(insert(editorial_changes), asdict(change))

    def withdraw(self, change: EditorialChange) -> None:
        this = (_TABLE.earlier == change.earlier, _TABLE.later == change.later, _TABLE.item == change.item)
        self._connection.execute(delete(editorial_changes).where(*this))

    def among(self, wave_ids: Collection[str]) -> list[EditorialChange]:
        found = select(editorial_changes).where(_TABLE.earlier.in_(wave_ids), _TABLE.later.in_(wave_ids))
        rows = self._connection.execute(found.order_by(_TABLE.earlier, _TABLE.later, _TABLE.item)).mappings()
        return [EditorialChange(**row) for row in rows]

    def forget(self, wave_id: str) -> None:
        of_wave = or_(_TABLE.earlier == wave_id, _TABLE.later == wave_id)
        self._connection.execute(delete(editorial_changes).where(of_wave))
