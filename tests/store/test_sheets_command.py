"""Two sheets of paper on the command line, on SQLite and PostgreSQL."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey_app.fieldwork.passphrase import new_words
from tests.store.test_commands import RESIDENTS, CommandLine


@pytest.fixture
def peilstok(database_url: str, tmp_path: Path) -> CommandLine:
    """The command with a draft that goes by sheets, as every new wave does."""
    command = CommandLine(database_url, tmp_path)
    added = command("wave", "add", "w", "--questionnaire", RESIDENTS, "--label", "Meting", "--month", "2026-06")
    assert added.exit_code == 0, added.output
    return command


def words_in(sheets: str) -> list[str]:
    words = re.findall(r"^ +\d\. (\w+)$", sheets, re.M)
    assert len(words) == 14
    return [" ".join(words[:7]), " ".join(words[7:])]


def test_a_wave_is_not_opened_before_both_sheets_are_typed_back(peilstok: CommandLine, tmp_path: Path) -> None:
    wrong = " ".join(new_words(7))

    refused = peilstok("wave", "open", "w", typed=f"y\n\n{wrong}\n{wrong}\n")

    assert "LOSE BOTH SHEETS AND ALL ANSWERS OF THIS WAVE ARE LOST" in refused.output
    assert refused.exit_code == 1
    assert "w                        2026-06 draft" in peilstok("wave", "list").output
    assert len(words_in(refused.output)) == 2


def test_sheets_go_to_a_new_file_that_only_its_owner_may_read(peilstok: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "sheets.txt"

    shown = peilstok("wave", "open", "w", "--sheets-to", file, typed="y\n\n")

    assert file.stat().st_mode & 0o777 == 0o600
    for words in words_in(file.read_text()):
        assert words not in shown.output
        assert words.split()[0] not in shown.output.split()
