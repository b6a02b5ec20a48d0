"""A preview in a real browser: in its frame, on a phone, without JavaScript, and by axe."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from survey_app.commands.acting import today
from survey_app.fieldwork.preview_link import PreviewLink, written
from survey_app.fieldwork.wave import Recruitment
from tests.browser.conftest import Site
from tests.browser.steps import press, serious
from tests.web.field import QUESTIONNAIRE, STUDY

pytestmark = pytest.mark.slow

SOURCE = "kernen/bewoners.yaml"


@pytest.fixture
def address(site: Site) -> str:
    """Where a questionnaire can be looked at."""
    folder = site.field.settings.questionnaire_directory / "kernen"
    folder.mkdir(parents=True)
    (folder / "study.yaml").write_text(json.dumps(STUDY), encoding="utf-8")
    (folder / "bewoners.yaml").write_text(json.dumps(QUESTIONNAIRE), encoding="utf-8")
    link = PreviewLink(SOURCE, Recruitment.CODES, today() + timedelta(days=1))
    return f"{site.address}/voorbeeld/{written(link, site.field.keys.preview_key())}"


def test_the_frame_is_as_wide_as_a_phone(address: str, open_page: Callable[..., Page]) -> None:
    page = open_page(1280)

    page.goto(f"{address}/telefoon")
    frame = page.frame_locator("iframe")
    frame.get_by_role("link", name="Begin met de vragen").click()

    expect(frame.get_by_role("heading", level=1)).to_have_text("De gemeente en u")
    assert frame.locator("html").evaluate("page => page.clientWidth") == 360
    expect(frame.get_by_role("link", name="Zo breed als een telefoon")).to_be_hidden()


def test_a_route_is_walked_without_javascript_and_axe_finds_nothing(
    address: str, open_page: Callable[..., Page]
) -> None:
    page, looked_at = open_page(javascript=False), open_page()

    page.goto(f"{address}/overzicht")
    press(page, "Open deze pagina: Over dat contact")
    expect(page.get_by_role("heading", level=1)).to_have_text("Over dat contact")
    for path in ("", "/vragenlijst/1", "/overzicht", "/telefoon"):
        looked_at.goto(address + path)
        assert serious(looked_at) == []
        assert looked_at.evaluate("document.documentElement.scrollWidth") == 360
