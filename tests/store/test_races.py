"""Races: whatever happens at the same moment, a code is good for one response, and none is lost in closing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from threading import Barrier, Event, Thread

import pytest

from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.ports import AlreadyAnswered, WaveNotOpen
from survey_app.fieldwork.submission import seal_answers, submit
from survey_app.fieldwork.wave import WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import ANSWERS, TODAY, WAVE, open_small_wave, send


def test_of_two_twins_in_two_threads_one_is_stored_and_the_other_told_so(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys, codes=30)

    for code in codes:
        together = Barrier(2)
        with ThreadPoolExecutor(2) as threads:
            outcomes = [threads.submit(_send_together, stores, keys, code, together) for _ in range(2)]
        assert sorted(outcome.result() for outcome in outcomes) == ["already answered", "stored"]

    with stores.reading() as store:
        assert store.box.count(WAVE) == 30


def test_of_many_twins_in_two_processes_one_each_is_stored(
    stores: Database, keys: KeyDirectory, database_url: str
) -> None:
    codes = open_small_wave(stores, keys, codes=100)

    with get_context("spawn").Pool(2) as processes:
        outcomes = processes.starmap(_send_all, [(database_url, keys, codes), (database_url, keys, codes)])

    for one, other in zip(*outcomes, strict=True):
        assert sorted([one, other]) == ["already answered", "stored"]
    with stores.reading() as store:
        assert store.box.count(WAVE) == 100


def test_a_response_lands_before_closing_looks_or_is_refused(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys, codes=200)
    stored: list[str] = []
    enough = Event()

    def send_until_refused() -> None:
        for number, code in enumerate(codes):
            try:
                send(stores, keys, code)
            except WaveNotOpen:
                return
            stored.append(code)
            if number == 40:
                enough.set()

    respondent = Thread(target=send_until_refused)
    respondent.start()
    enough.wait()
    report = close_wave(stores, keys, WAVE, TODAY, "an")
    respondent.join()

    assert report.wave.responses == len(stored) < 200
    with stores.reading() as store:
        assert len(list(store.responses.read(WAVE))) == len(stored)
        assert store.box.count(WAVE) == 0


def test_closing_waits_for_a_submission_under_way(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)
    with stores.reading() as store:
        wave = store.waves.get(WAVE)

    with ThreadPoolExecutor(1) as threads:
        with stores.writing() as store:
            submit(store, wave, receipt_of(keys.pepper(), WAVE, code), ANSWERS)
            closing = threads.submit(close_wave, stores, keys, WAVE, TODAY, "an")
            assert not _is_done_within_a_moment(closing.done)

        assert closing.result().wave.responses == 1


def test_what_waited_for_a_closing_comes_too_late(stores: Database, keys: KeyDirectory) -> None:
    code, other, *_ = open_small_wave(stores, keys)
    with stores.reading() as store:
        wave = store.waves.get(WAVE)
    receipt, another = (receipt_of(keys.pepper(), WAVE, typed) for typed in (code, other))
    assert stores.keep(WAVE, another, None, b"as it was")

    with ThreadPoolExecutor(3) as threads:
        with stores.writing() as store:
            store.waves.save(replace(store.waves.lock(WAVE), state=WaveState.CLOSED))
            sending = threads.submit(stores.drop, seal_answers(wave, receipt, ANSWERS))
            beginning = threads.submit(stores.keep, WAVE, receipt, None, b"new")
            keeping = threads.submit(stores.keep, WAVE, another, b"as it was", b"as it would be")
            assert not _is_done_within_a_moment(lambda: sending.done() or beginning.done() or keeping.done())

        with pytest.raises(WaveNotOpen):
            sending.result()
        assert not beginning.result()
        assert not keeping.result()
    with stores.reading() as store:
        assert store.box.count(WAVE) == 0
        assert store.drafts.find(WAVE, receipt) is None
        assert store.drafts.find(WAVE, another) == b"as it was"


def test_a_submission_that_waits_for_closing_lets_the_other_threads_go_on(
    postgresql_url: str, keys: KeyDirectory, open_database: Callable[[str], Database]
) -> None:
    """One that kept them waiting would wait for ever when one of them holds off the closing; here, ten seconds."""
    stores = open_database(f"{postgresql_url}&options=-c%20lock_timeout%3D10s")
    code, *_ = open_small_wave(stores, keys)
    with stores.reading() as store:
        envelope = seal_answers(store.waves.get(WAVE), receipt_of(keys.pepper(), WAVE, code), ANSWERS)

    with ThreadPoolExecutor(1) as threads:
        with stores.writing() as store:
            store.waves.lock(WAVE)
            sending = threads.submit(stores.drop, envelope)
            assert not _is_done_within_a_moment(sending.done)

        sending.result()
    with stores.reading() as store:
        assert store.box.count(WAVE) == 1


def test_two_closings_at_once_are_one_closing(stores: Database, keys: KeyDirectory) -> None:
    codes = open_small_wave(stores, keys)
    for code in codes:
        send(stores, keys, code)

    with ThreadPoolExecutor(2) as threads:
        closings = [threads.submit(close_wave, stores, keys, WAVE, TODAY, "an") for _ in range(2)]

    assert [closing.result().wave.responses for closing in closings] == [12, 12]
    with stores.reading() as store:
        assert len(list(store.responses.read(WAVE))) == 12
        assert [entry.act for entry in store.audit.latest(10)].count("wave closed") == 1


def test_a_draft_that_is_saved_while_its_questionnaire_is_sent_does_not_stay(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_small_wave(stores, keys)
    receipt = receipt_of(keys.pepper(), WAVE, code)
    with stores.reading() as store:
        wave = store.waves.get(WAVE)

    def save_draft() -> str:
        try:
            with stores.writing() as store:
                store.drafts.put(WAVE, receipt, b"encrypted")
        except AlreadyAnswered:
            return "already answered"
        return "kept"

    with ThreadPoolExecutor(1) as threads:
        with stores.writing() as store:
            submit(store, wave, receipt, ANSWERS)
            saving = threads.submit(save_draft)
            assert not _is_done_within_a_moment(saving.done)

        assert saving.result() == "already answered"
    with stores.reading() as store:
        assert store.drafts.find(WAVE, receipt) is None


@pytest.mark.parametrize("begun", [True, False])
def test_a_draft_that_is_saved_while_it_is_wiped_does_not_come_back(
    stores: Database, keys: KeyDirectory, begun: bool
) -> None:
    code, *_ = open_small_wave(stores, keys)
    receipt = receipt_of(keys.pepper(), WAVE, code)
    before = b"as it was" if begun else None
    if begun:
        assert stores.keep(WAVE, receipt, None, b"as it was")

    with ThreadPoolExecutor(1) as threads:
        with stores.writing() as store:
            store.drafts.put_anew(WAVE, receipt, b"nothing of anybody")
            keeping = threads.submit(stores.keep, WAVE, receipt, before, b"as it would be")
            assert not _is_done_within_a_moment(keeping.done)

        assert not keeping.result()
    with stores.reading() as store:
        assert store.drafts.find(WAVE, receipt) == b"nothing of anybody"


def test_codes_made_at_the_same_time_are_all_different(stores: Database, keys: KeyDirectory) -> None:
    first = open_small_wave(stores, keys, codes=2)

    with ThreadPoolExecutor(4) as threads:
        calls = [threads.submit(invite, stores, keys, WAVE, ["ingen"] * 50, who="an") for _ in range(4)]

    made = first + [code for call in calls for code in call.result()]
    assert len(set(made)) == 202


def _send_together(stores: Database, keys: KeyDirectory, code: str, together: Barrier) -> str:
    together.wait()
    return _send(stores, keys, code)


def _send_all(url: str, keys: KeyDirectory, codes: list[str]) -> list[str]:
    stores = Database(url)
    outcomes = [_send(stores, keys, code) for code in codes]
    stores.close()
    return outcomes


def _send(stores: Database, keys: KeyDirectory, code: str) -> str:
    try:
        send(stores, keys, code)
    except AlreadyAnswered:
        return "already answered"
    return "stored"


def _is_done_within_a_moment(is_done: Callable[[], bool]) -> bool:
    return is_done() or Event().wait(0.3) or is_done()
