"""What there is in a database, and what there should be."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Inspector

from survey_app.assurance.evidence import Catalogue, Column
from survey_app.store.engine import is_sqlite
from survey_app.store.foreign import foreign_to_postgres, foreign_to_sqlite
from survey_app.store.schema import RESPONDENTS, metadata

_TABLE_OF_ALEMBIC = "alembic_version"
_OF_RESPONDENTS = frozenset(table.name for table in RESPONDENTS)
_SETTINGS = text("SELECT name, setting FROM pg_settings")
_WITH_ROWID = text(
    """
    SELECT list.name FROM pragma_table_list AS list JOIN sqlite_master USING (name)
    WHERE list.type = 'table' AND sqlite_master.type = 'table' AND NOT list.wr
    """
)


def catalogue_of(connection: Connection) -> Catalogue:
    """Tables with their columns, and everything that could link, copy or put in order what we keep apart."""
    inspector = inspect(connection)
    of_sqlite = is_sqlite(connection)
    foreign = foreign_to_sqlite(connection) if of_sqlite else foreign_to_postgres(connection)
    return Catalogue(
        tables={
            table: [Column(found["name"], str(found["type"]), found.get("default")) for found in of_table]
            for (_schema, table), of_table in inspector.get_multi_columns().items()
        },
        expected={name: frozenset(table.c.keys()) for name, table in metadata.tables.items()}
        | {_TABLE_OF_ALEMBIC: frozenset({"version_num"})},
        respondents=_OF_RESPONDENTS,
        links=(*_references(inspector), *foreign),
        with_rowid=tuple(sorted(with_rowid(connection))) if of_sqlite else (),
        settings={} if of_sqlite else {row.name: row.setting for row in connection.execute(_SETTINGS)},
    )


def with_rowid(connection: Connection) -> frozenset[str]:
    """The tables of respondents of an SQLite database that have a hidden row number."""
    return _OF_RESPONDENTS.intersection(connection.execute(_WITH_ROWID).scalars())


def _references(inspector: Inspector) -> Iterator[str]:
    """From a table of respondents, or to one."""
    for (_schema, table), of_table in inspector.get_multi_foreign_keys().items():
        for reference in of_table:
            if _OF_RESPONDENTS & {table, reference["referred_table"]}:
                yield f"{table} → {reference['referred_table']}"
