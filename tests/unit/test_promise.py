"""The promise says what is true of a wave, in both languages, and what nobody can promise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from survey_app.assurance.promise import promise_of
from survey_app.fieldwork.wave import Custody, Recruitment, Wave
from tests.contact_wave import INSTRUMENT
from tests.small_wave import INSTRUMENT as WITHOUT_DESK
from tests.small_wave import small_wave


def told(wave: Wave, language: str = "nl", *, has_letter_key: bool = False) -> str:
    made = promise_of(wave, has_letter_key=has_letter_key)
    return "\n".join(words.spoken_in(language) for words in (*made.promised, *made.not_promised))


def test_a_key_on_sheets_and_a_key_on_the_host_are_told_apart() -> None:
    on_host, on_sheets = small_wave(), replace(small_wave(), custody=Custody.SHEETS)

    assert "De sleutel van de stembus staat tot de sluiting op onze server" in told(on_host)
    assert "op papier, bij twee mensen" in told(on_sheets)
    assert "als beheerder of als dief" not in told(on_sheets)


def test_the_minimum_is_that_of_the_wave() -> None:
    assert "minder dan 7 mensen" in told(small_wave(minimum=7))
    assert "fewer than 7 people" in told(small_wave(minimum=7), "en")


def test_reminders_are_told_of_only_where_they_can_be_sent() -> None:
    assert "een herinnering sturen" in told(small_wave(), has_letter_key=True)
    assert "een herinnering sturen" not in told(small_wave())
    staff = small_wave(recruitment=Recruitment.OPEN_LINK)
    assert "herinnering" not in told(staff, has_letter_key=True)


def test_the_contact_desk_is_told_of_only_where_there_is_one() -> None:
    with_one = told(replace(small_wave(), instrument=INSTRUMENT))

    assert "een aparte stembus, zonder uw antwoorden" in with_one
    assert "de mensen die het panelgesprek organiseren" in with_one
    assert "30 dagen na de sluiting" in with_one
    assert "aparte stembus" not in told(replace(small_wave(), instrument=WITHOUT_DESK))


@pytest.mark.parametrize(
    ("recruitment", "said"),
    [(Recruitment.CODES, "alle andere codes"), (Recruitment.OPEN_LINK, "een apparaat van uw werkgever")],
)
def test_what_is_not_promised_is_said(recruitment: Recruitment, said: str) -> None:
    promise = told(small_wave(recruitment=recruitment))

    assert said in promise
    assert "Wie de server tijdens het onderzoek kan veranderen" in promise
    assert "Wat u zelf typt, kan laten zien wie u bent" in promise


def test_sentences_are_short_enough_to_read() -> None:
    for recruitment in Recruitment:
        made = promise_of(small_wave(recruitment=recruitment), has_letter_key=True)
        sentences = [
            part
            for words in (*made.promised, *made.not_promised)
            for text in (words.dutch, words.english)
            for part in text.replace("?", ".").split(".")
        ]
        assert max(len(sentence.split()) for sentence in sentences) <= 22
