"""An unexpected error: a number for the respondent, places for the programmer, and nothing of what was typed."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from flask.logging import default_handler

from survey_app.web.app import create_app


def test_an_incident_has_the_same_number_on_the_page_and_in_the_log_and_no_values(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/stuk/<value>")
    def broken(value: str) -> str:
        return str(int(value))

    with caplog.at_level(logging.INFO):
        answer = app.test_client().get("/stuk/CANARY-ANTWOORD?code=CANARY")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    (number,) = re.findall(r"[0-9A-F]{4}-[0-9A-F]{4}", page)
    assert number in caplog.text
    assert "builtins.ValueError" in caplog.text
    assert "test_incidents.py" in caplog.text
    assert "CANARY" not in caplog.text
    assert "CANARY" not in page
    assert "Content-Security-Policy" in answer.headers


def test_the_errors_that_led_to_an_error_are_told_too(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    @app.get("/stuk")
    def broken() -> str:
        try:
            return dict[str, str]()["CANARY"]
        except KeyError as error:
            raise RuntimeError("CANARY") from error

    app.test_client().get("/stuk")

    assert "builtins.RuntimeError" in caplog.text
    assert "builtins.KeyError" in caplog.text
    assert "CANARY" not in caplog.text.replace('["CANARY"]', "").replace('("CANARY")', "")


def test_an_answered_request_leaves_no_line_in_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        app.test_client().get("/")
        app.test_client().get("/nergens")

    assert create_app is not None
    assert caplog.records == []


def test_the_log_tells_the_day_of_an_incident_and_not_the_hour(app: Flask) -> None:
    record = logging.LogRecord(app.name, logging.ERROR, __file__, 1, "incident", None, None)

    line = default_handler.format(record)

    assert re.fullmatch(r"\[\d{4}-\d{2}-\d{2}\] ERROR: incident", line)
