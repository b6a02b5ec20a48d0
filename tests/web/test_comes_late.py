"""What comes late, after somebody stopped, wiped or sent, brings nothing back: neither answers nor a way to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.draft import is_wiped
from survey_app.installation import Installation
from survey_app.store.engine import make_engine
from survey_app.web.respondent.sitting import DraftWiped, add_answers, take_up, wipe_answers
from survey_app.web.respondent.visit import visit_in
from tests.web.field import ON_BOTH, Browser, open_wave_with_codes, opened_session, token_in
from tests.web.test_two_tabs import press

WAVE = "bewoners-2026"
PAGE = "/vragenlijst/1"


def cookie_of(browser: Browser) -> str:
    """The session cookie as it is now."""
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    return cookie.value


def wipe(browser: Browser) -> None:
    browser.open("/vragenlijst/stoppen")
    browser.post("/vragenlijst/stoppen")


def wipe_tablet(browser: Browser) -> None:
    browser.open(PAGE)
    browser.post("/tablet/wissen")


def stop(browser: Browser) -> None:
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later")


def stop_with_words(browser: Browser) -> None:
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later/woorden")
    wipe_tablet(browser)


def send(browser: Browser) -> None:
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")


def make_tablet(browser: Browser) -> None:
    browser.open("/tablet")
    browser.post("/tablet", on="yes")


def is_wiped_here(field: Installation, code: str) -> bool:
    """Whether nothing of this code is kept but that it was wiped."""
    receipt = receipt_of(field.keys.pepper(), WAVE, read_code(code))
    with field.stores.reading() as store:
        return is_wiped(WAVE, receipt, store.drafts.find(WAVE, receipt))


@ON_BOTH
@pytest.mark.parametrize("end", [wipe, wipe_tablet])
@pytest.mark.parametrize("begun", [True, False])
def test_a_page_that_is_kept_after_it_was_wiped_is_not_kept_and_the_code_begins_with_nothing(
    app: Flask, field: Installation, browser: Browser, end: Callable[[Browser], None], begun: bool
) -> None:
    code, *_others = open_wave_with_codes(field)
    make_tablet(browser)
    browser.enter(code)
    if begun:
        browser.send_page(PAGE, luistert="eens")
    page, before = browser.open(PAGE), cookie_of(browser)

    end(browser)
    browser.client.set_cookie("peilstok", before)
    late = press(browser, page, PAGE, go="keep", luistert="eens", ziet="oneens")

    assert late.status_code in (403, 409)
    assert is_wiped_here(field, code)
    assert browser.enter(code).location == "/vragenlijst"
    assert " checked" not in browser.open(PAGE)
    assert press(Browser.of(app), page, PAGE, go="keep", luistert="eens").status_code == 400  # another's token


@ON_BOTH
def test_a_page_that_was_being_kept_when_it_was_wiped_is_told_so(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page(PAGE, luistert="eens")
    visit = visit_in(opened_session(app, cookie_of(browser)))
    assert visit is not None
    with app.test_request_context(), field.stores.reading() as store:
        sitting = take_up(store, visit)  # what the request that keeps has read
    with app.test_request_context(), field.stores.writing() as store:
        wipe_answers(store, visit)

    with app.test_request_context(), pytest.raises(DraftWiped):
        add_answers(sitting, {"ziet": "oneens"})

    assert is_wiped_here(field, code)


@ON_BOTH
def test_a_page_that_was_begun_before_is_not_kept_beside_what_was_begun_after(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    page, before = browser.open(PAGE), cookie_of(browser)
    wipe(browser)
    browser.enter(code)
    after = cookie_of(browser)

    browser.client.set_cookie("peilstok", before)
    assert press(browser, page, PAGE, go="keep", luistert="eens").status_code == 409

    browser.client.set_cookie("peilstok", after)
    assert " checked" not in browser.open(PAGE)
    assert browser.send_page(PAGE, luistert="oneens").location == "/vragenlijst/2"


@pytest.mark.parametrize("end", [wipe, wipe_tablet, stop, stop_with_words])
def test_a_cookie_that_comes_back_late_opens_nothing(
    field: Installation, browser: Browser, end: Callable[[Browser], None]
) -> None:
    code, *_others = open_wave_with_codes(field)
    if end in (wipe_tablet, stop_with_words):
        make_tablet(browser)
    browser.enter(code)
    browser.send_page(PAGE, luistert="eens")
    before = cookie_of(browser)

    end(browser)
    browser.client.set_cookie("peilstok", before)

    for address in ("/vragenlijst", PAGE, "/vragenlijst/controle", "/vragenlijst/later", "/bedankt"):
        answer = browser.client.get(address)
        assert answer.status_code == 403
        assert " checked" not in answer.text
    browser.open("/")
    assert browser.post("/vragenlijst/verder").status_code == 403
    browser.enter(code)
    assert (" checked" in browser.open(PAGE)) is (end is stop)  # the code opens it again


def test_the_first_page_of_a_tablet_stays_closed_when_a_cookie_comes_late(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    make_tablet(browser)
    browser.enter(code)
    browser.send_page(PAGE, luistert="eens")
    before = cookie_of(browser)

    browser.open("/")
    browser.client.set_cookie("peilstok", before)

    assert browser.client.get(PAGE).status_code == 403
    browser.enter(code)
    assert 'value="eens" checked' in browser.open(PAGE)


@ON_BOTH
def test_who_sent_is_thanked_though_a_cookie_comes_late_and_nothing_is_kept_beside_it(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    page, before = browser.open(PAGE), cookie_of(browser)

    send(browser)
    browser.client.set_cookie("peilstok", before)

    assert press(browser, page, PAGE, go="keep", luistert="eens").status_code == 409
    assert "Bedankt voor het meedoen" in browser.open("/bedankt")
    assert "U heeft de vragenlijst al verstuurd" in browser.open(PAGE)
    with field.stores.reading() as store:
        assert store.box.count(WAVE) == 1


def test_what_was_sent_in_another_tab_is_not_said_to_be_wiped(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    before = cookie_of(browser)
    send(browser)
    browser.client.set_cookie("peilstok", before)

    answer = browser.client.post("/vragenlijst/stoppen", data={"csrf_token": token_in(browser.open("/"))})

    assert answer.status_code == 409
    assert "Met deze code is al geantwoord" in answer.text


def test_a_second_press_on_wipe_is_told_the_same(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page(PAGE, luistert="eens")
    browser.open("/vragenlijst/stoppen")
    token, before = token_in(browser.html), cookie_of(browser)

    first = browser.client.post("/vragenlijst/stoppen", data={"csrf_token": token})
    browser.client.set_cookie("peilstok", before)
    browser.client.delete_cookie("peilstok-ended")
    second = browser.client.post("/vragenlijst/stoppen", data={"csrf_token": token})

    assert first.location == second.location == "/gewist"


def test_what_is_said_to_have_ended_is_the_same_for_everybody_and_goes_with_the_browser(
    app: Flask, field: Installation
) -> None:
    said = set()
    for code in open_wave_with_codes(field)[:2]:
        browser = Browser.of(app)
        browser.enter(code)
        assert browser.client.get_cookie("peilstok-ended") is None
        browser.open("/vragenlijst/stoppen")
        answer = browser.post("/vragenlijst/stoppen")
        said |= {kept for kept in answer.headers.getlist("Set-Cookie") if kept.startswith("peilstok-ended")}

    assert said == {"peilstok-ended=1; HttpOnly; Path=/; SameSite=Lax"}


@ON_BOTH
def test_what_stands_in_the_place_of_what_was_wiped_is_as_large_as_any_draft(
    field: Installation, browser: Browser
) -> None:
    first, second, *_others = open_wave_with_codes(field)
    for code in (first, second):
        browser.enter(code)
        browser.post("/", code=code, ask="instead")
        browser.send_page(PAGE, luistert="eens")
    wipe(browser)

    engine = make_engine(field.settings.database_url)
    with engine.connect() as connection:
        sizes = connection.execute(text("SELECT length(ciphertext) FROM envelopes")).scalars().all()
    engine.dispose()
    assert len(sizes) == 2
    assert len(set(sizes)) == 1
