"""What an operator or a machine gets wrong: one true sentence, exit code 1, nothing half done; and doctor goes on."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from click.testing import Result

from survey_app.commands.acting import today
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.submission import submit
from survey_app.fieldwork.wave import WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.full_disk import SmallDisk
from tests.postgresql import Cluster
from tests.small_wave import ANSWERS, WAVE, open_small_wave
from tests.store.test_commands import RESIDENTS, CommandLine, add_wave, write_frame

ADD = (
    "wave",
    "add",
    "nieuw",
    "--label",
    "x",
    "--month",
    "2026-06",
    "--questionnaire",
    RESIDENTS,
    "--recruitment",
    "codes",
)
COMMANDS = (
    ("wave", "list"),
    ADD,
    ("wave", "close", WAVE, "--yes"),
    ("invite", "cards", WAVE, "--number", "12", "-o", "kaarten.pdf"),
    ("audit",),
)


@pytest.fixture(autouse=True)
def no_server_stays() -> Iterator[None]:
    """A server that was not refused would serve for ever."""

    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(120)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def refused(done: Result, *words: str) -> None:
    """One line, exit code 1, and in that line each of these words."""
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1, done.output
    assert done.stderr.startswith("Error: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    for word in words:
        assert word in done.stderr


def doctor_finds(peilstok: CommandLine, *words: str) -> None:
    """The doctor goes on to the end, and tells it."""
    told = peilstok("doctor")
    assert isinstance(told.exception, SystemExit), told.exception
    assert told.exit_code == 1
    assert "Something is wrong." in told.stdout
    for word in words:
        assert word in told.stdout


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def change(url: str, statement: str) -> None:
    """Do something to a database from outside."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(file_of(url))) as connection, connection:
            connection.execute(statement)
    else:
        with psycopg.connect(url, autocommit=True) as cluster:
            cluster.execute(statement.encode())


def answered_wave(stores: Database, keys: KeyDirectory) -> None:
    """An open wave in which everybody answered."""
    codes = open_small_wave(stores, keys)
    with stores.writing() as store:
        wave = store.waves.get(WAVE)
        for code in codes:
            submit(store, wave, receipt_of(keys.pepper(), WAVE, code), ANSWERS)


def test_closing_on_a_full_disk_is_refused_and_nothing_is_changed(
    disk: SmallDisk, database_on_disk: str, open_database: Callable[[str], Database], tmp_path: Path
) -> None:
    stores, peilstok = open_database(database_on_disk), CommandLine(database_on_disk, tmp_path)
    answered_wave(stores, KeyDirectory(peilstok.keys))
    stores.close()
    change(database_on_disk, f"UPDATE waves SET closing_day = '{today()}'")
    disk.fill()

    refused(peilstok("wave", "close", WAVE, "--yes"), "disk is full", "make room")
    told = peilstok("doctor")

    disk.empty()
    assert isinstance(told.exception, SystemExit | None), told.exception
    with stores.reading() as store:
        assert store.waves.get(WAVE).state is WaveState.OPEN
        assert store.box.count(WAVE) == 12
    assert KeyDirectory(peilstok.keys).has_wave_key(WAVE)
    closed = peilstok("wave", "close", WAVE, "--yes")
    assert closed.exit_code == 0, closed.output


def test_without_room_to_scrub_it_must_be_done_again(
    disk: SmallDisk, migrated_sqlite: Path, open_database: Callable[[str], Database]
) -> None:
    file = disk.path / "peilstok.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    stores = open_database(f"sqlite:///{file}")
    assert stores.is_current()
    disk.fill()

    assert not stores.scrub()

    disk.empty()
    assert stores.scrub()


def test_a_disk_that_is_read_only_is_told(disk: SmallDisk, migrated_sqlite: Path, tmp_path: Path) -> None:
    file = disk.path / "peilstok.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    peilstok = CommandLine(f"sqlite:///{file}", tmp_path)
    options = ("-o", "remount,ro", str(disk.path))
    if subprocess.run(["mount", *options], capture_output=True).returncode:
        subprocess.run(["sudo", "--non-interactive", "mount", *options], check=True)

    for command in COMMANDS:
        refused(peilstok(*command), str(file), "may not be written")
    doctor_finds(peilstok, "may not be written")


def test_postgresql_that_takes_no_changes_is_told(postgresql_url: str, tmp_path: Path) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        name = connection.info.dbname
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on".encode())

    refused(CommandLine(postgresql_url, tmp_path)(*ADD), "PostgreSQL: may not be written", "primary server")


