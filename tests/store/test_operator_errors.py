"""What an operator gets wrong, or a machine: one true sentence and exit code 1, nothing half done, and a doctor that stands."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result

from survey_app.cli import main
from survey_app.fieldwork.wave import WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.full_disk import SmallDisk
from tests.small_wave import WAVE, open_small_wave
from tests.store.test_commands import CommandLine, add_wave, write_frame

ADD = ("wave", "add", "nieuw", "--label", "Nieuw", "--month", "2026-06", "--questionnaire")
RESIDENTS = Path(__file__).parents[2] / "questionnaires" / "kerngericht-werken" / "bewoners-2020.yaml"


def refused(done: Result, *words: str) -> None:
    """One line, exit code 1, and in that line each of these words."""
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr


def doctor_finds(peilstok: CommandLine, *words: str) -> None:
    """The doctor goes on to the end, and tells it."""
    told = peilstok("doctor")
    assert told.exit_code == 1, told.output
    assert told.exception is None or isinstance(told.exception, SystemExit)
    assert "Something is wrong." in told.stdout
    for word in words:
        assert word in told.stdout


def statement(url: str, text: str) -> None:
    """Do something to a database from outside."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute(text)
    else:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(text.encode())


def test_closing_on_a_full_disk_is_refused_and_nothing_is_changed(
    disk: SmallDisk, database_on_disk: str, open_database: Callable[[str], Database], tmp_path: Path
) -> None:
    stores = open_database(database_on_disk)
    peilstok = CommandLine(database_on_disk, tmp_path)
    open_small_wave(stores, KeyDirectory(peilstok.keys), codes=12, answered=12)
    stores.close()
    disk.fill()

    refused(peilstok("wave", "close", WAVE, "--yes"), "disk is full", "make room")

    disk.empty()
    with stores.reading() as store:
        assert store.waves.get(WAVE).state is WaveState.OPEN
        assert store.box.count(WAVE) == 12
    assert KeyDirectory(peilstok.keys).has_wave_key(WAVE)
    assert peilstok("wave", "close", WAVE, "--yes").exit_code == 0
