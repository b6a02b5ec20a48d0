"""Sheets of paper on the command line, on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

import pytest

from survey_app.fieldwork.passphrase import new_words
from tests.store.test_commands import RESIDENTS, CommandLine


@pytest.fixture
def peilstok(database_url: str, tmp_path: Path) -> CommandLine:
    """The command with a draft that goes by sheets, as every new wave does."""
    command = CommandLine(database_url, tmp_path)
    about = ("--questionnaire", RESIDENTS, "--label", "Meting", "--month", "2026-06", "--recruitment", "codes")
    added = command("wave", "add", "w", *about)
    assert added.exit_code == 0, added.output
    return command


def words_in(sheets: str) -> list[str]:
    words = re.findall(r"^ +\d\. (\w+)$", sheets, re.M)
    assert len(words) in (14, 21)
    return [" ".join(words[start : start + 7]) for start in range(0, len(words), 7)]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (3, "LOSE TWO OF THE THREE SHEETS AND ALL ANSWERS OF THIS WAVE ARE LOST"),
        (2, "LOSE ONE OF THE TWO SHEETS AND ALL ANSWERS OF THIS WAVE ARE LOST"),
    ],
)
def test_a_wave_is_not_opened_before_every_sheet_is_typed_back(
    peilstok: CommandLine, tmp_path: Path, number: int, told: str
) -> None:
    wrong = "".join(" ".join(new_words(7)) + "\n" for _ in range(number))

    refused = peilstok("wave", "open", "w", "--sheets", str(number), typed=f"y\n\n{wrong}")

    assert refused.output.index(told) < refused.output.index("SHEET 1")
    assert "these words do not open it. It may be a sheet of another wave" in refused.output
    assert refused.exit_code == 1
    assert "w                        2026-06 draft" in peilstok("wave", "list").output
    assert len(words_in(refused.output)) == number


def test_sheets_go_to_a_new_file_that_only_its_owner_may_read(peilstok: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "sheets.txt"

    shown = peilstok("wave", "open", "w", "--sheets-to", file, typed="y\n\n")

    assert file.stat().st_mode & 0o777 == 0o600
    for words in words_in(file.read_text()):
        assert words not in shown.output
        assert words.split()[0] not in shown.output.split()


def test_words_that_were_shown_open_the_wave_and_two_sheets_close_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'peilstok.db'}"
    environment = {**os.environ, "PEILSTOK_DATABASE_URL": url, "PEILSTOK_KEYS": str(tmp_path / "keys")}
    environment |= {"PEILSTOK_INSTANCE": str(tmp_path), "PEILSTOK_BASE_URL": "https://vragen.example"}

    def start(*words: str | Path) -> Popen[str]:
        command = [str(Path(sys.executable).with_name("peilstok")), *map(str, words)]
        return Popen(command, env=environment, cwd=tmp_path, text=True, stdin=PIPE, stdout=PIPE, stderr=STDOUT)

    about = ("--questionnaire", RESIDENTS, "--label", "Meting", "--month", "2026-06", "--recruitment", "codes")
    for command in (("db", "upgrade"), ("wave", "add", "w", *about)):
        with start(*command) as process:
            process.communicate()
        assert process.returncode == 0

    file = tmp_path / "sheets.txt"
    with start("wave", "open", "w", "--sheets-to", file) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("y\n")
        process.stdin.flush()
        for line in process.stdout:
            if "print it, one page per sheet" in line:
                break
        first, second, third = words_in(file.read_text())
        told, _nothing = process.communicate(
            f"{first}\n{second}\n{first}\n{first.upper()}\naardbei fiets\n{second.replace(' ', ' - ')}\n{third}\n"
        )
    assert "2 word(s) were typed; 7 are needed" in told
    assert "the same sheet was typed twice" in told
    assert "wave w: open" in told

    with start("wave", "close", "w", "--yes") as process:
        refused, _nothing = process.communicate(f"{first}\n" + " ".join(new_words(7)) + "\n")
    assert process.returncode == 1
    assert "these words do not open it" in refused

    with start("wave", "close", "w", "--yes") as process:
        closed, _nothing = process.communicate(f"{third}\n{second}\n")
    assert "wave w: key destroyed" in closed
