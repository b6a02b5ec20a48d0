"""How a database is set, as far as we may see it."""

from __future__ import annotations

from sqlalchemy import Connection, text

from survey_app.assurance.database_checks import DatabaseCondition
from survey_app.store.engine import is_sqlite
from survey_app.store.statistics import sampled

_PRAGMAS = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
_SETTINGS = text("SELECT name, setting FROM pg_settings")
_NOW = text("SELECT clock_timestamp()")
_SLOTS = text("SELECT count(*) FROM pg_replication_slots")


def condition_of(connection: Connection, *, is_current: bool) -> DatabaseCondition:
    """The settings of this connection, which are those that our program works with."""
    if is_sqlite(connection):
        pragmas = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in _PRAGMAS}
        return DatabaseCondition("SQLite", is_current, pragmas, sampled=sampled(connection))
    return DatabaseCondition(
        "PostgreSQL",
        is_current,
        {row.name: row.setting for row in connection.execute(_SETTINGS)},
        now=connection.execute(_NOW).scalar_one(),
        replication_slots=connection.execute(_SLOTS).scalar_one(),
        sampled=sampled(connection),
    )
