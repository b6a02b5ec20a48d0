"""The theme and the logo of a municipality on the pages of its respondents, and on nobody else's."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from flask import Flask

from survey_app.installation import Installation
from tests.web.admin_desk import installation, write_questionnaire
from tests.web.field import Browser, open_wave_with_codes

_LOOK = Path(__file__).parents[1] / "data" / "look"


@pytest.fixture
def dressed(app: Flask) -> Path:
    """The folder of a study that has both."""
    write_questionnaire(app)
    folder = installation(app).settings.questionnaire_directory / "kernen"
    for name in ("theme.css", "logo.svg"):
        shutil.copy(_LOOK / name, folder)
    return folder


def _addresses(page: str) -> list[str]:
    return re.findall(r'"(/huisstijl/[0-9a-f]{16}\.(?:css|svg|png))"', page)


def test_a_respondent_sees_the_look_of_the_municipality(dressed: Path, field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    for path in ("/", "/vragenlijst", "/vragenlijst/1", "/vragenlijst/controle", "/privacy", "/nergens"):
        page = browser.client.get(path).get_data(as_text=True)
        assert 'class="peilstok-theme other-theme voorbeeld-theme"' in page, path
        style, logo = _addresses(page)
        assert ".voorbeeld-theme" in browser.client.get(style).get_data(as_text=True)
        assert "<svg" in browser.client.get(logo).get_data(as_text=True)


def test_they_come_from_here_and_are_kept_and_carry_every_header(dressed: Path, browser: Browser) -> None:
    style, logo = _addresses(browser.client.get("/").get_data(as_text=True))

    for address, kind in ((style, "text/css; charset=utf-8"), (logo, "image/svg+xml; charset=utf-8")):
        answer = browser.client.get(address)
        assert answer.headers["Content-Type"] == kind
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")


def test_a_process_that_showed_no_page_yet_has_the_files_too(dressed: Path, app: Flask, browser: Browser) -> None:
    addresses = _addresses(browser.client.get("/").get_data(as_text=True))
    another = type(app.extensions["Looks"])(installation(app).settings.questionnaire_directory)

    assert all(another.file(address.rpartition("/")[2]) for address in addresses)
    assert browser.client.get("/huisstijl/0123456789abcdef.css").status_code == 404


def test_administrators_see_peilstok(dressed: Path, browser: Browser) -> None:
    page = browser.client.get("/beheer/inloggen").get_data(as_text=True)

    assert "other-theme" not in page
    assert not _addresses(page)


def test_a_theme_that_cannot_be_read_stops_no_page(dressed: Path, browser: Browser) -> None:
    (dressed / "theme.css").write_text("{}")

    page = browser.client.get("/")

    assert page.status_code == 200
    assert "other-theme" not in page.get_data(as_text=True)


def test_where_two_studies_ask_neither_dresses_what_is_of_both(dressed: Path, browser: Browser) -> None:
    shutil.copytree(dressed, dressed.with_name("andere"))

    assert "other-theme" not in browser.client.get("/").get_data(as_text=True)
