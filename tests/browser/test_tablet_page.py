"""A tablet for everybody in a real browser: what it asks, wipes, and leaves to who comes next."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.steps import press
from tests.web.field import open_wave_with_codes

OpenPage = Callable[..., Page]
ASKS = "[role=alertdialog]"


def begin(site: Site, page: Page) -> str:
    """Make it a tablet, and answer one question; the code."""
    code, *_others = open_wave_with_codes(site.field)
    page.goto(f"{site.address}/tablet")
    press(page, "Maak hier een tablet voor iedereen van")
    page.click("label[for=wie-aloud]")
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")
    page.goto(f"{site.address}/vragenlijst/1")
    page.click("label[for=vraag-luistert-eens]")
    return code


def test_after_two_minutes_it_asks_and_any_key_goes_on_and_presses_nothing_else(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(800)
    page.clock.install()
    begin(site, page)
    for key in ("Space", "Escape", "Tab"):
        page.clock.run_for("01:50")
        expect(page.locator(ASKS)).to_be_hidden()
        page.clock.run_for("00:15")
        expect(page.get_by_role("alertdialog", name="Bent u er nog?")).to_be_visible()
        assert page.evaluate("document.activeElement.textContent") == "Ja, ik ben er nog"

        page.keyboard.press(key)

        expect(page.locator(ASKS)).to_be_hidden()
        assert page.evaluate("document.activeElement.id") == "vraag-luistert-eens"
    assert page.is_checked("#vraag-luistert-eens")
    page.clock.run_for("02:05")
    page.locator(ASKS).get_by_role("button").click()
    expect(page.locator(ASKS)).to_be_hidden()
    page.clock.run_for("00:40")
    expect(page.locator("h1")).to_have_text("De gemeente en u")


def test_when_nobody_answers_it_wipes_and_the_back_button_shows_nothing(site: Site, open_page: OpenPage) -> None:
    page = open_page(800)
    page.clock.install()
    code = begin(site, page)
    page.clock.run_for("02:05")
    expect(page.locator(ASKS)).to_be_visible()

    with page.expect_navigation():
        page.clock.run_for("00:30")

    expect(page.locator("h1")).to_have_text("Welkom")
    assert page.input_value("#code") == ""
    assert not page.is_checked("#wie-aloud")
    for _press in range(3):
        page.go_back()
        page.wait_for_load_state()
        assert code not in page.content()
        assert page.locator("input[type=radio]:checked").count() == 0


def test_the_first_page_rests_until_somebody_touches_it(site: Site, open_page: OpenPage) -> None:
    page = open_page(800)
    page.clock.install()
    page.goto(f"{site.address}/tablet")
    press(page, "Maak hier een tablet voor iedereen van")
    page.clock.run_for("05:00")
    expect(page.locator(ASKS)).to_be_hidden()
    page.fill("#code", "ABC")

    page.clock.run_for("02:05")

    expect(page.locator(ASKS)).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_after_the_thanks_the_first_page_comes_by_itself_or_by_a_button(
    site: Site, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(800, javascript=javascript)
    if javascript:
        page.clock.install()
    begin(site, page)
    press(page, "Volgende")
    page.click("label[for=vraag-gesproken-nee]")
    press(page, "Volgende")
    page.goto(f"{site.address}/vragenlijst/controle")
    page.locator("#verzenden .peilstok-send__button").last.click()
    expect(page.locator("h1")).to_have_text("Bedankt voor het meedoen")

    if javascript:
        page.clock.run_for("00:20")
        page.mouse.click(5, 5)
        page.clock.run_for("00:20")
        expect(page.locator("h1")).to_have_text("Bedankt voor het meedoen")
        page.clock.run_for("00:15")
    else:
        press(page, "Klaar: naar de eerste pagina")

    expect(page.locator("h1")).to_have_text("Welkom")
