"""What is in a database beside tables and is not ours: it may copy, link or put in order what we keep apart."""

from __future__ import annotations

from sqlalchemy import Connection, text

from survey_app.store.schema import metadata

_OURS = frozenset(
    name
    for table in metadata.tables.values()
    for name in (
        f"pk_{table.name}",
        *(str(index.name) for index in table.indexes),
        *(f"{table.name}_{column.name}_seq" for column in table.c),
    )
) | {"alembic_version_pkc"}
_SQLITE = text("SELECT type AS kind, name, tbl_name AS of_table FROM sqlite_master WHERE type <> 'table' ORDER BY 1, 2")
_BY_ITSELF = "sqlite_autoindex_"
_POSTGRESQL = text(
    """
    WITH schemas AS (
        SELECT oid, nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    )
    SELECT 'trigger' AS kind, tgname AS name, tgrelid::regclass::text AS of_table FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'event trigger', evtname, NULL FROM pg_event_trigger
    UNION ALL SELECT 'rule', rulename, tablename FROM pg_rules JOIN schemas ON schemas.name = schemaname
    UNION ALL SELECT 'index', indexname, tablename FROM pg_indexes JOIN schemas ON schemas.name = schemaname
    UNION ALL SELECT CASE relkind WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' ELSE 'view' END, relname, NULL
        FROM pg_class JOIN schemas ON schemas.oid = relnamespace WHERE relkind IN ('S', 'f', 'm', 'v')
    UNION ALL SELECT 'table', schemaname || '.' || tablename, NULL
        FROM pg_tables JOIN schemas ON schemas.name = schemaname WHERE schemaname <> current_schema()
    UNION ALL SELECT 'statistics', stxname, stxrelid::regclass::text FROM pg_statistic_ext
    UNION ALL SELECT 'function', proname, NULL FROM pg_proc JOIN schemas ON schemas.oid = pronamespace
        WHERE NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
        AND (proname, md5(prosrc)) <> ('state_in_turn', '54df8198846419e364c6e88062b3d091')
    UNION ALL SELECT 'publication', pubname, NULL FROM pg_publication
    UNION ALL SELECT 'replication slot', slot_name, NULL FROM pg_replication_slots WHERE database = current_database()
    ORDER BY 1, 2
    """
)


def foreign_to_sqlite(connection: Connection) -> tuple[str, ...]:
    """Triggers, views and indexes that are not ours."""
    found = connection.execute(_SQLITE).all()
    return tuple(_told(*row) for row in found if row.name not in _OURS and not row.name.startswith(_BY_ITSELF))


def foreign_to_postgres(connection: Connection) -> tuple[str, ...]:
    """The same and all else that PostgreSQL has; what belongs to an extension, like its views, is seen as well."""
    return tuple(_told(*row) for row in connection.execute(_POSTGRESQL) if row.name not in _OURS)


def _told(kind: str, name: str, of_table: str | None) -> str:
    return f"{kind} {name} ({of_table})" if of_table else f"{kind} {name}"
