"""The audit finds nothing on a database as we make it, and finds what was spoiled on purpose; on both databases."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, text

from survey_app.assurance.attempt import Attempt, Outcome
from survey_app.assurance.audit import audit
from survey_app.cli import main
from survey_app.dataset.open_texts import read_items
from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.codes import TypingError, read_code, receipt_of
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.open_texts import Choice
from survey_app.fieldwork.reading_texts import Decision, keep_decisions
from survey_app.fieldwork.submission import seal_answers
from survey_app.questionnaire.answers import Answers
from survey_app.questionnaire.instrument import Instrument
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from tests.audited import (
    CLOSED,
    COPIES,
    FILES,
    KEYS,
    LEFT,
    LINKS,
    LOG,
    OPEN,
    ORDER,
    PLACES,
    READABLE,
    SAMPLES,
    SIZES,
    TIMES,
    USED,
)
from tests.contact_wave import with_desk
from tests.small_wave import INSTRUMENT, TODAY, small_wave


def instrument() -> Instrument:
    """The small one, with items that no other database on this server has: their log is one."""
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    for item in raw["questionnaire"]["sections"][0]["items"]:
        item["id"] = f"{item['id']}_{secrets.token_hex(6)}"
    return with_desk(Instrument.model_validate(raw))


@pytest.fixture
def why(stores: Database, keys: KeyDirectory) -> str:
    """A closed wave of twenty-four and an open one of twelve, with words in them; the id of the item with the words."""
    asked = instrument()
    seen, _heard, words = asked.questionnaire.items
    for wave, codes in ((CLOSED, 24), (OPEN, 12)):
        add_wave(stores, small_wave(wave), "an")
        made = invite(stores, keys, wave, ["ingen", "maurik"] * (codes // 2), who="an", study=asked.study)
        open_wave(stores, keys, wave, asked, TODAY, "an")
        for number, code in enumerate(made):
            send(stores, keys, wave, code, {seen: "agree", words: f"woorden {wave} {number}"}, f"Naam {number}")
    close_wave(stores, keys, CLOSED, TODAY, "an")
    return words


def send(stores: Database, keys: KeyDirectory, wave_id: str, code: str, answers: Answers, name: str) -> None:
    with stores.reading() as store:
        wave = store.waves.get(wave_id)
    contact = Contact(name=name, phone="0612345678", email="")
    stores.drop(seal_answers(wave, receipt_of(keys.pepper(), wave_id, code), answers, contact=contact))


def attempts(stores: Database, keys: KeyDirectory) -> dict[str, Attempt]:
    with stores.evidence() as evidence:
        return {tried.attack.title.spoken_in("en"): tried for tried in audit(evidence, keys.files()).attempts}


def found(stores: Database, keys: KeyDirectory) -> set[str]:
    return {title for title, tried in attempts(stores, keys).items() if tried.outcome is Outcome.FOUND}


def spoil(database_url: str, work: Callable[[Connection], None]) -> None:
    engine = make_engine(database_url)
    try:
        with engine.begin() as connection:
            work(connection)
    finally:
        engine.dispose()


def run(*statements: str) -> Callable[[Connection], None]:
    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(text(statement))

    return work


def test_nothing_is_found_on_a_database_as_we_make_it(stores: Database, keys: KeyDirectory, why: str) -> None:
    tried = attempts(stores, keys)

    assert {title: attempt.outcome for title, attempt in tried.items()} == dict.fromkeys(
        (READABLE, FILES, SIZES, ORDER, TIMES, LINKS, SAMPLES, USED, PLACES, KEYS, LOG, COPIES, LEFT), Outcome.HELD
    )
    assert "Wave open-2026 is open" in tried[ORDER].remarks[0].spoken_in("en")


def test_texts_of_a_closed_wave_that_were_read_are_no_find(stores: Database, keys: KeyDirectory, why: str) -> None:
    with stores.reading() as store:
        (item,) = read_items(store, store.waves.get(CLOSED))
    act = Act("olga", datetime(2026, 6, 2, tzinfo=UTC))
    decisions = [
        Decision(given.digest, Choice.PARAPHRASED, f'Iemand schreef "{why}":"iets" {number}.')
        for number, given in enumerate(item.texts.texts)
    ]

    keep_decisions(stores, CLOSED, [(item.texts, decisions)], act, replace=False)

    assert len(decisions) == 24
    assert found(stores, keys) == set()


def test_the_id_of_an_item_in_the_log_is_no_code_and_an_unknown_one_is(stores: Database, keys: KeyDirectory) -> None:
    like_a_code = next(
        f"dorpskernen{letter}" for letter in "abcdefghjkmnpqrstvwxyz0123456789" if _reads(f"dorpskernen{letter}")
    )
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    raw["questionnaire"]["sections"][0]["items"][2]["id"] = like_a_code
    add_wave(stores, small_wave(OPEN), "an")
    open_wave(stores, keys, OPEN, Instrument.model_validate(raw), TODAY, "an")

    note(stores, f"{OPEN}, {like_a_code}")
    assert LOG not in found(stores, keys)
    note(stores, f"{OPEN}, {like_a_code.upper()}")
    assert LOG in found(stores, keys)


def _reads(typed: str) -> bool:
    try:
        return bool(read_code(typed))
    except TypingError:
        return False


def note(stores: Database, subject: str) -> None:
    with stores.writing() as store:
        store.audit.append(AuditEntry(datetime(2026, 6, 1, tzinfo=UTC), "an", "1 texts cleared", subject))


def test_responses_in_the_order_of_their_codes_are_found_by_their_villages(
    stores: Database, keys: KeyDirectory, why: str, database_url: str
) -> None:
    def deal_by_receipt(connection: Connection) -> None:
        of_wave = f"WHERE wave = '{CLOSED}' ORDER BY"
        segments = connection.execute(text(f"SELECT segment FROM invitations {of_wave} receipt")).scalars().all()
        names = connection.execute(text(f"SELECT key FROM responses {of_wave} key")).scalars().all()
        for name, segment in zip(names, segments, strict=True):
            connection.execute(
                text("UPDATE responses SET segment = :segment WHERE key = :key"), {"segment": segment, "key": name}
            )

    spoil(database_url, deal_by_receipt)

    assert "100 % of the pairs" in " ".join(words.spoken_in("en") for words in attempts(stores, keys)[ORDER].found)


def test_other_spoils_are_found(stores: Database, keys: KeyDirectory, why: str, database_url: str) -> None:
    spoil(
        database_url,
        run(
            f"UPDATE envelopes SET ciphertext = substr(ciphertext, 1, 4000) WHERE receipt = "
            f"(SELECT receipt FROM envelopes WHERE wave = '{OPEN}' LIMIT 1)",
            "ALTER TABLE invitations ADD COLUMN used BOOLEAN",
        ),
    )
    with stores.writing() as store:
        store.audit.append(AuditEntry(datetime(2026, 6, 1, tzinfo=UTC), "an", "codes made", "Dorpsstraat 1, 4031 AB"))

    assert found(stores, keys) == {SIZES, LINKS, USED, LOG}


def test_a_village_that_too_few_answered_from_is_found(
    stores: Database, keys: KeyDirectory, why: str, database_url: str
) -> None:
    spoil(database_url, run(f"UPDATE responses SET segment = 'elders' WHERE wave = '{CLOSED}' AND segment = 'ingen'"))
    assert PLACES not in found(stores, keys)  # twelve

    one = f"(SELECT key FROM responses WHERE wave = '{CLOSED}' ORDER BY key LIMIT 1)"
    spoil(database_url, run(f"UPDATE responses SET segment = NULL WHERE key = {one}"))
    tried = attempts(stores, keys)[PLACES]

    assert [words.spoken_in("en") for words in tried.found] == [
        f"Wave {CLOSED}: 1 of the groups and arms stand beside fewer than 10 responses."
    ]


def test_codes_that_were_written_when_responses_were_are_found(
    stores: Database, keys: KeyDirectory, why: str, database_url: str
) -> None:
    """PostgreSQL keeps of every row which transaction wrote it; SQLite keeps nothing."""
    of_wave = f"WHERE wave = '{CLOSED}'"
    some = f"receipt IN (SELECT receipt FROM invitations {of_wave} ORDER BY receipt LIMIT 7)"
    spoil(
        database_url,
        run(f"UPDATE responses SET mode = mode {of_wave}", f"UPDATE invitations SET segment = segment WHERE {some}"),
    )

    told = [words.spoken_in("en") for words in attempts(stores, keys)[USED].found]

    assert told == ([f"Wave {CLOSED}: 7 codes were written anew at closing."] if "postgres" in database_url else [])


def test_the_command_writes_a_page_without_script_and_says_what_it_found(
    stores: Database, keys: KeyDirectory, why: str, database_url: str, tmp_path: Path
) -> None:
    peilstok = CliRunner(env={"PEILSTOK_DATABASE_URL": database_url, "PEILSTOK_KEYS": str(keys.path)})
    page = tmp_path / "controle.html"

    clean = peilstok.invoke(main, ["audit", "-o", str(page)])
    assert (clean.exit_code, "No attack found anything." in clean.stdout) == (0, True), clean.output
    assert "Geen enkele aanval leverde iets op." in page.read_text(encoding="utf-8")

    keys.create_wave_key(CLOSED)
    spoiled = peilstok.invoke(main, ["audit", "--language", "en", "-o", str(page)])
    written = page.read_text(encoding="utf-8")
    assert spoiled.exit_code == 1
    assert f"wave-{CLOSED}.key: the wave is closed." in written
    assert "<script" not in written
    assert "http://" not in written.replace("http-equiv", "")
    assert why not in written
