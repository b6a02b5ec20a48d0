"""Waves whose key is on sheets of paper, any two of which open it: opened, closed, and everything that is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.keys import NoWaveKey
from survey_app.fieldwork.life import NotADraft, add_wave, close_wave, make_sheets, open_wave
from survey_app.fieldwork.passphrase import new_words
from survey_app.fieldwork.sealing import new_private_key, public_key_of
from survey_app.fieldwork.sheets import (
    KeySheet,
    NoSheets,
    SameSheetTwice,
    SheetOfAnotherWave,
    SwappedKey,
    Words,
    WordsNeeded,
    WrongSheet,
    fingerprint_of,
    key_from_all,
    wrap_on_sheets,
)
from survey_app.fieldwork.voiding import as_draft, void_wave
from survey_app.fieldwork.wave import BadWave, Custody, WaveState
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.contact_wave import INSTRUMENT as WITH_DESK
from tests.contact_wave import send_with
from tests.old_sheets import under_the_old_rule
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, send, small_wave


def on_sheets(stores: Database, keys: KeyDirectory, wave_id: str = WAVE, number: int = 3) -> tuple[KeySheet, ...]:
    """A draft for which so many sheets were made."""
    add_wave(stores, replace(small_wave(wave_id), custody=Custody.SHEETS), "an")
    return make_sheets(stores, keys, wave_id, "an", number)


def open_(stores: Database, keys: KeyDirectory, *words: Words, wave_id: str = WAVE) -> None:
    open_wave(stores, keys, wave_id, INSTRUMENT, TODAY, "an", words)


def opened(stores: Database, keys: KeyDirectory, wave_id: str = WAVE, number: int = 3) -> tuple[KeySheet, ...]:
    """An open wave with twelve answers."""
    sheets = on_sheets(stores, keys, wave_id, number)
    codes = invite(stores, keys, wave_id, ["ingen", "maurik"] * 6, who="an", study=INSTRUMENT.study)
    open_(stores, keys, *(sheet.words for sheet in sheets), wave_id=wave_id)
    for code in codes:
        send(stores, keys, code, wave_id=wave_id)
    return sheets


def state(stores: Database) -> WaveState:
    with stores.reading() as store:
        return store.waves.get(WAVE).state


def words_of(sheets: tuple[KeySheet, ...], *numbers: int) -> list[Words]:
    return [sheets[number - 1].words for number in numbers]


@pytest.mark.parametrize("together", [(1, 2), (3, 1)])
def test_any_two_of_three_sheets_close_a_wave_and_the_wrapped_key_is_destroyed(
    stores: Database, keys: KeyDirectory, together: tuple[int, int]
) -> None:
    sheets = opened(stores, keys)

    report = close_wave(stores, keys, WAVE, TODAY, "an", words=words_of(sheets, *together))

    assert (report.wave.responses, report.key_destroyed) == (12, True)
    assert not keys.has_wave_key(WAVE)
    assert keys.find_wrapped_key(WAVE) is None


def test_a_wave_keeps_how_many_sheets_it_has_and_how_many_open_it(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    opened(stores, keys, "klein", 2)
    open_small_wave(stores, keys, wave_id="op-de-server")

    with stores.reading() as store:
        kept = {wave.id: (wave.sheets, wave.sheets_needed) for wave in store.waves.all()}

    assert kept == {WAVE: (3, 2), "klein": (2, 2), "op-de-server": (None, None)}


def test_one_sheet_closes_nothing(stores: Database, keys: KeyDirectory) -> None:
    words = opened(stores, keys)[0].words

    for typed, refusal, said in (
        ([words], WordsNeeded, "words of 2 sheet"),
        ([words, words], SameSheetTwice, "typed twice"),
        ([words, new_words(7)], WrongSheet, "a sheet of another wave, or one that was replaced"),
    ):
        with pytest.raises(refusal, match=said):
            close_wave(stores, keys, WAVE, TODAY, "an", words=typed)
    assert state(stores) is WaveState.OPEN


@pytest.mark.parametrize("sheet", [0, 1])
def test_a_wave_of_the_old_rule_closes_with_one_sheet_as_before(
    stores: Database, keys: KeyDirectory, sheet: int
) -> None:
    codes = open_small_wave(stores, keys)
    with stores.writing() as store:
        store.waves.save(replace(store.waves.get(WAVE), custody=Custody.SHEETS))
    words = under_the_old_rule(stores, keys, WAVE)[sheet]
    for code in codes:
        send(stores, keys, code)

    with pytest.raises(WordsNeeded, match="words of 1 sheet"):
        close_wave(stores, keys, WAVE, TODAY, "an", words=[words, words])
    report = close_wave(stores, keys, WAVE, TODAY, "an", words=[words])

    assert (report.wave.responses, report.key_destroyed) == (12, True)


def test_a_draft_with_sheets_of_the_old_rule_needs_new_ones(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    first, second = under_the_old_rule(stores, keys, WAVE)
    with stores.writing() as store:
        store.waves.save(as_draft(store.waves.get(WAVE)))

    with pytest.raises(NoSheets, match="make new sheets first"):
        open_(stores, keys, first, second)

    open_(stores, keys, *(sheet.words for sheet in make_sheets(stores, keys, WAVE, "an")))
    assert state(stores) is WaveState.OPEN


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
    private_key = key_from_all(keys, WAVE, [sheet.words for sheet in sheets])

    files = [file for file in tmp_path.rglob("*") if file.is_file()]

    assert files
    for file in files:
        content = file.read_bytes()
        assert private_key not in content
        assert private_key.hex().encode() not in content
        for sheet in sheets:
            assert " ".join(sheet.words).encode() not in content


def test_a_wave_opens_only_when_every_sheet_is_typed_back_and_the_wrong_one_is_named(
    sqlite_stores: Database, keys: KeyDirectory
) -> None:
    stores = sqlite_stores
    first, second, third = (sheet.words for sheet in on_sheets(stores, keys))
    other, another = new_words(7), new_words(7)

    for wrong, typed in (
        (1, (other, second, third)),
        (3, (second, first, other)),
        (None, (first, other, another)),
        (2, (first, first, third)),
    ):
        with pytest.raises(WrongSheet) as refusal:
            open_(stores, keys, *typed)
        assert refusal.value.sheet == wrong
    for too_few in ((), (first,), (first, second)):
        with pytest.raises(WordsNeeded):
            open_(stores, keys, *too_few)
    assert state(stores) is WaveState.DRAFT

    open_(stores, keys, third, first, second)
    assert state(stores) is WaveState.OPEN


def test_two_sheets_both_needed_are_both_typed_back(stores: Database, keys: KeyDirectory) -> None:
    first, second = (sheet.words for sheet in on_sheets(stores, keys, number=2))

    for typed in ((first, new_words(7)), (new_words(7), second), (first, first)):
        with pytest.raises(WrongSheet):
            open_(stores, keys, *typed)
    open_(stores, keys, first, second)
    assert state(stores) is WaveState.OPEN

    close_wave(stores, keys, WAVE, TODAY, "an", words=[second, first])
    assert state(stores) is WaveState.CLOSED


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
    add_wave(stores, replace(small_wave("meer"), custody=Custody.SHEETS), "an")
    with pytest.raises(BadWave, match="3, or 2 for a small team"):
        make_sheets(stores, keys, "meer", "an", 4)

    assert keys.find_wrapped_key(WAVE) == before


def test_words_of_the_sheet_of_another_wave_are_told_by_its_name(stores: Database, keys: KeyDirectory) -> None:
    opened(stores, keys)
    others = opened(stores, keys, "bewoners-2027")

    with pytest.raises(SheetOfAnotherWave, match="words of wave bewoners-2027"):
        close_wave(stores, keys, WAVE, TODAY, "an", words=words_of(others, 1, 3))

    assert state(stores) is WaveState.OPEN


def test_a_public_key_that_was_swapped_in_the_database_is_found_out(stores: Database, keys: KeyDirectory) -> None:
    sheets = opened(stores, keys)
    with stores.writing() as store:
        store.waves.save(replace(store.waves.get(WAVE), public_key=public_key_of(new_private_key())))

    with pytest.raises(SwappedKey):
        close_wave(stores, keys, WAVE, TODAY, "an", words=words_of(sheets, 1, 2))


def test_a_key_file_that_was_swapped_is_found_out(stores: Database, keys: KeyDirectory) -> None:
    sheets = opened(stores, keys)
    swapped, _their_sheets = wrap_on_sheets(WAVE, new_private_key())
    own = keys.find_wrapped_key(WAVE)
    keys.keep_wrapped_key(WAVE, swapped.to_bytes())

    with pytest.raises(SwappedKey):
        close_wave(stores, keys, WAVE, TODAY, "an", words=words_of(sheets, 1, 2))

    assert own is not None
    keys.keep_wrapped_key(WAVE, own)
    assert close_wave(stores, keys, WAVE, TODAY, "an", words=words_of(sheets, 1, 2)).wave.responses == 12


def test_the_fingerprint_on_the_sheets_is_that_of_the_key_in_the_database(stores: Database, keys: KeyDirectory) -> None:
    first, second, _third = opened(stores, keys)

    with stores.reading() as store:
        public_key = store.waves.get(WAVE).public_key

    assert public_key is not None
    assert first.fingerprint == second.fingerprint == fingerprint_of(public_key)
    assert [len(group) for group in first.fingerprint.split()] == [4] * 5


def test_the_database_alone_opens_nothing(stores: Database, keys: KeyDirectory, tmp_path: Path) -> None:
    sheets = opened(stores, keys)

    with pytest.raises(NoWaveKey):
        close_wave(stores, KeyDirectory(tmp_path / "elsewhere"), WAVE, TODAY, "an", words=words_of(sheets, 1, 2))


def test_opening_without_sheets_asks_for_them(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, replace(small_wave(), custody=Custody.SHEETS), "an")

    with pytest.raises(NoSheets):
        open_(stores, keys, new_words(7), new_words(7), new_words(7))


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
        close_wave(stores, KeysThatStop(keys.path), WAVE, TODAY, "an", words=words_of(sheets, 2, 3))
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


def test_the_sheets_open_the_contact_desk_as_well(stores: Database, keys: KeyDirectory) -> None:
    sheets = on_sheets(stores, keys)
    codes = invite(stores, keys, WAVE, ["ingen", "maurik"] * 6, who="an", study=WITH_DESK.study)
    open_wave(stores, keys, WAVE, WITH_DESK, TODAY, "an", [sheet.words for sheet in sheets])
    send_with(stores, keys, codes[0], Contact("Jan Jansen", "0612345678", ""))
    for code in codes[1:]:
        send_with(stores, keys, code)

    close_wave(stores, keys, WAVE, TODAY, "an", words=words_of(sheets, 2, 3))

    with stores.reading() as store:
        assert [contact.name for contact in store.contacts.read(WAVE)] == ["Jan Jansen"]
        assert store.waves.get(WAVE).responses == 12
