"""The planner of PostgreSQL keeps nothing of a person, also not after the rows are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.schema import RESPONDENTS, administrators, metadata
from survey_app.store.statistics import never_sampled
from tests.postgresql import Cluster

NAMES = 101
_FILL = f"""
    INSERT INTO contacts (wave, key, name, phone, email)
    SELECT 'w', sha256(('sleutel ' || n)::bytea), 'Naam van ' || n, '06-' || 10000000 + n, n || '@elders.example'
    FROM generate_series(1, {NAMES}) AS n
"""  # - a number of ours
_WRAPPED = """
    INSERT INTO envelopes (wave, receipt, sealed, ciphertext, wrapped)
    SELECT 'w', sha256(('code ' || n)::bytea), false, sha256(('brief ' || n)::bytea), sha256(('woord ' || n)::bytea)
    FROM generate_series(1, 101) AS n
"""
_KEPT = text("SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE schemaname = 'public'")


def run(url: str, *statements: str) -> None:
    with _connected(url) as connection:
        for statement in statements:
            connection.execute(text(statement))


def kept(url: str) -> str:
    with _connected(url) as connection:
        return "".join(f"{one} {other}" for one, other in connection.execute(_KEPT))


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = make_engine(url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    engine.dispose()


def on_disk(cluster: Cluster, url: str) -> bytes:
    """The bytes of the database's own tables, those of PostgreSQL's catalogue among them; not of the server's log."""
    with _connected(url) as connection:
        connection.execute(text("CHECKPOINT"))
        folder = connection.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()")).scalar_one()
    return b"".join(path.read_bytes() for path in (cluster.data / "base" / str(folder)).iterdir() if path.is_file())


@pytest.mark.parametrize("fill", [_FILL, _WRAPPED], ids=["contacts", "secrets of drafts"])
def test_what_is_deleted_is_in_no_statistics(postgresql_url: str, fill: str) -> None:
    table = "contacts" if "contacts" in fill else "envelopes"

    run(postgresql_url, fill, "ANALYZE", f"DELETE FROM {table}", "VACUUM", "ANALYZE")

    assert "Naam van" not in kept(postgresql_url)
    assert "\\\\x" not in kept(postgresql_url)


def test_upgrading_takes_samples_that_were_kept_from_the_statistics_and_from_the_files(
    postgresql: Cluster, open_database: Callable[[str], Database]
) -> None:
    url = postgresql.url(postgresql.new_database())
    open_database(url).upgrade("0002")
    run(url, _FILL, _WRAPPED, "ANALYZE", "DELETE FROM contacts", "DELETE FROM envelopes", "VACUUM FULL contacts")
    assert "Naam van 50" in kept(url)
    assert b"Naam van 50" in on_disk(postgresql, url)

    database = open_database(url)
    database.upgrade()

    assert "Naam van" not in kept(url)
    assert "\\\\x" not in kept(url)
    assert b"Naam van 50" not in on_disk(postgresql, url)
    assert database.condition().sampled == ()


def test_postgresql_samples_no_column_that_should_not_be_sampled(postgresql_url: str) -> None:
    targets = "SELECT attrelid::regclass::text, attname FROM pg_attribute WHERE attstattarget = 0 AND attnum > 0"
    with _connected(postgresql_url) as connection:
        silent = {tuple(row) for row in connection.execute(text(targets)) if row[0] in metadata.tables}

    assert silent >= {(table.name, name) for table in (*RESPONDENTS, administrators) for name in never_sampled(table)}


@pytest.mark.parametrize("table", ["envelopes", "invitations", "responses"])
def test_rows_are_still_found_by_their_primary_key(postgresql_url: str, table: str) -> None:
    name = "key" if table == "responses" else "receipt"
    columns, values = {
        "envelopes": ("sealed, ciphertext", "true, 'x'"),
        "invitations": ("segment", "'ingen'"),
        "responses": ("answers", "'{}'"),
    }[table]
    run(
        postgresql_url,
        f"INSERT INTO {table} (wave, {name}, {columns}) SELECT 'w', sha256(n::text::bytea), {values} "
        "FROM generate_series(1, 3000) AS n",
        "ANALYZE",
    )

    with _connected(postgresql_url) as connection:
        looked_up = f"EXPLAIN SELECT * FROM {table} WHERE wave = 'w' AND {name} = sha256('5'::bytea)"
        plan = "\n".join(connection.execute(text(looked_up)).scalars())

    assert f"Index Scan using pk_{table}" in plan


def test_values_that_are_sampled_all_the_same_are_told(
    postgresql_url: str, open_database: Callable[[str], Database]
) -> None:
    run(postgresql_url, "ALTER TABLE contacts ALTER name SET STATISTICS 100", _FILL, "ANALYZE")

    assert open_database(postgresql_url).condition().sampled == ("contacts.name",)


def test_rows_that_sqlite_sampled_are_told(
    sqlite_url: str, tmp_path: Path, open_database: Callable[[str], Database]
) -> None:
    """As an SQLite with STAT4 leaves it; Debian's has none, so the table is put there by hand."""
    with closing(sqlite3.connect(tmp_path / "peilstok.sqlite")) as connection:
        connection.execute("CREATE TABLE samples (tbl, idx, neq, nlt, ndlt, sample)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET name = 'sqlite_stat4', tbl_name = 'sqlite_stat4', "
            "sql = 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)' WHERE name = 'samples'"
        )
        connection.commit()

    assert open_database(sqlite_url).condition().sampled == ("sqlite_stat4",)
