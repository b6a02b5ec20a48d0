"""A browser that was left open: the code is asked again before answers are shown, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.fieldwork.ports import utc_now
from survey_app.installation import Installation
from survey_app.web.respondent.idle import MINUTES, WATCH
from tests.contact_wave import with_desk
from tests.web.field import (
    INSTRUMENT,
    Browser,
    open_wave_for_staff,
    open_wave_with_codes,
    opened_session,
    token_in,
    value_of,
)

ASKED = "Typ uw code nog een keer"
NOT_SHOWN = "Daarom laten wij eerdere antwoorden niet meer zien"
SHOW_ANSWERS = ("/vragenlijst", "/vragenlijst/1", "/vragenlijst/controle", "/vragenlijst/later", "/vragenlijst/stoppen")


class Hands:
    """A clock that is put forward."""

    def __init__(self, app: Flask) -> None:
        self.at = utc_now().replace(minute=0, second=0)
        app.extensions[WATCH] = lambda: self.at

    def forward(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


@pytest.fixture
def hands(app: Flask) -> Hands:
    return Hands(app)


@pytest.mark.parametrize("address", SHOW_ANSWERS)
def test_after_a_time_of_nothing_the_code_is_asked_before_answers_are_shown(
    field: Installation, browser: Browser, hands: Hands, address: str
) -> None:
    code = begin(field, browser)
    hands.forward(MINUTES - 1)
    assert ASKED not in browser.open(address)
    hands.forward(MINUTES + 6)

    page = browser.open(address)

    assert ASKED in page
    assert "checked" not in page
    assert browser.page is not None
    assert (browser.page.status_code, browser.page.headers["Cache-Control"]) == (403, "no-store")
    assert browser.post("/", code=code).location == "/vragenlijst"
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")


def test_who_keeps_working_is_never_asked_however_long_it_takes(
    field: Installation, browser: Browser, hands: Hands
) -> None:
    begin(field, browser)
    browser.open("/vragenlijst/1")

    for _page in range(10):
        hands.forward(MINUTES - 1)
        assert 'value="eens" checked' in browser.open("/vragenlijst/1")


def test_who_types_on_one_page_for_long_is_at_work(field: Installation, browser: Browser, hands: Hands) -> None:
    begin(field, browser)
    page = browser.open("/vragenlijst/1")

    cookies = 0
    for beat in range(60):
        hands.forward(1)
        kept = send_form(browser, page, "/vragenlijst/1", go="keep", ziet=("eens", "oneens")[beat % 2])
        cookies += len(kept.headers.getlist("Set-Cookie"))

    assert cookies == 12  # an hour in steps of five minutes
    assert 'id="vraag-ziet-oneens" value="oneens" checked' in browser.open("/vragenlijst/1")


def test_after_an_open_link_too(field: Installation, browser: Browser, hands: Hands) -> None:
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/1", luistert="eens")
    page = browser.open("/vragenlijst/1")

    for _beat in range(8):
        hands.forward(MINUTES // 4)
        send_form(browser, page, "/vragenlijst/1", go="keep", luistert="eens", ziet="oneens")

    assert 'id="vraag-luistert-eens" value="eens" checked' in browser.open("/vragenlijst/1")


@pytest.mark.parametrize(("go", "after"), [("keep-last", 0), ("keep", MINUTES + 5)])
def test_a_page_that_goes_or_was_left_alone_does_not_count(
    field: Installation, browser: Browser, hands: Hands, go: str, after: int
) -> None:
    begin(field, browser)
    page = browser.open("/vragenlijst/1")
    hands.forward(after or MINUTES - 1)

    kept = send_form(browser, page, "/vragenlijst/1", go=go, ziet="oneens")

    assert kept.status_code == 200
    assert "Set-Cookie" not in kept.headers
    hands.forward(MINUTES)
    assert ASKED in browser.open("/vragenlijst/1")


def test_what_is_sent_after_that_time_is_kept_and_shown_after_the_code(
    field: Installation, browser: Browser, hands: Hands
) -> None:
    code = begin(field, browser)
    open_page = browser.open("/vragenlijst/1")
    hands.forward(120)

    browser.page = send_form(browser, open_page, "/vragenlijst/1", ziet="oneens")
    assert ASKED in browser.open(browser.page.location)

    browser.post("/", code=code)
    page = browser.open("/vragenlijst/1")
    assert 'id="vraag-ziet-oneens" value="oneens" checked' in page


def test_what_is_too_long_to_keep_comes_back_with_nothing_of_other_answers(
    field: Installation, browser: Browser, hands: Hands
) -> None:
    begin(field, browser)
    stale = browser.open("/vragenlijst/3")
    browser.send_page("/vragenlijst/3", merkte=["meer"])
    hands.forward(120)

    refused = send_form(browser, stale, "/vragenlijst/3", merkte=["anders"], **{"merkte.words": "é" * 20_000})

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'value="anders" checked' in page
    assert 'value="meer" checked' not in page


def test_sending_after_that_time_is_taken_and_thanked(field: Installation, browser: Browser, hands: Hands) -> None:
    begin(field, browser)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    hands.forward(120)

    assert browser.post("/vragenlijst/controle").location == "/bedankt"
    assert "Bedankt voor het meedoen" in browser.open("/bedankt")


def test_a_contact_that_is_not_right_yet_comes_back_without_the_answers(
    field: Installation, browser: Browser, hands: Hands
) -> None:
    code, *_others = open_wave_with_codes(field, instrument=with_desk(INSTRUMENT))
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    looked_over = browser.open("/vragenlijst/controle")
    assert "<p>Nee</p>" in looked_over
    hands.forward(120)

    refused = browser.client.post(
        "/vragenlijst/controle", data={"csrf_token": token_in(looked_over), "contact-name": "An de Wit"}
    ).get_data(as_text=True)

    assert 'value="An de Wit"' in refused
    assert "Uw antwoorden staan hier niet meer" in refused
    assert "<p>Nee</p>" not in refused


def test_somebody_elses_code_opens_nothing_of_it(field: Installation, browser: Browser, hands: Hands) -> None:
    first, second, *_others = open_wave_with_codes(field)
    browser.enter(first)
    browser.send_page("/vragenlijst/1", luistert="eens")
    hands.forward(120)
    browser.open("/vragenlijst/1")

    browser.post("/", code=second)
    browser.post("/", code=second, ask="instead")

    assert " checked" not in browser.open("/vragenlijst/1")
    browser.enter(first)
    browser.post("/", code=first, ask="instead")
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")


def test_by_the_open_link_somebody_goes_on_without_seeing_earlier_answers_which_still_count(
    field: Installation, browser: Browser, hands: Hands
) -> None:
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/1", luistert="eens", ziet="oneens")
    browser.send_page("/vragenlijst/2", gesproken="nee")
    hands.forward(120)
    assert NOT_SHOWN in browser.open("/vragenlijst/controle")

    assert browser.post("/vragenlijst/verder").status_code == 303
    for address in ("/vragenlijst/1", "/vragenlijst/1"):  # by Flask, and before it
        assert " checked" not in browser.open(address)
    send_form(browser, browser.html, "/vragenlijst/1", ziet="neutraal")
    page = browser.open("/vragenlijst/controle")

    assert page.count("<p>Ingevuld</p>") == 3
    assert not any(f"<p>{answer}</p>" in page for answer in ("Eens", "Oneens", "Neutraal", "Nee"))
    assert browser.post("/vragenlijst/controle").location == "/bedankt"
    assert sent_answers(field, "medewerkers-2026") == 1


def test_by_the_open_link_somebody_else_begins_with_nothing(
    field: Installation, browser: Browser, hands: Hands
) -> None:
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/1", luistert="eens")
    hands.forward(120)
    browser.open("/vragenlijst/1")

    browser.post(link, ask="instead")
    browser.send_page("/vragenlijst/1", ziet="oneens")

    page = browser.open("/vragenlijst/1")
    assert 'id="vraag-ziet-oneens" value="oneens" checked' in page
    assert page.count(" checked") == 1


def test_the_time_stands_in_steps_in_the_session_cookie_and_nowhere_else(
    app: Flask, field: Installation, browser: Browser, hands: Hands
) -> None:
    begin(field, browser)
    seen = set()
    for _minute in range(5):
        browser.open("/vragenlijst/1")
        cookie = browser.client.get_cookie("peilstok")
        assert cookie is not None
        assert cookie.expires is None
        held = opened_session(app, cookie.value)
        seen.add(held["seen"])
        hands.forward(1)

    assert len(seen) == 1


@pytest.mark.parametrize("who", ["resident", "staff"])
def test_it_is_told_before_anybody_begins(field: Installation, browser: Browser, who: str) -> None:
    if who == "staff":
        page = browser.open(open_wave_for_staff(field))
        assert f"ongeveer {MINUTES} minuten niets? Dan laten wij eerdere antwoorden niet meer zien" in page
        return
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    assert f"ongeveer {MINUTES} minuten niets? Dan vragen wij uw code nog een keer" in browser.open("/vragenlijst")


def begin(field: Installation, browser: Browser) -> str:
    """Begin and answer one question; the code."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens")
    return code


def send_form(browser: Browser, html: str, page: str, go: str = "next", **answers: object) -> TestResponse:
    """Send the form of a page that is still open."""
    hidden = {"go": go, **{name: value_of(name, html) for name in ("section", "shown")}}
    fields = {f"item.{name}": answer for name, answer in answers.items()}
    return browser.client.post(page, data={"csrf_token": token_in(html), **hidden, **fields})


def sent_answers(field: Installation, wave_id: str) -> int:
    """How many envelopes there are."""
    with field.stores.reading() as store:
        return store.box.count(wave_id)
