"""Respondents read the promise of their own wave before they begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from survey_app.fieldwork.consent import announce_closing, withdraw_closing_day
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.inviting import invite, make_cards
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.wave import Custody
from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from tests.contact_wave import with_desk
from tests.web.field import (
    INSTRUMENT,
    QUESTIONNAIRE,
    STUDY,
    TODAY,
    Browser,
    draft,
    open_wave_for_staff,
    open_wave_with_codes,
)

REMINDERS = "Wie de brieven maakte, kan een herinnering sturen"


def test_the_introduction_promises_reminders_only_while_they_can_be_sent(app: Flask, field: Installation) -> None:
    codes = open_wave_with_codes(field)
    browser = Browser.of(app)
    browser.enter(codes[0])

    assert REMINDERS in browser.open("/vragenlijst")

    field.keys.destroy_letter_key("bewoners-2026")
    assert REMINDERS not in browser.open("/vragenlijst")
    assert "mag hier ophalen welke codes nog niet zijn gebruikt" in browser.html
    assert "Wat wij niet kunnen beloven" in browser.html


def test_the_open_link_tells_staff_of_their_employer(field: Installation, browser: Browser) -> None:
    page = browser.open(open_wave_for_staff(field))

    assert "kan uw werkgever technisch meekijken" in page
    assert "Aan uw code" not in page


def test_the_promise_is_in_the_language_of_the_questionnaire(field: Installation, browser: Browser) -> None:
    english = Instrument.model_validate({"study": STUDY, "questionnaire": QUESTIONNAIRE | {"language": "en"}})

    page = browser.open(open_wave_for_staff(field, instrument=english))

    assert "your employer can technically see what you type" in page
    assert "stembus" not in page


def test_a_closing_day_is_told_to_who_is_in_already_and_to_who_comes_now(app: Flask, field: Installation) -> None:
    codes = open_wave_with_codes(field)
    with field.stores.writing() as store:
        store.waves.save(replace(store.waves.get("bewoners-2026"), closing_day=None))
    browser = Browser.of(app)
    browser.enter(codes[0])
    assert "dag van sluiting is" not in browser.open("/vragenlijst")

    announce_closing(field.stores, "bewoners-2026", TODAY + timedelta(days=2), "an", TODAY)
    assert "De aangekondigde dag van sluiting is 3 juni 2026." in browser.open("/vragenlijst")

    withdraw_closing_day(field.stores, "bewoners-2026", "an")
    assert "dag van sluiting is" not in browser.open("/vragenlijst")


@pytest.mark.parametrize("villages", [True, False])
def test_villages_are_told_of_only_in_a_study_with_villages(
    field: Installation, browser: Browser, villages: bool
) -> None:
    study = STUDY if villages else STUDY | {"segments": []}
    instrument = Instrument.model_validate({"study": study, "questionnaire": QUESTIONNAIRE})
    add_wave(field.stores, draft("bewoners-2026"), "an")
    codes: list[str] = []
    make_cards(
        field.stores, field.keys, "bewoners-2026", 2, None, who="an", deliver=codes.extend, study=instrument.study
    )
    open_wave(field.stores, field.keys, "bewoners-2026", instrument, TODAY, "an")

    browser.enter(codes[0])

    for page in ("/vragenlijst", "/privacy"):
        assert (" kern" in browser.open(page)) is villages


def test_the_page_on_privacy_tells_what_is_true_of_what_is_in_the_field(field: Installation, browser: Browser) -> None:
    of_codes = ("Komt u met een code?", "Vroeg u om vier woorden", "Vraagt u met “Stop nu”", "herinneringen gestuurd")
    of_links, of_desks = ("een open link?",), ("Als u bereikt wilt worden",)
    assert all(sentence in browser.open("/privacy") for sentence in of_codes + of_links + of_desks)

    open_wave_for_staff(field)
    page = browser.open("/privacy")
    assert all(sentence in page for sentence in of_links)
    assert not any(sentence in page for sentence in of_codes + of_desks)

    open_wave_with_codes(field, instrument=with_desk(INSTRUMENT))
    assert all(sentence in browser.open("/privacy") for sentence in of_codes + of_links + of_desks)


@pytest.mark.parametrize("custody", list(Custody))
def test_the_page_on_privacy_speaks_of_paper_only_where_there_is_any(
    field: Installation, browser: Browser, custody: Custody
) -> None:
    open_wave_with_codes(field)
    with field.stores.writing() as store:
        store.waves.save(replace(store.waves.get("bewoners-2026"), custody=custody))

    page = browser.open("/privacy")

    assert ("Ook het papier waarmee de stembus openging" in page) is (custody is Custody.SHEETS)
    assert ("tot het sluiten ook de stembus openen" in page) is (custody is Custody.HOST)
    assert "die bij een kern hoort? Dan staat de naam erbij" in page


def test_two_studies_with_other_words_read_of_groups(field: Installation, browser: Browser) -> None:
    districts = {"nl": {"one": "wijk", "many": "wijken"}}
    of_districts = {"study": STUDY | {"segment_words": districts}, "questionnaire": QUESTIONNAIRE}
    open_wave_with_codes(field, instrument=Instrument.model_validate(of_districts))
    assert "die bij een wijk hoort?" in browser.open("/privacy")

    open_wave_with_codes(field, "bewoners-2027")
    assert "die bij een groep hoort?" in browser.open("/privacy")


def test_a_wave_of_cards_alone_promises_no_reminder_and_a_mixed_one_tells_both(
    field: Installation, browser: Browser
) -> None:
    add_wave(field.stores, draft("bewoners-2026"), "an")
    codes: list[str] = []
    make_cards(
        field.stores, field.keys, "bewoners-2026", 2, None, who="an", deliver=codes.extend, study=INSTRUMENT.study
    )
    open_wave(field.stores, field.keys, "bewoners-2026", INSTRUMENT, TODAY, "an")
    browser.enter(codes[0])
    page = browser.open("/vragenlijst")

    assert "Staat uw code op een kaart? Dan weten wij niet wie die kaart kreeg" in page
    assert "kan een herinnering sturen" not in page
    assert "Die kan dan een herinnering sturen" not in page

    addresses = Frame(("adres",), (("Dorpsstraat 1",),), (2,))
    invite(field.stores, field.keys, "bewoners-2026", ["ingen"], who="an", study=INSTRUMENT.study, frame=addresses)
    page = browser.open("/vragenlijst")

    assert REMINDERS in page
    assert "Staat uw code op een kaart?" in page