def test_postgresql_that_others_hold_too_long_is_told(postgresql_url: str, tmp_path: Path) -> None:
    with psycopg.connect(postgresql_url) as holding:
        name = holding.info.dbname
        change(postgresql_url, f"ALTER DATABASE {name} SET lock_timeout = '100ms'")
        holding.execute("LOCK TABLE waves IN ACCESS EXCLUSIVE MODE")

        refused(CommandLine(postgresql_url, tmp_path)(*ADD), "others keep it busy")


@pytest.mark.parametrize("spoiled", [b"no database at all" * 1000, b"SQLite format 3\x00" + bytes(5000)])
def test_a_damaged_file_is_told_and_left_as_it_is(sqlite_url: str, tmp_path: Path, spoiled: bytes) -> None:
    file_of(sqlite_url).write_bytes(spoiled)
    peilstok = CommandLine(sqlite_url, tmp_path)

    for command in (*COMMANDS, ("db", "upgrade")):
        refused(peilstok(*command), sqlite_url.removeprefix("sqlite:///"), "put a backup back")
    doctor_finds(peilstok, "put a backup back")
    assert file_of(sqlite_url).read_bytes() == spoiled


def test_pages_that_are_spoiled_are_told(
    sqlite_url: str, open_database: Callable[[str], Database], tmp_path: Path
) -> None:
    peilstok, stores = CommandLine(sqlite_url, tmp_path), open_database(sqlite_url)
    answered_wave(stores, KeyDirectory(peilstok.keys))
    stores.scrub()
    stores.close()
    content = file_of(sqlite_url).read_bytes()
    file_of(sqlite_url).write_bytes(content[:8192] + os.urandom(len(content) - 8192))

    for command in (("wave", "list"), ("wave", "close", WAVE, "--yes")):
        refused(peilstok(*command), "put a backup back")
    doctor_finds(peilstok, "put a backup back")


def test_a_newer_schema_is_told_and_left_alone(database_url: str, tmp_path: Path) -> None:
    peilstok = CommandLine(database_url, tmp_path)
    change(database_url, "UPDATE alembic_version SET version_num = '9999'")

    for command in (*COMMANDS, ("db", "upgrade")):
        refused(peilstok(*command), "newer Peilstok")
    doctor_finds(peilstok, "newer Peilstok")


def test_an_older_schema_is_told(database_url: str, tmp_path: Path) -> None:
    peilstok = CommandLine(database_url, tmp_path)
    change(database_url, "UPDATE alembic_version SET version_num = '0001'")

    refused(peilstok("wave", "list"), "is not up to date", "peilstok db upgrade")
    doctor_finds(peilstok, "peilstok db upgrade")


def test_tables_of_another_program_are_not_added_to(tmp_path: Path, postgresql: Cluster) -> None:
    name = postgresql.new_database()
    for url in (f"sqlite:///{tmp_path}/other.sqlite", postgresql.url(name)):
        change(url, "CREATE TABLE customers (name TEXT)")

        refused(CommandLine(url, tmp_path)("db", "upgrade"), "tables of another program")

    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("customers",)]
    postgresql.drop_database(name)


