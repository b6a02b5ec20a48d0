"""`peilstok audit` finds nothing on installations that were not spoiled, whatever was done with them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import MetaData, insert, select

from survey_app.dataset.from_printed import read_printed_counts
from survey_app.dataset.kept import keep_counted_wave
from survey_app.dataset.open_texts import read_items
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.contact_desk import delete_contacts
from survey_app.fieldwork.inviting import make_cards
from survey_app.fieldwork.life import add_wave, make_sheets, open_wave
from survey_app.fieldwork.open_texts import Choice
from survey_app.fieldwork.reading_texts import Decision, keep_decisions
from survey_app.fieldwork.voiding import void_wave
from survey_app.fieldwork.wave import Custody, Origin, Recruitment, Wave, WaveState
from survey_app.questionnaire.loader import load_instrument
from tests.audited import CLOSED, OPEN, Audited, build, close, fill, put_draft, send_all
from tests.contact_wave import INSTRUMENT
from tests.counted_waves import STUDY
from tests.postgresql import Cluster
from tests.small_wave import TODAY, small_wave

Build = Callable[[Audited], object]


def _open(at: Audited) -> None:
    codes = fill(at, OPEN, 40, sent=25)
    put_draft(at, OPEN, codes[30])


def _ten(at: Audited) -> None:
    fill(at, CLOSED, 20, sent=10)
    close(at, CLOSED)


def _below_minimum(at: Audited) -> None:
    fill(at, CLOSED, 20, sent=8)
    close(at, CLOSED)


def _three_waves_and_a_printed_one(at: Audited) -> None:
    for wave, number in (("b-2026", 60), ("c-2026", 110), ("a-2026", 24)):
        fill(at, wave, number)
        close(at, wave)
    frozen = load_instrument(STUDY / "medewerkers-2019.yaml")
    month = date(2019, 6, 1)
    printed = Wave("mw-2019", "Nulmeting", month, "x.yaml", Recruitment.OPEN_LINK, Origin.PRINTED, WaveState.CLOSED)
    counts = read_printed_counts(STUDY / "printed" / "medewerkers-2019.csv", "mw-2019", frozen.questionnaire, 51)
    with at.stores() as stores:
        keep_counted_wave(stores, replace(printed, instrument=frozen, fingerprint=frozen.fingerprint()), counts, "an")


def _on_sheets(at: Audited) -> None:
    with at.stores() as stores:
        add_wave(stores, replace(small_wave(CLOSED), custody=Custody.SHEETS), "an")
        sheets = make_sheets(stores, at.keys, CLOSED, "an")
    fill(at, CLOSED, 30, sheets=sheets)
    close(at, CLOSED, sheets[:2])


def _open_links(at: Audited) -> None:
    for wave in (CLOSED, OPEN):
        with at.stores() as stores:
            add_wave(stores, small_wave(wave, recruitment=Recruitment.OPEN_LINK), "an")
            open_wave(stores, at.keys, wave, INSTRUMENT, TODAY, "an")
        send_all(at, wave, [f"staff-{number}" for number in range(40)])
    close(at, CLOSED)


def _cards_after_voiding(at: Audited) -> None:
    codes: list[str] = []
    with at.stores() as stores:
        add_wave(stores, small_wave(CLOSED), "an")
        make_cards(stores, at.keys, CLOSED, 30, "ingen", who="an", study=INSTRUMENT.study, deliver=codes.extend)
        open_wave(stores, at.keys, CLOSED, INSTRUMENT, TODAY, "an")
    send_all(at, CLOSED, codes[:12])
    with at.stores() as stores:
        void_wave(stores, at.keys, CLOSED, "an", even_with_key=True)
        open_wave(stores, at.keys, CLOSED, INSTRUMENT, TODAY, "an")
    send_all(at, CLOSED, codes)
    close(at, CLOSED)


def _from_the_first_schema(at: Audited) -> None:
    """The rows of a closed wave as the first program left them, with every used code marked, and then upgraded."""
    build(at, closed=60)
    engine_rows = _rows_of(at)
    _begin_again(at)
    with at.stores() as stores:
        stores.upgrade("0001")
    with at.connection() as connection:
        first = MetaData()
        first.reflect(connection)
        for table in first.sorted_tables:
            for row in engine_rows.get(table.name, []):
                marked = {"used": True} if row.get("wave") == CLOSED else {"used": False}
                known = {name: value for name, value in {**row, **marked}.items() if name in table.c}
                connection.execute(insert(table), known)
    with at.stores() as stores:
        stores.upgrade()
    at.peilstok("wave", "close", CLOSED)


def _rows_of(at: Audited) -> dict[str, list[dict[str, object]]]:
    """Every row, in the order of its primary key."""
    with at.connection() as connection:
        now = MetaData()
        now.reflect(connection)
        tables = [table for table in now.sorted_tables if table.name != "alembic_version"]
        return {
            table.name: [
                dict(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns)).mappings()
            ]
            for table in tables
        }


def _begin_again(at: Audited) -> None:
    if at.url.startswith("sqlite"):
        for file in at.folder.glob("peilstok.sqlite*"):
            file.unlink()
    else:
        at.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


def _read_and_deleted(at: Audited) -> None:
    build(at, closed=40)
    act = Act("olga", datetime(2026, 6, 2, tzinfo=UTC))
    with at.stores() as stores:
        with stores.reading() as store:
            (item,) = read_items(store, store.waves.get(CLOSED))
        decisions = [Decision(given.digest, Choice.AS_IS) for given in item.texts.texts]
        keep_decisions(stores, CLOSED, [(item.texts, decisions)], act, replace=False)
        delete_contacts(stores, CLOSED, act)


SQLITE: dict[str, Build] = {
    "open, with a draft": _open,
    "closed with ten": _ten,
    "closed below the minimum": _below_minimum,
    "three waves and a printed one": _three_waves_and_a_printed_one,
    "on sheets": _on_sheets,
    "open links": _open_links,
    "cards, after voiding": _cards_after_voiding,
    "upgraded from the first schema": _from_the_first_schema,
}
POSTGRESQL: dict[str, Build] = {
    "texts read and contacts deleted": _read_and_deleted,
    "cards, after voiding": _cards_after_voiding,
    "upgraded from the first schema": _from_the_first_schema,
}


@pytest.fixture
def on_postgresql(postgresql: Cluster, migrated_postgresql: str, tmp_path: Path) -> Iterator[Callable[[str], Audited]]:
    made: list[str] = []

    def make(name: str) -> Audited:
        made.append(postgresql.new_database(template=migrated_postgresql))
        (tmp_path / name).mkdir()
        return Audited(postgresql.url(made[-1]), tmp_path / name)

    yield make
    for name in made:
        postgresql.drop_database(name)


@pytest.mark.parametrize("build_it", SQLITE.values(), ids=SQLITE)
def test_nothing_is_found_on_a_sound_installation(build_it: Build, migrated_sqlite: Path, tmp_path: Path) -> None:
    shutil.copy(migrated_sqlite, tmp_path / "peilstok.sqlite")
    at = Audited(f"sqlite:///{tmp_path}/peilstok.sqlite", tmp_path)

    build_it(at)

    assert at.found() == {}


@pytest.mark.parametrize("build_it", POSTGRESQL.values(), ids=POSTGRESQL)
def test_nothing_is_found_on_a_sound_installation_on_postgresql(
    build_it: Build, on_postgresql: Callable[[str], Audited]
) -> None:
    at = on_postgresql("peilstok")

    build_it(at)
    at.run("ANALYZE")

    assert at.found() == {}


def test_two_installations_that_share_a_server_are_not_each_others_business(
    on_postgresql: Callable[[str], Audited],
) -> None:
    ours, theirs = on_postgresql("ours"), on_postgresql("theirs")

    build(ours, closed=24)
    build(theirs, closed=24)

    assert (ours.found(), theirs.found()) == ({}, {})
