"""Hashes go to the server and back; letters go only to those who did not answer, until the letter key is gone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from survey_app.fieldwork.codes import make_code, read_code, receipt_of
from survey_app.fieldwork.entrance import enter
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.handover import BadHandOver, read_unused
from survey_app.fieldwork.inviting import NoCodes, UnknownSegments, invite, invite_apart, make_cards, take_in
from survey_app.fieldwork.keys import NoLetterKey, NoPepper
from survey_app.fieldwork.letters import UnknownFrame
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.ports import InvitationExists, WaveNotOpen
from survey_app.fieldwork.reminding import export_unused, forget_letters, make_reminders, remind
from survey_app.fieldwork.response_numbers import response_per_segment
from survey_app.fieldwork.wave import Recruitment
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import INSTRUMENT, TODAY, WAVE, open_small_wave, send, small_wave

SEGMENTS = ["ingen", "maurik"] * 6
FRAME = Frame(
    ("Adres", "Kern"),
    tuple((f"Kanariestraat {row}", segment) for row, segment in enumerate(SEGMENTS)),
    tuple(range(12)),
)
STUDY = INSTRUMENT.study


@pytest.fixture
def office(keys: KeyDirectory) -> KeyDirectory:
    """The keys where the addresses are: the server's pepper, and nothing else."""
    office = KeyDirectory(keys.path.parent / "office")
    office._make_directory()
    keys.make_pepper()
    (office.path / "pepper.key").write_bytes(keys.pepper())
    (office.path / "pepper.key").chmod(0o600)
    return office


def invited_wave(stores: Database, keys: KeyDirectory, frame: Frame = FRAME) -> list[str]:
    """An open wave whose letters went to a frame."""
    add_wave(stores, small_wave(), "an")
    codes = invite(stores, keys, WAVE, SEGMENTS, who="an", study=STUDY, frame=frame)
    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")
    return codes


def test_unused_hashes_are_those_of_codes_that_sent_nothing_in_their_own_order(
    stores: Database, keys: KeyDirectory
) -> None:
    codes = open_small_wave(stores, keys)
    for code in codes[:5]:
        send(stores, keys, code)
    with stores.writing() as store:
        store.drafts.put(WAVE, receipt_of(keys.pepper(), WAVE, codes[5]), b"answers so far")

    told = export_unused(stores, keys, WAVE, "an")

    expected = sorted(receipt_of(keys.pepper(), WAVE, code).hex() for code in codes[5:])
    assert [row[0] for row in json.loads(told)["rows"]] == expected


def test_the_log_says_that_unused_codes_were_exported_and_not_how_many(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys)

    export_unused(stores, keys, WAVE, "an")

    with stores.reading() as store:
        assert store.audit.latest(1)[0].act == "unused codes exported"


def test_unused_codes_are_told_of_open_waves_with_codes_only(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave("staff", recruitment=Recruitment.OPEN_LINK), "an")
    add_wave(stores, small_wave("draft"), "an")
    open_small_wave(stores, keys)
    close_wave(stores, keys, WAVE, TODAY, "an")

    for wave, refusal in (("staff", NoCodes), ("draft", WaveNotOpen), (WAVE, WaveNotOpen)):
        with pytest.raises(refusal):
            export_unused(stores, keys, wave, "an")


def test_reminders_go_to_the_addresses_that_did_not_answer_with_their_own_codes(
    stores: Database, keys: KeyDirectory
) -> None:
    codes = invited_wave(stores, keys)
    for code in codes[::2]:
        send(stores, keys, code)

    reminders = remind(stores, keys, WAVE, FRAME, "an")

    assert reminders.rows == FRAME.rows[1::2]
    assert list(reminders.codes) == codes[1::2]


@pytest.mark.parametrize(
    "changed",
    [
        replace(FRAME, rows=FRAME.rows[::-1]),
        replace(FRAME, rows=(("Kanariestraat 99", "ingen"), *FRAME.rows[1:])),
        Frame(FRAME.headings, FRAME.rows[1:], FRAME.lines[1:]),
    ],
)
def test_a_list_that_was_sorted_or_changed_is_refused_for_codes_would_go_to_others(
    stores: Database, keys: KeyDirectory, changed: Frame
) -> None:
    invited_wave(stores, keys)

    with pytest.raises(UnknownFrame):
        remind(stores, keys, WAVE, changed, "an")


def test_each_of_two_lists_is_reminded_by_its_own_codes(stores: Database, keys: KeyDirectory) -> None:
    second = replace(FRAME, rows=tuple((f"Mezenlaan {row}", segment) for row, segment in enumerate(SEGMENTS)))
    first_codes = invited_wave(stores, keys)
    second_codes = invite(stores, keys, WAVE, SEGMENTS, who="an", frame=second)

    assert list(remind(stores, keys, WAVE, FRAME, "an").codes) == first_codes
    assert list(remind(stores, keys, WAVE, second, "an").codes) == second_codes


def test_without_the_letter_key_nobody_is_reminded_and_codes_keep_working(stores: Database, keys: KeyDirectory) -> None:
    code, *_ = invited_wave(stores, keys)

    forget_letters(stores, keys, WAVE, "an")

    with pytest.raises(NoLetterKey):
        remind(stores, keys, WAVE, FRAME, "an")
    with pytest.raises(NoLetterKey):
        forget_letters(stores, keys, WAVE, "an")
    assert not [path.name for path in keys.path.iterdir() if path.name.startswith("letter")]
    with stores.reading() as store:
        assert enter(store, keys.pepper(), code).segment == "ingen"
        assert store.audit.latest(1)[0].act == "letter key destroyed"


