"""What an attacker takes from a database: every row with its system columns, and the bytes of every file and log."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg.rows import dict_row
from sqlalchemy import make_url

Row = Mapping[str, object]


@dataclass(frozen=True)
class Seizure:
    """Rows by table, in the order of a plain dump, and bytes by file, free pages and remains included.

    `page`: the size of a page, which both databases fill from its end.
    """

    tables: Mapping[str, list[Row]]
    files: Mapping[str, bytes]
    page: int


class SQLiteBurglar:
    """Takes the file and its write-ahead log as they are at that moment."""

    def __init__(self, url: str) -> None:
        self._path = Path(str(make_url(url).database))

    def seize(self) -> Seizure:
        """Files first: asking for rows might change them."""
        files = {
            path.name.removeprefix(self._path.name) or "database": path.read_bytes()
            for path in sorted(self._path.parent.glob(f"{self._path.name}*"))
        }
        connection = sqlite3.connect(self._path)
        connection.row_factory = sqlite3.Row
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: _rows_of_sqlite(connection, name) for name in names}
        connection.close()
        return Seizure(tables, files, page=4096)


class PostgresBurglar:
    """Takes all relations and whatever was written to the log since the attack began, as an archive would have it."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._log = b""
        with psycopg.connect(url, autocommit=True) as connection:
            self._read_up_to = self._end_of_log(connection)

    def seize(self) -> Seizure:
        """The log first, for a checkpoint may throw away what is old; then all pages, written out by a checkpoint."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            directory = Path(_one(connection, "SHOW data_directory"))
            self._log += self._new_log(connection, directory)
            names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            _let_the_planner_look(connection, [name for (name,) in names])
            connection.execute("CHECKPOINT")
            files = {name: path.read_bytes() for name, path in _relations(connection, directory)}
            tables = {name: _rows_of_postgres(connection, name) for (name,) in names}
        return Seizure(tables, {**files, "write-ahead log": self._log}, page=8192)

    def _new_log(self, connection: psycopg.Connection, directory: Path) -> bytes:
        start, self._read_up_to = self._read_up_to, self._end_of_log(connection)
        size = int(_one(connection, "SELECT setting FROM pg_settings WHERE name = 'wal_segment_size'"))
        numbers = range(start // size, self._read_up_to // size + 1)
        segments = b"".join((directory / "pg_wal" / _segment(number, size)).read_bytes() for number in numbers)
        return segments[start % size : self._read_up_to - numbers[0] * size]

    @staticmethod
    def _end_of_log(connection: psycopg.Connection) -> int:
        return int(_one(connection, "SELECT pg_current_wal_flush_lsn() - '0/0'::pg_lsn"))


Burglar = SQLiteBurglar | PostgresBurglar


def burglar_of(url: str) -> Burglar:
    """The burglar who knows this kind of database."""
    return SQLiteBurglar(url) if url.startswith("sqlite") else PostgresBurglar(url)


def _rows_of_sqlite(connection: sqlite3.Connection, table: str) -> list[Row]:
    try:
        found = connection.execute(f'SELECT *, rowid AS rowid FROM "{table}"').fetchall()
    except sqlite3.OperationalError:  # WITHOUT ROWID
        found = connection.execute(f'SELECT * FROM "{table}"').fetchall()
    return [dict(row) for row in found]


def _rows_of_postgres(connection: psycopg.Connection, table: str) -> list[Row]:
    system = "ctid::text AS ctid, xmin::text::bigint AS xmin, xmax::text::bigint AS xmax, cmin::text::bigint AS cmin"
    with connection.cursor(row_factory=dict_row) as cursor:
        found = cursor.execute(f'SELECT *, {system} FROM "{table}"').fetchall()
    return [{**row, "ctid": tuple(map(int, row["ctid"].strip("()").split(",")))} for row in found]


def _let_the_planner_look(connection: psycopg.Connection, tables: list[str]) -> None:
    """What autovacuum does of itself some night: samples of rows go into the planner's statistics."""
    connection.execute("ANALYZE " + ", ".join(f'"{table}"' for table in tables))


def _relations(connection: psycopg.Connection, directory: Path) -> list[tuple[str, Path]]:
    """Tables, indexes and what is too long for a row, of the public schema, with the remains in their pages.

    The planner's statistics as well.
    """
    found = connection.execute(
        "SELECT c.relname, t.relname, pg_relation_filepath(c.oid) FROM pg_class c "
        "LEFT JOIN pg_class t ON t.reltoastrelid = c.oid "
        "WHERE c.relkind IN ('r', 'i', 't') AND c.relname NOT LIKE 'pg_toast%_index' "
        "AND (c.oid >= 16384 OR c.relname = 'pg_statistic' OR t.relname = 'pg_statistic')"
    ).fetchall()
    return [(f"toast of {of}" if of else name, directory / path) for name, of, path in found]


def _segment(number: int, size: int) -> str:
    """The name of a file of the log: https://www.postgresql.org/docs/15/wal-internals.html."""
    per_file = 0x1_0000_0000 // size
    return f"00000001{number // per_file:08X}{number % per_file:08X}"


def _one(connection: psycopg.Connection, asked: LiteralString) -> Any:  # of any type
    row = connection.execute(asked).fetchone()
    assert row is not None
    return row[0]
