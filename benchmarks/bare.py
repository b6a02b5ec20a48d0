"""The least that Flask and a database can do: the measure for everything else.

The row is as large as an envelope, for that is the least that keeping one takes.
"""

from __future__ import annotations

import argparse
import multiprocessing
import secrets
import sqlite3
import time
from collections.abc import Callable
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import psycopg
from flask import Flask

from survey_app.commands.listening import listen
from survey_app.commands.server import run_processes
from survey_app.fieldwork.sealing import SIZES

_TABLE = "CREATE TABLE IF NOT EXISTS bare (receipt {blob} PRIMARY KEY, ciphertext {blob})"
_ENVELOPE = secrets.token_bytes(SIZES[0])


def create_app() -> Flask:
    """An application with one route."""
    app = Flask(__name__)

    @app.get("/")
    def ok() -> str:
        return "ok"

    return app


def commits(url: str, concurrency: int, seconds: float) -> float:
    """Durable commits of one row a second, by this many processes at once."""
    results: SimpleQueue[float] = multiprocessing.SimpleQueue()
    processes = [multiprocessing.Process(target=_commit, args=(url, seconds, results)) for _ in range(concurrency)]
    for process in processes:
        process.start()
    total = sum(results.get() for _ in processes)
    for process in processes:
        process.join()
    return total


def prepare(url: str) -> None:
    """Make the table that commits go to."""
    if url.startswith("sqlite"):
        with sqlite3.connect(_path(url)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(_TABLE.format(blob="BLOB") + " WITHOUT ROWID")
        connection.close()
    else:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(_TABLE.format(blob="BYTEA"))


def _commit(url: str, seconds: float, results: SimpleQueue[float]) -> None:
    write = _sqlite_writer(url) if url.startswith("sqlite") else _postgresql_writer(url)
    begun, number = time.perf_counter(), 0
    while time.perf_counter() - begun < seconds:
        write(secrets.token_bytes(32))
        number += 1
    results.put(number / (time.perf_counter() - begun))


def _sqlite_writer(url: str) -> Callable[[bytes], object]:
    connection = sqlite3.connect(_path(url), isolation_level=None, timeout=30)
    connection.execute("PRAGMA synchronous = FULL")
    return lambda receipt: connection.execute("INSERT INTO bare VALUES (?, ?)", (receipt, _ENVELOPE))


def _postgresql_writer(url: str) -> Callable[[bytes], object]:
    connection = psycopg.connect(url, autocommit=True)
    return lambda receipt: connection.execute("INSERT INTO bare VALUES (%s, %s)", (receipt, _ENVELOPE))


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def main() -> None:
    """Serve the application, with the server of `peilstok serve`."""
    told = argparse.ArgumentParser()
    told.add_argument("--port", type=int, required=True)
    told.add_argument("--workers", type=int, required=True)
    options = told.parse_args()
    with listen("127.0.0.1", options.port) as listening:
        run_processes(create_app, listening, options.workers)


if __name__ == "__main__":
    main()
