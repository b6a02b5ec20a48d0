"""Sending: one road for every form of it, what it needs, and what it leaves in the cookie."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import create_engine, text
from werkzeug.test import Client, TestResponse

from survey_app.config import Settings
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from survey_app.web.app import create_app
from survey_app.web.session import EncryptedSession
from survey_app.web.stores import EXTENSION
from tests.contact_wave import with_desk
from tests.web.field import INSTRUMENT, ON_BOTH, TODAY, Browser, open_wave_for_staff, open_wave_with_codes, token_in

pytestmark = ON_BOTH

OVERVIEW = "/vragenlijst/controle"
WAVE = "bewoners-2026"


@pytest.fixture
def at_the_end(field: Installation, browser: Browser) -> Browser:
    """A resident who looks over the answers."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    return look_over(browser)


def look_over(browser: Browser) -> Browser:
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open(OVERVIEW)
    return browser


def envelopes(field: Installation) -> int:
    with field.stores.reading() as store:
        return store.box.count(WAVE)


@pytest.mark.parametrize("who", ["resident", "staff"])
def test_the_cookie_holds_whom_to_thank_and_no_way_back(app: Flask, field: Installation, who: str) -> None:
    codes, staff = open_wave_with_codes(field), open_wave_for_staff(field)
    browser = Browser.of(app)
    if who == "staff":
        browser.open(staff)
        browser.post(staff)
    else:
        browser.enter(codes[0])
    look_over(browser)

    sent = send(Client(app), browser)

    held, attributes = cookie_set(app, sent)
    assert (sent.status_code, sent.location) == (303, "/bedankt")
    assert set(held) == {"thanked", "csrf_token", "form_token", "seen", *(() if who == "staff" else ("sent",))}
    assert "Expires" not in attributes
    assert len(lasting(sent)) == (who == "staff")
    with field.stores.reading() as store:
        assert store.box.count(str(held["thanked"])) == 1


@pytest.mark.parametrize("address", ["/vragenlijst/1", OVERVIEW])
def test_what_flask_is_told_to_do_before_every_request_holds_for_pages_and_sendings(
    app: Flask, field: Installation, at_the_end: Browser, address: str
) -> None:
    """Decision 0201: there is one road."""
    at_the_end.open("/vragenlijst/1")
    at_the_end.open(OVERVIEW)
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: ("onderhoud", 503))

    told = at_the_end.post(address) if address == OVERVIEW else at_the_end.client.get(address)

    assert (told.status_code, told.get_data(as_text=True)) == (503, "onderhoud")
    assert envelopes(field) == 0


def send(client: Client, browser: Browser) -> TestResponse:
    """Press the button, in this client."""
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    client.set_cookie("ander", "1")
    client.set_cookie("peilstok", cookie.value)
    return client.post(OVERVIEW, data={"csrf_token": token_in(browser.html)})


def lasting(answer: TestResponse) -> list[str]:
    """The cookies that outlive the browser."""
    return [header for header in answer.headers.getlist("Set-Cookie") if "Expires" in header]


def cookie_set(app: Flask, answer: TestResponse) -> tuple[dict[str, object], str]:
    """What the cookie holds, without what is drawn for each browser; and its attributes."""
    (header,) = set(answer.headers.getlist("Set-Cookie")) - set(lasting(answer))
    value, attributes = header.removeprefix("peilstok=").split(";", 1)
    sessions = app.session_interface
    assert isinstance(sessions, EncryptedSession)
    held = sessions.decrypt(value)
    assert held is not None
    return {key: "" if key in ("csrf_token", "form_token", "sent") else held[key] for key in held}, attributes


