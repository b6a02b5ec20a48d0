"""A key is found by what it is, in whatever file below the folders of an installation; and nothing else is."""

from __future__ import annotations

import io
import random
import shutil
import tarfile
import zipfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli import main
from survey_app.config import Settings
from survey_app.fieldwork.life import add_wave, close_wave, make_sheets, open_wave
from survey_app.fieldwork.wave import Custody
from survey_app.installation import Installation
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, small_wave

Spoil = Callable[[Path, bytes], object]


@pytest.fixture
def installation(sqlite_stores: Database, sqlite_url: str, keys: KeyDirectory, tmp_path: Path) -> Installation:
    settings = Settings.from_environment(
        {"PEILSTOK_DATABASE_URL": sqlite_url, "PEILSTOK_KEYS": str(keys.path), "PEILSTOK_INSTANCE": str(tmp_path)}
    )
    return Installation(settings, sqlite_stores, keys)


def told(installation: Installation) -> dict[str, str]:
    return {one.file.name: one.what.spoken_in("en") for one in installation.found_keys().files}


def close(installation: Installation) -> bytes:
    """Open and close a wave; the private key that it had."""
    open_small_wave(installation.stores, installation.keys)
    key = installation.keys.wave_key(WAVE)
    close_wave(installation.stores, installation.keys, WAVE, TODAY, "an")
    return key


def _tar(to: Path, key: bytes) -> None:
    with tarfile.open(to, "w:gz") as packed:
        for name, content in (("keys/pepper", bytes(20_000)), ("keys/wave", key)):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            packed.addfile(member, io.BytesIO(content))


def _zip(to: Path, key: bytes) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a/b/c", key)


def _core(to: Path, key: bytes) -> None:
    memory = bytearray(random.Random(5).randbytes(20_000) + bytes(3_000_000))
    memory[2_000_016:2_000_048] = key
    to.write_bytes(memory)


PLACES: dict[str, Spoil] = {
    "wave.key.bak": lambda to, key: to.write_bytes(key),
    "among-others": lambda to, key: to.write_bytes(b"x" * 77 + key + b"y" * 3),
    "hex.txt": lambda to, key: to.write_text(f"key = {key.hex().upper()}\n"),
    "base64.txt": lambda to, key: to.write_text(f"key: {b64encode(key).decode()}\n"),
    "keys.tar.gz": _tar,
    "keys.zip": _zip,
    "core.1234": _core,
}


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("folder", ["keys", "keys/old/friday", "backup"])
def test_the_key_of_a_closed_wave_is_found_whatever_its_file_is_called(
    installation: Installation, tmp_path: Path, folder: str, name: str
) -> None:
    key = close(installation)
    assert told(installation) == {}
    (tmp_path / folder).mkdir(parents=True, exist_ok=True)

    PLACES[name](tmp_path / folder / name, key)

    assert told(installation) == {name: f"the key of wave {WAVE}, which is closed"}


def test_a_key_shut_under_its_sheets_is_found_too_once_the_wave_is_closed(
    installation: Installation, tmp_path: Path
) -> None:
    at = installation
    add_wave(at.stores, replace(small_wave(), custody=Custody.SHEETS), "an")
    sheets = make_sheets(at.stores, at.keys, WAVE, "an")
    words = [sheet.words for sheet in sheets]
    open_wave(at.stores, at.keys, WAVE, INSTRUMENT, TODAY, "an", words)
    shutil.copy(at.keys.path / f"sheets-{WAVE}.key", tmp_path / "old")
    while_open = told(at)
    close_wave(at.stores, at.keys, WAVE, TODAY, "an", words=words[:2])

    assert while_open == {"old": f"a copy of sheets-{WAVE}.key"}
    assert told(at) == {"old": f"the key of closed wave {WAVE}, shut under its sheets"}


@pytest.mark.parametrize("name", ["pepper.key", f"letter-{WAVE}.key", f"wave-{WAVE}.key"])
def test_copies_of_the_keys_of_an_open_wave_are_told_and_their_own_files_are_not(
    installation: Installation, tmp_path: Path, name: str
) -> None:
    open_small_wave(installation.stores, installation.keys)
    assert told(installation) == {}

    shutil.copy(installation.keys.path / name, tmp_path / "copy")

    assert told(installation) == {"copy": f"a copy of {name}"}


def test_keys_and_waves_of_another_installation_beside_it_are_not_told(
    installation: Installation, tmp_path: Path, sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    other = KeyDirectory(tmp_path / "other" / "keys")
    database = open_database(f"sqlite:///{tmp_path}/other/peilstok.sqlite")
    database.upgrade()
    open_small_wave(database, other)
    close(installation)

    assert told(installation) == {}


def test_what_is_too_much_to_try_is_told_and_takes_no_small_files_turn(
    installation: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("survey_app.assurance.key_search._MOST_TRIALS", 300)
    key = close(installation)
    (tmp_path / "noise").write_bytes(random.Random(5).randbytes(1_000_000))
    (tmp_path / "small").write_bytes(key)

    found = installation.found_keys()

    assert [one.file.name for one in found.files] == ["small"]
    assert [words.dutch for words in found.not_looked_into] == ["in 1 bestanden stond te veel om alles te proberen."]


def test_doctor_and_audit_are_red_for_the_key_of_a_closed_wave(installation: Installation, tmp_path: Path) -> None:
    key = close(installation)
    (installation.keys.path / "old").mkdir(mode=0o700)
    (installation.keys.path / "old" / "x").write_bytes(key)
    (installation.keys.path / "old" / "x").chmod(0o600)
    (tmp_path / "peilstok.sqlite").chmod(0o600)
    settings = installation.settings
    run = CliRunner(
        env={
            "PEILSTOK_DATABASE_URL": settings.database_url,
            "PEILSTOK_KEYS": str(settings.key_directory),
            "PEILSTOK_INSTANCE": str(tmp_path),
        }
    )

    doctor, audit = run.invoke(main, ["doctor"]), run.invoke(main, ["audit"])

    line = f"{installation.keys.path}/old/x: the key of wave {WAVE}, which is closed."
    assert f"wrong    keys: {line}" in doctor.stdout
    assert f"- {line}" in audit.stdout
    assert (doctor.exit_code, audit.exit_code) == (1, 1)
