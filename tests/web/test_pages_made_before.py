"""A page that was made before is kept for the next one, and shown to nobody who may not see it any more."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from tests.web.field import TODAY, Browser, open_wave_for_staff, open_wave_with_codes, token_in

PAGE = "/vragenlijst/1"


def test_a_page_that_is_news_to_the_respondent_says_so_once(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    came = browser.send_page("/vragenlijst/2", gesproken="ja")

    told, not_again = browser.open(came.location), browser.open(came.location)

    assert "Er is een vraag bij gekomen" in told
    assert "Er is een vraag bij gekomen" not in not_again


def test_who_has_no_part_in_the_questionnaire_sees_no_page_of_it(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    stranger, forger = Browser.of(app), Browser.of(app)
    browser.enter(code)
    browser.open(PAGE)
    kept = browser.client.get_cookie("peilstok")
    assert kept is not None
    forger.client.set_cookie("peilstok", kept.value[:-8] + "AAAAAAA=")

    assert browser.client.get(PAGE).status_code == 200
    assert stranger.client.get(PAGE).status_code == 403
    assert forger.client.get(PAGE).status_code == 403


def test_a_page_made_before_is_not_shown_once_it_was_sent(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.open(PAGE)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    kept = browser.client.get_cookie("peilstok")
    assert kept is not None
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")
    browser.client.set_cookie("peilstok", kept.value)

    answer = browser.client.get(PAGE)

    assert answer.status_code == 409
    assert "Met deze code is al geantwoord" in answer.get_data(as_text=True)


def test_a_page_made_before_is_not_shown_once_the_wave_is_closed(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.open(PAGE)
    close_wave(field.stores, field.keys, "bewoners-2026", TODAY + timedelta(days=30), "an", second="bea")

    answer = browser.client.get(PAGE)

    assert answer.status_code == 403
    assert "De vragenlijst is gesloten" in answer.get_data(as_text=True)


WORDS = "Een <praatje> & 'meer'"


def test_a_look_over_everything_that_was_made_before_holds_nothing_of_who_saw_it_first(
    app: Flask, field: Installation
) -> None:
    shown = []
    for code, answers in zip(open_wave_with_codes(field), ({"hoe": WORDS}, {}, {"hoe": "Kort"}), strict=False):
        browser = Browser.of(app)
        browser.enter(code)
        browser.send_page("/vragenlijst/2", gesproken="ja", keren="3")
        browser.send_page("/vragenlijst/2", gesproken="ja", keren="3")
        browser.send_page("/vragenlijst/3", **answers)
        shown.append(browser.open("/vragenlijst/controle"))

    told = [
        re.findall(r"<dt>6\. Hoe ging dat\?</dt>\s*<dd>\s*<div[^>]*>\s*(.*?)\s*</div>", page, re.DOTALL)
        for page in shown
    ]
    assert told == [
        ["<p>Een &lt;praatje&gt; &amp; &#39;meer&#39;</p>"],
        ['<p class="peilstok-answers__blank">Niet ingevuld</p>'],
        ["<p>Kort</p>"],
    ]
    assert len({token_in(page) for page in shown}) == 3
    assert "praatje" not in shown[1] + shown[2]


def test_the_link_and_the_thanks_of_two_respondents_are_the_same_but_for_the_token(
    app: Flask, field: Installation
) -> None:
    link = open_wave_for_staff(field)
    pages = []
    for _respondent in range(2):
        browser = Browser.of(app)
        introduction = browser.open(link)
        browser.post(link)
        browser.send_page("/vragenlijst/2", gesproken="nee")
        browser.open("/vragenlijst/controle")
        browser.post("/vragenlijst/controle")
        token = token_in(introduction)
        pages.append((introduction.replace(token, ""), browser.open("/bedankt"), token))

    (first, thanks, token), (second, thanks_again, other_token) = pages
    assert token != other_token
    assert (first, thanks) == (second, thanks_again)
    assert "Uw antwoorden zijn verstuurd" in thanks


def test_a_link_that_was_made_before_tells_what_was_announced_since(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)
    before = browser.open(link)
    with field.stores.writing() as store:
        wave = store.waves.get("medewerkers-2026")
        store.waves.save(replace(wave, closing_day=date(2026, 9, 17)))

    after = browser.open(link)

    assert "17 september 2026" not in before
    assert "17 september 2026" in after


def test_an_unexpected_error_is_written_down_as_any_other(
    field: Installation, browser: Browser, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.open(PAGE)
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE envelopes RENAME TO elsewhere"))
    engine.dispose()

    with caplog.at_level(logging.INFO):
        answer = browser.client.get(PAGE)

    assert answer.status_code == 500
    assert len(caplog.records) == 1
    assert "incident" in caplog.text
