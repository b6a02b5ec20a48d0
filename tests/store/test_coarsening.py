"""A wave that was closed while every village was kept is found, and closing it once more keeps what may be kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from survey_app.assurance.attempt import Outcome
from survey_app.assurance.audit import audit
from survey_app.cli import main
from survey_app.comparison.counting import count_closed_waves
from survey_app.comparison.fielded import fielded_wave
from survey_app.dataset.kept import counts_from_json
from survey_app.fieldwork.coarsening import keeps_too_much
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.place import NOWHERE, Place
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from tests.attack.evidence import burglar_of
from tests.attack.fielding import ARM_OF, SIX_VILLAGES
from tests.small_wave import TODAY, WAVE, open_small_wave, send

EXACT = {"ingen": 4, "maurik": 9, "lienden": 11, "eck": 10, "zoelen": 12, "asch": 13}
KEPT = {Place(None, "pilot"): 13} | {Place(one): EXACT[one] for one in ("lienden", "eck", "zoelen", "asch")}


@pytest.fixture
def closed(stores: Database, keys: KeyDirectory) -> Database:
    """A closed wave of six villages, of which two are too small."""
    codes = open_small_wave(
        stores,
        keys,
        codes=sum(EXACT.values()),
        villages=[village for village, number in EXACT.items() for _ in range(number)],
        instrument=SIX_VILLAGES,
    )
    for number, code in enumerate(codes):
        send(stores, keys, code, {"seen": "agree", "heard": None, "why": f"antwoord {number}"})
    close_wave(stores, keys, WAVE, TODAY, "an", second="bo")
    return stores


@pytest.fixture
def as_it_was(closed: Database, database_url: str) -> Database:
    """The same as the old rule closed it: every village exactly, and what was counted of it."""
    engine = make_engine(database_url)
    villages = iter(["ingen"] * EXACT["ingen"] + ["maurik"] * EXACT["maurik"])
    with engine.begin() as connection:
        names = connection.execute(text("SELECT key FROM responses WHERE arm = 'pilot' ORDER BY key")).scalars().all()
        for name in names:
            told = {"village": next(villages), "name": name}
            connection.execute(text("UPDATE responses SET segment = :village, arm = NULL WHERE key = :name"), told)
    engine.dispose()
    count_closed_waves(closed)
    return closed


def places(stores: Database) -> dict[Place, int]:
    with stores.reading() as store:
        return dict(store.responses.places(WAVE))


def answers(stores: Database) -> list[tuple[bytes, str]]:
    with stores.reading() as store:
        return [(bytes(one.key), one.answers) for one in store.responses.read(WAVE)]


def found_by_audit(stores: Database, keys: KeyDirectory) -> set[str]:
    with stores.evidence() as evidence:
        tried = audit(evidence, keys.files()).attempts
    return {one.attack.title.spoken_in("en") for one in tried if one.outcome is Outcome.FOUND}


def test_closing_keeps_the_arm_of_villages_that_are_too_small(closed: Database) -> None:
    assert places(closed) == KEPT


def test_a_wave_that_keeps_every_village_is_found_and_closing_once_more_makes_it_coarser(
    as_it_was: Database, keys: KeyDirectory
) -> None:
    before = answers(as_it_was)
    assert places(as_it_was) == {Place(village): number for village, number in EXACT.items()}
    assert found_by_audit(as_it_was, keys) >= {"What stands beside the responses"}

    close_wave(as_it_was, keys, WAVE, TODAY, "an")

    assert places(as_it_was) == KEPT
    assert answers(as_it_was) == before
    assert found_by_audit(as_it_was, keys) == set()
    with as_it_was.reading() as store:
        assert not keeps_too_much(store, store.waves.get(WAVE))
        assert store.counts.find(WAVE) is None
        counted = fielded_wave(store, WAVE)
        assert "segments kept more coarsely" in {entry.act for entry in store.audit.latest(5)}
    assert set(counted.counts.segments) == {"lienden", "eck", "zoelen", "asch"}
    assert counted.counts.rests["pilot"].respondents == 13


def test_nothing_of_what_was_too_exact_stays_in_the_files(
    as_it_was: Database, keys: KeyDirectory, database_url: str
) -> None:
    """A response that says `ingen` has it before its answers, with nothing but the mode between."""
    burglar = burglar_of(database_url)
    too_exact = b"ingen"

    def beside_answers() -> int:
        files = {name: content for name, content in burglar.seize().files.items() if "log" not in name}
        parts = [part for content in files.values() for part in content.split(too_exact)[1:]]
        return sum(b'{"seen' in part[:40] for part in parts)

    assert beside_answers() > 0
    close_wave(as_it_was, keys, WAVE, TODAY, "an")
    assert beside_answers() == 0


def test_closing_a_third_time_changes_nothing(as_it_was: Database, keys: KeyDirectory) -> None:
    for _ in range(2):
        close_wave(as_it_was, keys, WAVE, TODAY, "an")

    assert places(as_it_was) == KEPT
    with as_it_was.reading() as store:
        acts = [entry.act for entry in store.audit.latest(20)]
    assert acts.count("segments kept more coarsely") == 1


def test_the_doctor_tells_of_it_until_it_is_closed_once_more(
    as_it_was: Database, keys: KeyDirectory, database_url: str, tmp_path: Path
) -> None:
    peilstok = CliRunner(env={"PEILSTOK_DATABASE_URL": database_url, "PEILSTOK_KEYS": str(keys.path)})
    told = "keeps segments, or what is left of them, of fewer than 10 respondents"
    assert told in peilstok.invoke(main, ["doctor"]).output

    done = peilstok.invoke(main, ["wave", "close", WAVE, "--yes"])

    assert done.exit_code == 0, done.output
    assert places(as_it_was) == KEPT
    with as_it_was.reading() as store:
        kept = counts_from_json(store.counts.find(WAVE) or "")
    assert set(kept.segments) == {"lienden", "eck", "zoelen", "asch"}
    assert told not in peilstok.invoke(main, ["doctor"]).output


def test_a_small_rest_of_an_arm_is_nothing_from_then_on(
    closed: Database, keys: KeyDirectory, database_url: str
) -> None:
    """Only a hand can bring that about; nobody knows the villages of a rest any more."""
    engine = make_engine(database_url)
    with engine.begin() as connection:
        few = "SELECT key FROM responses WHERE arm = 'pilot' ORDER BY key LIMIT 4"
        connection.execute(text(f"UPDATE responses SET segment = 'eck', arm = NULL WHERE key IN ({few})"))
    engine.dispose()

    close_wave(closed, keys, WAVE, TODAY, "an")

    assert places(closed)[NOWHERE] >= 10
    assert all(number >= 10 for number in places(closed).values())


def test_no_arm_is_lost_of_people_whose_arm_is_known(closed: Database) -> None:
    with closed.reading() as store:
        kept = list(store.responses.read(WAVE))

    assert {one.arm for one in kept if one.segment is None} == {"pilot"}
    assert {ARM_OF[one.segment] for one in kept if one.segment} == {"pilot", "mirror"}
    assert all(json.loads(one.answers)["seen"] == "agree" for one in kept)
