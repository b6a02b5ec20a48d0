"""A draft takes the place of the one it was read from; what opens it elsewhere goes with it, in one statement."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.ports import AlreadyAnswered, NoDraft, Store
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
        store.drafts.put_anew(WAVE, receipt, b"nothing of anybody")

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


def test_a_draft_takes_the_place_of_the_one_it_was_read_from_and_of_no_other(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_small_wave(stores, keys)
    receipt = receipt_of(keys.pepper(), WAVE, code)

    assert not stores.keep(WAVE, receipt, b"was never there", b"first")
    assert stores.keep(WAVE, receipt, None, b"first")
    assert not stores.keep(WAVE, receipt, None, b"of another tab")
    assert stores.keep(WAVE, receipt, b"first", b"second")
    assert not stores.keep(WAVE, receipt, b"first", b"of another tab")
    with stores.reading() as store:
        assert store.drafts.find(WAVE, receipt) == b"second"


def test_of_two_that_replace_the_same_draft_at_once_one_is_told_to_look_again(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_small_wave(stores, keys)
    receipt = receipt_of(keys.pepper(), WAVE, code)
    together = Barrier(2)

    def keep(before: bytes | None, draft: bytes) -> bool:
        together.wait(timeout=30)
        return stores.keep(WAVE, receipt, before, draft)

    before = None
    with ThreadPoolExecutor(2) as tabs:
        for number in range(20):
            drafts = [b"%d of one tab" % number, b"%d of the other" % number]
            kept = list(tabs.map(keep, [before, before], drafts))
            assert sorted(kept) == [False, True]
            before = drafts[kept.index(True)]
            with stores.reading() as store:
                assert store.drafts.find(WAVE, receipt) == before


def test_what_was_wiped_is_not_brought_back_and_what_opens_it_elsewhere_stays_with_what_was_not(
    stores: Database, keys: KeyDirectory
) -> None:
    _code, receipt = begin(stores, keys)

    assert stores.keep(WAVE, receipt, b"encrypted", b"encrypted again")
    assert find_wrapped(stores, receipt) == WRAPPED

    with stores.writing() as store:
        store.drafts.put_anew(WAVE, receipt, b"nothing of anybody")
    for before in (None, b"encrypted", b"encrypted again"):
        assert not stores.keep(WAVE, receipt, before, b"back again")
    with stores.reading() as store:
        assert store.drafts.find(WAVE, receipt) == b"nothing of anybody"


def test_nothing_is_put_in_the_place_of_what_was_sent(stores: Database, keys: KeyDirectory) -> None:
    code, receipt = begin(stores, keys)
    send(stores, keys, code)

    with pytest.raises(AlreadyAnswered), stores.writing() as store:
        store.drafts.put_anew(WAVE, receipt, b"nothing of anybody")

    with stores.reading() as store:
        assert store.box.count(WAVE) == 1


def test_nothing_is_kept_beside_what_was_sent_nor_in_a_wave_that_is_closed(
    stores: Database, keys: KeyDirectory
) -> None:
    code, receipt = begin(stores, keys)
    send(stores, keys, code)

    def keeps() -> list[bool]:
        befores = (None, b"encrypted")
        return [stores.keep(WAVE, some, before, b"late") for some in (receipt, bytes(32)) for before in befores]

    assert keeps() == [False, False, True, False]  # bytes(32) began with an empty place
    close_wave(stores, keys, WAVE, TODAY, "an")
    assert keeps() == [False] * 4
