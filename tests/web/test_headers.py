"""Every answer of the application is as strict as the next, errors included."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.config import Settings
from survey_app.installation import Installation
from survey_app.web.app import create_app
from survey_app.web.stores import EXTENSION
from tests.web.field import Browser, open_wave_with_codes

PATHS = (
    "/",
    "/stijl.css",
    "/static/js/code.js",
    "/static/peilstok.svg",
    "/nergens",
    "/vragenlijst",
    "/vragenlijst/1",
    "/vragenlijst/controle",
    "/bedankt",
    "/m/nergens",
    "/privacy",
    "/toegankelijkheid",
    "/.well-known/security.txt",
    "/beheer/",
    "/beheer/inloggen",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_strict_headers(browser: Browser, path: str) -> None:
    with browser.client.get(path) as answer:
        headers = answer.headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy
    assert "data:" not in policy
    for directive in ("base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert directive in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert len(headers.getlist("Cache-Control")) == 1


@pytest.mark.parametrize("path", ["/", "/vragenlijst/1", "/bedankt", "/nergens", "/beheer/inloggen"])
def test_pages_are_never_kept_by_a_browser_or_a_proxy(browser: Browser, path: str) -> None:
    assert browser.client.get(path).headers["Cache-Control"] == "no-store"


def test_errors_of_a_form_carry_them_too(browser: Browser) -> None:
    refused = browser.client.post("/", data={"code": "zonder token"})

    assert refused.status_code == 400
    assert "Uw browser stuurt geen cookie mee" in refused.get_data(as_text=True)
    assert "Content-Security-Policy" in refused.headers


def test_https_alone_is_promised_where_there_is_https(settings: Settings) -> None:
    secure = create_app(replace(settings, base_url="https://vragenlijst.example", secure_cookies=True))

    answer = secure.test_client().get("/", base_url="https://vragenlijst.example")
    secure.extensions[EXTENSION].stores.close()

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "; Secure;" in answer.headers["Set-Cookie"]


def test_no_template_holds_an_inline_style_or_script() -> None:
    templates = Path(create_app.__code__.co_filename).parent / "templates"

    for template in templates.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|<style", text), template


@pytest.mark.parametrize(
    "path", ["/stijl.css", "/static/js/question.js", "/static/css/admin.css", "/static/peilstok.svg"]
)
def test_what_is_the_same_for_everybody_is_compressed_and_kept(browser: Browser, path: str) -> None:
    def ask(encoding: str) -> TestResponse:
        return browser.client.get(path, headers={"Accept-Encoding": encoding})

    plain, compressed = ask("identity, gzip;q=0"), ask("gzip, deflate, br")

    assert "Content-Encoding" not in plain.headers
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.data) == plain.data
    assert len(compressed.data) < 8_000
    for answer in (plain, compressed):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_page_is_never_compressed(browser: Browser) -> None:
    assert "Content-Encoding" not in browser.client.get("/", headers={"Accept-Encoding": "gzip"}).headers


def test_only_files_that_are_there_are_served(browser: Browser) -> None:
    for path in ("/static/nergens.css", "/static/../app.py", "/static/js", "/static/"):
        assert browser.client.get(path).status_code == 404


def test_security_txt_names_a_contact_and_ends_within_a_year(browser: Browser) -> None:
    text = browser.client.get("/.well-known/security.txt").get_data(as_text=True)

    assert "Contact: mailto:security@voorbeeld.example\n" in text
    expires = datetime.strptime(re.findall(r"Expires: (\S+)", text)[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - datetime.now(UTC) < timedelta(days=365)


def test_every_form_needs_its_token(app: Flask, field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    for path in ("/", "/vragenlijst/1", "/vragenlijst/controle", "/vragenlijst/stoppen", "/m/x"):
        assert browser.client.post(path, data={}).status_code == 400


@pytest.mark.parametrize("path", ["/beheer", "/beheer/", "/beheer/metingen/x", "/vragenlijst", "/m/nergens"])
def test_no_host_that_a_request_names_comes_back(browser: Browser, path: str) -> None:
    answer = browser.client.get(path, headers={"Host": "elders.example"})

    assert "elders.example" not in answer.get_data(as_text=True)
    assert "elders.example" not in str(answer.headers)


def test_no_address_takes_a_form_without_its_token(app: Flask) -> None:
    paths = [
        re.sub(r"<(?:path:)?(\w+)>", "x", rule.rule).replace("<int:position>", "1")
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
    ]

    refused = {path: app.test_client().post(path, data={"csrf_token": "verzonnen"}).status_code for path in paths}

    assert len(paths) > 15
    assert set(refused.values()) == {400}
