"""What the planner of the database sampled of columns in which it should not look: samples outlive their rows."""

from sqlalchemy import Boolean, Column, Connection, Table, text

from survey_app.store.engine import is_sqlite
from survey_app.store.schema import RESPONDENTS, administrators

_POSTGRESQL = text("SELECT tablename, attname FROM pg_stats WHERE schemaname = current_schema() ORDER BY 1, 2")
_SQLITE = text("SELECT name FROM sqlite_master WHERE name IN ('sqlite_stat3', 'sqlite_stat4') ORDER BY 1")


def never_sampled(table: Table) -> frozenset[str]:
    """The columns of which PostgreSQL keeps no samples: all that say more of a person than in which wave he is."""
    if table is administrators:
        return frozenset({"password_hash"})
    return frozenset(column.name for column in table.c if table in RESPONDENTS and _tells(column))


def sampled(connection: Connection) -> tuple[str, ...]:
    """The columns that were sampled all the same; of SQLite, the tables that hold whole rows as samples."""
    if is_sqlite(connection):
        return tuple(connection.execute(_SQLITE).scalars())
    secret = {table.name: never_sampled(table) for table in (*RESPONDENTS, administrators)}
    rows = connection.execute(_POSTGRESQL)
    return tuple(f"{row.tablename}.{row.attname}" for row in rows if row.attname in secret.get(row.tablename, ()))


def _tells(column: Column[object]) -> bool:
    return column.name != "wave" and not isinstance(column.type, Boolean)
