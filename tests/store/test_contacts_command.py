"""`peilstok contacts`, on both databases."""

from __future__ import annotations

import stat
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from survey_app.cli import main
from survey_app.commands.acting import today
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.life import close_wave
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.contact_wave import open_wave_with_desk, send_with
from tests.small_wave import WAVE

CANARY = "Kanariepiet"


@pytest.fixture
def closed_ten_days_ago(stores: Database, keys: KeyDirectory) -> None:
    """A wave closed ten days ago, with one contact; its questionnaire lets that be kept for thirty."""
    code, *_ = open_wave_with_desk(stores, keys)
    send_with(stores, keys, code, Contact(CANARY, "0612345678"))
    close_wave(stores, keys, WAVE, today() - timedelta(days=10), "an", second="bea")


def peilstok(url: str, folder: Path, *words: str | Path, typed: str = "") -> Result:
    environment = {
        "PEILSTOK_DATABASE_URL": url,
        "PEILSTOK_KEYS": str(folder / "keys"),
        "PEILSTOK_INSTANCE": str(folder),
        "PEILSTOK_BASE_URL": "https://vragen.example",
    }
    return CliRunner(env=environment).invoke(main, ["contacts", *map(str, words)], input=typed)


def make_due(stores: Database) -> None:
    """As if the wave was closed thirty days ago."""
    with stores.writing() as store:
        wave = store.waves.get(WAVE)
        store.waves.save(type(wave)(**{**vars(wave), "closed_on": today() - timedelta(days=30)}))


@pytest.mark.usefixtures("closed_ten_days_ago")
def test_the_list_says_how_many_there_are_and_by_when_they_must_go(
    database_url: str, stores: Database, tmp_path: Path
) -> None:
    before = peilstok(database_url, tmp_path, "list").stdout
    make_due(stores)
    after = peilstok(database_url, tmp_path, "list").stdout

    assert before.split() == [WAVE, "1", "delete", "by", str(today() + timedelta(days=20))]
    assert f"delete by {today()}  DUE" in after
    assert CANARY not in before + after


@pytest.mark.usefixtures("closed_ten_days_ago")
def test_the_export_is_a_workbook_that_only_its_owner_can_read(database_url: str, tmp_path: Path) -> None:
    target = tmp_path / "contacts.xlsx"

    done = peilstok(database_url, tmp_path, "export", WAVE, "-o", target)

    book = load_workbook(target)
    assert [cell.value for cell in book["Contactgegevens"][2]] == [CANARY, "0612345678", None]
    by = today() + timedelta(days=20)
    assert any(f"uiterlijk op {by:%d-%m-%Y}" in str(row[0].value) for row in book["Bewaren"].iter_rows())
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert CANARY not in done.output


@pytest.mark.usefixtures("closed_ten_days_ago")
def test_contacts_are_deleted_after_asking(database_url: str, stores: Database, tmp_path: Path) -> None:
    kept = peilstok(database_url, tmp_path, "delete", WAVE, typed="n\n")
    assert kept.exit_code == 1

    gone = peilstok(database_url, tmp_path, "delete", WAVE, typed="y\n")

    assert f"wave {WAVE}: 1 contact(s) deleted" in gone.stdout
    with stores.reading() as store:
        assert store.contacts.count(WAVE) == 0
    again = peilstok(database_url, tmp_path, "delete", WAVE, "--yes")
    assert (again.exit_code, "has no contact details" in again.stderr) == (1, True)


@pytest.mark.usefixtures("closed_ten_days_ago")
def test_due_deletes_what_is_due_and_nothing_else_and_asks_nothing(
    database_url: str, stores: Database, tmp_path: Path
) -> None:
    early = peilstok(database_url, tmp_path, "delete", "--due")
    with stores.reading() as store:
        assert (early.exit_code, early.output, store.contacts.count(WAVE)) == (0, "", 1)
    make_due(stores)

    late = peilstok(database_url, tmp_path, "delete", "--due")

    assert (late.exit_code, late.stdout) == (0, f"wave {WAVE}: 1 contact(s) deleted\n")
    assert peilstok(database_url, tmp_path, "delete", "--due").output == ""


def test_delete_wants_one_wave_or_due_and_not_both(sqlite_url: str, tmp_path: Path) -> None:
    assert peilstok(sqlite_url, tmp_path, "delete").exit_code == 2
    assert peilstok(sqlite_url, tmp_path, "delete", WAVE, "--due").exit_code == 2
