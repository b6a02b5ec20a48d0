"""Whoever sends a file where text belongs is told what is missing, at every address that takes a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask, request
from werkzeug.routing import Rule

from survey_app.web.admin.forms import AdminForm
from survey_app.web.session import FORM_TOKEN
from tests.web.admin_desk import add_draft, answered_wave, at_work, furnished, installation, let_in, log_in
from tests.web.field import Browser, open_wave_for_staff

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

_RESPONDENTS = ("code", "ask", "words", "section", "shown", "go", "item.luistert", "contact-name")
_ENDING = ("admin.log_out", "sharing.turn", "sharing.clean")
"""After which nobody is logged in."""
_FILLED = {
    "name": "bert",
    "source": "kernen/bewoners.yaml",
    "earlier": "bewoners-2026",
    "later": "open-2026",
    "item": "luistert",
    "question": "hoe",
    "position": "1",
    "token": "x",
    "link": "x",
}


def test_no_address_stumbles_over_a_file(app: Flask) -> None:
    add_draft(app)
    answered_wave(app, "open-2026", codes=4, answered=1)
    open_wave_for_staff(installation(app))
    browser = at_work(app, "beheerder,onderzoeker,lezer,contactpersoon")
    let_in(app, "beheerder", "bert")
    names = {*_RESPONDENTS, *_names_of_forms()}
    browser.open("/beheer/")

    for path in _paths(app):
        with_all = _send(browser, path, {}, names)
        assert with_all not in (400, *range(500, 600)), path
        for name, fields in _one_by_one(browser.open(path)):
            assert _send(browser, path, fields, {name}) < 500, (path, name)
    assert log_in(browser).status_code == 302


def test_a_file_is_no_name_and_no_password(app: Flask, browser: Browser) -> None:
    furnished(app)
    browser.open("/beheer/inloggen")

    for field, other in (("name", "password"), ("password", "name")):
        assert _send(browser, "/beheer/inloggen", {other: "anna"}, {field}) == 422
        assert "Vul nog in of kies:" in browser.html


def test_nothing_of_a_request_is_a_file(app: Flask) -> None:
    sent = {"a": (BytesIO(b"x"), "a.txt"), "b": "text"}

    with app.test_request_context("/", method="POST", data=sent, content_type="multipart/form-data"):
        assert (request.form.to_dict(), request.files.to_dict()) == ({"b": "text"}, {})


def _paths(app: Flask) -> Iterator[str]:
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    assert len(rules) > 30
    for rule in sorted(rules, key=lambda rule: rule.endpoint in _ENDING):
        yield from dict.fromkeys(_path(rule, wave) for wave in ("bewoners-2026", "open-2026", "medewerkers-2026"))


def _path(rule: Rule, wave: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: {"wave_id": wave, **_FILLED}[part[1]], rule.rule)


def _names_of_forms(form: type[AdminForm] = AdminForm) -> set[str]:
    own = {name for name in dir(form) if hasattr(getattr(form, name), "field_class")}
    return own.union(*map(_names_of_forms, form.__subclasses__()))


def _one_by_one(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each field of a page, with all others filled in."""
    fields = dict.fromkeys(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', html), "anna")
    for name in fields:
        yield name, {other: value for other, value in fields.items() if other != name}


def _send(browser: Browser, path: str, fields: dict[str, str], files: set[str]) -> int:
    token = _token(browser)
    data = {**fields, **{name: (BytesIO(b"file"), "file.txt") for name in files}, "csrf_token": token}
    browser.page = browser.client.post(path, data=data, content_type="multipart/form-data")
    return browser.page.status_code


def _token(browser: Browser) -> str:
    with browser.client.session_transaction() as session:
        there = FORM_TOKEN in session
    if not there:
        browser.open("/tablet")
    with browser.client.session_transaction() as session:
        return str(session[FORM_TOKEN])
