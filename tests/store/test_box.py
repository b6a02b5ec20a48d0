"""The ballot box: one envelope per code, only while the wave is open, and nothing readable in it."""

from __future__ import annotations

import pytest

from survey_app.fieldwork.codes import make_code, receipt_of
from survey_app.fieldwork.entrance import enter, enter_openly
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.ports import AlreadyAnswered, NotInvited, WaveNotOpen
from survey_app.fieldwork.response import Envelope
from survey_app.fieldwork.response_numbers import response_per_segment
from survey_app.fieldwork.submission import AnswersRefused, submit
from survey_app.fieldwork.wave import Recruitment
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import ANSWERS, INSTRUMENT, TODAY, WAVE, open_small_wave, send, small_wave


def test_a_code_is_good_for_one_response(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)
    send(stores, keys, code)

    with pytest.raises(AlreadyAnswered):
        send(stores, keys, code)

    with stores.reading() as store:
        assert store.box.count(WAVE) == 1


def test_a_twin_in_the_same_transaction_is_refused_too(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)
    with stores.reading() as store:
        entrance = enter(store, keys.pepper(), code)

    with stores.writing() as store:
        submit(store, entrance.wave, entrance.receipt, ANSWERS)
        with pytest.raises(AlreadyAnswered):
            submit(store, entrance.wave, entrance.receipt, ANSWERS)

    with stores.reading() as store:
        assert store.box.count(WAVE) == 1


def test_nothing_can_be_sent_under_a_receipt_that_nobody_was_given(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys)

    with pytest.raises(NotInvited):
        send(stores, keys, make_code(bytes(32), WAVE, 0))


def test_nothing_can_be_sent_after_closing(stores: Database, keys: KeyDirectory) -> None:
    answered, late, *_ = open_small_wave(stores, keys)
    with stores.reading() as store:
        as_it_was_read_before = store.waves.get(WAVE)
    send(stores, keys, answered)
    close_wave(stores, keys, WAVE, TODAY, "an")

    with pytest.raises(WaveNotOpen), stores.writing() as store:
        submit(store, as_it_was_read_before, receipt_of(keys.pepper(), WAVE, late), ANSWERS)
    with pytest.raises(WaveNotOpen), stores.writing() as store:  # nor is it known any more that it was used
        submit(store, as_it_was_read_before, receipt_of(keys.pepper(), WAVE, answered), ANSWERS)


def test_nothing_can_be_sent_to_a_draft_or_to_no_wave_at_all(stores: Database) -> None:
    add_wave(stores, small_wave(), "an")

    for wave_id in (WAVE, "nowhere"):
        with pytest.raises(WaveNotOpen), stores.writing() as store:
            store.box.drop(Envelope(wave_id, bytes(32), b"sealed"))


def test_wrong_answers_are_refused_before_sealing_and_leave_nothing(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)

    with pytest.raises(AnswersRefused) as refused:
        send(stores, keys, code, {"seen": "perhaps", "why": "a\x00b"})

    assert set(refused.value.faults) == {"seen", "why"}
    assert "perhaps" not in str(refused.value)
    with stores.reading() as store:
        assert store.box.count(WAVE) == 0


def test_staff_answer_under_a_random_receipt_each(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave(recruitment=Recruitment.OPEN_LINK), "an")
    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")

    for _ in range(2):
        with stores.reading() as store:
            entrance = enter_openly(store, WAVE)
        with stores.writing() as store:
            submit(store, entrance.wave, entrance.receipt, ANSWERS)

    with stores.reading() as store:
        assert store.box.count(WAVE) == 2


def test_all_envelopes_of_a_wave_are_equally_large(stores: Database, keys: KeyDirectory) -> None:
    short, long, *_ = open_small_wave(stores, keys)
    send(stores, keys, short, {})
    send(stores, keys, long, {"seen": "agree", "why": "é" * 500})

    with stores.reading() as store:
        receipts = store.box.receipts(WAVE)
        sizes = {len(envelope.ciphertext) for envelope in store.box.take(WAVE, receipts)}

    assert sizes == {4096}


def test_an_envelope_may_be_larger_than_what_a_connection_takes_in_at_once(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_small_wave(stores, keys)
    envelope = Envelope(WAVE, receipt_of(keys.pepper(), WAVE, code), bytes(8_000_000))

    stores.drop(envelope)

    with stores.reading() as store:
        assert list(store.box.take(WAVE, [envelope.receipt])) == [envelope]


@pytest.mark.parametrize(("sent", "first", "other"), [(21, 11, 10), (20, 10, 10)])
def test_response_is_counted_per_segment_while_the_wave_is_open_and_after(
    stores: Database, keys: KeyDirectory, sent: int, first: int, other: int
) -> None:
    while_open, after_closing = _response_of(stores, keys, sent)

    # Codes go to Ingen and Maurik in turn.
    assert while_open == after_closing == [("ingen", 12, first), ("maurik", 12, other)]


def test_of_villages_that_are_not_kept_no_response_is_told(stores: Database, keys: KeyDirectory) -> None:
    while_open, after_closing = _response_of(stores, keys, sent=11)

    assert while_open == [("ingen", 12, 6), ("maurik", 12, 5)]
    assert after_closing == [("ingen", 12, None), ("maurik", 12, None)]


def _response_of(stores: Database, keys: KeyDirectory, sent: int) -> list[list[tuple[str | None, int, int | None]]]:
    found = []
    codes = open_small_wave(stores, keys, codes=24)
    for code in codes[:sent]:
        send(stores, keys, code)
    for _when in ("open", "closed"):
        with stores.reading() as store:
            of_segments = response_per_segment(store, store.waves.get(WAVE))
        found.append([(one.segment, one.invited, one.responded) for one in of_segments])
        close_wave(stores, keys, WAVE, TODAY, "an")
    return found
