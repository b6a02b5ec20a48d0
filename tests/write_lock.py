"""Somebody who is writing, so that nobody else can, for as long as that takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TypeVar

import psycopg

from survey_app.store.schema import metadata

Result = TypeVar("Result")
_PATIENCE = 25
"""Seconds: less than a writer waits for its turn."""


@contextmanager
def write_lock(url: str, free: Collection[str] = ()) -> Iterator[None]:
    """Hold SQLite's one write lock, or a lock on every table of PostgreSQL (but those that are `free`)."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
        return
    with psycopg.connect(url) as server:
        tables = ", ".join(sorted(metadata.tables.keys() - set(free)))
        server.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
        yield
        server.rollback()


def while_locked(url: str, do: Callable[[], Result], free: Collection[str] = ()) -> Result:
    """What comes of it while somebody else writes; raises TimeoutError when it waits for that."""
    with ThreadPoolExecutor(1) as pool, write_lock(url, free):
        return pool.submit(do).result(_PATIENCE)
