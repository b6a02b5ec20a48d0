"""`peilstok privacy`: shown, or written in a new folder, from what the installation knows of the wave."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli import main
from survey_app.fieldwork.life import add_wave, close_wave
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from survey_app.writers.privacy_papers import PAPERS
from tests.small_wave import TODAY, WAVE, open_small_wave, send, small_wave


@pytest.fixture
def run(database_url: str, stores: Database, keys: KeyDirectory, tmp_path: Path) -> CliRunner:
    """A command line in an installation with one open wave that twelve people answered."""
    for code in open_small_wave(stores, keys):
        send(stores, keys, code)
    return CliRunner(
        env={
            "PEILSTOK_DATABASE_URL": database_url,
            "PEILSTOK_KEYS": str(keys.path),
            "PEILSTOK_QUESTIONNAIRES": str(tmp_path),
        }
    )


def test_five_papers_stand_in_a_new_folder_or_are_shown(run: CliRunner, tmp_path: Path) -> None:
    folder = tmp_path / "papieren"

    written = run.invoke(main, ["privacy", WAVE, "-o", str(folder)])
    shown = run.invoke(main, ["privacy", WAVE])

    assert (written.exit_code, shown.exit_code) == (0, 0), written.output + shown.output
    assert sorted(path.name for path in folder.iterdir()) == sorted(PAPERS)
    assert "staat tot de sluiting op de server" in (folder / "register.md").read_text(encoding="utf-8")
    for paper in PAPERS:
        assert (folder / paper).read_text(encoding="utf-8") in shown.output


def test_a_folder_that_is_there_is_never_replaced(run: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "papieren").mkdir()

    refused = run.invoke(main, ["privacy", WAVE, "-o", str(tmp_path / "papieren")])

    assert refused.exit_code == 2
    assert "is there already" in refused.output
    assert list((tmp_path / "papieren").iterdir()) == []


def test_no_code_and_no_answer_stands_in_them(run: CliRunner) -> None:
    """What is fielded has the word `Gezien.` for a statement, and `agree` for an answer to it."""
    shown = run.invoke(main, ["privacy", WAVE]).output

    assert "agree" not in shown
    assert "Gezien." not in shown


def test_a_closed_wave_and_a_draft_without_its_file_are_refused(
    run: CliRunner, stores: Database, keys: KeyDirectory
) -> None:
    close_wave(stores, keys, WAVE, TODAY, "an")
    add_wave(stores, small_wave("later"), "an")

    closed, without_file = run.invoke(main, ["privacy", WAVE]), run.invoke(main, ["privacy", "later"])

    assert (closed.exit_code, without_file.exit_code) == (1, 1)
    assert "it is closed; what became of it is told by peilstok wave certificate" in closed.output
    assert "kernen/bewoners-2026.yaml" in without_file.output
