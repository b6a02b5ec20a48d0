"""Microdata in a real browser: by keyboard, without JavaScript, on a small screen."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from survey_app.fieldwork.administration import Act, add_administrator
from survey_app.fieldwork.administrators import Role
from survey_app.fieldwork.passwords import Passwords
from tests.browser.conftest import Site
from tests.microdata_wave import WAVE, keep_wave
from tests.web.admin_desk import PASSWORD, QUICK

pytestmark = pytest.mark.slow


def at_page(site: Site, page: Page) -> Page:
    """A researcher on the page."""
    keep_wave(site.field.stores)
    act = Act("peilstok", datetime(2026, 6, 1, tzinfo=UTC))
    with site.field.stores.writing() as store:
        add_administrator(store, Passwords(QUICK), "anna", frozenset({Role.RESEARCH}), act, PASSWORD)
    page.goto(f"{site.address}/beheer/metingen/{WAVE}/")
    page.get_by_label("Naam").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_label("Wachtwoord").press("Enter")
    page.get_by_role("link", name="Antwoorden als rijen").press("Enter")
    page.wait_for_url("**/microdata")
    return page


def test_a_choice_is_refused_and_another_is_taken_by_keyboard_and_without_javascript(
    site: Site, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = at_page(site, open_page(javascript=False))
    expect(page.get_by_label("Groep", exact=True)).to_be_checked()
    page.get_by_label("Tekst van leeftijd").press("Space")
    page.get_by_role("button", name="Download het bestand").press("Enter")

    expect(page.get_by_role("link", name="kan niet in het bestand")).to_be_visible()
    page.get_by_label("Groep", exact=True).press("Space")
    page.get_by_role("button", name="Laat zien wat deze keuze doet").press("Enter")
    expect(page.get_by_text("Daarna niet meer mogelijk: ‘Groep’.")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download het bestand").press("Enter")

    taken.value.save_as(tmp_path / "taken.xlsx")
    assert taken.value.suggested_filename == f"microdata_{WAVE}.xlsx"
    with zipfile.ZipFile(tmp_path / "taken.xlsx") as book:
        assert b"leeftijd" in book.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_of_the_page_falls_off_the_screen(site: Site, open_page: Callable[..., Page], width: int) -> None:
    page = at_page(site, open_page(width))

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Tekst van leeftijd").check()
    page.get_by_role("button", name="Download het bestand").click()
    expect(page.locator("#fouten")).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