def test_over_https_the_cookie_goes_back_over_https_only(settings: Settings) -> None:
    app = create_app(replace(settings, secure_cookies=True))
    field: Installation = app.extensions[EXTENSION]
    field.stores.upgrade()
    code, *_others = open_wave_with_codes(field)
    client, here = app.test_client(), {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/"}}

    def press(address: str, **fields: str) -> TestResponse:
        token = token_in(client.get(address, **here).get_data(as_text=True))
        return client.post(address, data={"csrf_token": token, **fields}, **here)

    press("/", code=code)
    press("/vragenlijst/2", section="contact", shown="gesproken", **{"item.gesproken": "nee"})
    sent = press(OVERVIEW)
    field.stores.close()

    assert sent.location == "/bedankt"
    assert "Secure;" in cookie_set(app, sent)[1]
    assert "Strict-Transport-Security" in sent.headers


def test_of_each_field_the_first_counts_and_a_name_goes_to_the_desk(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field, instrument=with_desk(INSTRUMENT))
    browser.enter(code)
    look_over(browser)
    fields = {
        "csrf_token": [token_in(browser.html), "een ander"],
        "contact-name": ["Anna de Vries", "Bert"],
        "contact-phone": ["06 12345678", "niets"],
    }

    browser.client.post(OVERVIEW, data=fields)

    close_wave(field.stores, field.keys, WAVE, TODAY + timedelta(days=30), "an", second="bea")
    with field.stores.reading() as store:
        assert store.contacts.read(WAVE) == [Contact("Anna de Vries", "06 12345678")]


@pytest.mark.parametrize("fields", [{}, {"csrf_token": ""}, {"csrf_token": "een ander"}, {"csrf_token": "é"}])
def test_without_the_token_of_this_browser_nothing_is_sent(
    field: Installation, at_the_end: Browser, fields: dict[str, str]
) -> None:
    refused = at_the_end.client.post(OVERVIEW, data=fields)

    assert refused.status_code == 400
    assert envelopes(field) == 0


@pytest.mark.parametrize(
    ("referer", "status", "sent"), [("https://localhost/", 303, 1), ("https://elders.example/", 400, 0), ("", 400, 0)]
)
def test_over_https_it_counts_only_from_our_own_address(
    field: Installation, at_the_end: Browser, referer: str, status: int, sent: int
) -> None:
    data = {"csrf_token": token_in(at_the_end.html)}

    answer = at_the_end.client.post(OVERVIEW, base_url="https://localhost", data=data, headers={"Referer": referer})

    assert answer.status_code == status
    assert envelopes(field) == sent


@pytest.mark.parametrize(
    "unusual",
    [
        {"content_type": "multipart/form-data"},
        {"query_string": {"a": "1"}},
        {"base_url": "http://localhost/peiling"},
    ],
    ids=lambda unusual: next(iter(unusual)),
)
def test_an_unusual_way_of_sending_counts_as_any_other(
    field: Installation, at_the_end: Browser, unusual: dict[str, str]
) -> None:
    sent = at_the_end.client.post(OVERVIEW, data={"csrf_token": token_in(at_the_end.html)}, **unusual)

    assert sent.location == ("/peiling/bedankt" if "base_url" in unusual else "/bedankt")
    assert envelopes(field) == 1


def test_a_missing_answer_is_told_and_what_was_typed_for_the_desk_is_there_again(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field, instrument=with_desk(INSTRUMENT))
    browser.enter(code)
    browser.open(OVERVIEW)

    refused = browser.post(OVERVIEW, **{"contact-name": "Anna de Vries"})

    assert refused.status_code == 422
    assert 'value="Anna de Vries"' in browser.html
    assert envelopes(field) == 0


def test_sending_once_more_is_thanked_and_told(app: Flask, field: Installation, at_the_end: Browser) -> None:
    tab, other_tab = Client(app), Client(app)
    send(tab, at_the_end)

    again = send(other_tab, at_the_end)

    assert again.location == "/bedankt"
    assert envelopes(field) == 1
    assert "twee keer" not in tab.get("/bedankt").get_data(as_text=True)
    assert "twee keer" in other_tab.get("/bedankt").get_data(as_text=True)


def test_after_closing_nothing_is_taken(field: Installation, at_the_end: Browser) -> None:
    close_wave(field.stores, field.keys, WAVE, TODAY + timedelta(days=30), "an", second="bea")

    refused = at_the_end.post(OVERVIEW)

    assert refused.status_code == 403
    assert "De vragenlijst is gesloten" in at_the_end.html


def test_an_unexpected_error_is_written_down_once_and_nothing_is_lost(
    field: Installation, at_the_end: Browser, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    data = {"csrf_token": token_in(at_the_end.html)}
    rename(database_url, "invitations", "elsewhere")
    with caplog.at_level(logging.INFO):
        failed = at_the_end.client.post(OVERVIEW, data=data)
    rename(database_url, "elsewhere", "invitations")

    sent = at_the_end.client.post(OVERVIEW, data=data)

    assert failed.status_code == 500
    assert len(caplog.records) == 1
    assert "incident" in caplog.text
    assert sent.location == "/bedankt"
    assert envelopes(field) == 1


def rename(database_url: str, table: str, name: str) -> None:
    engine = create_engine(database_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))
    engine.dispose()
