"""Commands on a disk that is full: one sentence that names what was to be written, and nothing halfway."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import Result

from survey_app.store.keys import KeyDirectory
from tests.full_disk import SmallDisk
from tests.store.test_commands import RESIDENTS, CommandLine, add_wave, write_frame


@pytest.fixture
def peilstok(database_url: str, disk: SmallDisk) -> CommandLine:
    """The command, with keys on the small disk and the database elsewhere."""
    KeyDirectory(disk.path / "keys").make_pepper()
    return CommandLine(database_url, disk.path)


def told(refused: Result) -> str:
    """The sentence with which a command ended."""
    assert refused.exit_code == 1, refused.output
    found = re.fullmatch(r"(?:.*\n)*Error: ([^\n]+)\n", refused.stderr)
    assert found, repr(refused.exception)
    return found[1]


def add_wave_with_sheets(peilstok: CommandLine) -> None:
    about = ("--questionnaire", RESIDENTS, "--label", "Meting", "--month", "2026-06", "--recruitment", "codes")
    assert peilstok("wave", "add", "w", *about).exit_code == 0


def test_a_wave_that_cannot_be_opened_stays_a_draft_and_no_half_key_is_there(
    peilstok: CommandLine, disk: SmallDisk
) -> None:
    add_wave(peilstok, "w")
    disk.fill()

    refused = told(peilstok("wave", "open", "w"))
    left = KeyDirectory(peilstok.keys).files()
    disk.empty()

    assert "wave-w.key: the disk is full" in refused
    assert left == ["pepper.key"]
    assert "draft" in peilstok("wave", "list").output
    assert peilstok("wave", "open", "w").exit_code == 0


def test_the_same_on_a_machine_with_one_disk(database_on_disk: str, disk: SmallDisk) -> None:
    peilstok = CommandLine(database_on_disk, disk.path)
    add_wave(peilstok, "w")
    disk.fill()

    refused = told(peilstok("wave", "open", "w"))
    disk.empty()

    assert "disk is full" in refused
    assert "draft" in peilstok("wave", "list").output
    assert peilstok("wave", "open", "w").exit_code == 0


def test_sheets_for_which_there_is_no_room_are_not_made(peilstok: CommandLine, disk: SmallDisk) -> None:
    add_wave_with_sheets(peilstok)
    disk.fill()

    refused = told(peilstok("wave", "open", "w", typed="y\n"))

    assert "sheets-w.key: the disk is full" in refused
    assert KeyDirectory(peilstok.keys).files() == ["pepper.key"]


def test_no_words_are_left_of_sheets_that_cannot_be_written_down(
    sqlite_url: str, disk: SmallDisk, tmp_path: Path
) -> None:
    peilstok = CommandLine(sqlite_url, tmp_path)
    add_wave_with_sheets(peilstok)
    disk.fill()

    refused = told(peilstok("wave", "open", "w", "--sheets-to", disk.path / "sheets.txt", typed="y\n"))

    assert "sheets.txt: the disk is full" in refused
    assert disk.names() == []


def test_of_letters_for_which_there_is_no_room_no_address_and_no_code_is_left(
    peilstok: CommandLine, disk: SmallDisk, tmp_path: Path
) -> None:
    add_wave(peilstok, "w")
    frame = write_frame(tmp_path, 600)
    disk.fill(leaving=16_384)

    refused = told(peilstok("invite", "w", "--frame", frame, "--segment", "kern", "-o", disk.path / "brieven.xlsx"))

    assert "brieven.xlsx: the disk is full" in refused
    assert set(disk.names()) <= {"keys", *(f"keys/{name}.key" for name in ("pepper", "letter-w", "letters-w"))}


def test_a_closing_that_cannot_begin_says_so_and_changes_nothing(peilstok: CommandLine, disk: SmallDisk) -> None:
    add_wave(peilstok, "w")
    assert peilstok("wave", "open", "w").exit_code == 0
    disk.fill()

    refused = told(peilstok("wave", "close", "w", "--yes"))
    still = peilstok("wave", "list").output
    disk.empty()

    assert "closing-w.progress: the disk is full" in refused
    assert " open " in still
    assert peilstok("wave", "close", "w", "--yes").exit_code == 0
    assert KeyDirectory(peilstok.keys).files() == ["pepper.key"]
