"""The way in: four plain outcomes beside the right one, and a typing error that looks nothing up."""

from __future__ import annotations

import pytest

from survey_app.fieldwork.codes import TypingError, make_code, read_code
from survey_app.fieldwork.entrance import (
    NoSuchOpenLink,
    UnknownCode,
    WaveIsClosed,
    WaveNotOpenYet,
    enter,
    enter_openly,
)
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.pepper import PepperGone
from survey_app.fieldwork.ports import AlreadyAnswered, NoSuchWave
from survey_app.fieldwork.wave import Recruitment
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, send, small_wave


def test_a_code_however_it_is_typed_leads_to_its_wave_and_segment(stores: Database, keys: KeyDirectory) -> None:
    _, second, *_ = open_small_wave(stores, keys)
    typed = " ".join(second.lower())

    with stores.reading() as store:
        entrance = enter(store, keys.pepper(), typed)

    assert (entrance.wave.id, entrance.segment) == (WAVE, "maurik")
    assert entrance.wave.frozen_instrument() == INSTRUMENT


def test_a_code_of_the_second_wave_leads_to_the_second_wave(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys, wave_id="first")
    code, *_ = open_small_wave(stores, keys, wave_id="second")

    with stores.reading() as store:
        assert enter(store, keys.pepper(), code).wave.id == "second"


def test_a_typing_error_is_told_without_a_look_into_the_store(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)
    mistyped = code[:-1] + ("0" if code[-1] != "0" else "1")

    with stores.reading() as store, pytest.raises(TypingError):
        enter(store, keys.pepper(), mistyped)


def test_a_well_formed_code_that_nobody_was_given_is_unknown(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys)
    nobodys = make_code(bytes(32), WAVE, 0)

    with stores.reading() as store, pytest.raises(UnknownCode) as unknown:
        enter(store, keys.pepper(), nobodys)

    assert nobodys not in str(unknown.value)


def test_where_no_code_was_ever_made_every_code_is_unknown(stores: Database) -> None:
    with stores.reading() as store, pytest.raises(UnknownCode):
        enter(store, None, make_code(bytes(32), WAVE, 0))


def test_no_code_is_called_unknown_where_the_pepper_is_gone(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)

    with stores.reading() as store, pytest.raises(PepperGone):
        enter(store, None, code)


def test_a_code_that_was_used_is_told_so_while_the_wave_is_open(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)
    send(stores, keys, code)

    with stores.reading() as store, pytest.raises(AlreadyAnswered):
        enter(store, keys.pepper(), code)


def test_a_code_of_a_wave_that_is_not_open_yet_is_told_so(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave(), "an")
    code, *_ = invite(stores, keys, WAVE, ["ingen"], who="an", study=INSTRUMENT.study)

    with stores.reading() as store, pytest.raises(WaveNotOpenYet):
        enter(store, keys.pepper(), code)


def test_a_code_of_a_closed_wave_is_told_so_used_or_not(stores: Database, keys: KeyDirectory) -> None:
    used, unused, *_ = open_small_wave(stores, keys)
    send(stores, keys, used)
    close_wave(stores, keys, WAVE, TODAY, "an")

    for code in (used, unused):
        with stores.reading() as store, pytest.raises(WaveIsClosed):
            enter(store, keys.pepper(), read_code(code))


def test_the_open_link_is_for_waves_that_have_one_while_they_are_open(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys, wave_id="with-codes")
    add_wave(stores, small_wave(recruitment=Recruitment.OPEN_LINK), "an")
    with stores.reading() as store:
        with pytest.raises(NoSuchOpenLink):
            enter_openly(store, "with-codes")
        with pytest.raises(NoSuchWave):
            enter_openly(store, "nowhere")
        with pytest.raises(WaveNotOpenYet):
            enter_openly(store, WAVE)

    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")
    with stores.reading() as store:
        assert enter_openly(store, WAVE).receipt != enter_openly(store, WAVE).receipt

    close_wave(stores, keys, WAVE, TODAY, "an")
    with stores.reading() as store, pytest.raises(WaveIsClosed):
        enter_openly(store, WAVE)
