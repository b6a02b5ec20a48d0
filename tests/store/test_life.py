"""Adding and opening: what is frozen, what is refused, and what an interruption leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.codes import make_code, receipt_of
from survey_app.fieldwork.entrance import UnknownCode, enter
from survey_app.fieldwork.inviting import UnknownSegments, invite
from survey_app.fieldwork.life import (
    CannotRemove,
    NotADraft,
    OtherForm,
    add_wave,
    close_wave,
    open_wave,
    remove_wave,
)
from survey_app.fieldwork.ports import NoSuchWave, WaveExists
from survey_app.fieldwork.sealing import public_key_of
from survey_app.fieldwork.wave import BadWave, Origin, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, send, small_wave


def test_opening_freezes_the_instrument_and_makes_the_key(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave(), "an")

    opened = open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")

    with stores.reading() as store:
        assert store.waves.get(WAVE) == opened
    assert (opened.state, opened.opened_on, opened.instrument) == (WaveState.OPEN, TODAY, INSTRUMENT)
    assert opened.fingerprint == INSTRUMENT.fingerprint()
    assert opened.public_key == public_key_of(keys.wave_key(WAVE))


def test_a_wave_is_opened_once(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys)
    key = keys.wave_key(WAVE)

    with pytest.raises(NotADraft):
        open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")

    assert keys.wave_key(WAVE) == key


def test_a_key_that_an_interrupted_opening_left_is_used(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave(), "an")
    left = keys.create_wave_key(WAVE)

    opened = open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")

    assert opened.public_key == left


def test_a_questionnaire_in_another_form_than_cards_is_not_opened(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave(), "an")
    grid = INSTRUMENT.questionnaire.model_copy(update={"form": "grid"})

    with pytest.raises(OtherForm, match=f'{WAVE}: its questionnaire has form "grid".*import-counts'):
        open_wave(stores, keys, WAVE, Instrument(study=INSTRUMENT.study, questionnaire=grid), TODAY, "an")

    with stores.reading() as store:
        assert store.waves.get(WAVE).state is WaveState.DRAFT
    assert not keys.has_wave_key(WAVE)


def test_a_wave_does_not_open_with_invitations_to_segments_that_its_study_lost(
    stores: Database, keys: KeyDirectory
) -> None:
    add_wave(stores, small_wave(), "an")
    invite(stores, keys, WAVE, ["maurik"], who="an", study=INSTRUMENT.study)
    without = Instrument(
        study=INSTRUMENT.study.model_copy(update={"segments": INSTRUMENT.study.segments[:1]}),
        questionnaire=INSTRUMENT.questionnaire,
    )

    with pytest.raises(UnknownSegments):
        open_wave(stores, keys, WAVE, without, TODAY, "an")

    with stores.reading() as store:
        assert store.waves.get(WAVE).state is WaveState.DRAFT


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": "../keys"}, "id cannot be used"),
        ({"id": "a" * 61}, "id cannot be used"),
        ({"id": ""}, "id cannot be used"),
        ({"minimum": 4}, "at least 5"),
        ({"label": " "}, "label cannot be used"),
        ({"label": "Nulmeting\nbewoners"}, "label cannot be used"),
        ({"label": "Nulmeting\x07"}, "label cannot be used"),
        ({"label": "n" * 121}, "label cannot be used"),
        ({"month": date(206, 6, 1)}, "year 206 cannot be right; 1950 to 2100"),
        ({"state": WaveState.OPEN}, "begins as draft"),
        ({"origin": Origin.PRINTED}, "begins as closed"),
    ],
)
def test_a_wave_that_cannot_be_is_refused_with_what_would_be_right(
    sqlite_stores: Database,
    changes: dict[str, Any],
    message: str,  # what a field may hold
) -> None:
    with pytest.raises(BadWave, match=message):
        add_wave(sqlite_stores, replace(small_wave(), **changes), "an")

    with sqlite_stores.reading() as store:
        assert store.waves.all() == []


def test_an_id_is_given_once(stores: Database) -> None:
    add_wave(stores, small_wave(), "an")

    with pytest.raises(WaveExists):
        add_wave(stores, small_wave(), "an")


def test_a_draft_is_removed_with_its_codes_and_no_later_wave_repeats_one(stores: Database, keys: KeyDirectory) -> None:
    at = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
    for wave_id in (WAVE, "other"):
        add_wave(stores, small_wave(wave_id), "an")
        invite(stores, keys, wave_id, ["ingen"] * 3, who="an", study=INSTRUMENT.study)
    printed = [make_code(keys.letter_key(WAVE), WAVE, serial) for serial in range(3)]

    removed = remove_wave(stores, keys, WAVE, "bea", clock=lambda: at)

    assert removed == 3
    with stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == ["other"]
        assert (store.invitations.count(WAVE), store.invitations.count("other")) == (0, 3)
        assert store.audit.latest(1) == [AuditEntry(at, "bea", "wave removed", WAVE)]
        with pytest.raises(UnknownCode):
            enter(store, keys.pepper(), printed[0])
    add_wave(stores, small_wave(), "an")
    again = invite(stores, keys, WAVE, ["ingen"] * 3, who="an", study=INSTRUMENT.study)
    assert set(again).isdisjoint(printed)


def test_only_a_draft_is_removed(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys)
    letter_key = keys.letter_key(WAVE)

    with pytest.raises(CannotRemove, match="is open; only a draft"):
        remove_wave(stores, keys, WAVE, "an")
    with stores.reading() as store:
        assert enter(store, keys.pepper(), code).wave.id == WAVE
    assert keys.letter_key(WAVE) == letter_key
    close_wave(stores, keys, WAVE, TODAY, "an")
    with pytest.raises(CannotRemove, match="is closed; only a draft"):
        remove_wave(stores, keys, WAVE, "an")
    with pytest.raises(NoSuchWave):
        remove_wave(stores, keys, "nowhere", "an")


def test_a_removal_that_fails_halfway_leaves_every_code_working(stores: Database, keys: KeyDirectory) -> None:
    def no_clock() -> datetime:
        raise TimeoutError

    add_wave(stores, small_wave(), "an")
    first = invite(stores, keys, WAVE, ["ingen"] * 3, who="an", study=INSTRUMENT.study)

    with pytest.raises(TimeoutError):
        remove_wave(stores, keys, WAVE, "an", clock=no_clock)

    second = invite(stores, keys, WAVE, ["maurik"], who="an", study=INSTRUMENT.study)
    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")
    with stores.reading() as store:
        assert [enter(store, keys.pepper(), code).segment for code in (*first, *second)] == ["ingen"] * 3 + ["maurik"]


def test_waves_come_by_month_and_id(stores: Database) -> None:
    for wave_id, month in (("b", date(2020, 5, 1)), ("a", date(2020, 5, 1)), ("c", date(2019, 6, 1))):
        add_wave(stores, replace(small_wave(wave_id), month=month), "an")

    with stores.reading() as store:
        assert [wave.id for wave in store.waves.all()] == ["c", "a", "b"]


def test_a_wave_that_is_not_there_cannot_be_read_saved_or_opened(stores: Database, keys: KeyDirectory) -> None:
    with stores.reading() as store, pytest.raises(NoSuchWave):
        store.waves.get("nowhere")
    with pytest.raises(NoSuchWave), stores.writing() as store:
        store.waves.save(small_wave("nowhere"))
    with pytest.raises(NoSuchWave):
        open_wave(stores, keys, "nowhere", INSTRUMENT, TODAY, "an")
    with stores.reading() as store, pytest.raises(NoSuchWave):
        store.standing("nowhere", bytes(32))


def test_a_printed_wave_keeps_everything_that_is_known_of_it(stores: Database) -> None:
    printed = Wave(
        "staff-2019",
        "Medewerkers 2019",
        date(2019, 6, 1),
        "kernen/medewerkers-2019.yaml",
        small_wave().recruitment,
        origin=Origin.PRINTED,
        state=WaveState.CLOSED,
        instrument=INSTRUMENT,
        fingerprint=INSTRUMENT.fingerprint(),
        responses=48,
        fictitious=True,
    )

    add_wave(stores, printed, "an")

    with stores.reading() as store:
        assert store.waves.get("staff-2019") == printed


def test_every_act_is_in_the_audit_log_with_who_and_when(stores: Database, keys: KeyDirectory) -> None:
    at = datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
    add_wave(stores, small_wave(), "an", clock=lambda: at)
    invite(stores, keys, WAVE, ["ingen"] * 3, who="bea", study=INSTRUMENT.study, clock=lambda: at)
    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an", clock=lambda: at)
    close_wave(stores, keys, WAVE, TODAY, "chris", clock=lambda: at)

    with stores.reading() as store:
        assert store.audit.latest(10) == [
            AuditEntry(at, "chris", "wave closed", WAVE),
            AuditEntry(at, "an", "wave opened", WAVE),
            AuditEntry(at, "bea", "3 codes made", WAVE),
            AuditEntry(at, "an", "wave added", WAVE),
        ]
        assert len(store.audit.latest(2)) == 2


def test_how_a_respondent_stands_is_told_in_one_look(stores: Database, keys: KeyDirectory) -> None:
    sent, begun, absent, *_ = open_small_wave(stores, keys)
    found = {code: receipt_of(keys.pepper(), WAVE, code) for code in (sent, begun, absent)}
    with stores.writing() as store:
        store.drafts.put(WAVE, found[begun], b"encrypted")
        store.drafts.put(WAVE, found[begun], b"encrypted again")
    send(stores, keys, sent)

    with stores.reading() as store:
        standings = [store.standing(WAVE, found[code]) for code in (sent, begun, absent)]
    close_wave(stores, keys, WAVE, TODAY, "an")
    with stores.reading() as store:
        after = [store.standing(WAVE, found[code]) for code in (sent, begun)]

    assert [(one.answered, one.draft) for one in standings] == [
        (True, None),
        (False, b"encrypted again"),
        (False, None),
    ]
    assert {one.wave.state for one in standings} == {WaveState.OPEN}
    assert [(one.answered, one.draft, one.wave.state) for one in after] == [
        (False, None, WaveState.CLOSED),
        (False, None, WaveState.CLOSED),
    ]


def test_a_wave_that_was_put_back_with_another_key_is_not_taken_for_the_one_that_was_read_before(
    stores: Database, keys: KeyDirectory
) -> None:
    code, *_ = open_small_wave(stores, keys)
    receipt = receipt_of(keys.pepper(), WAVE, code)
    with stores.reading() as store:
        before = store.standing(WAVE, receipt).wave
    other_key = public_key_of(bytes(range(32)))

    with stores.writing() as store:
        store.waves.save(replace(before, public_key=other_key))

    with stores.reading() as store:
        assert store.standing(WAVE, receipt).wave.public_key == other_key
