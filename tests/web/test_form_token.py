"""A form counts only when it comes from our own page, in the browser that was shown it."""

from __future__ import annotations

from itertools import count

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from survey_app.installation import Installation
from tests.web.field import Browser, open_wave_with_codes, token_in

HERE = "https://localhost"


@pytest.mark.parametrize(
    ("referer", "status"), [(f"{HERE}/", 422), ("https://elders.example/", 400), ("http://localhost/", 400), ("", 400)]
)
def test_over_https_a_form_counts_only_from_our_own_address(app: Flask, referer: str, status: int) -> None:
    browser = app.test_client()
    token = token_in(browser.get("/", base_url=HERE).get_data(as_text=True))

    sent = browser.post("/", base_url=HERE, data={"csrf_token": token, "code": "fout"}, headers={"Referer": referer})

    assert sent.status_code == status  # 422: the form was looked at, and its code is none


def test_the_token_of_another_browser_is_no_token(app: Flask) -> None:
    own, other = app.test_client(), app.test_client()
    own.get("/")
    token = token_in(other.get("/").get_data(as_text=True))

    assert own.post("/", data={"csrf_token": token, "code": "fout"}).status_code == 400


def test_every_form_of_a_browser_has_the_same_token_however_late_it_is_shown(
    field: Installation, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = count(1_780_000_000)
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _signer: next(seconds))
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    addresses = ("/vragenlijst/1", "/vragenlijst/1", "/vragenlijst/controle", "/vragenlijst/stoppen", "/")

    tokens = {token_in(browser.open(address)) for address in addresses}

    assert len(tokens) == 1
    assert tokens != {""}
