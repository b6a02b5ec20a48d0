"""An option that goes with no other, with script: what does not go with it goes, is told, and comes back on request."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.steps import barriers, follow_link, press, tab_to
from tests.exclusive_wave import with_exclusive
from tests.web.field import open_wave_with_codes

OpenPage = Callable[..., Page]


@pytest.fixture
def page(site: Site, open_page: OpenPage) -> Page:
    """On the page with the question, with a phone."""
    code, *_others = open_wave_with_codes(site.field, instrument=with_exclusive())
    page = open_page(360)
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/2")
    page.check("#vraag-gesproken-nee")
    press(page, "Volgende")
    return page


def ticked(page: Page) -> list[str]:
    return [box.get_attribute("value") or "" for box in page.locator("input[type=checkbox]:checked").all()]


def told(page: Page) -> str:
    return page.locator(".peilstok-switched[role=status]").inner_text()


def test_it_clears_the_others_and_says_so_and_they_come_back(page: Page) -> None:
    page.click("label[for=vraag-merkte-brief]")
    page.click("label[for=vraag-merkte-anders]")
    page.fill("#vraag-merkte-woorden", "Een hek")

    page.click("label[for=vraag-merkte-geen]")

    assert ticked(page) == ["geen"]
    assert told(page) == "Weggehaald: ‘Een brief’, ‘Anders, namelijk’. Dat kan niet samen met ‘Geen van deze’."
    assert page.input_value("#vraag-merkte-woorden") == ""
    assert barriers(page) == []

    page.click("text=Zet terug wat u eerst koos")

    assert ticked(page) == ["brief", "anders"]
    assert page.input_value("#vraag-merkte-woorden") == "Een hek"
    assert told(page) == ""
    assert page.locator(".peilstok-put-back").is_hidden()
    assert page.evaluate("document.activeElement.id") == "vraag-merkte-brief"


def test_another_clears_it_and_says_so_by_keyboard_alone(page: Page) -> None:
    tab_to(page, "#vraag-merkte-geen")
    page.keyboard.press("Space")
    assert told(page) == ""
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")

    assert ticked(page) == ["anders"]
    assert told(page) == "Weggehaald: ‘Geen van deze’. Dat kan niet samen met ‘Anders, namelijk’."

    tab_to(page, ".peilstok-put-back")
    page.keyboard.press("Enter")

    assert ticked(page) == ["geen"]
    assert page.evaluate("document.activeElement.id") == "vraag-merkte-geen"


def test_what_was_told_goes_with_the_next_choice_and_what_is_chosen_is_kept(site: Site, page: Page) -> None:
    page.click("label[for=vraag-merkte-geen]")
    page.click("label[for=vraag-merkte-brief]")
    page.click("label[for=vraag-merkte-meer]")

    assert (told(page), ticked(page)) == ("", ["brief", "meer"])
    press(page, "Volgende")
    page.goto(f"{site.address}/vragenlijst/3")
    assert ticked(page) == ["brief", "meer"]
