"""The promise says what is true of a wave, in both languages, and what nobody can promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from survey_app.assurance.promise import promise_of
from survey_app.fieldwork.letters import Delivery
from survey_app.fieldwork.wave import Custody, Recruitment, Wave
from survey_app.questionnaire.instrument import Instrument
from tests.attack.fielding import SIX_VILLAGES
from tests.contact_wave import INSTRUMENT
from tests.small_wave import INSTRUMENT as WITHOUT_DESK
from tests.small_wave import small_wave

ELSEWHERE = Delivery()
REMINDED = Delivery(can_remind=True, elsewhere=False)
ON_PAPER = Delivery(can_remind=True, on_cards=True, elsewhere=True)


def told(wave: Wave, language: str = "nl", delivery: Delivery = ELSEWHERE) -> str:
    made = promise_of(wave, wave.instrument or WITHOUT_DESK, delivery)
    return "\n".join(words.spoken_in(language) for words in (*made.promised, *made.not_promised))


def test_a_key_on_sheets_and_a_key_on_the_host_are_told_apart() -> None:
    on_host, on_sheets = small_wave(), replace(small_wave(), custody=Custody.SHEETS)

    assert "De sleutel van de stembus staat tot de sluiting op onze server" in told(on_host)
    assert "gaat alleen open met woorden die op papier staan" in told(on_sheets)
    assert "als beheerder of als dief" not in told(on_sheets)


@pytest.mark.parametrize(
    ("sheets", "needed", "dutch", "english"),
    [
        (3, 2, "Die woorden staan op drie bladen", "on three sheets, each for another person"),
        (2, 2, "Die woorden staan op twee bladen", "on two sheets, each for another person"),
        (None, None, "Die woorden staan op twee of drie bladen", "on two or three sheets"),
    ],
)
def test_two_sheets_open_and_close_and_one_person_cannot_choose_the_moment(
    sheets: int | None, needed: int | None, dutch: str, english: str
) -> None:
    wave = replace(small_wave(), custody=Custody.SHEETS, sheets=sheets, sheets_needed=needed)

    assert dutch in told(wave)
    assert english in told(wave, "en")
    assert "één blad opent niets" in told(wave)
    assert "Ook sluiten gaat alleen met twee bladen." in told(wave)
    assert "Closing takes two sheets as well." in told(wave, "en")
    assert "beheerders samen" not in told(wave)
    assert "kan antwoorden lezen" not in told(wave)


def test_a_wave_of_the_old_rule_says_what_one_sheet_and_a_copy_of_the_server_can_do() -> None:
    wave = replace(small_wave(), custody=Custody.SHEETS, sheets=2, sheets_needed=1)
    made = promise_of(wave, WITHOUT_DESK, Delivery())

    remains = made.not_promised[-1]
    assert "Wie één van de twee bladen heeft en een kopie van onze server uit deze tijd" in remains.dutch
    assert "one person can also choose when the ballot box is opened" in remains.spoken_in("en")
    promised = "\n".join(words.dutch for words in made.promised)
    assert "één blad opent niets" not in promised
    assert "in zijn eentje het moment kiezen" not in promised


def test_a_key_on_the_host_is_closed_by_two_or_on_a_day_that_was_announced() -> None:
    wave = replace(small_wave(), closing_day=None)
    announced = replace(wave, closing_day=date(2026, 12, 4))

    for one in (wave, announced):
        assert "Sluiten doen twee beheerders samen, of één op een dag die ten minste een hele dag vooraf" in told(one)
        assert "So one person cannot choose the moment alone." in told(one, "en")
    assert "dag van sluiting is" not in told(wave)
    assert "De aangekondigde dag van sluiting is 4 december 2026." in told(announced)
    assert "The closing day that was announced is 4 December 2026." in told(announced, "en")


def test_a_trial_says_that_one_administrator_closes_it() -> None:
    trial = replace(small_wave(), fictitious=True)

    assert "Eén beheerder kan hem op elk moment sluiten." in told(trial)
    assert "in zijn eentje het moment kiezen" not in told(trial)


def test_the_minimum_is_that_of_the_wave() -> None:
    assert "minder dan 7 mensen" in told(small_wave(minimum=7))
    assert "fewer than 7 people" in told(small_wave(minimum=7), "en")


def test_reminders_are_told_of_only_where_they_can_be_sent() -> None:
    by_us, elsewhere = "Wie de brieven maakte, kan een herinnering sturen", "mag hier ophalen welke codes"
    assert by_us in told(small_wave(), delivery=REMINDED)
    assert elsewhere not in told(small_wave(), delivery=REMINDED)
    assert by_us not in told(small_wave())
    assert elsewhere in told(small_wave()), "the hashes of unused codes can be fetched in every wave with codes"
    staff = small_wave(recruitment=Recruitment.OPEN_LINK)
    assert "herinnering" not in told(staff, delivery=REMINDED)


def test_who_can_see_when_a_code_was_used_and_how_long_messages_are_is_told() -> None:
    codes, staff = told(small_wave()), told(small_wave(recruitment=Recruitment.OPEN_LINK))

    assert "ziet ongeveer wanneer een code is gebruikt" in codes
    assert "sees roughly when a code was used" in told(small_wave(), "en")
    assert "wanneer een code" not in staff
    assert "Uit hoe lang uw berichten zijn, is soms iets te raden." in codes
    assert "Uit hoe lang uw berichten zijn, is soms iets te raden." in staff


@pytest.mark.parametrize("language", ["nl", "en"])
def test_villages_are_told_of_only_in_a_study_that_has_them(language: str) -> None:
    nowhere = WITHOUT_DESK.model_copy(update={"study": WITHOUT_DESK.study.model_copy(update={"segments": ()})})
    village = {"nl": "bij een kern hoort", "en": "its village"}[language]

    assert village in told(replace(small_wave(), instrument=WITHOUT_DESK), language)
    assert village not in told(replace(small_wave(), instrument=nowhere), language)
    staff = small_wave(recruitment=Recruitment.OPEN_LINK)
    assert village not in told(replace(staff, instrument=WITHOUT_DESK), language)


def test_the_contact_desk_is_told_of_only_where_there_is_one() -> None:
    with_one = told(replace(small_wave(), instrument=INSTRUMENT))

    assert "een aparte stembus, zonder uw antwoorden" in with_one
    assert "de mensen die het panelgesprek organiseren" in with_one
    assert "30 dagen na de sluiting" in with_one
    assert "aparte stembus" not in told(replace(small_wave(), instrument=WITHOUT_DESK))


@pytest.mark.parametrize(
    ("recruitment", "said"),
    [
        (Recruitment.CODES, "Van elke code is te zien óf er is geantwoord."),
        (Recruitment.OPEN_LINK, "een apparaat van uw werkgever"),
    ],
)
def test_what_is_not_promised_is_said(recruitment: Recruitment, said: str) -> None:
    promise = told(small_wave(recruitment=recruitment))

    assert said in promise
    assert "Komen alle antwoorden op één na van dezelfde persoon? Dan kent die persoon ook het laatste." in promise
    assert "alle andere codes" not in promise
    assert "Wie de server tijdens het onderzoek kan veranderen" in promise
    assert "Wat u zelf typt, kan laten zien wie u bent" in promise


def test_sentences_are_short_enough_to_read() -> None:
    on_paper = replace(small_wave(), custody=Custody.SHEETS, sheets=3, sheets_needed=2)
    waves = [replace(small_wave(recruitment=one), instrument=SIX_VILLAGES) for one in Recruitment]
    for wave in (*waves, on_paper, replace(on_paper, sheets=2, sheets_needed=1)):
        made = promise_of(wave, wave.instrument or WITHOUT_DESK, ON_PAPER)
        sentences = [
            part
            for words in (*made.promised, *made.not_promised)
            for text in (words.dutch, words.spoken_in("en"))
            for part in text.replace("?", ".").split(".")
        ]
        assert max(len(sentence.split()) for sentence in sentences) <= 22


def test_what_remains_after_closing_is_said_for_each_custody() -> None:
    on_host, on_sheets = told(small_wave()), told(replace(small_wave(), custody=Custody.SHEETS))

    assert "wie eerder sleutel en stembus kopieerde" in on_host, "an image of the machine holds key and box"
    assert "Daarna vernietigen wij de bladen. Zijn die weg, dan kan niemand meer zien" in on_sheets
    assert "de bladen" not in on_host
    assert "kopieerde" not in on_sheets


def test_questions_may_be_skipped_where_none_needs_an_answer() -> None:
    free = replace(small_wave(), instrument=WITHOUT_DESK)
    written = WITHOUT_DESK.model_dump(mode="json")
    written["questionnaire"]["sections"][0]["items"][0]["required"] = True
    bound = replace(free, instrument=Instrument.model_validate(written))

    assert "U mag vragen overslaan" in told(free)
    assert "U mag vragen overslaan" not in told(bound)
    assert "Niet elke vraag mag u overslaan" in told(bound)
    assert "Not every question may be skipped" in told(bound, "en")


def without_villages() -> Instrument:
    return WITHOUT_DESK.model_copy(update={"study": WITHOUT_DESK.study.model_copy(update={"segments": ()})})


@pytest.mark.parametrize(("language", "village", "arm"), [("nl", "kern", "spiegel"), ("en", "village", "mirror")])
def test_what_is_kept_beside_the_answers_is_told_of_what_there_is(language: str, village: str, arm: str) -> None:
    six, two, none = (
        told(replace(small_wave(minimum=12), instrument=one), language)
        for one in (SIX_VILLAGES, WITHOUT_DESK, without_villages())
    )
    by_link = replace(small_wave(recruitment=Recruitment.OPEN_LINK), instrument=SIX_VILLAGES)

    assert (village in six, arm in six) == (True, True)
    assert (village in two, arm in two) == (True, False)
    assert (village in none, arm in none) == (False, False)
    assert (village in told(by_link, language), arm in told(by_link, language)) == (False, False)


def test_the_rule_of_what_stands_beside_the_answers_is_told_with_its_minimum() -> None:
    promise = told(replace(small_wave(minimum=12), instrument=SIX_VILLAGES))

    assert "de naam na de sluiting bij uw antwoorden als daar ten minste 12 mensen uit meededen" in promise
    assert "Ook dat alleen als ten minste 12 mensen het delen" in promise
    assert "Een manier die minder dan 12 keer is gebruikt, staat er niet bij. Verder staat er niets bij." in promise
