"""A pepper that is missing, or another, is told before anybody makes letters that let nobody in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from survey_app.fieldwork.entrance import enter
from survey_app.fieldwork.handover import write_invitations
from survey_app.fieldwork.inviting import invite, take_in
from survey_app.fieldwork.keys import NoLetterKey, NoPepper
from survey_app.fieldwork.letters import invitations_of
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.pepper import PEPPER, OtherPepper, PepperGone, check_value, settled_pepper
from survey_app.fieldwork.reminding import export_unused, remind
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.postgresql import Cluster
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, small_wave
from tests.store.test_commands import CommandLine, write_frame
from tests.store.test_commands import add_wave as add_by_command
from tests.store.test_reminding import FRAME, STUDY, invited_wave

OTHER = bytes(range(32))
Use = Callable[[Database, KeyDirectory], object]


def _invite(stores: Database, keys: KeyDirectory) -> object:
    return invite(stores, keys, WAVE, ["ingen"], who="an", study=STUDY, deliver=lambda _codes: pytest.fail("letters"))


def _take_in(stores: Database, keys: KeyDirectory) -> object:
    made = invitations_of(OTHER, WAVE, ["0123456789A0"], ["ingen"])
    return take_in(stores, keys, write_invitations(OTHER, WAVE, made), who="an", study=STUDY)


def _open(stores: Database, keys: KeyDirectory) -> object:
    add_wave(stores, small_wave("next"), "an")
    return open_wave(stores, keys, "next", INSTRUMENT, TODAY, "an")


USES: dict[str, Use] = {
    "invite": _invite,
    "import": _take_in,
    "unused": lambda stores, keys: export_unused(stores, keys, WAVE, "an"),
    "remind": lambda stores, keys: remind(stores, keys, WAVE, FRAME, "an"),
    "open": _open,
    "close": lambda stores, keys: close_wave(stores, keys, WAVE, TODAY, "an"),
}


def replace_pepper(keys: KeyDirectory, pepper: bytes = OTHER) -> None:
    (keys.path / "pepper.key").write_bytes(pepper)


def known(stores: Database) -> bytes | None:
    with stores.reading() as store:
        return store.key_checks.find(PEPPER)


def forget_check(stores: Database) -> None:
    """As in a database from before there were check values."""
    with stores._engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM key_checks")


def test_the_database_knows_the_pepper_from_its_first_use_by_a_keyed_hash(stores: Database, keys: KeyDirectory) -> None:
    assert known(stores) is None

    open_small_wave(stores, keys)

    assert known(stores) == check_value(keys.pepper())
    assert keys.pepper() != check_value(keys.pepper())


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_another_pepper_is_refused_and_nothing_is_done(stores: Database, keys: KeyDirectory, use: Use) -> None:
    invited_wave(stores, keys)
    replace_pepper(keys)

    with pytest.raises(OtherPepper):
        use(stores, keys)

    with stores.reading() as store:
        assert store.invitations.count(WAVE) == 12


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_a_missing_pepper_is_refused_and_not_replaced(stores: Database, keys: KeyDirectory, use: Use) -> None:
    invited_wave(stores, keys)
    (keys.path / "pepper.key").unlink()

    with pytest.raises(PepperGone, match="this database works with that one alone"):
        use(stores, keys)

    assert not keys.has_pepper()


def test_nobody_who_types_a_code_is_told_that_it_is_unknown_when_the_fault_is_ours(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_small_wave(stores, keys)

    with stores.reading() as store, pytest.raises(OtherPepper):
        enter(store, OTHER, code)
    (keys.path / "pepper.key").unlink()
    with pytest.raises(NoPepper):
        keys.pepper()


def test_a_database_from_before_takes_the_pepper_that_it_sees(stores: Database, keys: KeyDirectory) -> None:
    invited_wave(stores, keys)
    forget_check(stores)

    with stores.writing() as store:
        settled_pepper(store, keys)

    assert known(stores) == check_value(keys.pepper())


def test_a_database_from_before_takes_no_pepper_that_letters_made_here_belie(
    stores: Database, keys: KeyDirectory
) -> None:
    invited_wave(stores, keys)
    forget_check(stores)
    replace_pepper(keys)

    with pytest.raises(OtherPepper), stores.writing() as store:
        settled_pepper(store, keys)

    assert known(stores) is None


def test_a_database_from_before_with_codes_gets_no_new_pepper(stores: Database, keys: KeyDirectory) -> None:
    invited_wave(stores, keys)
    forget_check(stores)
    (keys.path / "pepper.key").unlink()

    with pytest.raises(PepperGone), stores.writing() as store:
        settled_pepper(store, keys)

    assert not keys.has_pepper()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_migration_leaves_the_check_value_to_who_has_the_keys(
    kind: str, postgresql: Cluster, tmp_path: Path, open_database: Callable[[str], Database], keys: KeyDirectory
) -> None:
    url = f"sqlite:///{tmp_path}/old.sqlite" if kind == "sqlite" else postgresql.url(postgresql.new_database())
    database = open_database(url)
    database.upgrade("0005")

    database.upgrade()
    assert known(database) is None
    open_small_wave(database, keys)

    assert known(database) == check_value(keys.pepper())


def test_no_letters_are_added_with_another_key_than_that_of_the_first(stores: Database, keys: KeyDirectory) -> None:
    invited_wave(stores, keys)
    (keys.path / f"letter-{WAVE}.key").unlink()

    with pytest.raises(NoLetterKey):
        _invite(stores, keys)

    assert not keys.has_letter_key(WAVE)


@pytest.fixture
def peilstok(database_url: str, tmp_path: Path) -> CommandLine:
    """The command on a server where one wave has letters."""
    command = CommandLine(database_url, tmp_path / "server")
    add_by_command(command, "meting")
    frame = write_frame(tmp_path, 12)
    made = command("invite", "meting", "--frame", frame, "--segment", "kern", "-o", tmp_path / "letters.xlsx")
    assert made.exit_code == 0, made.output
    return command


def test_without_the_settings_of_the_server_invite_says_so_and_writes_nothing(
    peilstok: CommandLine, database_url: str, tmp_path: Path
) -> None:
    unset = CommandLine(database_url, tmp_path / "home")
    letters = ("--frame", tmp_path / "adressen.csv", "--segment", "kern", "--add", "-o", tmp_path / "more.xlsx")

    told = unset("invite", "meting", *letters)

    assert told.exit_code == 1
    assert told.stderr.startswith("Error: pepper.key is not in the key directory (PEILSTOK_KEYS), and this database")
    assert told.stderr.count("\n") == 1
    assert not (tmp_path / "more.xlsx").exists()
    assert not (tmp_path / "home" / "keys" / "pepper.key").exists()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda pepper: pepper.unlink(), "pepper: pepper.key is not there: no code that was made lets anybody in"),
        (lambda pepper: pepper.write_bytes(OTHER), "pepper: pepper.key is not the one of this database"),
    ],
    ids=["missing", "another"],
)
def test_the_doctor_is_red_and_a_lost_pepper_can_be_given_up(
    peilstok: CommandLine, spoil: Callable[[Path], None], told: str
) -> None:
    assert "ok       pepper: pepper.key is the one of this database" in peilstok("doctor").stdout
    spoil(peilstok.keys / "pepper.key")

    red = peilstok("doctor")
    given_up = peilstok("db", "new-pepper", typed="y\n")

    assert f"wrong    {told}" in red.stdout
    assert red.exit_code == 1
    assert "12 code(s) of waves that are not closed will be void for ever" in given_up.stdout
    assert "ok       pepper: pepper.key is the one of this database" in peilstok("doctor").stdout
    again = peilstok("db", "new-pepper")  # asks nothing, for no code becomes void
    assert again.exit_code == 1
    assert "pepper.key is the one that this database knows, so there is nothing to give up" in again.stderr


def test_the_doctor_is_red_when_the_key_of_letters_is_gone_and_forgetting_them_ends_it(peilstok: CommandLine) -> None:
    (peilstok.keys / "letter-meting.key").unlink()

    red = peilstok("doctor").stdout
    forgotten = peilstok("invite", "forget", "meting", "--yes")

    assert "wrong    wave meting: codes were made here, and their letter key is not there" in red
    assert forgotten.exit_code == 0, forgotten.output
    assert "their key is not there" not in peilstok("doctor").stdout


@pytest.mark.parametrize(
    ("key", "content", "told"),
    [
        ("pepper.key", OTHER, "pepper.key in the key directory (PEILSTOK_KEYS) is not the one of this database"),
        ("session.key", b"short", "session.key: is no key: it has 5 bytes"),
    ],
)
def test_the_server_does_not_begin_with_a_key_that_is_not_right(
    sqlite_url: str, tmp_path: Path, key: str, content: bytes, told: str
) -> None:
    keys = KeyDirectory(tmp_path / "keys")
    database = Database(sqlite_url)
    open_small_wave(database, keys)
    database.close()
    keys.session_key()
    (keys.path / key).write_bytes(content)
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = str(free.getsockname()[1])
    environment = {**os.environ, "PEILSTOK_DATABASE_URL": sqlite_url, "PEILSTOK_INSTANCE": str(tmp_path)}

    ended = subprocess.run(
        [Path(sys.executable).with_name("peilstok"), "serve", "--port", port],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert ended.returncode == 1
    assert told in ended.stderr
    assert ended.stderr.count("\n") == 1
