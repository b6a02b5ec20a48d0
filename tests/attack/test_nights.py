"""Images of the whole machine of every night, and one sheet too few: chance, during the wave and for ever after.

The machine is seized with its key directory; the wave is closed by the book. What is tried beside the sheets is in
`attacker.py`; `pytest -s` shows the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import psycopg
import pytest
from flask import Flask

from survey_app.config import Settings
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.place import Place
from survey_app.fieldwork.sheets import Words
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from survey_app.web.app import create_app
from survey_app.web.stores import EXTENSION
from tests.attack.attacker import guesses, judge
from tests.attack.evidence import burglar_of
from tests.attack.fielding import WatchedDatabase
from tests.attack.machine import MachineBurglar
from tests.attack.nights import Nights, Rule, field_nights, one_of_two, sheets_of
from tests.attack.paper import find_private_key, read_box
from tests.contact_wave import open_wave_with_desk, send_with
from tests.small_wave import TODAY, WAVE

pytestmark = pytest.mark.slow

_SEED = 20260601

Field = Callable[[Rule, Random], Nights]


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application, with everything of the installation in one folder."""
    settings = Settings(database_url, tmp_path / "keys", tmp_path / "questionnaires", "http://localhost")
    app = create_app(settings)
    yield app
    app.extensions[EXTENSION].stores.close()


@pytest.fixture
def watched(database_url: str) -> Iterator[WatchedDatabase]:
    """The database, in which somebody breaks in just before it is scrubbed."""
    stores = WatchedDatabase(database_url)
    yield stores
    stores.close()


@pytest.fixture
def field(database_url: str, app: Flask, watched: WatchedDatabase, keys: KeyDirectory, tmp_path: Path) -> Field:
    """Fields a wave whose sheets go by some rule, with somebody who takes images of all of it."""
    machine = MachineBurglar(burglar_of(database_url), tmp_path)
    return partial(field_nights, watched, keys, app, machine)


@pytest.mark.parametrize("sheets", [3, 2])
def test_one_sheet_and_an_image_of_every_night_read_nothing_and_two_read_all(field: Field, sheets: int) -> None:
    random = Random(_SEED)
    nights = field(sheets_of(sheets), random)

    assert len({tuple(sorted(day.files)) for day in nights.loot.days}) == 1  # so no size or time is of one respondent
    for held in nights.sheets:
        assert _linked(nights, [held]) == 0
    assert not _readable(nights)
    _is_at_chance(nights, random)
    assert _linked(nights, nights.sheets[-2:]) == len(nights.residents)
    assert find_private_key([nights.loot.final], nights.public_key, nights.sheets[:2]) is None


def test_under_the_old_rule_the_same_attacker_reads_all_with_one_sheet(field: Field) -> None:
    """Its promise names that (docs/anonymity.md); this shows that the attacker is able to."""
    nights = field(one_of_two, Random(_SEED))

    assert [_linked(nights, [held]) for held in nights.sheets] == [len(nights.residents)] * 2


def test_the_planners_statistics_hold_nobody(
    postgresql_url: str, keys: KeyDirectory, open_database: Callable[[str], Database]
) -> None:
    """After a night in which PostgreSQL looked at all tables; the attacker would see a sample if there were one."""
    stores = open_database(postgresql_url)
    codes = open_wave_with_desk(stores, keys)
    names = [f"Kanarie {number}" for number in range(len(codes))]
    for code, name in zip(codes, names, strict=True):
        send_with(stores, keys, code, Contact(name, "0344 000000", ""), {"why": f"{name} schrijft"})
    close_wave(stores, keys, WAVE, TODAY, "an")

    plain = burglar_of(postgresql_url).seize().files["pg_statistic"]
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE contacts ALTER name SET STATISTICS 100")
    sampled = burglar_of(postgresql_url).seize().files["pg_statistic"]

    assert b"Kanarie" not in plain
    assert all(name.encode() in sampled for name in names)


def _linked(nights: Nights, held: list[Words]) -> int:
    """To how many people these sheets and all images give their own answers."""
    private_key = find_private_key(nights.images, nights.public_key, held)
    if private_key is None:
        return 0
    read = read_box(nights.images, private_key)
    return sum(read.get(one.receipt) == one.text for one in nights.residents)


def _is_at_chance(nights: Nights, random: Random) -> None:
    number = len(nights.residents)
    during = judge([guesses(nights.people, nights.loot.during[1], number, random)], _SEED)
    alike = nights.loot.alike
    tried = guesses(nights.people, nights.loot.afterwards[1], number, random, alike)
    afterwards = judge([tried], _SEED, alike=[alike])
    print(f"\n  during the wave {during}\n  after closing   {afterwards}")
    assert set(alike) == {Place(None, "pilot"), Place(None, "mirror")}  # of villages of six or seven only the arm
    assert during.linked <= during.band
    assert afterwards.linked <= afterwards.band
    assert afterwards.band < 0.4


def _readable(nights: Nights) -> list[bytes]:
    taken = [content for day in nights.loot.days for content in (*day.files.values(), repr(day.tables).encode())]
    return [text for text in nights.loot.texts if any(text in content for content in taken)]
