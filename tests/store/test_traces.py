"""What somebody finds who takes the files of the database, its system columns and its log."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.draft import encrypt_answers, new_random
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.ports import AlreadyAnswered
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from tests.postgresql import Cluster
from tests.small_wave import TODAY, WAVE, open_small_wave, send

CANARY = "kanariepiet"


def bytes_on_disk(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file())


def fill(stores: Database, keys: KeyDirectory) -> list[str]:
    """Eleven respondents send a canary, the twelfth has one in a draft."""
    codes = open_small_wave(stores, keys)
    for number, code in enumerate(codes[:-1]):
        send(stores, keys, code, {"seen": "agree", "why": f"{CANARY} {number}"})
    draft = encrypt_answers(new_random(), {"why": f"{CANARY} draft"})
    with stores.writing() as store:
        store.drafts.put(WAVE, receipt_of(keys.pepper(), WAVE, codes[-1]), draft)
    return codes


def test_no_file_of_sqlite_shows_an_answer_before_closing_or_a_code_ever(
    sqlite_stores: Database, keys: KeyDirectory, tmp_path: Path
) -> None:
    codes = fill(sqlite_stores, keys)
    during = bytes_on_disk(tmp_path)

    close_wave(sqlite_stores, keys, WAVE, TODAY, "an")
    after = bytes_on_disk(tmp_path)

    assert CANARY.encode() not in during
    assert f"{CANARY} 1".encode() in after  # what is readable would be found
    assert f"{CANARY} draft".encode() not in after
    assert not any(code.encode() in during + after for code in codes)


def test_no_file_of_postgresql_shows_an_answer_before_closing_or_a_code_ever(
    postgresql: Cluster, postgresql_url: str, keys: KeyDirectory
) -> None:
    stores = Database(postgresql_url)
    codes = fill(stores, keys)
    during = bytes_on_disk(postgresql.directory)

    close_wave(stores, keys, WAVE, TODAY, "an")
    stores.close()
    after = bytes_on_disk(postgresql.directory)

    assert CANARY.encode() not in during
    assert f"{CANARY} 1".encode() in after  # what is readable would be found
    assert f"{CANARY} draft".encode() not in after
    assert not any(code.encode() in during + after for code in codes)


def test_sqlite_keeps_nothing_of_the_box_after_closing(
    sqlite_stores: Database, keys: KeyDirectory, tmp_path: Path
) -> None:
    fill(sqlite_stores, keys)
    with sqlite_stores.reading() as store:
        receipts = store.box.receipts(WAVE)
        starts = [envelope.ciphertext[:24] for envelope in store.box.take(WAVE, receipts)]

    close_wave(sqlite_stores, keys, WAVE, TODAY, "an")

    files = bytes_on_disk(tmp_path)
    assert not any(start in files for start in starts)
    assert (tmp_path / "peilstok.sqlite-wal").stat().st_size == 0


def test_the_key_of_a_closed_wave_is_in_no_file(sqlite_stores: Database, keys: KeyDirectory, tmp_path: Path) -> None:
    fill(sqlite_stores, keys)
    private_key = keys.wave_key(WAVE)

    close_wave(sqlite_stores, keys, WAVE, TODAY, "an")

    assert private_key not in bytes_on_disk(tmp_path)


def test_in_postgresql_responses_lie_in_key_order_under_one_transaction_number(
    postgresql_url: str, keys: KeyDirectory
) -> None:
    stores = Database(postgresql_url)
    for code in open_small_wave(stores, keys, codes=100):
        send(stores, keys, code)

    close_wave(stores, keys, WAVE, TODAY, "an")
    stores.close()

    engine = make_engine(postgresql_url)
    with engine.connect() as connection:
        responses = connection.execute(text("SELECT key, xmin::text AS xmin FROM responses ORDER BY ctid")).all()
        invited = connection.execute(text("SELECT receipt, xmin::text AS xmin FROM invitations ORDER BY ctid")).all()
    engine.dispose()
    assert [row.key for row in responses] == sorted(row.key for row in responses)
    assert [row.receipt for row in invited] == sorted(row.receipt for row in invited)
    assert len({row.xmin for row in responses}) == 1
    assert len({row.xmin for row in invited}) == 1, "closing changes no invitation: they are as they were made"


def test_dropping_an_envelope_changes_no_other_row_of_postgresql(postgresql_url: str, keys: KeyDirectory) -> None:
    stores = Database(postgresql_url)
    codes = open_small_wave(stores, keys)
    engine = make_engine(postgresql_url)
    everything_else = text(
        "SELECT ctid::text, xmin::text, xmax::text FROM waves UNION ALL "
        "SELECT ctid::text, xmin::text, xmax::text FROM invitations ORDER BY 1, 2"
    )
    with engine.connect() as connection:
        before = connection.execute(everything_else).all()

    for code in codes:
        send(stores, keys, code)

    with engine.connect() as connection:
        assert connection.execute(everything_else).all() == before
    engine.dispose()
    stores.close()


def test_a_refused_twin_leaves_no_receipt_in_the_log_of_postgresql(
    postgresql: Cluster, postgresql_url: str, keys: KeyDirectory
) -> None:
    stores = Database(postgresql_url)
    code, *_ = open_small_wave(stores, keys)
    receipt = receipt_of(keys.pepper(), WAVE, code)

    send(stores, keys, code)
    with pytest.raises(AlreadyAnswered) as refusal:
        send(stores, keys, code)
    stores.close()

    assert receipt.hex() not in repr(refusal.value)
    assert receipt.hex() not in postgresql.log.read_text()
