"""Administrators while the disk with the keys is full: one page that says so, nothing changed, and later it goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from survey_app.config import Settings
from survey_app.fieldwork.wave import WaveState
from tests.full_disk import SmallDisk
from tests.web.admin_desk import answered_wave, at_work, installation

ID = "bewoners-2026"
WAVE = f"/beheer/metingen/{ID}"


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path, disk: SmallDisk) -> Settings:
    """The keys are on the small disk."""
    questionnaires = tmp_path / "questionnaires"
    plain = Settings(sqlite_url, disk.path / "keys", questionnaires, "http://localhost")
    return replace(plain, secure_cookies=False)


def test_a_closing_for_which_the_disk_of_the_keys_has_no_room_says_so(app: Flask, disk: SmallDisk) -> None:
    browser = at_work(app)
    answered_wave(app)
    browser.open(f"{WAVE}/sluiten")

    disk.fill()
    refused = browser.post(f"{WAVE}/sluiten", typed=ID)
    with installation(app).stores.reading() as store:
        state = store.waves.get(ID).state
    disk.empty()
    browser.open(f"{WAVE}/sluiten")
    closed = browser.post(f"{WAVE}/sluiten", typed=ID)

    assert refused.status_code == 503
    assert "De schijf met de sleutels is vol" in refused.text
    assert state is WaveState.OPEN
    assert closed.location == f"{WAVE}/gesloten"
