"""A researcher's word that a changed spelling asks the same: kept, bound by rules, and logged; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier

import pytest

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.administrators import AuditEntry
from survey_app.fieldwork.editorial import (
    AlreadyAccepted,
    BadReason,
    NoSuchItem,
    NotAccepted,
    NotEditorial,
    OtherQuestionnaire,
    SameWave,
    accept_change,
    two_wordings,
    withdraw_change,
)
from survey_app.fieldwork.ports import EditorialChange, NoSuchWave
from survey_app.fieldwork.voiding import void_wave
from survey_app.fieldwork.wave import NotFrozen, Wave, WaveState
from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.revisions import Obstacle
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.counted_waves import choice, instrument, section, statement
from tests.small_wave import INSTRUMENT, small_wave

EARLIER, LATER = "nulmeting", "eindmeting"
"""Not in the order of the alphabet: which is earlier is told by time alone."""

REASON = "Alleen de punt aan het eind is erbij gekomen."
ACT = Act("rian", datetime(2026, 6, 1, 9, 0, tzinfo=UTC))

BEFORE = instrument(
    section(
        statement("luistert", text="De gemeente luistert"),
        statement("ziet", text="De gemeente ziet ons"),
        statement("hoort", text="De gemeente hoort ons"),
        choice("team", "a", "b", text="Welk team"),
        statement("oud", text="Vroeger"),
    )
)
AFTER = instrument(
    section(
        statement("luistert", text="De gemeente luistert."),
        statement("ziet", text="De gemeente ziet u"),
        statement("hoort", text="De gemeente hoort ons"),
        choice("team", "a", "b", "c", text="Welk team?"),
        statement("nieuw", text="Nieuw"),
    )
)


def held(wave_id: str, month: date, asked: Instrument | None) -> Wave:
    """A wave that asked this; a draft when it is None."""
    wave = replace(small_wave(wave_id), month=month)
    if asked is None:
        return wave
    return replace(wave, state=WaveState.CLOSED, instrument=asked, fingerprint=asked.fingerprint(), opened_on=month)


def keep(stores: Database, before: Instrument | None = BEFORE, after: Instrument | None = AFTER) -> None:
    with stores.writing() as store:
        store.waves.add(held(LATER, date(2020, 5, 1), after))
        store.waves.add(held(EARLIER, date(2019, 6, 1), before))


def accept(stores: Database, item: str = "luistert", one: str = EARLIER, other: str = LATER) -> EditorialChange:
    with stores.writing() as store:
        return accept_change(store, one, other, item, REASON, ACT)


def kept(stores: Database, *waves: str) -> list[EditorialChange]:
    with stores.reading() as store:
        return store.editorial_changes.among(waves or (EARLIER, LATER))


def logged(stores: Database) -> list[AuditEntry]:
    with stores.reading() as store:
        return store.audit.latest(9)


@pytest.mark.parametrize(("one", "other"), [(EARLIER, LATER), (LATER, EARLIER)])
def test_an_accepted_change_is_kept_in_order_of_time_and_logged_with_its_reason(
    stores: Database, one: str, other: str
) -> None:
    keep(stores)

    accepted = accept(stores, one=one, other=other)

    assert accepted == EditorialChange(EARLIER, LATER, "luistert", REASON, "rian")
    assert kept(stores) == [accepted]
    assert logged(stores) == [
        AuditEntry(ACT.at, "rian", "editorial change accepted", f"{EARLIER}, {LATER}: luistert: {REASON}")
    ]


def test_waves_of_one_month_are_in_order_of_the_day_they_opened(stores: Database) -> None:
    with stores.writing() as store:
        for wave_id, day, asked in (("a", 20, AFTER), ("b", 10, BEFORE)):
            wave = held(wave_id, date(2020, 5, 1), asked)
            store.waves.add(replace(wave, opened_on=date(2020, 5, day)))

    accepted = accept(stores, one="a", other="b")

    assert (accepted.earlier, accepted.later) == ("b", "a")


def test_a_withdrawn_change_is_gone_and_the_log_keeps_both_acts(stores: Database) -> None:
    keep(stores)
    accepted = accept(stores)

    with stores.writing() as store:
        withdrawn = withdraw_change(store, LATER, EARLIER, "luistert", replace(ACT, who="bas"))

    assert withdrawn == accepted
    assert kept(stores) == []
    assert [(entry.administrator, entry.act) for entry in logged(stores)] == [
        ("bas", "editorial change withdrawn"),
        ("rian", "editorial change accepted"),
    ]
    assert accept(stores) == accepted


def test_changed_questions_are_those_of_both_waves_with_what_was_accepted(stores: Database) -> None:
    keep(stores)
    accepted = accept(stores)

    with stores.reading() as store:
        wordings = two_wordings(store, LATER, EARLIER)

    assert (wordings.earlier.id, wordings.later.id) == (EARLIER, LATER)
    assert [(one.revision.item_id, one.revision.is_editorial, one.accepted) for one in wordings.changed] == [
        ("luistert", True, accepted),
        ("ziet", False, None),
        ("team", False, None),
    ]


def test_changes_of_more_waves_are_told_apart_and_forgotten_apart(stores: Database) -> None:
    keep(stores)
    with stores.writing() as store:
        store.waves.add(held("tussen", date(2019, 12, 1), BEFORE))
    accept(stores)
    accept(stores, one="tussen")

    assert [(one.earlier, one.later) for one in kept(stores, EARLIER, LATER, "tussen")] == [
        (EARLIER, LATER),
        ("tussen", LATER),
    ]
    assert kept(stores, EARLIER, "tussen") == []
    assert kept(stores, LATER) == []
    with stores.writing() as store:
        store.editorial_changes.forget("tussen")
    assert [one.earlier for one in kept(stores, EARLIER, LATER, "tussen")] == [EARLIER]


@pytest.mark.parametrize(
    ("item", "obstacle", "told"),
    [
        ("ziet", Obstacle.OTHER_WORDS, "its text has other words"),
        ("hoort", Obstacle.SAME_WORDING, "its text and help text are the same"),
        ("team", Obstacle.OTHER_ANSWERS, "the answers to choose from changed"),
        ("oud", Obstacle.NOT_IN_BOTH, "one of the waves does not ask it"),
        ("nieuw", Obstacle.NOT_IN_BOTH, "one of the waves does not ask it"),
    ],
)
def test_what_is_more_or_less_than_spelling_is_refused_with_the_reason_why(
    stores: Database, item: str, obstacle: Obstacle, told: str
) -> None:
    keep(stores)

    with pytest.raises(NotEditorial, match=rf"item {item}: .* cannot be accepted: {told}\.") as refused:
        accept(stores, item)

    assert refused.value.obstacles == {obstacle}
    assert (kept(stores), logged(stores)) == ([], [])


@pytest.mark.parametrize(
    ("reason", "wrong"),
    [
        ("", "too short"),
        ("   Een  punt   ", "too short"),
        ("x" * 1001, "too long"),
        ("Alleen een\0 punt erbij", "cannot be seen"),
        ("Alleen een\u202e punt erbij", "cannot be seen"),
        ("Alleen een\udcff punt erbij", "cannot be seen"),
    ],
)
def test_a_reason_that_nobody_can_judge_by_is_refused(stores: Database, reason: str, wrong: str) -> None:
    keep(stores)

    with stores.writing() as store, pytest.raises(BadReason, match=wrong):
        accept_change(store, EARLIER, LATER, "luistert", reason, ACT)

    assert kept(stores) == []


@pytest.mark.parametrize("reason", ["Tien teken", "x" * 1000])
def test_a_reason_has_ten_to_a_thousand_characters(stores: Database, reason: str) -> None:
    keep(stores)

    with stores.writing() as store:
        accepted = accept_change(store, EARLIER, LATER, "luistert", f" {reason}\n", ACT)

    assert accepted.reason == reason


def test_a_decision_is_taken_once_and_only_what_was_decided_is_withdrawn(stores: Database) -> None:
    keep(stores)
    with stores.writing() as store, pytest.raises(NotAccepted, match="no change from nulmeting to eindmeting"):
        withdraw_change(store, EARLIER, LATER, "luistert", ACT)
    accept(stores)

    with pytest.raises(AlreadyAccepted, match="accepted before, by rian"):
        accept(stores, one=LATER, other=EARLIER)

    assert len(kept(stores)) == 1


def test_two_who_decide_at_the_same_moment_decide_once(stores: Database) -> None:
    keep(stores)
    together = Barrier(2)

    def decide(order: tuple[str, str]) -> bool:
        together.wait()
        try:
            accept(stores, one=order[0], other=order[1])
        except AlreadyAccepted:
            return False
        return True

    with ThreadPoolExecutor(2) as people:
        decided = list(people.map(decide, [(EARLIER, LATER), (LATER, EARLIER)]))

    assert sorted(decided) == [False, True]
    assert (len(kept(stores)), len(logged(stores))) == (1, 1)


def test_both_waves_must_be_there_frozen_and_of_one_questionnaire(stores: Database) -> None:
    keep(stores)
    with stores.writing() as store:
        store.waves.add(held("concept", date(2021, 1, 1), None))
        store.waves.add(held("anders", date(2021, 1, 1), INSTRUMENT))

    with pytest.raises(SameWave, match="wave nulmeting: named twice"):
        accept(stores, other=EARLIER)
    with pytest.raises(NoSuchWave):
        accept(stores, other="geen")
    with pytest.raises(NotFrozen, match="wave concept"):
        accept(stores, other="concept")
    with pytest.raises(OtherQuestionnaire, match=r"different questionnaires \(inwoners and bewoners\)"):
        accept(stores, other="anders")
    with pytest.raises(NoSuchItem, match="item geen: asked in neither nulmeting nor eindmeting"):
        accept(stores, "geen")
    assert (kept(stores), logged(stores)) == ([], [])


def test_a_wave_that_is_voided_may_open_with_other_words_so_what_was_accepted_of_it_is_forgotten(
    stores: Database, keys: KeyDirectory
) -> None:
    keep(stores)
    with stores.writing() as store:
        wave = replace(store.waves.get(LATER), state=WaveState.OPEN, public_key=b"\0" * 32, envelope_size=1024)
        store.waves.save(wave)
    accept(stores)

    void_wave(stores, keys, LATER, "an")

    assert kept(stores) == []
