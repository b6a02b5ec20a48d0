"""An attacker with everything on disk, the order in which codes were used, and the village of each, links nobody.

What he tries, and how he is judged, is in `attacker.py`; `pytest -s` shows the figures.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.store.keys import KeyDirectory
from tests.attack import naive
from tests.attack.attacker import guesses, judge
from tests.attack.evidence import burglar_of
from tests.attack.fielding import ARM_OF, Loot, WatchedDatabase, field_a_wave
from tests.attack.places import certain, places_of, told_apart, villages_of
from tests.attack.signals import numbered_by_receipt, numbered_by_text
from tests.postgresql import Cluster

pytestmark = pytest.mark.slow

_SEED = 20260601
_KEPT = {Place(None, "pilot"), Place("lienden"), Place("eck"), Place("zoelen"), Place("asch")}
_SETTINGS = [pytest.param(1, 200, id="200 people"), pytest.param(20, 10, id="20 waves of 10 people")]

FreshDatabase = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_database(request: pytest.FixtureRequest, migrated_sqlite: Path, tmp_path: Path) -> Iterator[FreshDatabase]:
    """Makes one new database after the other, on both databases in turn."""
    if request.param == "sqlite":
        yield _sqlite_maker(migrated_sqlite, tmp_path)
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    template: str = request.getfixturevalue("migrated_postgresql")
    made: list[str] = []

    def make() -> str:
        made.append(cluster.new_database(template=template))
        return cluster.url(made[-1])

    yield make
    for name in made:
        cluster.drop_database(name)


@pytest.mark.parametrize(("waves", "people"), _SETTINGS)
def test_the_attacker_links_no_more_people_to_their_answers_than_chance(
    fresh_database: FreshDatabase, tmp_path: Path, request: pytest.FixtureRequest, waves: int, people: int
) -> None:
    random = Random(_SEED)
    loots = []
    for wave in range(waves):
        with _burgled_wave(fresh_database(), tmp_path / f"keys-{wave}", people, random) as loot:
            loots.append(loot)

    during = judge([guesses(*loot.during, people, random) for loot in loots], _SEED)
    alike = [loot.alike for loot in loots]
    tried = [guesses(*loot.afterwards, people, random, of) for loot, of in zip(loots, alike, strict=True)]
    afterwards = judge(tried, _SEED, alike=alike)

    print(f"\n{request.node.name}\n  during the wave {during}\n  after closing   {afterwards}")
    for loot in loots:
        assert not _readable(loot)
        assert all(text in b"".join(loot.final.files.values()) for text in loot.texts)  # what is readable is found
    assert [certain(places) for places in alike] == [0] * waves
    assert {place for places in alike for place in places} == (_KEPT if people == 200 else {NOWHERE})
    assert during.linked <= during.band
    assert afterwards.linked <= afterwards.band
    assert afterwards.band < 0.3  # a band so wide that everything is within it would prove nothing


@pytest.mark.parametrize("people", [200, 10])
def test_during_a_wave_it_is_known_who_answered_and_no_more(
    fresh_database: FreshDatabase, tmp_path: Path, people: int
) -> None:
    """Not promised (docs/anonymity.md): the box shows which codes were used."""
    with _burgled_wave(fresh_database(), tmp_path / "keys", people, Random(_SEED)) as loot:
        box = loot.days[0].tables["envelopes"]

    used = {person.receipt for person in loot.people[: people // 4]}
    assert {row["receipt"] for row in box} == used
    assert len({len(bytes(row["ciphertext"])) for row in box}) == 1  # type: ignore[call-overload]  # a column of bytes
    assert {len(day.tables["responses"]) for day in loot.days} == {0}


@pytest.mark.parametrize(
    "design",
    [naive.serial_and_time, naive.code_in_the_same_transaction, naive.opened_without_shaking],
    ids=lambda design: design.__name__,
)
def test_the_same_attacker_links_nearly_everybody_in_a_design_that_only_looks_anonymous(
    database_url: str, request: pytest.FixtureRequest, design: naive.Design
) -> None:
    assert _linked_in(design, database_url, request.node.name) > 0.9


def test_the_same_attacker_reads_the_log_of_sqlite_where_rows_have_no_number(
    sqlite_url: str, request: pytest.FixtureRequest
) -> None:
    assert _linked_in(naive.without_rowid, sqlite_url, request.node.name) > 0.9


@pytest.mark.parametrize("people", [200, 10])
def test_the_same_attacker_is_certain_of_some_where_every_village_is_kept(database_url: str, people: int) -> None:
    """As it was before decision 0120: by the database alone, without any order."""
    answering = naive.people(people, Random(_SEED))
    villages = ["ingen", *Random(_SEED).choices(list(ARM_OF)[1:], k=people - 1)]
    seized = naive.keep_every_village(database_url, burglar_of(database_url), answering, villages)

    receipts, texts = [one.receipt for one in answering], [one.text for one in answering]
    villages_known = villages_of(seized.tables["codes"], numbered_by_receipt(receipts))
    places = told_apart(villages_known, places_of(seized.tables["answers"], numbered_by_text(texts)), ARM_OF)

    assert certain(places) > 0


def _linked_in(design: naive.Design, url: str, name: str) -> float:
    random = Random(_SEED)
    orders = naive.attack(url, burglar_of(url), design, 200, random)
    verdict = judge([guesses(*orders, 200, random)], _SEED, permutations=1000)  # nobody compares with this band
    print(f"\n{name}\n  naive           {verdict}")
    return verdict.linked


def _sqlite_maker(template: Path, directory: Path) -> FreshDatabase:
    made: list[Path] = []

    def make() -> str:
        made.append(directory / f"database-{len(made)}" / "peilstok.sqlite")
        made[-1].parent.mkdir()
        shutil.copy(template, made[-1])
        return f"sqlite:///{made[-1]}"

    return make


@contextmanager
def _burgled_wave(url: str, key_directory: Path, people: int, random: Random) -> Iterator[Loot]:
    stores = WatchedDatabase(url)
    try:
        yield field_a_wave(stores, KeyDirectory(key_directory), burglar_of(url), people, random)
    finally:
        stores.close()


def _readable(loot: Loot) -> list[bytes]:
    """Texts that stand in clear in anything that was taken while the wave was open."""
    taken = [content for day in loot.days for content in day.files.values()]
    taken += [repr(day.tables).encode() for day in loot.days]
    return [text for text in loot.texts if any(text in content for content in taken)]
