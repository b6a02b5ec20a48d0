"""What is kept with a draft to open it elsewhere goes when the draft goes, in one statement with it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.ports import NoDraft, Store
from survey_app.store.database import Database
from survey_app.store.engine import make_engine
from survey_app.store.keys import KeyDirectory
from tests.small_wave import TODAY, WAVE, open_small_wave, send

WRAPPED = b"wrapped under four words"


def begin(stores: Database, keys: KeyDirectory) -> tuple[str, bytes]:
    """A wave with one draft, and what opens it kept with it; its code and its receipt."""
    code, *_ = open_small_wave(stores, keys)
    receipt = receipt_of(keys.pepper(), WAVE, code)
    with stores.writing() as store:
        store.drafts.put(WAVE, receipt, b"encrypted")
        store.drafts.wrap(WAVE, receipt, WRAPPED)
    return code, receipt


def find_wrapped(stores: Database, receipt: bytes) -> bytes | None:
    with stores.reading() as store:
        return store.drafts.find_wrapped(WAVE, receipt)


def rows_with_something_wrapped(database_url: str) -> int:
    engine = make_engine(database_url)
    with engine.connect() as connection:
        number: int = connection.execute(text("SELECT count(*) FROM envelopes WHERE wrapped IS NOT NULL")).scalar_one()
    engine.dispose()
    return number


def test_it_stays_when_the_draft_is_saved_again_and_is_replaced_by_the_next(
    stores: Database, keys: KeyDirectory
) -> None:
    _code, receipt = begin(stores, keys)

    with stores.writing() as store:
        store.drafts.put(WAVE, receipt, b"encrypted again")
    assert find_wrapped(stores, receipt) == WRAPPED

    with stores.writing() as store:
        store.drafts.wrap(WAVE, receipt, b"the next")
    assert find_wrapped(stores, receipt) == b"the next"


def test_it_is_gone_when_the_draft_is_sent(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    code, receipt = begin(stores, keys)
    assert rows_with_something_wrapped(database_url) == 1

    send(stores, keys, code)

    assert find_wrapped(stores, receipt) is None
    assert rows_with_something_wrapped(database_url) == 0


def test_it_is_gone_when_the_draft_is_wiped(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    _code, receipt = begin(stores, keys)

    with stores.writing() as store:
        store.drafts.discard(WAVE, receipt)
        store.drafts.put(WAVE, receipt, b"begun again")

    assert find_wrapped(stores, receipt) is None
    assert rows_with_something_wrapped(database_url) == 0


def test_it_is_gone_when_the_wave_is_closed(stores: Database, keys: KeyDirectory, database_url: str) -> None:
    _code, receipt = begin(stores, keys)

    close_wave(stores, keys, WAVE, TODAY, "an")

    assert find_wrapped(stores, receipt) is None
    assert rows_with_something_wrapped(database_url) == 0


def test_without_a_draft_nothing_is_kept(stores: Database, keys: KeyDirectory) -> None:
    code, receipt = begin(stores, keys)
    send(stores, keys, code)

    def wrap(store: Store, receipt: bytes) -> None:
        store.drafts.wrap(WAVE, receipt, WRAPPED)

    for nothing in (receipt, bytes(32)):
        with pytest.raises(NoDraft), stores.writing() as store:
            wrap(store, nothing)
