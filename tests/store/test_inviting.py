"""Inviting: codes in the order of the frame, receipts in the order of nothing."""

from __future__ import annotations

import pytest

from survey_app.fieldwork.codes import make_code, receipt_of
from survey_app.fieldwork.entrance import WaveIsClosed, enter
from survey_app.fieldwork.invitation import Invitation
from survey_app.fieldwork.inviting import NoCodes, UnknownSegments, invite
from survey_app.fieldwork.life import add_wave, close_wave
from survey_app.fieldwork.ports import InvitationExists, NoSuchWave
from survey_app.fieldwork.wave import NotFrozen, Recruitment
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, small_wave


def test_codes_come_in_the_order_of_the_segments_handed_in(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys, codes=0)

    codes = invite(stores, keys, WAVE, ["maurik", "ingen", "maurik"], who="an")

    with stores.reading() as store:
        assert [enter(store, keys.pepper(), code).segment for code in codes] == ["maurik", "ingen", "maurik"]
    assert codes == [make_code(keys.letter_key(WAVE), WAVE, serial) for serial in range(3)]


def test_a_second_call_adds_to_the_wave_and_repeats_no_code(stores: Database, keys: KeyDirectory) -> None:
    first = open_small_wave(stores, keys, codes=4)

    second = invite(stores, keys, WAVE, ["ingen"] * 4, who="an")

    assert len({*first, *second}) == 8
    with stores.reading() as store:
        assert store.invitations.count(WAVE) == 8


def test_a_draft_is_invited_to_with_its_study_at_hand(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave(), "an")

    with pytest.raises(NotFrozen):
        invite(stores, keys, WAVE, ["ingen"], who="an")

    assert len(invite(stores, keys, WAVE, ["ingen"], who="an", study=INSTRUMENT.study)) == 1


def test_a_segment_that_the_study_does_not_have_is_refused_and_nothing_is_kept(
    stores: Database, keys: KeyDirectory
) -> None:
    open_small_wave(stores, keys, codes=0)

    with pytest.raises(UnknownSegments, match="zoelen; known: ingen, maurik"):
        invite(stores, keys, WAVE, ["ingen", "zoelen"], who="an")

    with stores.reading() as store:
        assert store.invitations.count(WAVE) == 0


def test_nobody_is_invited_to_an_open_link_or_a_closed_wave_or_no_wave(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave("staff", recruitment=Recruitment.OPEN_LINK), "an")
    open_small_wave(stores, keys, codes=0)
    close_wave(stores, keys, WAVE, TODAY, "an")

    with pytest.raises(NoCodes):
        invite(stores, keys, "staff", ["ingen"], who="an", study=INSTRUMENT.study)
    with pytest.raises(WaveIsClosed):
        invite(stores, keys, WAVE, ["ingen"], who="an")
    with pytest.raises(NoSuchWave):
        invite(stores, keys, "nowhere", ["ingen"], who="an")


def test_a_receipt_that_is_there_already_is_refused_and_nothing_is_kept(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = open_small_wave(stores, keys, codes=2)
    known = Invitation(WAVE, receipt_of(keys.pepper(), WAVE, code), "ingen")
    new = Invitation(WAVE, bytes(32), "ingen")

    for twice in ([new, known], [new, new]):
        with pytest.raises(InvitationExists), stores.writing() as store:
            store.invitations.add(twice)

    with stores.reading() as store:
        assert store.invitations.count(WAVE) == 2


def test_segments_of_receipts_are_found_together(stores: Database) -> None:
    made = [Invitation(WAVE, bytes([number]) * 32, "ingen") for number in range(3)]
    with stores.writing() as store:
        store.invitations.add(made)

    with stores.reading() as store:
        found = store.invitations.segments(WAVE, [made[0].receipt, made[2].receipt, b"unknown"])
        assert store.invitations.segments("other", [made[0].receipt]) == {}

    assert found == {made[0].receipt: "ingen", made[2].receipt: "ingen"}
