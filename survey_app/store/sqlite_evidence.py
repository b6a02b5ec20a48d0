"""Evidence from an SQLite database: copies of its files, one searched as it was found, one opened."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from re import Pattern

from sqlalchemy import Connection, Engine, Table, select

from survey_app.assurance.evidence import Bytes, Lying
from survey_app.passing import passing_folder
from survey_app.store.catalogue import with_rowid
from survey_app.store.engine import make_engine, reader_of
from survey_app.store.evidence import READABLE, SqlEvidence, name_of, place_words
from survey_app.store.schema import metadata
from survey_app.store.sqlite_pages import cells, frames_of, pages_with
from survey_app.store.turns import turn

_LOG = "-wal"
_Places = dict[tuple[str, bytes], tuple[int, int]]
_LEAVES = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"


@contextmanager
def sqlite_evidence(live: Engine) -> Iterator[SqliteEvidence]:
    """Copies beside the database, for they are as secret as it is; gone when this ends.

    What a killed audit left goes at the start of the next command.
    """
    database = Path(str(live.url.database))
    with passing_folder(database.parent, passing_name(database)) as folder:
        found, opened = folder / "found", folder / "opened"
        with live.connect() as connection, turn(connection):
            for to in (found, opened):
                to.mkdir()
                _copy(database, to)
        engine = make_engine(f"sqlite:///{opened / database.name}")
        try:
            with reader_of(engine).connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                yield SqliteEvidence(connection, found / database.name, opened / database.name)
        finally:
            engine.dispose()


def passing_name(database: Path) -> str:
    """What the folders of audits are called."""
    return f"{database.name}-audit"


class SqliteEvidence(SqlEvidence):
    """The port `Evidence` on a copy: `found` are the files as they were, `opened` the same with the log folded in."""

    def __init__(self, connection: Connection, found: Path, opened: Path) -> None:
        super().__init__(connection)
        self._found = found
        self._opened = opened

    def lying(self, table: str, wave_id: str) -> list[Lying]:
        of_table = metadata.tables[table]
        places = self._places_of(of_table)
        beside = [of_table.c[name] for name in ("segment", "arm") if name in of_table.c]
        rows = self._connection.execute(
            select(of_table.c[name_of(of_table)].label("name"), *beside).where(of_table.c.wave == wave_id)
        ).mappings()
        lying = [
            Lying(row["name"], *places[wave_id, row["name"]], None, row.get("segment"), row.get("arm")) for row in rows
        ]
        return sorted(lying, key=lambda row: (row.page, row.place))

    def written_anew(self, table: str, wave_id: str) -> list[bytes] | None:
        if table in self._with_rowid:
            return None
        places = _places_of(self._anew, metadata.tables[table])
        return [
            name for _place, name in sorted((place, name) for (wave, name), place in places.items() if wave == wave_id)
        ]

    def search(self, answers: Pattern[bytes]) -> Bytes | None:
        log = self._found.with_name(self._found.name + _LOG)
        in_file = self._hits(answers, pages_with(self._found, self._page_size))
        in_log = self._hits(answers, frames_of(log))
        kept = sum(len(answers.findall(text)) for text in self.answers())
        stray = [
            place_words(file.name, table, number)
            for file, hits in ((self._found, in_file), (log, in_log))
            for table, number in sorted(hits.items())
            if table not in READABLE
        ]
        left_over = in_file["responses"] - kept
        if left_over > 0:
            stray.append(place_words(self._found.name, "responses", left_over))
        return Bytes((self._found.name, log.name), tuple(stray))

    def _hits(self, answers: Pattern[bytes], pages: Iterator[tuple[int, bytes]]) -> Counter[str]:
        """How many answers stand on the pages of each table; those of no table are free."""
        hits: Counter[str] = Counter()
        for number, page in pages:
            hits[self._owners.get(number, "")] += len(answers.findall(page))
        return +hits

    def _places_of(self, table: Table) -> _Places:
        if table.name not in self._with_rowid:
            return _places_of(self._opened, table)
        rows = self._connection.exec_driver_sql(f"SELECT wave, {name_of(table)}, rowid FROM {table.name}")  # noqa: S608 - our own names
        return {(wave, name): (1, rowid) for wave, name, rowid in rows}

    @cached_property
    def _owners(self) -> dict[int, str]:
        of_page = "SELECT pageno, coalesce(tbl_name, dbstat.name) FROM dbstat LEFT JOIN sqlite_master USING (name)"
        return {row[0]: row[1] for row in self._connection.exec_driver_sql(of_page)}

    @cached_property
    def _with_rowid(self) -> frozenset[str]:
        return with_rowid(self._connection)

    @cached_property
    def _anew(self) -> Path:
        """What scrubbing makes of it: all rows of each table one after another, in the order of its key."""
        anew = self._opened.with_name("anew.sqlite")
        with closing(sqlite3.connect(self._opened)) as connection:
            connection.execute("VACUUM INTO ?", (str(anew),))
        return anew

    @cached_property
    def _page_size(self) -> int:
        return int(self._connection.exec_driver_sql("PRAGMA page_size").scalar_one())


def _copy(database: Path, folder: Path) -> None:
    for file in (database, database.with_name(database.name + _LOG)):
        if file.exists():
            shutil.copyfile(file, folder / file.name)


def _places_of(file: Path, table: Table) -> _Places:
    """The page and the place there of each row by wave and name; nobody else may be writing in the file."""
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute(f"SELECT wave, {name_of(table)} FROM {table.name}")  # noqa: S608 - our own names
        # A row on a page that is no leaf stands for itself.
        places = {(wave, name): (-number, 0) for number, (wave, name) in enumerate(rows, 1)}
        leaves = [page for (page,) in connection.execute(_LEAVES, (table.name,))]
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    for cell in cells(file, page_size, leaves):
        places[cell.wave, cell.name] = (cell.page, cell.from_end)
    return places
