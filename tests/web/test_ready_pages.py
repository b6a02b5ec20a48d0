"""A page that was made before is answered without Flask, and nobody can tell from the answer."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from flask import Flask, request
from sqlalchemy import create_engine, text
from werkzeug.test import Client

from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from survey_app.web.security import SecurityHeaders
from tests.web.field import TODAY, Browser, open_wave_with_codes

PAGE = "/vragenlijst/1"


@pytest.fixture
def asked(app: Flask) -> list[str]:
    """What Flask was asked for."""
    paths: list[str] = []

    @app.before_request
    def note() -> None:
        paths.append(request.full_path)

    return paths


def test_a_page_made_before_is_answered_without_flask(field: Installation, browser: Browser, asked: list[str]) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    made = browser.open(PAGE)
    asked.clear()

    again = browser.open(PAGE)

    assert asked == []
    assert again == made


def test_it_is_byte_for_byte_and_header_for_header_what_flask_answers(
    app: Flask, field: Installation, browser: Browser, asked: list[str]
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page(PAGE, luistert="eens", cijfer="7")
    browser.send_page("/vragenlijst/2", gesproken="ja")
    browser.send_page("/vragenlijst/2", gesproken="ja", keren="3")
    browser.send_page("/vragenlijst/3", hoe="Fijn & <b>vlot</b> 😀")
    browser.send_page("/vragenlijst/4", merkte=["meer", "anders"], merkte__words='Een "praatje"')
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    headers = {"Cookie": f"ander=1; peilstok={cookie.value}"}
    flask = Client(SecurityHeaders(Flask.wsgi_app.__get__(app), https=False), use_cookies=False)

    for position in range(1, 5):
        by_flask = flask.get(f"/vragenlijst/{position}", headers=headers)
        asked.clear()
        at_once = Client(app, use_cookies=False).get(f"/vragenlijst/{position}", headers=headers)

        assert asked == []
        assert at_once.status_code == 200
        assert (at_once.status, at_once.data) == (by_flask.status, by_flask.data)
        assert sorted(at_once.headers) == sorted(by_flask.headers)
        assert b"checked" in at_once.data or b"Fijn" in at_once.data


@pytest.mark.parametrize(
    "address", [f"{PAGE}?terug=controle", f"{PAGE}?fouten=1", "/vragenlijst/01x", "/vragenlijst/9"]
)
def test_what_is_not_plain_is_for_flask(field: Installation, browser: Browser, asked: list[str], address: str) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.open(PAGE)
    asked.clear()

    browser.open(address)

    assert [path.removesuffix("?") for path in asked] == [address]


def test_a_page_that_is_news_to_the_respondent_says_so_once(
    field: Installation, browser: Browser, asked: list[str]
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    came = browser.send_page("/vragenlijst/2", gesproken="ja")

    told, not_again = browser.open(came.location), browser.open(came.location)

    assert "Er is een vraag bij gekomen" in told
    assert "Er is een vraag bij gekomen" not in not_again


def test_who_has_no_part_in_the_questionnaire_reads_what_flask_says(
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
