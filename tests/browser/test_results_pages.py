"""Results in a real browser: every sheet by axe, on a phone, in print, by keyboard, and without JavaScript."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.by_keyboard import press, tab_to
from tests.browser.conftest import Site
from tests.web.admin_desk import PASSWORD, closed_wave, furnished
from tests.web.studied_waves import EARLIER, LATER, village_waves, villages, with_study

pytestmark = pytest.mark.slow

THIRD = "bewoners-2021"
TWO, THREE = f"wave={EARLIER}&wave={LATER}", f"wave={EARLIER}&wave={LATER}&wave={THIRD}"
CHOSEN = {
    f"{TWO}&volgorde=verschil": ("vergelijking",),
    THREE: ("in-het-kort", "vergelijking", "verdeling"),
    f"wave={EARLIER}": ("in-het-kort", "uitkomsten", "per-groep"),
    f"{TWO}&groep=segment-ingen": ("vergelijking", "verdeling"),
}
"""Beside every sheet of two waves of everybody: what is other than there."""


TO_CHECK = ("technisch", "technisch-2", "technisch-3", "vraagstelling", "bijlage", "grafiekgegevens")
"""Sheets of tables only, the largest there are: on a phone they differ from the others in nothing but their length."""


@pytest.fixture
def address(site: Site) -> str:
    """Where the results are of three closed waves of two villages; an administrator who does research may see them."""
    furnished(site.app, "onderzoeker")
    village_waves(site.app)
    closed_wave(site.app, THIRD, date(2021, 5, 1), 200, 180)
    with_study(site.app, THIRD, {"segments": villages()})
    return f"{site.address}/beheer"


def test_no_sheet_has_a_fault_by_axe_or_scrolls_sideways_on_a_phone(address: str, chromium: Browser) -> None:
    page = _logged_in(chromium, address, 1280)
    page.goto(f"{address}/resultaten?{TWO}")
    every = page.locator(".admin-sheets-nav__link").evaluate_all("links => links.map(link => link.href)")
    some = [f"{address}/resultaten?{chosen}&blad={sheet}" for chosen, sheets in CHOSEN.items() for sheet in sheets]

    faults = {sheet.rpartition("?")[2]: _faults(page, sheet) for sheet in (*every, *some)}

    assert len(every) > 10
    assert {sheet: found for sheet, found in faults.items() if found} == {}
    page.close()


def test_a_group_with_a_long_name_does_not_widen_the_page(address: str, chromium: Browser) -> None:
    page = _logged_in(chromium, address, 360)
    page.goto(f"{address}/resultaten?{TWO}")

    page.locator("#groep").evaluate("groups => groups.add(new Option('Hoe lang woont u hier? '.repeat(3)))")

    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_sheets_orders_and_groups_are_chosen_by_keyboard_alone(address: str, chromium: Browser, scripts: bool) -> None:
    page = _logged_in(chromium, address, 360, scripts=scripts)
    page.goto(f"{address}/resultaten?{TWO}")
    expect(page.get_by_role("link", name="Verdeling", exact=True)).to_be_hidden()
    tab_to(page, page.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("navigation", name="Bladen met resultaten").get_by_role("link", name="Vergelijking"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vergelijking van")
    tab_to(page, page.get_by_label("Volgorde"))
    page.keyboard.press("ArrowDown")
    press(page, "button", "Toon")
    expect(page.get_by_text("(grootste eerst)").first).to_be_visible()
    tab_to(page, page.get_by_label("Van wie"))
    page.keyboard.type("Ingen")
    press(page, "button", "Toon")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Ingen")
    expect(page.get_by_text("(grootste eerst)").first).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Excel").first)
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "Vergelijking_1_1.xlsx"
    page.close()


def test_with_room_for_all_sheets_none_is_folded_away(address: str, chromium: Browser) -> None:
    page = _logged_in(chromium, address, 1280, scripts=False)
    page.goto(f"{address}/resultaten?{TWO}")

    expect(page.get_by_role("link", name="Verdeling", exact=True)).to_be_visible()
    expect(page.locator("summary")).to_be_hidden()
    page.close()


@pytest.mark.parametrize(("sheet", "millimetres"), [("vergelijking", 277), ("technisch", 277), ("verdeling", 180)])
def test_no_column_falls_off_the_paper(address: str, chromium: Browser, sheet: str, millimetres: int) -> None:
    """A4 within its margins: on its side where a table has many columns."""
    page = _logged_in(chromium, address, 1280)
    page.emulate_media(media="print")
    room = int(millimetres / 25.4 * 96)
    page.set_viewport_size({"width": room, "height": 740})

    page.goto(f"{address}/resultaten?{TWO}&blad={sheet}")

    widths = page.locator(".admin-result__table").evaluate_all("tables => tables.map(table => table.scrollWidth)")
    assert widths
    assert max(widths) <= room
    assert page.locator(".admin-sheets-nav").is_hidden()
    page.close()


def _logged_in(chromium: Browser, address: str, width: int, *, scripts: bool = True) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 740}, java_script_enabled=scripts)
    page.goto(f"{address}/inloggen")
    page.get_by_label("Naam").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/beheer/")
    return page


def _faults(page: Page, sheet: str) -> list[str]:
    """Of all rules of axe, on a large screen and on a phone; and what makes the page scroll sideways there."""
    page.goto(sheet)
    found = []
    for width in (1280,) if sheet.endswith(TO_CHECK) else (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"{fault['id']} at {width} px: {fault['nodes'][0]['html'][:160]}" for fault in _violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"scrolls sideways at {width} px")
    return found


def _violations(page: Page) -> list[dict[str, Any]]:  # Any: as axe tells it
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run({resultTypes: ['violations'], preload: false}).then(found => found.violations)")
    return list(found)
