"""A box that nobody can open is given up, and its codes work again; backups with their keys are as good as new."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from survey_app.cli import main
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.draft import encrypt_answers, new_random
from survey_app.fieldwork.life import WrongWaveKey, close_wave, open_wave
from survey_app.fieldwork.voiding import CannotVoid, KeyStillThere, void_wave
from survey_app.fieldwork.wave import WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.postgresql import Cluster
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, send

_Open = Callable[[str], Database]


def half_answered(stores: Database, keys: KeyDirectory) -> list[str]:
    """An open wave of twelve codes: ten sent, and one has a draft."""
    codes = open_small_wave(stores, keys)
    for code in codes[:10]:
        send(stores, keys, code)
    with stores.writing() as store:
        store.drafts.put(WAVE, receipt_of(keys.pepper(), WAVE, codes[10]), encrypt_answers(new_random(), {}))
    return codes


def lose_wave_key(keys: KeyDirectory) -> None:
    (keys.path / f"wave-{WAVE}.key").unlink()


def test_a_box_without_its_key_is_voided_and_its_codes_work_again(stores: Database, keys: KeyDirectory) -> None:
    codes = half_answered(stores, keys)
    with stores.reading() as store:
        before = store.waves.get(WAVE).public_key
    lose_wave_key(keys)

    report = void_wave(stores, keys, WAVE, "an")

    assert (report.lost, report.wave.state) == (10, WaveState.DRAFT)
    with stores.reading() as store:
        assert (store.box.count(WAVE), store.invitations.count(WAVE)) == (0, 12)
        assert store.drafts.find(WAVE, receipt_of(keys.pepper(), WAVE, codes[10])) is None
        assert store.audit.latest(1)[0].act == "10 envelopes voided"
    assert open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an").public_key != before
    for code in codes:
        send(stores, keys, code)
    assert close_wave(stores, keys, WAVE, TODAY, "an", second="bea").wave.responses == 12


def test_a_box_that_can_be_opened_is_not_voided_unless_asked_for(stores: Database, keys: KeyDirectory) -> None:
    half_answered(stores, keys)

    with pytest.raises(KeyStillThere):
        void_wave(stores, keys, WAVE, "an")
    with stores.reading() as store:
        assert store.box.count(WAVE) == 10

    assert void_wave(stores, keys, WAVE, "an", even_with_key=True).lost == 10
    assert not keys.has_wave_key(WAVE)


def test_a_key_of_another_opening_does_not_protect_the_box_and_is_left_alone(
    stores: Database, keys: KeyDirectory
) -> None:
    half_answered(stores, keys)
    lose_wave_key(keys)
    keys.create_wave_key(WAVE)
    other = keys.wave_key(WAVE)

    with pytest.raises(WrongWaveKey):
        close_wave(stores, keys, WAVE, TODAY, "an")
    void_wave(stores, keys, WAVE, "an")

    assert keys.wave_key(WAVE) == other


def test_only_an_open_wave_is_voided(stores: Database, keys: KeyDirectory) -> None:
    half_answered(stores, keys)
    close_wave(stores, keys, WAVE, TODAY, "an")

    with pytest.raises(CannotVoid):
        void_wave(stores, keys, WAVE, "an", even_with_key=True)


def test_the_command_tells_how_many_envelopes_are_lost_and_asks(
    stores: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    half_answered(stores, keys)
    environment = {"PEILSTOK_DATABASE_URL": database_url, "PEILSTOK_KEYS": str(keys.path)}
    peilstok = CliRunner(env=environment)

    refused = peilstok.invoke(main, ["wave", "void", WAVE])
    lose_wave_key(keys)
    doubted = peilstok.invoke(main, ["wave", "void", WAVE], input="n\n")
    done = peilstok.invoke(main, ["wave", "void", WAVE], input="y\n")

    assert (refused.exit_code, doubted.exit_code, done.exit_code) == (1, 1, 0)
    assert "--even-with-key" in refused.stderr
    assert "at least 10 envelope(s) in the box, and the minimum of 10 was reached. All will be lost" in doubted.stdout
    assert "a draft again, and its codes are unused" in done.stdout


def test_a_backup_of_sqlite_with_its_keys_is_restored_and_closed(
    sqlite_stores: Database, sqlite_url: str, keys: KeyDirectory, tmp_path: Path, open_database: _Open
) -> None:
    codes = half_answered(sqlite_stores, keys)
    backup, kept_keys = tmp_path / "backup.sqlite", KeyDirectory(tmp_path / "kept-keys")
    with (
        closing(sqlite3.connect(str(make_url(sqlite_url).database))) as live,
        closing(sqlite3.connect(backup)) as copy,
    ):
        live.backup(copy)
    shutil.copytree(keys.path, kept_keys.path)
    send(sqlite_stores, keys, codes[11])
    close_wave(sqlite_stores, keys, WAVE, TODAY, "an")

    restored = open_database(f"sqlite:///{backup}")

    _send_the_rest_and_close(restored, kept_keys, codes)


def test_a_backup_of_postgresql_with_its_keys_is_restored_and_closed(
    postgresql: Cluster, postgresql_url: str, keys: KeyDirectory, tmp_path: Path, open_database: _Open
) -> None:
    stores, kept_keys = open_database(postgresql_url), KeyDirectory(tmp_path / "kept-keys")
    codes = half_answered(stores, keys)
    dump = _run("pg_dump", "--format=custom", postgresql_url)
    shutil.copytree(keys.path, kept_keys.path)
    send(stores, keys, codes[11])
    close_wave(stores, keys, WAVE, TODAY, "an")

    empty = postgresql.url(postgresql.new_database())
    _run("pg_restore", "--no-owner", f"--dbname={empty}", content=dump)

    _send_the_rest_and_close(open_database(empty), kept_keys, codes)


def _send_the_rest_and_close(stores: Database, keys: KeyDirectory, codes: list[str]) -> None:
    for code in codes[10:]:
        send(stores, keys, code)
    report = close_wave(stores, keys, WAVE, TODAY, "an")
    assert (report.wave.responses, report.unreadable, report.key_destroyed) == (12, 0, True)


def _run(program: str, *arguments: str, content: bytes = b"") -> bytes:
    done = subprocess.run([program, *arguments], input=content, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
