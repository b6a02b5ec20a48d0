"""A phone on its side, 640 by 360: nothing lies over what is reached, and every page can be left by its button."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.steps import follow_link, press
from tests.contact_wave import with_desk
from tests.exclusive_wave import with_exclusive
from tests.web.field import open_wave_with_codes

OpenPage = Callable[..., Page]
WIDTH, HEIGHT = 640, 360

_SEEN = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const label = focused.labels?.[0];
  const box = (label?.previousElementSibling === focused ? label : focused).getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const own = there && [focused, focused.parentElement].some((part) => part.contains(there) || there.contains(focused));
  return [focused.id || focused.textContent.trim() || focused.name, box.top, box.bottom, !!own];
}"""


@pytest.fixture
def page(site: Site, open_page: OpenPage) -> Page:
    page = open_page(WIDTH)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.emulate_media(reduced_motion="reduce")
    return page


def tabbed(page: Page) -> Iterator[tuple[str, float, float, bool]]:
    """What Tab reaches on this page: its name, top and bottom on the screen, and whether nothing lies over it."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    before = None
    for _ in range(100):
        page.keyboard.press("Tab")
        reached = page.evaluate(_SEEN)
        if reached is None or reached == before:
            return
        yield tuple(reached)
        before = reached


def check(page: Page, button: str) -> None:
    """All that Tab reaches is whole on the screen and on top, the button among it; nothing scrolls sideways."""
    reached = list(tabbed(page))

    assert [name for name, top, bottom, own in reached if top < 0 or bottom > HEIGHT or not own] == [], page.url
    assert button in [name for name, *_ in reached], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH


def test_every_page_can_be_filled_in_and_left(site: Site, page: Page) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(with_exclusive()))
    page.goto(f"{site.address}/")
    check(page, "Naar de vragenlijst")
    follow_link(site, page, code)
    check(page, "Begin met de vragen")
    for position, button in ((1, "Volgende"), (2, "Volgende")):
        page.goto(f"{site.address}/vragenlijst/{position}")
        check(page, button)
    page.check("#vraag-gesproken-nee")
    press(page, "Volgende")
    page.click("label[for=vraag-merkte-brief]")
    page.click("label[for=vraag-merkte-geen]")
    check(page, "Zet terug wat u eerst koos")
    press(page, "Volgende")
    check(page, "Verstuur mijn antwoorden")


def test_a_link_to_what_is_wrong_shows_its_message_and_field(site: Site, page: Page) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(with_exclusive()))
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/2")
    press(page, "Volgende")

    page.locator("#fouten a").click()

    for place in ("#vraag-gesproken-fout", "#vraag-gesproken-ja"):
        box = page.locator(place).bounding_box()
        assert box is not None
        assert box["y"] >= 0, place
        assert box["y"] + box["height"] <= HEIGHT, place
