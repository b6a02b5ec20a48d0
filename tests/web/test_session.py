"""One cookie, that tells nobody anything."""

from __future__ import annotations

from base64 import urlsafe_b64decode

from flask import Flask

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.installation import Installation
from tests.web.field import Browser, open_wave_for_staff, open_wave_with_codes


def test_scripts_and_other_sites_get_no_cookie_and_only_the_device_keeps_one(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.open("/")

    answer = browser.post("/", code=code)

    cookies = {cookie.split("=")[0]: cookie for cookie in answer.headers.getlist("Set-Cookie")}
    assert set(cookies) == {"peilstok", "peilstok-device"}
    for cookie in cookies.values():
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
    assert "Expires" not in cookies["peilstok"]
    assert "Max-Age" not in cookies["peilstok"]
    assert "00:00:00 GMT" in cookies["peilstok-device"]


def test_what_the_device_keeps_is_a_secret_without_wave_receipt_key_or_code(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    kept, running = (browser.client.get_cookie(name) for name in ("peilstok-device", "peilstok"))
    assert kept is not None
    assert running is not None

    content = app.session_interface.decrypt(kept.value)
    wave, receipt, key, secret = app.session_interface.decrypt(running.value)["respondent"]

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
    content = str(app.session_interface.decrypt(cookie.value))

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


def test_after_staff_have_sent_only_that_it_was_done_outlives_the_browser(
    app: Flask, field: Installation, browser: Browser
) -> None:
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    assert browser.page is not None
    assert "Expires" not in browser.page.headers["Set-Cookie"]
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")

    sent = browser.post("/vragenlijst/controle")

    assert "Expires" in sent.headers["Set-Cookie"]
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    content = app.session_interface.decrypt(cookie.value)
    assert content is not None
    assert set(content) == {"done", "thanked", "csrf_token", "form_token"}

    browser.open(link)
    again = browser.post(link)
    assert "Expires" not in again.headers["Set-Cookie"]


def test_residents_leave_nothing_that_outlives_the_browser(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")

    sent = browser.post("/vragenlijst/controle")

    assert "Expires" not in sent.headers["Set-Cookie"]
    browser.open("/bedankt")
    assert browser.client.get_cookie("peilstok-device") is None
