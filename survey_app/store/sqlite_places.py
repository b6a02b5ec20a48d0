"""Where each row of a table WITHOUT ROWID lies in an SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table

from survey_app.store.evidence import name_of
from survey_app.store.sqlite_pages import cells

Places = dict[tuple[str, bytes], tuple[int, int]]
_LEAVES = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"


def places_of(file: Path, table: Table) -> Places:
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


def write_anew(file: Path, to: Path) -> None:
    """What scrubbing makes of a database: all rows of each table one after another, in the order of its key."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(to),))
