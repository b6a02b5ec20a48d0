"""Cookies that tell nobody anything, and what of them outlives the browser."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import timedelta

from flask import Flask

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.ports import utc_now
from survey_app.installation import Installation
from survey_app.web.respondent.idle import WATCH
from tests.web.field import Browser, open_wave_for_staff, open_wave_with_codes, opened_session


def test_who_begins_gets_one_cookie_that_scripts_and_other_sites_do_not_get_and_that_goes_with_the_browser(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.open("/")

    answer = browser.post("/", code=code)

    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("peilstok=")
    assert cookie.split("; ")[1:] == ["HttpOnly", "Path=/", "SameSite=Lax"]


def test_only_who_asks_to_go_on_later_on_this_device_leaves_a_cookie_on_it(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", go="later", luistert="eens")
    browser.open("/vragenlijst/later")
    assert browser.client.get_cookie("peilstok-device") is None

    asked = browser.post("/vragenlijst/later", here="yes")

    lasting = [cookie for cookie in asked.headers.getlist("Set-Cookie") if "Expires" in cookie or "Max-Age" in cookie]
    assert [cookie.split("=")[0] for cookie in lasting] == ["peilstok-device"]
    assert "00:00:00 GMT" in lasting[0]
    assert "HttpOnly" in lasting[0]
    assert "SameSite=Lax" in lasting[0]


def test_what_the_device_keeps_is_a_secret_without_wave_receipt_key_or_code(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    running = browser.client.get_cookie("peilstok")
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later", here="yes")
    kept = browser.client.get_cookie("peilstok-device")
    assert kept is not None
    assert running is not None

    content = opened_session(app, kept.value)
    wave, receipt, key, secret = opened_session(app, running.value)["respondent"]

    assert content == {"secrets": [secret]}
    assert len({wave, receipt, key, secret, read_code(code)}) == 5


def test_the_cookie_holds_no_code_no_answer_and_nothing_that_can_be_read(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", go="previous", gesproken="ja")
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None

    raw = urlsafe_b64decode(cookie.value)
    content = str(opened_session(app, cookie.value))

    receipt = receipt_of(field.keys.pepper(), "bewoners-2026", read_code(code))
    for secret in (code, read_code(code), "bewoners", receipt.hex(), "gesproken"):
        assert secret.encode() not in raw
    for secret in (code, read_code(code), "gesproken", "ja'"):
        assert secret not in content
    assert receipt.hex() in content


def test_a_cookie_that_was_changed_or_is_of_another_installation_is_no_cookie(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None

    for value in (cookie.value[:-4] + "AAAA", "AAAA", "", cookie.value * 30):
        fresh = Browser.of(app)
        answer = fresh.client.get("/vragenlijst/1", headers={"Cookie": f"peilstok={value}"})
        assert answer.status_code == 403


def test_all_that_outlives_the_browser_of_staff_is_done_the_same_for_everybody_at_any_moment(
    app: Flask, field: Installation
) -> None:
    waves = {link: open_wave_for_staff(field, link.removeprefix("/m/")) for link in ("/m/een", "/m/twee")}
    lasting: dict[str, set[str]] = {link: set() for link in waves}

    for link in waves:
        for days in (0, 40):
            sent = send_as_staff(app, link, days=days)
            told = [cookie for cookie in sent if not cookie.startswith("peilstok=")]
            assert not any("Expires" in cookie or "Max-Age" in cookie for cookie in sent if cookie not in told)
            lasting[link] |= set(told)

    assert lasting == {
        link: {f"peilstok-done=1; Expires=Tue, 01 Jun 2027 00:00:00 GMT; HttpOnly; Path={link}; SameSite=Lax"}
        for link in waves
    }


def test_done_is_told_on_the_page_of_its_own_wave_only(field: Installation, browser: Browser) -> None:
    link, other = open_wave_for_staff(field, "een"), open_wave_for_staff(field, "een-twee")
    begin_as_staff(browser, link)
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")
    browser.client.delete_cookie("peilstok")

    assert "In deze browser is de vragenlijst al ingevuld" in browser.open(link)
    assert "In deze browser is de vragenlijst al ingevuld" not in browser.open(other)


def send_as_staff(app: Flask, link: str, *, days: int) -> list[str]:
    """Answer some days later; every cookie that was set on the way."""
    app.extensions[WATCH] = lambda: utc_now() + timedelta(days=days)
    set_on_the_way: list[str] = []
    browser = Browser.of(app)
    for step in (
        lambda: begin_as_staff(browser, link),
        lambda: browser.open("/vragenlijst/controle"),
        lambda: browser.post("/vragenlijst/controle"),
        lambda: browser.open("/bedankt"),
    ):
        step()
        assert browser.page is not None
        set_on_the_way += browser.page.headers.getlist("Set-Cookie")
    return set_on_the_way


def begin_as_staff(browser: Browser, link: str) -> None:
    """Begin by the open link, and answer what must be answered."""
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/2", gesproken="nee")


def test_residents_leave_nothing_that_outlives_the_browser(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")

    sent = browser.post("/vragenlijst/controle")

    browser.open("/bedankt")
    assert browser.page is not None
    for cookie in (*sent.headers.getlist("Set-Cookie"), *(browser.page.headers.getlist("Set-Cookie"))):
        assert "Expires" not in cookie
    assert browser.client.get_cookie("peilstok-device") is None
