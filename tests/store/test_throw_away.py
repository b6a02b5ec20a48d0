"""A trial is thrown away in whatever state, with everything in it; what people really answered never is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, or_, select

from survey_app.cli import main
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.draft import encrypt_answers, new_random
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.ports import EditorialChange, NoSuchWave, ReadText, Shredding
from survey_app.fieldwork.sealing import envelope_size
from survey_app.fieldwork.trial import NotATrial, throw_away
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from survey_app.store.schema import audit_log, metadata
from tests.contact_wave import INSTRUMENT, send_with
from tests.small_wave import ANSWERS, TODAY, WAVE, open_small_wave, send, small_wave


def rows_of(url: str, wave_id: str) -> dict[str, int]:
    """How many rows there are of this wave, in each table that says of which wave its rows are; not the log."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    tables = [table for table in metadata.tables.values() if table is not audit_log]
    found = {}
    with engine.connect() as connection:
        for table in tables:
            columns = [table.c[name] for name in ("wave", "earlier", "later") if name in table.c]
            columns += [table.c.id] if table.name == "waves" else []
            if columns:
                of_wave = select(table).where(or_(*(column == wave_id for column in columns)))
                found[table.name] = len(connection.execute(of_wave).all())
    engine.dispose()
    return found


def open_trial(stores: Database, keys: KeyDirectory) -> None:
    """An open trial with a contact desk, in which eleven of twelve answered, and the last began."""
    add_wave(stores, replace(small_wave(), fictitious=True), "an")
    codes = invite(stores, keys, WAVE, ["ingen", "maurik"] * 6, who="an", study=INSTRUMENT.study)
    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")
    for code in codes[:11]:
        send_with(stores, keys, code, Contact("An", "0344123456", ""), {**ANSWERS, "why": "Verzonnen"})
    with stores.writing() as store:
        receipt = receipt_of(keys.pepper(), WAVE, codes[11])
        store.drafts.put(WAVE, receipt, encrypt_answers(new_random(), {}, envelope_size(INSTRUMENT.questionnaire)))


def test_an_open_trial_goes_with_its_codes_envelopes_and_keys(
    stores: Database, keys: KeyDirectory, database_url: str
) -> None:
    open_trial(stores, keys)

    scrubbed = throw_away(stores, keys, WAVE, "an")

    assert scrubbed
    assert set(rows_of(database_url, WAVE).values()) == {0}
    assert [file for file in keys.files() if WAVE in file] == []
    with stores.reading() as store:
        assert store.waves.all() == []
        assert (store.audit.latest(1)[0].act, store.audit.latest(1)[0].subject) == ("trial thrown away", WAVE)


def test_a_closed_trial_goes_with_its_answers_counts_and_what_was_decided_of_them(
    stores: Database, keys: KeyDirectory, database_url: str
) -> None:
    open_trial(stores, keys)
    close_wave(stores, keys, WAVE, TODAY, "an")
    with stores.writing() as store:
        store.texts.put(WAVE, [ReadText("why", bytes(16), None)])
        store.editorial_changes.add(EditorialChange(WAVE, "later", "seen", "hoofdletter", "an"))
        store.shreddings.put(Shredding(WAVE, 0, "An", TODAY))
        store.counts.put(WAVE, "{}")
    before = rows_of(database_url, WAVE)
    emptied = {table for table, number in before.items() if number == 0}
    assert emptied <= {"envelopes", "contact_envelopes", "told_responses"}

    throw_away(stores, keys, WAVE, "an")

    assert set(rows_of(database_url, WAVE).values()) == {0}


def test_a_draft_of_a_trial_goes_too_and_its_id_can_be_used_again(stores: Database, keys: KeyDirectory) -> None:
    trial = replace(small_wave(), fictitious=True)
    add_wave(stores, trial, "an")

    throw_away(stores, keys, WAVE, "an")
    add_wave(stores, trial, "an")

    with stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == [WAVE]


def test_what_people_answered_is_never_thrown_away(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    codes = open_small_wave(stores, keys)
    for code in codes[:10]:
        send(stores, keys, code)
    before = rows_of(database_url, WAVE)

    with pytest.raises(NotATrial):
        throw_away(stores, keys, WAVE, "an")

    assert rows_of(database_url, WAVE) == before
    assert keys.has_wave_key(WAVE)


def test_another_wave_stays_as_it_was(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    open_trial(stores, keys)
    for code in open_small_wave(stores, keys, wave_id="echt-2026"):
        send(stores, keys, code, wave_id="echt-2026")
    before = rows_of(database_url, "echt-2026")

    throw_away(stores, keys, WAVE, "an")

    assert rows_of(database_url, "echt-2026") == before
    assert close_wave(stores, keys, "echt-2026", TODAY, "an").wave.responses == 12


def test_the_command_asks_first_and_says_what_went(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    open_trial(stores, keys)
    here = {"PEILSTOK_DATABASE_URL": database_url, "PEILSTOK_KEYS": str(keys.path)}

    asked = CliRunner(env=here).invoke(main, ["wave", "throw-away", WAVE], input="n\n")
    thrown = CliRunner(env=here).invoke(main, ["wave", "throw-away", WAVE, "--yes"])
    again = CliRunner(env=here).invoke(main, ["wave", "throw-away", WAVE, "--yes"])

    assert "Bewoners 2026: there is no way back." in asked.output
    assert thrown.output.startswith(f"wave {WAVE}: thrown away, with everything in it\n")
    assert (asked.exit_code, thrown.exit_code, again.exit_code) == (1, 0, 1)
    with stores.reading() as store, pytest.raises(NoSuchWave):
        store.waves.get(WAVE)
