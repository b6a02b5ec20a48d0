"""The doctor on a real installation, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from survey_app.assurance.promise import promise_of
from survey_app.cli import main
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.life import add_wave, close_wave
from survey_app.fieldwork.ports import Shredding
from survey_app.fieldwork.shredding import BACKUPS, record_shredding
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from tests.contact_wave import INSTRUMENT
from tests.small_wave import TODAY, WAVE, open_small_wave, small_wave


@pytest.fixture
def kept_keys(tmp_path_factory: pytest.TempPathFactory) -> KeyDirectory:
    """A key directory that is not beside the database."""
    return KeyDirectory(tmp_path_factory.mktemp("elsewhere") / "keys")


def doctor(database_url: str, keys: KeyDirectory, tmp_path: Path, **changed: str) -> Result:
    environment = {
        "PEILSTOK_DATABASE_URL": database_url,
        "PEILSTOK_KEYS": str(keys.path),
        "PEILSTOK_QUESTIONNAIRES": str(tmp_path / "questionnaires"),
        "PEILSTOK_BASE_URL": "https://vragen.example",
        **changed,
    }
    return CliRunner(env=environment).invoke(main, ["doctor"])


_OF_TEST_SERVER = "PostgreSQL: fsync is off: acknowledged answers could be lost"
"""True of the server that the tests start, and of no other."""


def _wrong(told: Result) -> set[str]:
    return {line.removeprefix("wrong").strip() for line in told.stdout.splitlines() if line.startswith("wrong")}


def make_private(tmp_path: Path) -> None:
    for file in tmp_path.glob("peilstok.sqlite*"):
        file.chmod(0o600)


def test_a_sound_installation_is_told_what_it_may_promise(
    stores: Database, database_url: str, kept_keys: KeyDirectory, tmp_path: Path
) -> None:
    open_small_wave(stores, kept_keys)
    make_private(tmp_path)

    told = doctor(database_url, kept_keys, tmp_path)

    assert _wrong(told) - {_OF_TEST_SERVER} == set()
    assert (told.exit_code == 0) == (_wrong(told) == set())
    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    made = promise_of(wave, wave.frozen_instrument(), Delivery(on_cards=True, elsewhere=False))
    for words in (*made.in_short, *made.promised, *made.not_promised):
        assert f"- {words.dutch}\n" in told.stdout


def test_the_promise_of_a_draft_is_made_from_its_questionnaire_as_it_is_now(
    stores: Database, database_url: str, kept_keys: KeyDirectory, tmp_path: Path
) -> None:
    add_wave(stores, small_wave(), "an")
    assert "cannot be told: kernen/bewoners-2026.yaml" in doctor(database_url, kept_keys, tmp_path).stdout

    folder = tmp_path / "questionnaires" / "kernen"
    folder.mkdir(parents=True)
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True, exclude_none=True)
    (folder / "study.yaml").write_text(json.dumps(raw["study"]), encoding="utf-8")
    (folder / "bewoners-2026.yaml").write_text(json.dumps(raw["questionnaire"]), encoding="utf-8")
    told = doctor(database_url, kept_keys, tmp_path).stdout

    assert "/privacy says nothing of privacy.controller" in told
    assert "Na de sluiting te lezen voor: de mensen die het panelgesprek organiseren." in told
    assert "een aparte stembus, zonder uw antwoorden" in told
    assert "Als de code bij een kern hoort" in told
    assert f"The promise of wave {WAVE}, a draft, as its file and its codes are now:" in told


def test_what_is_wrong_is_told_with_what_would_be_right(
    stores: Database, database_url: str, kept_keys: KeyDirectory, tmp_path: Path
) -> None:
    open_small_wave(stores, kept_keys)
    kept_keys.destroy_wave_key(WAVE)

    told = doctor(database_url, kept_keys, tmp_path, PEILSTOK_BASE_URL="http://vragen.example")

    assert told.exit_code == 1
    assert f"wrong    wave {WAVE}: open, and its key is not there" in told.stdout
    assert f"peilstok wave void {WAVE}" in told.stdout
    assert "wrong    address: http://vragen.example is not encrypted" in told.stdout


def test_paper_of_a_closed_wave_is_asked_for_until_it_is_written_down(
    stores: Database, database_url: str, kept_keys: KeyDirectory, tmp_path: Path
) -> None:
    open_small_wave(stores, kept_keys)
    close_wave(stores, kept_keys, WAVE, TODAY, "an")
    warned = f"warning  wave {WAVE}: Not destroyed yet: backups of the key."

    assert warned in doctor(database_url, kept_keys, tmp_path).stdout
    record_shredding(stores, Shredding(WAVE, BACKUPS, "J. Jansen", TODAY), "an", TODAY)
    assert warned not in doctor(database_url, kept_keys, tmp_path).stdout


def test_a_database_that_is_not_there_is_told_and_not_made(kept_keys: KeyDirectory, tmp_path: Path) -> None:
    told = doctor(f"sqlite:///{tmp_path}/nergens/peilstok.sqlite", kept_keys, tmp_path)

    assert told.exit_code == 1
    assert "peilstok db upgrade" in told.stdout
    assert not (tmp_path / "nergens").exists()


def test_settings_of_postgresql_are_looked_at(postgresql_url: str, kept_keys: KeyDirectory, tmp_path: Path) -> None:
    engine = make_engine(postgresql_url)
    with engine.begin() as connection:
        name = connection.execute(text("SELECT current_database()")).scalar_one()
        connection.execute(text(f"ALTER DATABASE {name} SET log_min_duration_statement = 250"))
    engine.dispose()

    told = doctor(postgresql_url, kept_keys, tmp_path)

    assert told.exit_code == 1
    assert "log_min_duration_statement is 250" in told.stdout


def test_what_is_foreign_in_the_database_and_copies_beside_it_are_told(
    stores: Database, database_url: str, kept_keys: KeyDirectory, tmp_path: Path
) -> None:
    codes = open_small_wave(stores, kept_keys)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE INDEX by_hand ON envelopes (sealed)"))
        connection.execute(text("ALTER TABLE responses ADD COLUMN arrived TIMESTAMP"))
    engine.dispose()
    (tmp_path / "access.log").write_text(f"GET /?c={codes[0]}\n")

    told = doctor(database_url, kept_keys, tmp_path, PEILSTOK_INSTANCE=str(tmp_path))

    assert told.exit_code == 1
    assert "wrong    schema: Unknown link: index by_hand (envelopes)." in told.stdout
    assert "wrong    schema: Table responses has a column arrived (TIMESTAMP)." in told.stdout
    assert f"warning  copies: {tmp_path}/access.log: 1 codes of a wave." in told.stdout