def test_codes_that_are_added_after_the_letter_key_went_are_new(stores: Database, keys: KeyDirectory) -> None:
    first = invited_wave(stores, keys)
    forget_letters(stores, keys, WAVE, "an")

    second = invite(stores, keys, WAVE, SEGMENTS, who="an", frame=FRAME)

    assert len({*first, *second}) == 24


def test_closing_destroys_the_letter_key(stores: Database, keys: KeyDirectory) -> None:
    invited_wave(stores, keys)

    close_wave(stores, keys, WAVE, TODAY, "an")

    assert not keys.has_letter_key(WAVE)
    assert keys.letter_runs(WAVE) == ()


def test_the_way_from_office_to_server_and_back(stores: Database, keys: KeyDirectory, office: KeyDirectory) -> None:
    add_wave(stores, small_wave(), "an")
    codes, handed_over = invite_apart(office, WAVE, SEGMENTS, FRAME)

    assert take_in(stores, keys, handed_over, who="an", study=STUDY) == (WAVE, 12)

    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")
    with stores.reading() as store:
        assert [enter(store, keys.pepper(), code).segment for code in codes] == SEGMENTS
    for code in codes[:10]:
        send(stores, keys, code)
    unused = read_unused(office.pepper(), WAVE, export_unused(stores, keys, WAVE, "an"))
    assert list(make_reminders(office, WAVE, FRAME, unused).codes) == codes[10:]
    assert not keys.has_letter_key(WAVE)


def test_nothing_but_sorted_hashes_and_segments_is_handed_over(office: KeyDirectory) -> None:
    codes, handed_over = invite_apart(office, WAVE, SEGMENTS, FRAME)

    rows = json.loads(handed_over)["rows"]
    pairs = [
        [receipt_of(office.pepper(), WAVE, code).hex(), segment] for code, segment in zip(codes, SEGMENTS, strict=True)
    ]
    assert json.loads(handed_over).keys() == {"contains", "wave", "rows", "seal"}
    assert rows == sorted(pairs)
    assert not any(code in handed_over.upper() for code in codes)
    assert "Kanarie" not in handed_over
    assert office.letter_key(WAVE).hex() not in handed_over


def test_a_hand_over_that_was_changed_or_made_elsewhere_is_refused_and_nothing_kept(
    stores: Database, keys: KeyDirectory, office: KeyDirectory
) -> None:
    add_wave(stores, small_wave(), "an")
    _codes, handed_over = invite_apart(office, WAVE, SEGMENTS, FRAME)
    stranger = KeyDirectory(keys.path.parent / "stranger")
    stranger.make_pepper()
    _codes, strange = invite_apart(stranger, WAVE, SEGMENTS, FRAME)

    for text in (handed_over.replace('"ingen"', '"maurik"', 1), strange, "", "[1]", handed_over.replace("invi", "x")):
        with pytest.raises(BadHandOver):
            take_in(stores, keys, text, who="an", study=STUDY)

    with stores.reading() as store:
        assert store.invitations.count(WAVE) == 0


def test_a_hand_over_is_taken_in_once_and_only_with_segments_of_the_study(
    stores: Database, keys: KeyDirectory, office: KeyDirectory
) -> None:
    add_wave(stores, small_wave(), "an")
    _codes, handed_over = invite_apart(office, WAVE, SEGMENTS, FRAME)
    _codes, elsewhere = invite_apart(office, WAVE, ["zoelen"], FRAME)
    take_in(stores, keys, handed_over, who="an", study=STUDY)

    with pytest.raises(InvitationExists):
        take_in(stores, keys, handed_over, who="an", study=STUDY)
    with pytest.raises(UnknownSegments):
        take_in(stores, keys, elsewhere, who="an", study=STUDY)

    with stores.reading() as store:
        assert store.invitations.count(WAVE) == 12


def test_an_office_without_the_servers_pepper_makes_no_codes(keys: KeyDirectory) -> None:
    with pytest.raises(NoPepper):
        invite_apart(keys, WAVE, SEGMENTS, FRAME)

    assert not keys.path.exists()


def test_cards_without_a_segment_let_people_in_and_are_counted_in_the_total_only(
    stores: Database, keys: KeyDirectory
) -> None:
    add_wave(stores, small_wave(), "an")
    delivered: list[str] = []
    make_cards(stores, keys, WAVE, 12, None, who="an", study=STUDY, deliver=delivered.extend)
    open_wave(stores, keys, WAVE, INSTRUMENT, TODAY, "an")

    for code in delivered:
        assert read_code(code) == code
        send(stores, keys, code)
    close_wave(stores, keys, WAVE, TODAY, "an")

    with stores.reading() as store:
        (of_cards,) = response_per_segment(store, store.waves.get(WAVE))
        assert (of_cards.segment, of_cards.invited, of_cards.responded) == (None, 12, 12)
        assert {response.segment for response in store.responses.read(WAVE)} == {None}


def test_cards_are_delivered_in_another_order_than_they_were_derived_in(stores: Database, keys: KeyDirectory) -> None:
    add_wave(stores, small_wave(), "an")
    delivered: list[str] = []

    make_cards(stores, keys, WAVE, 100, "ingen", who="an", study=STUDY, deliver=delivered.extend)

    derived = [make_code(keys.letter_key(WAVE), WAVE, serial) for serial in range(100)]
    assert sorted(delivered) == sorted(derived)
    assert delivered != derived
