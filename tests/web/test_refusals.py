"""Each thing that can stand in a respondent's way has a plain page of its own, with somebody to ask."""

from __future__ import annotations

from datetime import date
from ipaddress import ip_address, ip_network

import pytest
from flask import Flask

from survey_app.fieldwork.codes import make_code, show_code
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.installation import Installation
from survey_app.web.attempts import WrongCodes
from survey_app.web.stores import keep
from tests.web.admin_desk import add_draft
from tests.web.field import INSTRUMENT, ON_BOTH, TODAY, Browser, draft, open_wave_for_staff, open_wave_with_codes

pytestmark = ON_BOTH

CONTACT = "0344 123456"


def test_a_code_that_is_no_code_is_a_typing_error_and_stays_in_its_field(field: Installation, browser: Browser) -> None:
    open_wave_with_codes(field)

    answer = browser.enter("ABCD-EFGH")

    assert answer.status_code == 422
    assert "Deze code klopt niet." in browser.html
    assert 'value="ABCD-EFGH"' in browser.html
    assert 'aria-invalid="true"' in browser.html
    assert "<title>Fout: " in browser.html
    assert CONTACT in browser.html


@pytest.mark.parametrize("typed", ["", "  "])
def test_without_a_code_the_page_asks_for_it_and_calls_nothing_wrong(
    field: Installation, browser: Browser, typed: str
) -> None:
    open_wave_with_codes(field)

    answer = browser.enter(typed)

    assert answer.status_code == 422
    assert "Vul eerst uw code in." in browser.html
    assert "klopt niet" not in browser.html


def test_a_code_that_nobody_was_given_is_said_to_be_unknown(field: Installation, browser: Browser) -> None:
    open_wave_with_codes(field)

    answer = browser.enter(made_up(1))

    assert answer.status_code == 422
    assert "Deze code kennen wij niet" in browser.html


def test_ten_unknown_codes_are_enough_but_a_right_one_is_never_held_up(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)

    answers = [browser.enter(made_up(number)).status_code for number in range(11)]

    assert answers == [422] * 10 + [429]
    assert "Deze code kennen wij ook niet" in browser.html
    assert CONTACT in browser.html
    assert browser.enter(code).status_code == 303


