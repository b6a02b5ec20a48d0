"""A tablet for everybody: nothing of one respondent is left for the next, and how answers were given is sealed in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.ports import utc_now
from survey_app.installation import Installation
from survey_app.web.respondent.idle import WATCH
from survey_app.web.respondent.tablet import COOKIE
from tests.contact_wave import with_desk
from tests.web.field import (
    INSTRUMENT,
    ON_BOTH,
    TODAY,
    Browser,
    open_wave_for_staff,
    open_wave_with_codes,
    opened_session,
)

WAVE = "bewoners-2026"


@pytest.fixture
def tablet(browser: Browser, field: Installation) -> Browser:
    """A browser that was made a tablet for everybody."""
    browser.open("/tablet")
    browser.post("/tablet", on="yes")
    return browser


def begin(tablet: Browser, code: str, **first_page: str) -> None:
    tablet.open("/")
    tablet.post("/", code=code, **first_page)
    tablet.send_page("/vragenlijst/1", luistert="eens")
    tablet.send_page("/vragenlijst/2", gesproken="nee")


def send(tablet: Browser) -> None:
    tablet.open("/vragenlijst/controle")
    assert tablet.post("/vragenlijst/controle").location == "/bedankt"


def modes_kept(field: Installation, wave_id: str = WAVE) -> list[str | None]:
    """What stands beside the answers once the box is open."""
    close_wave(field.stores, field.keys, wave_id, TODAY, "an")
    with field.stores.reading() as store:
        return sorted((one.mode for one in store.responses.read(wave_id)), key=str)


def test_it_is_turned_on_and_off_on_the_device_itself(browser: Browser) -> None:
    assert "nu geen tablet voor iedereen" in browser.open("/tablet")
    turned = browser.post("/tablet", on="yes")

    assert turned.location == "/"
    assert re.fullmatch(rf"{COOKIE}=-; HttpOnly; Path=/; SameSite=Lax", turned.headers.getlist("Set-Cookie")[0])
    assert "Wie vult in?" in browser.open("/")
    assert "is nu een tablet voor iedereen" in browser.open("/tablet")
    browser.post("/tablet", off="yes")
    assert "Wie vult in?" not in browser.open("/")


def test_turning_it_on_forgets_what_was_begun_before(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(browser, code)
    browser.open("/tablet")
    browser.post("/tablet", on="yes")

    assert browser.client.get("/vragenlijst/1").status_code == 403


@ON_BOTH
def test_wiping_leaves_nothing_in_the_browser_and_no_draft_that_nobody_can_open(
    app: Flask, field: Installation, tablet: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(tablet, code)
    tablet.open("/vragenlijst/1")

    assert tablet.post("/tablet/wissen").location == "/"

    page = tablet.client.get("/vragenlijst/1")
    assert page.status_code == 403
    assert page.headers["Cache-Control"] == "no-store"
    cookie = tablet.client.get_cookie("peilstok")
    assert cookie is None or not set(opened_session(app, cookie.value)) - {"form_token", "csrf_token"}
    assert tablet.client.get_cookie(COOKIE) is not None
    tablet.enter(code)
    assert " checked" not in tablet.open("/vragenlijst/1")


def test_with_four_words_somebody_goes_on_after_the_tablet_was_wiped(field: Installation, tablet: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(tablet, code)
    tablet.open("/vragenlijst/later")
    tablet.post("/vragenlijst/later/woorden")
    words = " ".join(re.findall(r"<li>(\w+)</li>", tablet.html)[:4])
    assert tablet.post("/vragenlijst/later").location == "/gestopt"
    assert tablet.client.get("/vragenlijst/1").status_code == 403

    tablet.enter(code)
    tablet.post("/", code=code, ask="words", words=words)

    assert 'value="eens" checked' in tablet.open("/vragenlijst/1")


def test_nothing_is_remembered_on_the_device_for_who_wants_to_go_on(field: Installation, tablet: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(tablet, code)
    page = tablet.open("/vragenlijst/later")

    assert "Op dit apparaat" not in page
    tablet.post("/vragenlijst/later", here="yes")
    assert tablet.client.get_cookie("peilstok-device") is None


def test_a_draft_that_was_begun_anew_elsewhere_is_not_wiped_with_the_tablet(
    app: Flask, field: Installation, tablet: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(tablet, code)
    home = Browser.of(app)
    home.enter(code)
    home.post("/", code=code, ask="surely-again")
    home.send_page("/vragenlijst/1", luistert="oneens")
    tablet.open("/")

    tablet.post("/tablet/wissen")

    assert 'value="oneens" checked' in home.open("/vragenlijst/1")


def test_after_the_thanks_the_next_one_begins_with_nothing(field: Installation, tablet: Browser) -> None:
    first, second, *_others = open_wave_with_codes(field)
    begin(tablet, first)
    send(tablet)
    thanks = tablet.open("/bedankt")
    assert "Klaar: naar de eerste pagina" in thanks
    assert 'data-state="over"' in thanks
    assert tablet.post("/tablet/wissen").location == "/"

    for _reload in range(2):
        assert 'data-state="fresh"' in tablet.open("/")
    assert tablet.client.get("/bedankt").status_code == 403
    tablet.enter(second)
    assert " checked" not in tablet.open("/vragenlijst/1")


def test_who_comes_to_the_first_page_while_something_is_open_sees_nothing_of_it(
    field: Installation, tablet: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(tablet, code)

    assert "U was al begonnen" not in tablet.open("/")
    assert " checked" not in tablet.open("/vragenlijst/1")
    tablet.enter(code)
    assert 'value="eens" checked' in tablet.open("/vragenlijst/1")


@pytest.mark.parametrize(("minutes", "status"), [(2, 200), (5, 403)])
def test_without_script_the_server_asks_for_the_code_after_minutes_of_nothing(
    app: Flask, field: Installation, tablet: Browser, minutes: int, status: int
) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(tablet, code)
    later = utc_now() + timedelta(minutes=minutes)
    app.extensions[WATCH] = lambda: later

    assert tablet.client.get("/vragenlijst/1").status_code == status


def test_who_reads_one_page_for_long_is_not_asked_while_the_page_tells_so(
    app: Flask, field: Installation, tablet: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(tablet, code)
    tablet.open("/vragenlijst/1")
    started = utc_now()

    for minutes in range(2, 12, 2):
        app.extensions[WATCH] = lambda minutes=minutes: started + timedelta(minutes=minutes)
        page = tablet.page
        assert tablet.post("/tablet/bezig").status_code == 204
        tablet.page = page

    assert tablet.client.get("/vragenlijst/1").status_code == 200


def test_each_page_of_questions_has_the_token_of_its_own_browser(
    app: Flask, field: Installation, tablet: Browser
) -> None:
    codes = open_wave_with_codes(field)
    other = Browser.of(app)
    other.open("/tablet")
    other.post("/tablet", on="yes")
    tokens = []
    for browser, code in zip((tablet, other), codes, strict=False):
        begin(browser, code)
        for address in ("/vragenlijst/1", "/vragenlijst/controle"):
            found = set(re.findall(r'name="csrf_token" value="([^"]+)"', browser.open(address)))
            assert len(found) == 1
            tokens.append(found.pop())

    assert tokens[0] == tokens[1] != tokens[2] == tokens[3]


def test_names_are_not_offered_to_who_comes_next(field: Installation, tablet: Browser) -> None:
    code, *_others = open_wave_with_codes(field, instrument=with_desk(INSTRUMENT))
    begin(tablet, code)

    page = tablet.open("/vragenlijst/controle")

    assert page.count('autocomplete="off"') == 3
    assert 'autocomplete="name"' not in page


@ON_BOTH
@pytest.mark.parametrize(("who", "mode"), [("self", "tablet"), ("aloud", "assisted")])
def test_how_it_was_filled_in_stands_beside_answers_where_enough_did_so(
    field: Installation, tablet: Browser, who: str, mode: str
) -> None:
    codes = open_wave_with_codes(field, codes=10)
    for code in codes:
        begin(tablet, code, who=who)
        send(tablet)
        tablet.open("/bedankt")
        tablet.post("/tablet/wissen")

    assert modes_kept(field) == [mode] * 10


def test_who_filled_in_is_not_carried_over_to_the_next(field: Installation, tablet: Browser) -> None:
    codes = open_wave_with_codes(field, codes=10)
    begin(tablet, codes[0], who="aloud")
    assert 'value="aloud" checked' in tablet.open("/")
    tablet.post("/tablet/wissen")

    assert " checked" not in tablet.open("/")


def test_a_browser_that_is_no_tablet_says_nothing_of_who_fills_in(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    begin(browser, code, who="aloud")

    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    assert "aloud" not in opened_session(app, cookie.value)
    assert "tablet.js" not in browser.open("/vragenlijst/1")


def test_an_open_link_is_the_first_page_of_a_tablet_that_was_set_up_with_it(
    field: Installation, browser: Browser
) -> None:
    link = open_wave_for_staff(field)
    browser.open(f"{link}/tablet")
    assert browser.post(f"{link}/tablet", on="yes").location == link

    for _respondent in range(2):
        page = browser.open(link)
        assert "Wie vult in?" in page
        assert "al ingevuld" not in page
        browser.post(link, who="self")
        browser.send_page("/vragenlijst/2", gesproken="nee")
        send(browser)
        browser.open("/bedankt")
        assert browser.post("/tablet/wissen").location == link
    assert browser.client.get_cookie("peilstok-done", path=link) is None


def test_outside_the_networks_nobody_is_told_which_open_links_there_are(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)
    outside = {"REMOTE_ADDR": "203.0.113.9"}

    assert browser.client.get(f"{link}/tablet", environ_base=outside).status_code == 403
