"""`peilstok wave certificate`: looked up now, shown or written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from survey_app.cli import main
from survey_app.fieldwork.life import close_wave
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import TODAY, WAVE, open_small_wave, send


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


def test_a_closed_wave_has_a_certificate_in_two_languages(
    run: CliRunner, stores: Database, keys: KeyDirectory, tmp_path: Path
) -> None:
    close_wave(stores, keys, WAVE, TODAY, "an")
    file = tmp_path / "certificate.txt"

    shown = run.invoke(main, ["wave", "certificate", WAVE])
    written = run.invoke(main, ["wave", "certificate", WAVE, "--language", "en", "-o", str(file)])

    assert (shown.exit_code, written.exit_code) == (0, 0), shown.output + written.output
    assert "Vernietigd: de privésleutel" in shown.output
    assert "Destroyed: the private key" in file.read_text(encoding="utf-8")


def test_it_says_what_is_true_now_not_what_was_said_then(run: CliRunner, stores: Database, keys: KeyDirectory) -> None:
    close_wave(stores, keys, WAVE, TODAY, "an")
    keys.create_wave_key(WAVE)

    assert "NIET vernietigd" in run.invoke(main, ["wave", "certificate", WAVE]).output


def test_an_open_wave_has_none(run: CliRunner) -> None:
    refused = run.invoke(main, ["wave", "certificate", WAVE])

    assert refused.exit_code == 1
    assert "not closed yet" in refused.output