@pytest.mark.parametrize("place", ["typefout.sqlite", "nergens/peilstok.sqlite"])
def test_a_typing_error_in_the_path_makes_no_database(tmp_path: Path, place: str) -> None:
    file = tmp_path / "installatie" / place
    peilstok = CommandLine(f"sqlite:///{file}", tmp_path)

    for command in (*COMMANDS, ("serve", "--port", free_port())):
        refused(peilstok(*command), f"{file}: there is no database here", "peilstok db upgrade")
    doctor_finds(peilstok, f"{file}: there is no database here")
    assert not (tmp_path / "installatie").exists()

    made = peilstok("db", "upgrade")
    assert made.stdout == f"database: {file} was not there, and is made: it is empty\n"
    assert peilstok("db", "upgrade").stdout == "database: up to date\n"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    peilstok = CommandLine(f"sqlite:///{tmp_path}", tmp_path)

    for command in (*COMMANDS, ("db", "upgrade")):
        refused(peilstok(*command), f"{tmp_path}: is a folder")
    doctor_finds(peilstok, "is a folder")


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PEILSTOK_BASEURL", "https://x.example", "did you mean PEILSTOK_BASE_URL?"),
        ("PEILSTOK_BASE_URL", "vragen.example", "right are https://"),
        ("PEILSTOK_KEYS", "", "name a folder"),
        ("PEILSTOK_DATABASE_URL", "oracle://x", "PEILSTOK_DATABASE_URL: cannot be used"),
        ("PEILSTOK_STAFF_NETWORKS", "overal", "networks with commas between"),
    ],
)
def test_a_bad_setting_is_told_by_commands_and_doctor(
    sqlite_url: str, tmp_path: Path, setting: str, value: str, said: str
) -> None:
    peilstok = CommandLine(sqlite_url, tmp_path, **{setting: value})

    for command in (*COMMANDS[:2], ("serve", "--port", free_port())):
        refused(peilstok(*command), said)
    doctor_finds(peilstok, said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--port", "99999"), "127.0.0.1:99999: a port is a number from 1 to 65535"),
        (("--port", "0"), "127.0.0.1:0: a port is a number from 1 to 65535"),
        (("--workers", "0"), "--workers: 0 cannot be used"),
        (("--workers", "-3"), "--workers: -3 cannot be used"),
        (("--host", "nergens.invalid"), "nergens.invalid:8000: there is no such host"),
        (("--host", "203.0.113.9"), "203.0.113.9:8000: this machine does not have that address"),
    ],
)
def test_a_server_that_cannot_be_is_refused_before_anything_is_done(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    refused(CommandLine(f"sqlite:///{tmp_path}/nieuw.sqlite", tmp_path)("serve", *words), said)

    assert not (tmp_path / "nieuw.sqlite").exists()


def test_a_bad_key_is_told_and_kept(sqlite_url: str, tmp_path: Path) -> None:
    name = "session.key"
    peilstok = CommandLine(sqlite_url, tmp_path)
    KeyDirectory(peilstok.keys).session_key()
    (peilstok.keys / name).write_bytes(b"too short")
    (peilstok.keys / name).chmod(0o600)

    refused(peilstok("serve", "--port", free_port()), f"{name}: is no key: it has 9 bytes")
    doctor_finds(peilstok, f"{name} is no key")
    assert (peilstok.keys / name).read_bytes() == b"too short"


def test_a_file_in_the_place_of_the_key_folder_is_told(sqlite_url: str, tmp_path: Path) -> None:
    peilstok = CommandLine(sqlite_url, tmp_path)
    peilstok.keys.write_text("niet dit")

    refused(peilstok("serve", "--port", free_port()), "is a file, not a folder")
    doctor_finds(peilstok, str(peilstok.keys))


def test_a_folder_of_questionnaires_that_is_not_there_is_told(sqlite_url: str, tmp_path: Path) -> None:
    peilstok = CommandLine(sqlite_url, tmp_path, PEILSTOK_QUESTIONNAIRES=str(tmp_path / "weg"))

    refused(peilstok(*ADD), "PEILSTOK_QUESTIONNAIRES")
    refused(peilstok("check"), "PEILSTOK_QUESTIONNAIRES", str(tmp_path / "weg"), "it is not there")
    assert f"{tmp_path / 'weg'} is not there" in peilstok("doctor").stdout


@pytest.mark.parametrize("base_url", ["http://vragen.example", "https://localhost:8443", "http://127.0.0.1:8000"])
def test_letters_and_cards_are_not_printed_for_an_address_of_a_trial_unless_told(
    sqlite_url: str, tmp_path: Path, base_url: str
) -> None:
    peilstok = CommandLine(sqlite_url, tmp_path, PEILSTOK_BASE_URL=base_url)
    add_wave(peilstok, "meting")
    frame, letters, cards = write_frame(tmp_path, 6), tmp_path / "brieven.xlsx", tmp_path / "kaarten.pdf"
    commands: tuple[tuple[str | Path, ...], ...] = (
        ("invite", "meting", "--frame", frame, "--segment", "kern", "-o", letters),
        ("invite", "cards", "meting", "--number", "3", "-o", cards),
        ("invite", "remind", "meting", "--frame", frame, "-o", tmp_path / "herinnering.xlsx"),
    )

    for command in commands:
        refused(peilstok(*command), f"send people to {base_url}", "--this-is-a-trial")
    assert not letters.exists()
    assert not cards.exists()
    assert not KeyDirectory(peilstok.keys).has_letter_key("meting")

    for command in commands[:2]:
        done = peilstok(*command, "--this-is-a-trial")
        assert done.exit_code == 0, done.output
    peilstok("wave", "open", "meting", "--yes")
    assert peilstok(*commands[2], "--this-is-a-trial").exit_code == 0


def free_port() -> str:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return str(free.getsockname()[1])
