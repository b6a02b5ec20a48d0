"""The contact desk on both databases: one envelope a submission, sealed until closing, linked to nothing ever."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.contact_desk import NoContacts, delete_contacts, find_desk, list_desks, take_contacts
from survey_app.fieldwork.contacts import CONTACT_SIZE, DECLINED, Contact
from survey_app.fieldwork.content import answers_from_json
from survey_app.fieldwork.life import close_wave, discard_unreadable
from survey_app.fieldwork.ports import AlreadyAnswered, WaveNotOpen
from survey_app.fieldwork.submission import seal_answers, submit
from survey_app.fieldwork.voiding import void_wave
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from survey_app.store.schema import contact_envelopes
from tests.contact_wave import open_wave_with_desk, send_with
from tests.postgresql import Cluster
from tests.small_wave import ANSWERS, TODAY, WAVE, open_small_wave, send

CANARY = "Kanariepiet"
CLOSING_DAY = date(2026, 7, 1)
ACT = Act("cora", datetime(2026, 7, 2, tzinfo=UTC))
ANNA, BERT, ZOE = (
    Contact("Anna", "0612345678"),
    Contact("Bert", email="bert@voorbeeld.nl"),
    Contact("Zoë", "0344123456"),
)


def envelopes_of(stores: Database) -> list[tuple[bytes, bytes]]:
    with stores.reading() as store:
        return [(one.key, one.ciphertext) for one in store.contacts.envelopes(WAVE)]


def contacts_of(stores: Database) -> list[Contact]:
    with stores.reading() as store:
        return store.contacts.read(WAVE)


def rows(url: str, statement: str) -> list[tuple[Any, ...]]:  # of any statement
    engine = make_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(statement))]
    engine.dispose()
    return found


def bytes_on_disk(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file())


def test_every_submission_drops_one_envelope_of_one_size_also_when_declined(
    stores: Database, keys: KeyDirectory
) -> None:
    codes = open_wave_with_desk(stores, keys)

    send_with(stores, keys, codes[0], ANNA)
    send_with(stores, keys, codes[1], DECLINED)
    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    with stores.writing() as store:
        submit(store, wave, receipt_of(keys.pepper(), WAVE, codes[2]), ANSWERS)

    assert [len(ciphertext) for _key, ciphertext in envelopes_of(stores)] == [CONTACT_SIZE] * 3
    assert {len(key) for key, _ciphertext in envelopes_of(stores)} == {16}
    with stores.reading() as store:
        assert store.box.count(WAVE) == 3


def test_a_wave_without_a_desk_drops_none(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)

    send(stores, keys, code)

    assert envelopes_of(stores) == []


def test_a_twin_that_is_refused_leaves_no_contact_envelope(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_wave_with_desk(stores, keys)
    send_with(stores, keys, code, ANNA)
    first = envelopes_of(stores)

    with pytest.raises(AlreadyAnswered):
        send_with(stores, keys, code, BERT)

    assert envelopes_of(stores) == first


def test_what_comes_after_closing_leaves_nothing_at_the_desk(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_wave_with_desk(stores, keys)
    with stores.reading() as store:
        late = seal_answers(store.waves.get(WAVE), receipt_of(keys.pepper(), WAVE, code), ANSWERS, contact=ANNA)
    close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")

    with pytest.raises(WaveNotOpen):
        stores.drop(late)

    assert (envelopes_of(stores), contacts_of(stores)) == ([], [])


def test_at_closing_contacts_come_out_by_name_and_who_declined_leaves_nothing(
    stores: Database, keys: KeyDirectory
) -> None:
    codes = open_wave_with_desk(stores, keys)
    for code, contact in zip(codes, (ZOE, ANNA, DECLINED, BERT, *[DECLINED] * 8), strict=True):
        send_with(stores, keys, code, contact)
    assert contacts_of(stores) == []
    before = {key for key, _ciphertext in envelopes_of(stores)}

    report = close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")

    assert contacts_of(stores) == [ANNA, BERT, ZOE]
    assert envelopes_of(stores) == []
    assert (report.wave.responses, report.unreadable, report.key_destroyed) == (12, 0, True)
    assert not keys.has_wave_key(WAVE)
    assert len(before) == 12


def test_contacts_have_new_keys_that_are_in_no_backup(database_url: str, stores: Database, keys: KeyDirectory) -> None:
    codes = open_wave_with_desk(stores, keys)
    for code in codes:
        send_with(stores, keys, code, ANNA)
    before = {key for key, _ciphertext in envelopes_of(stores)}

    close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")

    after = {row[0] for row in rows(database_url, "SELECT key FROM contacts")}
    assert len(after) == 12
    assert {bytes(key) for key in after}.isdisjoint(before)


def test_in_postgresql_contacts_lie_by_name_under_the_one_number_of_the_closing(
    postgresql_url: str, keys: KeyDirectory
) -> None:
    stores = Database(postgresql_url)
    for number, code in enumerate(open_wave_with_desk(stores, keys, codes=60)):
        send_with(stores, keys, code, Contact(f"Naam {97 * number % 60:02}", "0612345678"))

    close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")
    stores.close()

    lying = rows(postgresql_url, "SELECT name, xmin::text FROM contacts ORDER BY ctid")
    answered = rows(postgresql_url, "SELECT DISTINCT xmin::text FROM responses")
    assert [row[0] for row in lying] == [f"Naam {number:02}" for number in range(60)]
    assert {row[1] for row in lying} == {row[0] for row in answered}
    assert len(answered) == 1


def test_the_place_of_a_contact_says_nothing_of_the_place_of_a_response(stores: Database, keys: KeyDirectory) -> None:
    for number, code in enumerate(open_wave_with_desk(stores, keys, codes=60)):
        send_with(stores, keys, code, Contact(f"{number:02}", "0612345678"), {"why": f"{number:02}"})

    close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")

    with stores.reading() as store:
        answered = [answers_from_json(one.answers)["why"] for one in store.responses.read(WAVE)]
    named = [one.name for one in contacts_of(stores)]
    # Of 60 in random order, more than 8 in their own place happens once in a million times (matching problem).
    assert sum(left == right for left, right in zip(answered, named, strict=True)) <= 8


def test_no_file_of_sqlite_shows_a_contact_before_closing_or_after_deletion(
    sqlite_stores: Database, keys: KeyDirectory, tmp_path: Path
) -> None:
    for code in open_wave_with_desk(sqlite_stores, keys):
        send_with(sqlite_stores, keys, code, Contact(CANARY, "0612345678"))
    during = bytes_on_disk(tmp_path)

    close_wave(sqlite_stores, keys, WAVE, CLOSING_DAY, "an", second="bea")
    closed = bytes_on_disk(tmp_path)
    report = delete_contacts(sqlite_stores, WAVE, ACT)
    deleted = bytes_on_disk(tmp_path)

    assert CANARY.encode() not in during
    assert CANARY.encode() in closed  # what is readable would be found
    assert (report.deleted, report.scrubbed) == (12, True)
    assert CANARY.encode() not in deleted


def test_no_file_of_postgresql_shows_a_contact_before_closing_and_its_table_is_empty_after_deletion(
    postgresql: Cluster, postgresql_url: str, keys: KeyDirectory
) -> None:
    stores = Database(postgresql_url)
    for code in open_wave_with_desk(stores, keys):
        send_with(stores, keys, code, Contact(CANARY, "0612345678"))
    during = bytes_on_disk(postgresql.directory)

    close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")
    closed = bytes_on_disk(postgresql.directory)
    delete_contacts(stores, WAVE, ACT)
    stores.close()

    assert CANARY.encode() not in during
    assert CANARY.encode() in closed
    assert rows(postgresql_url, "SELECT pg_relation_size('contacts')") == [(0,)]


def test_fewer_responses_than_the_minimum_do_not_cost_those_who_asked_to_be_reached(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_wave_with_desk(stores, keys)
    send_with(stores, keys, code, ANNA)

    report = close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")

    assert report.wave.withheld
    assert contacts_of(stores) == [ANNA]


def test_an_envelope_that_does_not_open_stays_and_keeps_the_key_until_a_person_decides(
    database_url: str, stores: Database, keys: KeyDirectory
) -> None:
    codes = open_wave_with_desk(stores, keys)
    for code in codes:
        send_with(stores, keys, code, ANNA)
    spoiled, *_others = envelopes_of(stores)
    engine = make_engine(database_url)
    with engine.begin() as connection:
        connection.execute(
            contact_envelopes.update()
            .where(contact_envelopes.c.key == spoiled[0])
            .values(ciphertext=bytes(CONTACT_SIZE))
        )
        assert len(connection.execute(select(contact_envelopes)).all()) == 12
    engine.dispose()

    report = close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")

    assert (report.wave.responses, report.unreadable, report.key_destroyed) == (12, 1, False)
    assert [key for key, _ciphertext in envelopes_of(stores)] == [spoiled[0]]
    assert contacts_of(stores) == [ANNA] * 11
    assert discard_unreadable(stores, keys, WAVE, "an").key_destroyed
    assert envelopes_of(stores) == []


def test_voiding_a_box_empties_its_desk(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_wave_with_desk(stores, keys)
    send_with(stores, keys, code, ANNA)

    void_wave(stores, keys, WAVE, "an", even_with_key=True)

    assert envelopes_of(stores) == []
    with stores.reading() as store:
        assert store.waves.get(WAVE).contact_key is None


def test_contacts_are_taken_and_deleted_and_the_log_says_by_whom_and_no_name(
    stores: Database, keys: KeyDirectory
) -> None:
    codes = open_wave_with_desk(stores, keys)
    for code, contact in zip(codes, (BERT, ANNA, *[DECLINED] * 10), strict=True):
        send_with(stores, keys, code, contact)
    with pytest.raises(NoContacts):
        take_contacts(stores, WAVE, ACT)
    close_wave(stores, keys, WAVE, CLOSING_DAY, "an", second="bea")

    assert take_contacts(stores, WAVE, ACT) == [ANNA, BERT]
    assert delete_contacts(stores, WAVE, ACT).deleted == 2

    assert contacts_of(stores) == []
    with pytest.raises(NoContacts):
        delete_contacts(stores, WAVE, ACT)
    with stores.reading() as store:
        acts = [(one.administrator, one.act, one.subject) for one in store.audit.latest(2)]
    assert acts == [("cora", "2 contacts deleted", WAVE), ("cora", "contacts exported", WAVE)]


def test_contacts_are_due_so_many_days_after_closing_as_the_questionnaire_says(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_wave_with_desk(stores, keys)
    send_with(stores, keys, code, ANNA)
    close_wave(stores, keys, WAVE, TODAY, "an")

    with stores.reading() as store:
        (desk,) = list_desks(store)

    # 30 days after 1 June 2026.
    assert (desk.contacts, desk.delete_by) == (1, date(2026, 7, 1))
    assert not desk.is_due(desk.delete_by - timedelta(days=1))
    assert desk.is_due(desk.delete_by)
    delete_contacts(stores, WAVE, ACT)
    with stores.reading() as store:
        assert list_desks(store) == []
        left = find_desk(store, store.waves.get(WAVE))
    assert left is not None
    assert not left.is_due(desk.delete_by)
