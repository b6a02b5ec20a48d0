"""What a killed program leaves lying about is swept by the next, and never from under one that still works."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli import main
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from survey_app.writers.atomic import written_whole
from tests.small_wave import WAVE, open_small_wave

AUDIT = """
from survey_app.store.database import Database
import sys, time
with Database(sys.argv[1]).evidence():
    print("copied", flush=True)
    time.sleep(600)
"""
WRITE = """
from pathlib import Path
from survey_app.writers.atomic import written_whole
import sys, time
with written_whole(Path(sys.argv[1])) as beside:
    beside.write_text("half")
    print("begun", flush=True)
    time.sleep(600)
"""
WRITE_KEY = """
from pathlib import Path
from survey_app.store import keys
import sys, time
with keys._written_beside(Path(sys.argv[1]) / "wave-nieuw.key", b"k" * 32):
    print("begun", flush=True)
    time.sleep(600)
"""


@contextmanager
def halfway(program: str, argument: str) -> Iterator[subprocess.Popen[str]]:
    """The program in the midst of its work; killed afterwards if it was not yet."""
    with subprocess.Popen([sys.executable, "-c", program, argument], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        running.stdout.readline()
        try:
            yield running
        finally:
            running.kill()


def passing(folder: Path) -> list[Path]:
    return sorted(folder.glob(".*.part"))


@pytest.fixture
def peilstok(sqlite_url: str, tmp_path: Path) -> CliRunner:
    return CliRunner(env={"PEILSTOK_DATABASE_URL": sqlite_url, "PEILSTOK_KEYS": str(tmp_path / "keys")})


def test_the_copies_of_a_killed_audit_are_private_and_go_at_the_next_command(
    peilstok: CliRunner, sqlite_url: str, tmp_path: Path
) -> None:
    with halfway(AUDIT, sqlite_url):
        (copies,) = passing(tmp_path)
        assert copies.stat().st_mode & 0o777 == 0o700
    assert (copies / "found" / "peilstok.sqlite").exists()

    assert peilstok.invoke(main, ["wave", "list"]).exit_code == 0

    assert passing(tmp_path) == []


def test_the_copies_of_an_audit_that_is_busy_stay(peilstok: CliRunner, sqlite_url: str, tmp_path: Path) -> None:
    with halfway(AUDIT, sqlite_url):
        told = peilstok.invoke(main, ["audit"])

        assert told.exit_code == 0, told.output
        assert len(passing(tmp_path)) == 1


def test_half_a_file_goes_when_the_same_file_is_written_again(tmp_path: Path) -> None:
    target = tmp_path / "brieven.xlsx"
    with halfway(WRITE, str(target)), written_whole(target) as other:
        other.write_text("whole")
        assert len(passing(tmp_path)) == 2
    with written_whole(target) as again:
        again.write_text("again")

    assert passing(tmp_path) == []
    assert target.read_text() == "again"


def test_half_a_key_goes_at_the_next_command_and_a_key_in_use_stays(
    peilstok: CliRunner, sqlite_stores: Database, tmp_path: Path
) -> None:
    keys = KeyDirectory(tmp_path / "keys")
    open_small_wave(sqlite_stores, keys)
    key = keys.wave_key(WAVE)
    (keys.path / f".wave-{WAVE}.key.{'0' * 16}").hardlink_to(keys.path / f"wave-{WAVE}.key")
    with halfway(WRITE_KEY, str(keys.path)):
        (half,) = keys.path.glob(".wave-nieuw.key.*")
        assert peilstok.invoke(main, ["wave", "list"]).exit_code == 0
        assert half.exists()

    assert peilstok.invoke(main, ["wave", "list"]).exit_code == 0

    assert not list(keys.path.glob(".*"))
    assert keys.wave_key(WAVE) == key


def test_folders_of_that_name_that_are_links_are_left_alone(peilstok: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "kostbaar").touch()
    (tmp_path / f".peilstok.sqlite-audit.{'0' * 16}.part").symlink_to(tmp_path / "elders")

    assert peilstok.invoke(main, ["wave", "list"]).exit_code == 0

    assert (tmp_path / "elders" / "kostbaar").exists()
