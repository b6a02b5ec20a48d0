"""Waves whose key is on two sheets of paper: opened, closed, and everything that is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.keys import NoWaveKey
from survey_app.fieldwork.life import BadWave, NotADraft, add_wave, close_wave, make_sheets, open_wave
from survey_app.fieldwork.passphrase import new_words
from survey_app.fieldwork.sealing import new_private_key, public_key_of
from survey_app.fieldwork.sheets import (
    NoSheets,
    Sheet,
    SheetOfAnotherWave,
    SwappedKey,
    Words,
    WordsNeeded,
    WrongSheet,
    fingerprint_of,
    key_from_both,
    wrap_on_sheets,
)
from survey_app.fieldwork.voiding import void_wave
from survey_app.fieldwork.wave import Custody, WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.contact_wave import INSTRUMENT as WITH_DESK
from tests.contact_wave import send_with
from tests.small_wave import INSTRUMENT, TODAY, WAVE, send, small_wave


def on_sheets(stores: Database, keys: KeyDirectory, wave_id: str = WAVE) -> tuple[Sheet, ...]:
    """A draft for which sheets were made."""
    add_wave(stores, replace(small_wave(wave_id), custody=Custody.SHEETS), "an")
    return make_sheets(stores, keys, wave_id, "an")


def open_(stores: Database, keys: KeyDirectory, *words: Words, wave_id: str = WAVE) -> None:
    open_wave(stores, keys, wave_id, INSTRUMENT, TODAY, "an", words)


def opened(stores: Database, keys: KeyDirectory, wave_id: str = WAVE) -> tuple[Sheet, ...]:
    """An open wave with twelve answers."""
    sheets = on_sheets(stores, keys, wave_id)
    codes = invite(stores, keys, wave_id, ["ingen", "maurik"] * 6, who="an", study=INSTRUMENT.study)
    open_(stores, keys, *(sheet.words for sheet in sheets), wave_id=wave_id)
    for code in codes:
        send(stores, keys, code, wave_id=wave_id)
    return sheets


def state(stores: Database) -> WaveState:
    with stores.reading() as store:
        return store.waves.get(WAVE).state


@pytest.mark.parametrize("sheet", [0, 1])
def test_either_sheet_alone_closes_a_wave_and_the_wrapped_key_is_destroyed(
    stores: Database, keys: KeyDirectory, sheet: int
) -> None:
    sheets = opened(stores, keys)

    report = close_wave(stores, keys, WAVE, TODAY, "an", words=sheets[sheet].words)

    assert (report.wave.responses, report.key_destroyed) == (12, True)
    assert not keys.has_wave_key(WAVE)
    assert keys.find_wrapped_key(WAVE) is None


def test_the_machine_cannot_open_its_own_box(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)

    with pytest.raises(NoWaveKey):
        keys.wave_key(WAVE)
    with pytest.raises(WordsNeeded):
        close_wave(stores, keys, WAVE, TODAY, "an")
    assert state(stores) is WaveState.OPEN


def test_neither_the_private_key_nor_a_word_of_a_sheet_is_in_any_file(
    sqlite_stores: Database, keys: KeyDirectory, tmp_path: Path
) -> None:
    sheets = opened(sqlite_stores, keys)
    private_key = key_from_both(keys, WAVE, [sheet.words for sheet in sheets])

    files = [file for file in tmp_path.rglob("*") if file.is_file()]

    assert files
    for file in files:
        content = file.read_bytes()
        assert private_key not in content
        assert private_key.hex().encode() not in content
        for sheet in sheets:
            assert " ".join(sheet.words).encode() not in content


def test_a_wave_opens_only_when_both_sheets_are_typed_back_each_in_its_place(
    stores: Database, keys: KeyDirectory
) -> None:
    first, second = (sheet.words for sheet in on_sheets(stores, keys))

    for typed in ((first, first), (second, first), (first, new_words(7))):
        with pytest.raises(WrongSheet):
            open_(stores, keys, *typed)
    with pytest.raises(WordsNeeded):
        open_(stores, keys)
    assert state(stores) is WaveState.DRAFT

    open_(stores, keys, first, second)
    assert state(stores) is WaveState.OPEN


def test_an_abandoned_opening_starts_again_and_the_earlier_sheets_are_void(
    stores: Database, keys: KeyDirectory
) -> None:
    abandoned = [sheet.words for sheet in on_sheets(stores, keys)]

    again = [sheet.words for sheet in make_sheets(stores, keys, WAVE, "an")]

    with pytest.raises(WrongSheet):
        open_(stores, keys, *abandoned)
    open_(stores, keys, *again)
    assert state(stores) is WaveState.OPEN


def test_sheets_are_made_for_a_draft_that_goes_by_sheets_and_for_no_other(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    add_wave(stores, small_wave("op-de-server"), "an")
    before = keys.find_wrapped_key(WAVE)

    with pytest.raises(NotADraft):
        make_sheets(stores, keys, WAVE, "an")
    with pytest.raises(BadWave):
        make_sheets(stores, keys, "op-de-server", "an")

    assert keys.find_wrapped_key(WAVE) == before


def test_words_of_the_sheet_of_another_wave_are_told_by_its_name(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    others = opened(stores, keys, "bewoners-2027")

    with pytest.raises(SheetOfAnotherWave, match="words of wave bewoners-2027"):
        close_wave(stores, keys, WAVE, TODAY, "an", words=others[0].words)

    assert state(stores) is WaveState.OPEN


def test_a_public_key_that_was_swapped_in_the_database_is_found_out(stores: Database, keys: KeyDirectory) -> None:
    sheets = opened(stores, keys)
    with stores.writing() as store:
        store.waves.save(replace(store.waves.get(WAVE), public_key=public_key_of(new_private_key())))

    with pytest.raises(SwappedKey):
        close_wave(stores, keys, WAVE, TODAY, "an", words=sheets[0].words)


def test_a_key_file_that_was_swapped_is_found_out(stores: Database, keys: KeyDirectory) -> None:
    sheets = opened(stores, keys)
    swapped, _their_sheets = wrap_on_sheets(WAVE, new_private_key())
    own = keys.find_wrapped_key(WAVE)
    keys.keep_wrapped_key(WAVE, swapped.to_bytes())

    with pytest.raises(SwappedKey):
        close_wave(stores, keys, WAVE, TODAY, "an", words=sheets[0].words)

    assert own is not None
    keys.keep_wrapped_key(WAVE, own)
    assert close_wave(stores, keys, WAVE, TODAY, "an", words=sheets[0].words).wave.responses == 12


def test_the_fingerprint_on_the_sheets_is_that_of_the_key_in_the_database(stores: Database, keys: KeyDirectory) -> None:
    first, second = opened(stores, keys)

    with stores.reading() as store:
        public_key = store.waves.get(WAVE).public_key

    assert public_key is not None
    assert first.fingerprint == second.fingerprint == fingerprint_of(public_key)
    assert [len(group) for group in first.fingerprint.split()] == [4] * 5


def test_the_database_alone_opens_nothing(stores: Database, keys: KeyDirectory, tmp_path: Path) -> None:
    sheets = opened(stores, keys)

    with pytest.raises(NoWaveKey):
        close_wave(stores, KeyDirectory(tmp_path / "elsewhere"), WAVE, TODAY, "an", words=sheets[0].words)


def test_opening_without_sheets_asks_for_them(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, replace(small_wave(), custody=Custody.SHEETS), "an")

    with pytest.raises(NoSheets):
        open_(stores, keys, new_words(7), new_words(7))


def test_voiding_destroys_the_wrapped_key_and_new_sheets_open_the_wave_again(
    stores: Database, keys: KeyDirectory
) -> None:
    opened(stores, keys)

    void_wave(stores, keys, WAVE, "an", even_with_key=True)

    assert not keys.has_wave_key(WAVE)
    open_(stores, keys, *(sheet.words for sheet in make_sheets(stores, keys, WAVE, "an")))
    assert state(stores) is WaveState.OPEN


class Stopped(Exception):
    """The machine stopped here."""


class KeysThatStop(KeyDirectory):
    """A key directory on a machine that stops before it destroys a key."""

    def destroy_wave_key(self, wave_id: str) -> None:
        raise Stopped


def test_a_closing_that_stopped_before_the_key_was_destroyed_is_finished_without_words(
    stores: Database, keys: KeyDirectory
) -> None:
    sheets = opened(stores, keys)
    with pytest.raises(Stopped):
        close_wave(stores, KeysThatStop(keys.path), WAVE, TODAY, "an", words=sheets[1].words)
    assert keys.has_wave_key(WAVE)

    report = close_wave(stores, keys, WAVE, TODAY, "an")

    assert (report.wave.responses, report.key_destroyed) == (12, True)
    assert not keys.has_wave_key(WAVE)


def test_an_opening_that_stops_leaves_sheets_that_still_open_the_wave(stores: Database, keys: KeyDirectory) -> None:
    words = [sheet.words for sheet in on_sheets(stores, keys)]

    def stops() -> datetime:
        raise Stopped

    with pytest.raises(Stopped):
        open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an", words, clock=stops)
    assert state(stores) is WaveState.DRAFT

    open_(stores, keys, *words)
    assert state(stores) is WaveState.OPEN


def test_one_sheet_opens_the_contact_desk_as_well(stores: Database, keys: KeyDirectory) -> None:
    sheets = on_sheets(stores, keys)
    codes = invite(stores, keys, WAVE, ["ingen", "maurik"] * 6, who="an", study=WITH_DESK.study)
    open_wave(stores, keys, WAVE, WITH_DESK, TODAY, "an", [sheet.words for sheet in sheets])
    send_with(stores, keys, codes[0], Contact("Jan Jansen", "0612345678", ""))
    for code in codes[1:]:
        send_with(stores, keys, code)

    close_wave(stores, keys, WAVE, TODAY, "an", words=sheets[1].words)

    with stores.reading() as store:
        assert [contact.name for contact in store.contacts.read(WAVE)] == ["Jan Jansen"]
        assert store.waves.get(WAVE).responses == 12
