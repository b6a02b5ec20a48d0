"""Copies of what is in the database are told by what stands in them, whatever they are called; nothing else is."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from survey_app.config import Settings
from survey_app.fieldwork.codes import receipt_of, show_code
from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.postgresql import Cluster
from tests.small_wave import TODAY, WAVE, open_small_wave, send


@pytest.fixture
def codes(sqlite_stores: Database, keys: KeyDirectory) -> list[str]:
    """Those of an open wave to which three responded."""
    made = open_small_wave(sqlite_stores, keys)
    for code in made[:3]:
        send(sqlite_stores, keys, code)
    return made


@pytest.fixture
def installation(sqlite_stores: Database, sqlite_url: str, keys: KeyDirectory, tmp_path: Path) -> Installation:
    return _installation(sqlite_stores, sqlite_url, keys, tmp_path)


def _installation(stores: Database, url: str, keys: KeyDirectory, folder: Path) -> Installation:
    settings = Settings.from_environment(
        {"PEILSTOK_DATABASE_URL": url, "PEILSTOK_KEYS": str(keys.path), "PEILSTOK_INSTANCE": str(folder)}
    )
    return Installation(settings, stores, keys)


def told(installation: Installation) -> dict[str, str]:
    return {copy.file.name: copy.what.spoken_in("en") for copy in installation.copies().files}


def database_of(installation: Installation) -> Path:
    return Path(installation.settings.database_url.removeprefix("sqlite:///"))


Spoil = Callable[[Path, list[str], Path, bytes], None]


def _backup(database: Path, _codes: list[str], to: Path, _pepper: bytes) -> None:
    with closing(sqlite3.connect(database)) as live, closing(sqlite3.connect(to)) as copy:
        live.backup(copy)


def _log(_database: Path, _codes: list[str], to: Path, _pepper: bytes) -> None:
    shutil.copy(_database.with_name(_database.name + "-wal"), to)


def _dump(database: Path, _codes: list[str], to: Path, _pepper: bytes) -> None:
    with closing(sqlite3.connect(database)) as live:
        to.write_text("\n".join(live.iterdump()))


def _packed(database: Path, codes: list[str], to: Path, pepper: bytes) -> None:
    _dump(database, codes, to, pepper)
    to.write_bytes(gzip.compress(to.read_bytes()))


def _access_log(_database: Path, codes: list[str], to: Path, _pepper: bytes) -> None:
    to.write_text(f'10.0.0.1 - - [28/Nov/2026:16:02:11] "GET /?c={codes[5].lower()}" 200\n')


def _letters(_database: Path, codes: list[str], to: Path, _pepper: bytes) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", f"<si><t>{show_code(codes[0])}</t></si><si><t>Dorpsstraat 1</t></si>")


def _hashes(_database: Path, codes: list[str], to: Path, pepper: bytes) -> None:
    to.write_text("\n".join(receipt_of(pepper, WAVE, code).hex() for code in codes[:4]))


@pytest.mark.parametrize(
    ("name", "make", "what"),
    [
        ("peilstok.sqlite.bak", _backup, "a copy of 13 rows"),
        ("oud", _log, "a copy of"),
        ("alles.txt", _dump, "a copy of"),
        ("alles.dat", _packed, "a copy of"),
        ("access.log", _access_log, "1 codes of a wave"),
        ("brieven.xlsx", _letters, "1 codes of a wave"),
        ("hashes", _hashes, "a copy of 4 rows"),
    ],
)
def test_a_copy_is_told_by_what_stands_in_it(
    installation: Installation, codes: list[str], name: str, make: Spoil, what: str
) -> None:
    database = database_of(installation)
    to = database.parent / "logs" / name
    to.parent.mkdir()
    make(database, codes, to, installation.keys.pepper())

    assert list(told(installation)) == [name]
    assert what in told(installation)[name]


def test_what_an_installation_has_itself_is_no_copy(installation: Installation, codes: list[str]) -> None:
    database = database_of(installation)
    (database.parent / "notitie.txt").write_text("Wilma belt 0344-123456; code ABCD-EFGH-JKMN werkt niet")
    with closing(sqlite3.connect(database.with_name("andere.sqlite"))) as other:
        other.execute("CREATE TABLE waves (id TEXT)")
        other.execute("INSERT INTO waves VALUES (?)", (WAVE,))
        other.commit()

    assert told(installation) == {}
    close_wave(installation.stores, installation.keys, WAVE, TODAY, "an")
    assert told(installation) == {}


def test_a_dump_of_postgresql_is_told_packed_or_not(
    postgresql: Cluster,
    postgresql_url: str,
    keys: KeyDirectory,
    tmp_path: Path,
    open_database: Callable[[str], Database],
) -> None:
    stores = open_database(postgresql_url)
    open_small_wave(stores, keys)
    for name, form in (("nacht.dump", "--format=custom"), ("nacht.txt", "--format=plain")):
        made = subprocess.run([postgresql.program("pg_dump"), form, postgresql_url], capture_output=True, check=True)
        (tmp_path / name).write_bytes(made.stdout)

    found = told(_installation(stores, postgresql_url, keys, tmp_path))

    assert found == {"nacht.dump": "a dump of PostgreSQL", "nacht.txt": "a copy of 13 rows"}


def test_what_a_killed_program_left_is_told_where_it_cannot_be_swept(
    installation: Installation, codes: list[str]
) -> None:
    folder = database_of(installation).parent
    (folder / f".brieven.xlsx.{'0' * 16}.part").mkdir()
    (installation.keys.path / f"closing-{WAVE}.progress").touch()

    assert set(told(installation).values()) == {"left by a program that was killed"}
    assert len(told(installation)) == 2
