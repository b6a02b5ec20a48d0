"""Paper of a closed wave is destroyed, and that is written down, on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from survey_app.assurance.paper import left_words
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.ports import Shredding
from survey_app.fieldwork.shredding import (
    BACKUPS,
    BadHolder,
    BadShreddingDay,
    NoSuchPaper,
    left_of,
    paper_of,
    record_shredding,
    undo_shredding,
)
from survey_app.fieldwork.wave import Custody, Origin, Recruitment, Wave
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.small_wave import TODAY, WAVE, open_small_wave, small_wave

LATER = date(2026, 6, 9)


def closed(stores: Database, keys: KeyDirectory, sheets: int | None = 3, needed: int | None = 2) -> Wave:
    """A closed wave, as if its key had been on so many sheets."""
    open_small_wave(stores, keys)
    wave = close_wave(stores, keys, WAVE, TODAY, "an").wave
    custody = Custody.HOST if sheets is None else Custody.SHEETS
    with stores.writing() as store:
        store.waves.save(replace(wave, custody=custody, sheets=sheets, sheets_needed=needed))
        return store.waves.get(WAVE)


def shredded(sheet: int, holder: str = "J. Jansen", day: date = LATER) -> Shredding:
    return Shredding(WAVE, sheet, holder, day)


def left(stores: Database) -> tuple[int, ...]:
    with stores.reading() as store:
        return left_of(paper_of(store.waves.get(WAVE), store.shreddings.read(WAVE)))


@pytest.mark.parametrize(
    ("sheets", "needed", "all_of_it"), [(3, 2, (1, 2, 3, 0)), (2, 1, (1, 2, 0)), (None, None, (0,))]
)
def test_every_sheet_and_the_backups_are_left_until_each_is_written_down(
    stores: Database, keys: KeyDirectory, sheets: int | None, needed: int | None, all_of_it: tuple[int, ...]
) -> None:
    closed(stores, keys, sheets, needed)
    assert left(stores) == all_of_it

    for sheet in all_of_it:
        record_shredding(stores, shredded(sheet), "an", LATER)

    assert left(stores) == ()


def test_it_is_written_down_once_corrected_and_undone(stores: Database, keys: KeyDirectory) -> None:
    closed(stores, keys)
    for _twice in range(2):
        record_shredding(stores, shredded(2), "an", LATER)
    record_shredding(stores, shredded(2, "P. Pieters", TODAY), "bea", LATER)
    with stores.reading() as store:
        assert store.shreddings.read(WAVE) == [shredded(2, "P. Pieters", TODAY)]

    for _twice in range(2):
        undo_shredding(stores, WAVE, 2, "bea")

    assert left(stores) == (1, 2, 3, BACKUPS)
    with stores.reading() as store:
        acts = [(entry.administrator, entry.act, entry.subject) for entry in store.audit.latest(20)]
    assert [act for act in acts if act[1].startswith("destruction")] == [
        ("bea", "destruction withdrawn", f"{WAVE}: sheet 2, 2026-06-01"),
        ("bea", "destruction recorded", f"{WAVE}: sheet 2, 2026-06-01"),
        ("an", "destruction recorded", f"{WAVE}: sheet 2, 2026-06-09"),
    ]


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 6, 10)])
def test_a_day_before_closing_or_in_the_future_is_refused(stores: Database, keys: KeyDirectory, day: date) -> None:
    closed(stores, keys)

    with pytest.raises(BadShreddingDay, match="closed on 2026-06-01, and it is 2026-06-09"):
        record_shredding(stores, shredded(1, day=day), "an", LATER)
    for holder in ("", "  ", "a" * 81, "twee\nregels"):
        with pytest.raises(BadHolder, match="the holder is one line"):
            record_shredding(stores, shredded(1, holder), "an", LATER)

    assert left(stores) == (1, 2, 3, BACKUPS)


def test_paper_that_there_is_not_cannot_be_destroyed(stores: Database, keys: KeyDirectory) -> None:
    open_small_wave(stores, keys)
    with pytest.raises(NoSuchPaper):
        record_shredding(stores, shredded(1), "an", LATER)
    close_wave(stores, keys, WAVE, TODAY, "an")

    with pytest.raises(NoSuchPaper, match="once closed there are the backups alone"):
        record_shredding(stores, shredded(1), "an", LATER)
    with pytest.raises(NoSuchPaper):
        undo_shredding(stores, WAVE, 4, "an")


def test_made_up_and_printed_waves_have_nothing_to_destroy(stores: Database, keys: KeyDirectory) -> None:
    wave = closed(stores, keys)

    assert paper_of(replace(wave, fictitious=True), []) == ()
    assert paper_of(replace(wave, origin=Origin.PRINTED), []) == ()


@pytest.mark.parametrize(
    ("sheets", "needed", "remaining", "meaning"),
    [
        (
            3,
            2,
            (1, 3, BACKUPS),
            "Nog niet vernietigd: blad 1, blad 3, reservekopieën van de sleutel. Met twee bladen samen",
        ),
        (3, 2, (2,), "Nog niet vernietigd: blad 2. Er zijn te weinig bladen over"),
        (2, 1, (2,), "Nog niet vernietigd: blad 2. Met één blad en een kopie van de server"),
        (
            None,
            None,
            (BACKUPS,),
            "Met zo’n reservekopie en een kopie van de database uit de tijd van de meting is te zien welk antwoord",
        ),
    ],
)
def test_what_is_left_is_told_with_what_it_means(
    sheets: int | None, needed: int | None, remaining: tuple[int, ...], meaning: str
) -> None:
    wave = replace(small_wave(), sheets=sheets, sheets_needed=needed)
    told = left_words(wave, remaining)

    assert told is not None
    assert meaning in told.dutch
    assert told.spoken_in("en").startswith("Not destroyed yet: ")
    assert left_words(wave, ()) is None
    staff = left_words(replace(wave, recruitment=Recruitment.OPEN_LINK), remaining)
    assert staff is not None
    assert "code" not in staff.dutch + staff.spoken_in("en")
