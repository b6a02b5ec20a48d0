"""What there is in a database beside what there should be, and how it is set, as far as we may see it."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import Inspector

from survey_app.assurance.database_checks import DatabaseCondition
from survey_app.assurance.evidence import Catalogue, Column
from survey_app.store.engine import is_sqlite
from survey_app.store.schema import RESPONDENTS, metadata
from survey_app.store.statistics import sampled

_TABLE_OF_ALEMBIC = "alembic_version"
_OF_RESPONDENTS = frozenset(table.name for table in RESPONDENTS)
_SETTINGS = text("SELECT name, setting FROM pg_settings")
_PRAGMAS = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
_NOW = text("SELECT clock_timestamp()")
_SLOTS = text("SELECT count(*) FROM pg_replication_slots")
_WITH_ROWID = text(
    """
    SELECT list.name FROM pragma_table_list AS list JOIN sqlite_master USING (name)
    WHERE list.type = 'table' AND sqlite_master.type = 'table' AND NOT list.wr
    """
)
_OURS = frozenset(
    name
    for table in metadata.tables.values()
    for name in (
        f"pk_{table.name}",
        *(str(index.name) for index in table.indexes),
        *(f"{table.name}_{column.name}_seq" for column in table.c),
    )
) | {"alembic_version_pkc"}
_BESIDE_SQLITE = text(
    "SELECT type AS kind, name, tbl_name AS of_table FROM sqlite_master WHERE type <> 'table' ORDER BY 1, 2"
)
_BY_ITSELF = "sqlite_autoindex_"
_BESIDE_POSTGRESQL = text(
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
        AND NOT (proname = 'state_in_turn' AND encode(sha256(convert_to(prosrc, 'UTF8')), 'hex')
            = '2452a5659b3cdca429b776fa1fec00fa5dde9137920cdf841e07c76fe65b0e95')
    UNION ALL SELECT 'publication', pubname, NULL FROM pg_publication
    UNION ALL SELECT 'replication slot', slot_name, NULL FROM pg_replication_slots WHERE database = current_database()
    ORDER BY 1, 2
    """
)


def catalogue_of(connection: Connection) -> Catalogue:
    """Tables with their columns, and everything that could link, copy or put in order what we keep apart."""
    inspector = inspect(connection)
    of_sqlite = is_sqlite(connection)
    foreign = _foreign_to_sqlite(connection) if of_sqlite else _foreign_to_postgres(connection)
    return Catalogue(
        tables={
            table: [Column(column["name"], str(column["type"]), column.get("default")) for column in of_table]
            for (_schema, table), of_table in inspector.get_multi_columns().items()
        },
        expected={name: frozenset(table.c.keys()) for name, table in metadata.tables.items()}
        | {_TABLE_OF_ALEMBIC: frozenset({"version_num"})},
        respondents=_OF_RESPONDENTS,
        links=(*_references(inspector), *foreign),
        with_rowid=tuple(sorted(with_rowid(connection))) if of_sqlite else (),
        settings={} if of_sqlite else _settings(connection),
    )


def with_rowid(connection: Connection) -> frozenset[str]:
    """The tables of respondents of an SQLite database that have a hidden row number."""
    return _OF_RESPONDENTS.intersection(connection.execute(_WITH_ROWID).scalars())


def condition_of(connection: Connection, *, is_current: bool) -> DatabaseCondition:
    """The settings of this connection, which are those that our program works with."""
    if is_sqlite(connection):
        pragmas = {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in _PRAGMAS}
        return DatabaseCondition("SQLite", is_current, pragmas, sampled=sampled(connection))
    return DatabaseCondition(
        "PostgreSQL",
        is_current,
        _settings(connection),
        now=connection.execute(_NOW).scalar_one(),
        replication_slots=connection.execute(_SLOTS).scalar_one(),
        sampled=sampled(connection),
    )


def _settings(connection: Connection) -> dict[str, str]:
    return {row.name: row.setting for row in connection.execute(_SETTINGS)}


def _references(inspector: Inspector) -> Iterator[str]:
    """From a table of respondents, or to one."""
    for (_schema, table), of_table in inspector.get_multi_foreign_keys().items():
        for reference in of_table:
            if _OF_RESPONDENTS & {table, reference["referred_table"]}:
                yield f"{table} → {reference['referred_table']}"


def _foreign_to_sqlite(connection: Connection) -> tuple[str, ...]:
    """Triggers, views and indexes that are not ours."""
    rows = connection.execute(_BESIDE_SQLITE).all()
    return tuple(_in_words(*row) for row in rows if row.name not in _OURS and not row.name.startswith(_BY_ITSELF))


def _foreign_to_postgres(connection: Connection) -> tuple[str, ...]:
    """The same and all else that PostgreSQL has; what belongs to an extension, like its views, is seen as well."""
    return tuple(_in_words(*row) for row in connection.execute(_BESIDE_POSTGRESQL) if row.name not in _OURS)


def _in_words(kind: str, name: str, of_table: str | None) -> str:
    return f"{kind} {name} ({of_table})" if of_table else f"{kind} {name}"