def test_a_right_code_never_waits_and_an_unknown_one_does(app: Flask, field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    pauses: list[float] = []
    wrong_codes = WrongCodes(pauses.append)
    keep(app, wrong_codes)
    for place in range(1000):
        wrong_codes.count(ip_address(f"2001:db8:{place:x}::1"))
    assert pauses
    pauses.clear()

    assert browser.enter(code).status_code == 303
    assert browser.enter("oeps").status_code == 422
    assert pauses == []


def test_typing_errors_are_not_counted(field: Installation, browser: Browser) -> None:
    open_wave_with_codes(field)

    assert {browser.enter("oeps").status_code for _try in range(12)} == {422}


def test_a_code_that_was_used_is_told_so(app: Flask, field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    send_least(browser, code)

    answer = Browser.of(app)
    answer.enter(code)

    assert answer.page is not None
    assert answer.page.status_code == 409
    assert "Met deze code is al geantwoord" in answer.html
    assert CONTACT in answer.html


def test_a_code_before_opening_is_told_to_come_back_and_whom_to_call(
    app: Flask, field: Installation, browser: Browser
) -> None:
    add_draft(app, "later")
    code, *_others = invite(field.stores, field.keys, "later", ["ingen"], who="an", study=INSTRUMENT.study)

    answer = browser.enter(code)

    assert answer.status_code == 403
    assert "nog niet open" in browser.html
    assert CONTACT in browser.html


def test_sending_after_closing_says_that_it_is_closed(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    close_wave(field.stores, field.keys, "bewoners-2026", date(2026, 7, 1), "an", second="bea")

    answer = browser.post("/vragenlijst/controle")

    assert answer.status_code == 403
    assert "De vragenlijst is gesloten" in browser.html
    assert CONTACT in browser.html
    assert browser.client.get("/vragenlijst/1").status_code == 403


def test_a_code_after_closing_is_told_so(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    close_wave(field.stores, field.keys, "bewoners-2026", date(2026, 7, 1), "an", second="bea")

    browser.enter(code)

    assert "De vragenlijst is gesloten" in browser.html


def test_a_browser_without_a_cookie_is_sent_to_the_first_page(field: Installation, browser: Browser) -> None:
    open_wave_with_codes(field)

    browser.open("/vragenlijst/1")

    assert browser.page is not None
    assert browser.page.status_code == 403
    assert "Er staat hier geen vragenlijst open" in browser.html


def test_sending_twice_is_thanked_twice_and_counted_once(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    cookie = browser.client.get_cookie("peilstok")
    page = browser.page

    assert browser.post("/vragenlijst/controle").location == "/bedankt"
    assert cookie is not None
    browser.client.set_cookie("peilstok", cookie.value)
    browser.page = page
    assert browser.post("/vragenlijst/controle").location == "/bedankt"

    assert "Er is één keer geteld" in browser.open("/bedankt")
    with field.stores.reading() as store:
        assert store.box.count("bewoners-2026") == 1


def test_a_second_click_that_comes_after_the_answer_to_the_first_is_thanked_too(
    field: Installation, browser: Browser
) -> None:
    """The browser has the cookie that the first click was answered with, and still asks for what the second wants."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    page = browser.page
    assert browser.post("/vragenlijst/controle").location == "/bedankt"

    browser.page = page
    assert browser.post("/vragenlijst/controle").location == "/bedankt"

    assert "Er is één keer geteld" in browser.open("/bedankt")
    with field.stores.reading() as store:
        assert store.box.count("bewoners-2026") == 1


def test_staff_outside_the_network_get_a_friendly_page(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)

    browser.open(link, environ_base={"REMOTE_ADDR": "203.0.113.9"})

    assert browser.page is not None
    assert browser.page.status_code == 403
    assert "Deze vragenlijst opent u vanaf uw werk" in browser.html


def test_a_forged_forwarding_header_opens_nothing(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)

    refused = browser.client.get(
        link, environ_base={"REMOTE_ADDR": "203.0.113.9"}, headers={"X-Forwarded-For": "127.0.0.1"}
    )

    assert field.settings.trusted_proxies == ()
    assert ip_network("127.0.0.0/8") in field.settings.staff_networks
    assert refused.status_code == 403


def test_a_link_to_no_wave_or_to_a_wave_with_codes_does_not_work(field: Installation, browser: Browser) -> None:
    open_wave_with_codes(field)

    for link in ("/m/nergens", "/m/bewoners-2026"):
        browser.open(link)
        assert browser.page is not None
        assert browser.page.status_code == 404
        assert "Deze link werkt niet" in browser.html


def test_staff_who_are_done_may_go_on_deliberately(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")

    assert "al ingevuld" in browser.open(link)
    assert browser.post(link).location == "/vragenlijst/1"
    assert " checked" not in browser.open("/vragenlijst/1")


def test_a_page_that_is_not_asked_says_so_and_loses_nothing(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    assert "hoort niet bij uw vragenlijst" in browser.open("/vragenlijst/9")


def test_fictitious_waves_say_so_on_every_page(field: Installation, browser: Browser) -> None:
    add_wave(field.stores, draft("proef", fictitious=True), "an")

    code, *_others = invite(field.stores, field.keys, "proef", ["ingen"], who="an", study=INSTRUMENT.study)
    open_wave(field.stores, field.keys, "proef", INSTRUMENT, TODAY, "an")
    browser.enter(code)

    for path in ("/vragenlijst", "/vragenlijst/1", "/vragenlijst/controle", "/vragenlijst/stoppen"):
        assert "<strong>Proef</strong> – De antwoorden in deze meting zijn verzonnen." in browser.open(path)


def send_least(browser: Browser, code: str) -> None:
    """Answer what is required and send."""
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")


def made_up(number: int) -> str:
    """A code that is well formed and that nobody was given."""
    return show_code(make_code(b"somebody else's letter key", "other", number))
