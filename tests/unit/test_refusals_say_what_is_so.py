"""What a refusal says of a wave is so of every kind of wave that it can be told of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from survey_app.fieldwork.consent import BadClosingDay
from survey_app.fieldwork.inviting import NoCodes, check_takes_codes
from survey_app.fieldwork.keys import NoLetterKey
from survey_app.fieldwork.letters import new_letters
from survey_app.fieldwork.shredding import BACKUPS, NoSuchPaper
from survey_app.fieldwork.voiding import KeyStillThere, check_can_be_voided
from survey_app.fieldwork.wave import Custody, Origin, Recruitment, WaveState
from survey_app.store.keys import KeyDirectory
from tests.small_wave import WAVE, small_wave

OPEN = replace(small_wave(), state=WaveState.OPEN)


def test_of_a_key_on_sheets_nobody_here_knows_whether_it_opens_the_box(tmp_path: Path) -> None:
    keys = KeyDirectory(tmp_path / "keys")  # without sheets-….key: these sheets open nothing any more

    with pytest.raises(KeyStillThere, match="may be on sheets that somebody has: its answers may still be read"):
        check_can_be_voided(keys, replace(OPEN, custody=Custody.SHEETS), even_with_key=False)
    with pytest.raises(KeyStillThere, match="is in the key directory: its answers can still be read"):
        raise KeyStillThere(replace(OPEN, custody=Custody.HOST))


def test_a_printed_table_has_no_codes_and_is_not_called_an_open_link() -> None:
    printed = replace(small_wave(), origin=Origin.PRINTED, state=WaveState.CLOSED, recruitment=Recruitment.UNKNOWN)

    with pytest.raises(NoCodes, match="by an open link, or was not held here, so it has no codes"):
        check_takes_codes(printed)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"custody": Custody.HOST}, "the backups alone, for its key was on the server"),
        ({"custody": Custody.SHEETS, "sheets": 3}, "once closed there are its sheets 1 to 3, and backups"),
        ({"custody": Custody.SHEETS, "state": WaveState.DRAFT}, "once closed there are its sheets, and backups"),
        ({"custody": Custody.SHEETS, "sheets": 3, "fictitious": True}, "there is nothing to destroy"),
        ({"origin": Origin.PRINTED}, "there is nothing to destroy"),
    ],
)
def test_what_there_is_to_destroy_is_what_this_wave_has(changed: dict[str, object], told: str) -> None:
    wave = replace(small_wave(), **{"state": WaveState.CLOSED, **changed})  # type: ignore[arg-type]  # of each its own

    assert told in str(NoSuchPaper(wave, BACKUPS))


def test_codes_are_not_added_to_those_of_a_letter_key_that_is_gone(tmp_path: Path) -> None:
    keys = KeyDirectory(tmp_path / "keys")
    new_letters(keys, WAVE, 2)
    (keys.path / f"letter-{WAVE}.key").unlink()

    with pytest.raises(NoLetterKey, match="nor a code be added to those that were made with it"):
        new_letters(keys, WAVE, 2)


def test_a_closing_day_can_be_withdrawn_too() -> None:
    assert "it can only be postponed or withdrawn; 2026-06-10" in str(BadClosingDay(WAVE, date(2026, 6, 10)))
