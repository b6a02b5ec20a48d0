"""Closing by two people and shredding on the command line, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from survey_app.commands.acting import today
from survey_app.fieldwork.wave import Custody, Wave
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import WAVE, open_small_wave, send
from tests.store.test_commands import CommandLine

PASSWORD = "vier losse woorden hier"


@pytest.fixture
def peilstok(database_url: str, stores: Database, keys: KeyDirectory, tmp_path: Path) -> CommandLine:
    """The command in an installation with an open wave that nobody announced a closing day for."""
    for code in open_small_wave(stores, keys):
        send(stores, keys, code)
    save(stores, closing_day=None)
    return CommandLine(database_url, tmp_path)


def save(stores: Database, **changed: object) -> None:
    with stores.writing() as store:
        store.waves.save(replace(store.waves.get(WAVE), **changed))  # type: ignore[arg-type]  # fields of a wave


def wave_of(stores: Database) -> Wave:
    with stores.reading() as store:
        return store.waves.get(WAVE)


def test_closing_alone_is_refused_before_anything_is_asked(peilstok: CommandLine, stores: Database) -> None:
    refused = peilstok("wave", "close", WAVE)

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "closing takes two people" in refused.stderr
    assert f"peilstok wave announce {WAVE} --day YYYY-MM-DD" in refused.stderr
    assert wave_of(stores).closed_on is None


def test_a_second_administrator_types_a_password_and_it_is_closed(peilstok: CommandLine, stores: Database) -> None:
    for name, role in (("bea", "beheerder"), ("rik", "lezer")):
        typed = f"{PASSWORD}\n{PASSWORD}\n"
        peilstok("admin", "add", name, "--role", role, "--choose-password", typed=typed)

    for name, password in (("bea", "verkeerd woord hier"), ("rik", PASSWORD), ("niemand", PASSWORD)):
        refused = peilstok("wave", "close", WAVE, "--yes", "--second", name, typed=f"{password}\n")
        assert refused.exit_code == 1
        assert f"administrator {name}: cannot agree to this" in refused.stderr
        assert password not in refused.output
    closed = peilstok("wave", "close", WAVE, "--yes", "--second", "bea", typed=f"{PASSWORD}\n")

    assert f"wave {WAVE}: closed with 12 response(s)" in closed.stdout
    assert PASSWORD not in closed.output
    with stores.reading() as store:
        told = [(entry.administrator, entry.act) for entry in store.audit.latest(2)]
    assert told == [("peilstok", "wave closed"), ("bea", "closing agreed to")]


def test_a_day_is_announced_postponed_and_withdrawn(peilstok: CommandLine, stores: Database) -> None:
    day = today() + timedelta(days=5)

    assert peilstok("wave", "announce", WAVE, "--day", str(today() + timedelta(days=1))).exit_code == 1
    told = peilstok("wave", "announce", WAVE, "--day", str(day))
    sooner = peilstok("wave", "announce", WAVE, "--day", str(day - timedelta(days=1)))

    assert told.stdout == f"wave {WAVE}: closing day {day}, which respondents read\n"
    assert f"{day} is the first that is possible" in sooner.stderr
    assert wave_of(stores).closing_day == day
    assert peilstok("wave", "close", WAVE, "--yes").exit_code == 1
    assert peilstok("wave", "announce", WAVE).exit_code == 2
    assert peilstok("wave", "announce", WAVE, "--withdraw").exit_code == 0
    assert wave_of(stores).closing_day is None


def test_on_the_announced_day_one_closes_and_is_told_what_to_destroy(peilstok: CommandLine, stores: Database) -> None:
    save(stores, closing_day=today())

    closed = peilstok("wave", "close", WAVE, "--yes")

    assert closed.exit_code == 0, closed.output
    assert f"wave {WAVE}: Not destroyed yet: backups of the key." in closed.stdout
    assert f"peilstok wave shredded {WAVE} --sheet NUMBER (or --backups)" in closed.stdout


def test_what_was_shredded_is_written_down_corrected_and_undone(peilstok: CommandLine, stores: Database) -> None:
    save(stores, closing_day=today())
    peilstok("wave", "close", WAVE, "--yes")
    save(stores, custody=Custody.SHEETS, sheets=3, sheets_needed=2)
    shredded, done = ("wave", "shredded", WAVE), ("--holder", "J. Jansen", "--day", str(today()))

    for _twice in range(2):
        first = peilstok(*shredded, "--sheet", "2", *done)
        assert "sheet 2, " in first.stdout
        assert "Not destroyed yet: sheet 1, sheet 3, backups of the key." in first.stdout
    for which in (("--sheet", "1"), ("--sheet", "3"), ("--backups",)):
        last = peilstok(*shredded, *which, *done)
    assert last.stdout.endswith("Everything was destroyed.\n")
    undone = peilstok(*shredded, "--sheet", "2", "--undo")
    assert "Not destroyed yet: sheet 2. Too few sheets are left" in undone.stdout
    assert peilstok(*shredded).stdout == undone.stdout

    tomorrow = str(today() + timedelta(days=1))
    for wrong, code in (
        (("--sheet", "4", *done), 1),
        (("--sheet", "1", "--holder", "J. Jansen", "--day", tomorrow), 1),
        (("--sheet", "1", "--holder", "J. Jansen", "--day", "2020-01-01"), 1),
        (("--sheet", "1"), 2),
        (("--sheet", "1", "--backups", *done), 2),
    ):
        assert peilstok(*shredded, *wrong).exit_code == code, wrong
