"""Stopping and going on: on the same device with the code, and nowhere with the letter alone."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import text

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.draft import is_wiped
from survey_app.installation import Installation
from survey_app.store.engine import make_engine
from tests.web.field import ON_BOTH, Browser, open_wave_for_staff, open_wave_with_codes, opened_session

pytestmark = ON_BOTH

WAVE = "bewoners-2026"
ELSEWHERE = "Er is al begonnen met deze code"
ANOTHER = "In deze browser is al een andere vragenlijst begonnen"


def test_after_the_browser_was_closed_the_code_is_enough_on_a_device_that_was_to_remember(
    field: Installation, browser: Browser
) -> None:
    code = begin(field, browser)
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later", here="yes")

    close(browser)
    assert "Typ uw code om verder te gaan" in browser.open("/vragenlijst/1")
    assert browser.enter(code).location == "/vragenlijst"

    assert "Ga verder met de vragen" in browser.open("/vragenlijst")
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")


def test_who_closes_the_browser_without_asking_leaves_nothing_on_the_device(
    field: Installation, browser: Browser
) -> None:
    code = begin(field, browser)

    close(browser)
    browser.enter(code)

    assert ELSEWHERE in browser.html
    assert (
        "Dat kan in de browser waarin u op “Stop nu” of “Onthoud en ga verder” drukte, of die nog openstaat."
        in browser.html
    )


def test_stopping_keeps_what_was_on_the_page_and_leaves_no_way_in_without_the_code(
    field: Installation, browser: Browser
) -> None:
    code = begin(field, browser)

    assert browser.send_page("/vragenlijst/1", go="later", luistert="oneens").location == "/vragenlijst/later"
    assert "typ uw code" in browser.open("/vragenlijst/later")
    assert browser.post("/vragenlijst/later", here="yes").location == "/gestopt"

    assert "U bent gestopt" in browser.open("/gestopt")
    assert "U was al begonnen" not in browser.open("/")
    assert "Typ uw code om verder te gaan" in browser.open("/vragenlijst/1")
    browser.enter(code)
    assert 'value="oneens" checked' in browser.open("/vragenlijst/1")


def test_going_on_leads_to_the_first_page_without_answers(field: Installation, browser: Browser) -> None:
    begin(field, browser)

    assert 'href="/vragenlijst/2"' in browser.open("/vragenlijst")
    browser.send_page("/vragenlijst/2", gesproken="nee")
    assert 'href="/vragenlijst/3"' in browser.open("/vragenlijst")


def test_the_letter_alone_shows_nothing_and_wipes_only_after_asking_twice(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code = begin(field, browser)
    housemate = Browser.of(app)

    assert housemate.enter(code).status_code == 200
    assert ELSEWHERE in housemate.html
    assert "Er staat hier geen vragenlijst open" in housemate.open("/vragenlijst/1")
    housemate.enter(code)
    housemate.post("/", code=code, ask="again")
    assert "Wilt u opnieuw beginnen?" in housemate.html
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")

    housemate.enter(code)
    assert housemate.post("/", code=code, ask="surely-again").location == "/vragenlijst"

    assert " checked" not in housemate.open("/vragenlijst/1")
    assert "Uw antwoorden staan hier niet meer" in browser.open("/vragenlijst/1")
    browser.enter(code)
    assert ELSEWHERE in browser.html


def test_nothing_is_asked_while_nothing_was_kept(app: Flask, field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    assert Browser.of(app).enter(code).location == "/vragenlijst"
    with field.stores.reading() as store:
        assert store.drafts.find(WAVE, receipt(field, code)) is None


def test_the_code_stands_in_the_form_and_in_no_cookie_or_address(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code = begin(field, browser)
    housemate = Browser.of(app)

    housemate.enter(code)

    assert f'name="code" value="{read_code(code)}"' in housemate.html
    assert housemate.page is not None
    assert housemate.page.request.full_path == "/?"
    for name in ("peilstok", "peilstok-device"):
        cookie = housemate.client.get_cookie(name)
        assert cookie is None or read_code(code) not in str(opened_session(app, cookie.value))


def test_a_second_code_in_one_browser_asks_and_keeps_what_was_begun_with_the_first(
    field: Installation, browser: Browser
) -> None:
    first, second, *_others = open_wave_with_codes(field)
    browser.enter(first)
    browser.send_page("/vragenlijst/1", luistert="eens")

    assert browser.enter(second).status_code == 200
    assert ANOTHER in browser.html
    assert "Hij blijft bewaard." in browser.html
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")
    browser.enter(second)
    assert browser.post("/", code=second, ask="instead").location == "/vragenlijst"
    browser.send_page("/vragenlijst/1", luistert="oneens")

    for code, answer in ((first, "eens"), (second, "oneens")):
        browser.enter(code)
        browser.post("/", code=code, ask="instead")
        assert f'value="{answer}" checked' in browser.open("/vragenlijst/1")


def test_a_code_where_staff_had_begun_asks_before_it_wipes(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/1", luistert="eens")

    browser.enter(code)
    assert ANOTHER in browser.html
    assert "dan wissen wij de andere vragenlijst" in browser.html
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")
    browser.enter(code)
    browser.post("/", code=code, ask="instead")

    assert " checked" not in browser.open("/vragenlijst/1")
    assert drafts_of_staff(field) == ["wiped"]


def test_an_open_link_where_a_code_had_begun_says_so_and_keeps_it(field: Installation, browser: Browser) -> None:
    code = begin(field, browser)
    link = open_wave_for_staff(field)

    assert "Die blijft bewaard." in browser.open(link)
    assert browser.post(link).location == link  # the form of a page that did not say so yet
    browser.open(link)
    browser.post(link, ask="instead")
    assert " checked" not in browser.open("/vragenlijst/1")

    browser.enter(code)
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")


def test_staff_are_told_that_they_can_go_on_in_this_browser_only(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/1", go="later", luistert="eens")

    page = browser.open("/vragenlijst/later")
    assert "Alleen in deze browser" in page
    assert "Stop nu" not in page
    browser.open(link)
    assert browser.post("/vragenlijst/later").location == "/vragenlijst/later"
    assert 'value="eens" checked' in browser.open("/vragenlijst/1")


def test_sending_and_wiping_leave_no_draft_and_nothing_on_the_device(field: Installation, browser: Browser) -> None:
    sent, wiped, *_others = open_wave_with_codes(field)
    browser.enter(sent)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")
    browser.open("/bedankt")
    assert browser.client.get_cookie("peilstok-device") is None

    browser.enter(wiped)
    browser.send_page("/vragenlijst/1", luistert="eens")
    browser.open("/vragenlijst/stoppen")
    browser.post("/vragenlijst/stoppen")
    assert browser.client.get_cookie("peilstok-device") is None

    with field.stores.reading() as store:
        assert store.drafts.find(WAVE, receipt(field, sent)) is None
        assert is_wiped(WAVE, receipt(field, wiped), store.drafts.find(WAVE, receipt(field, wiped)))


def test_of_what_was_wiped_or_sent_the_browser_keeps_no_secret(
    app: Flask, field: Installation, browser: Browser
) -> None:
    first, second, *_others = open_wave_with_codes(field)
    for code in (first, second, first, second):  # each is set aside for the other
        browser.enter(code)
        browser.post("/", code=code, ask="instead")
        browser.send_page("/vragenlijst/2", gesproken="nee")

    browser.open("/vragenlijst/stoppen")
    browser.post("/vragenlijst/stoppen")
    browser.enter(first)
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")
    browser.open("/bedankt")

    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    held = opened_session(app, cookie.value)
    assert set(held) - {"earlier"} == {"csrf_token", "form_token", "seen", "thanked"}
    assert held["earlier"] == []


def begin(field: Installation, browser: Browser) -> str:
    """Begin, and answer one question; the code."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens")
    return code


def close(browser: Browser) -> None:
    """What closing a browser does: cookies without an expiry go."""
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    assert cookie.expires is None
    browser.client.delete_cookie("peilstok")


def receipt(field: Installation, code: str) -> bytes:
    """The receipt of a resident's code."""
    return receipt_of(field.keys.pepper(), WAVE, read_code(code))


def drafts_of_staff(field: Installation) -> list[str]:
    """What the drafts of the wave with the open link are."""
    engine = make_engine(field.settings.database_url)
    of_staff = text("SELECT receipt, ciphertext FROM envelopes WHERE wave = 'medewerkers-2026'")
    with engine.connect() as connection:
        rows = connection.execute(of_staff).all()
    engine.dispose()
    return ["wiped" if is_wiped("medewerkers-2026", *row) else "draft" for row in rows]
