"""The contact desk in a real browser: on a narrow phone, filled in by hand, with a fault first."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.life import close_wave
from tests.browser.conftest import Site
from tests.browser.test_respondent import WAVE, at_overview, serious
from tests.contact_wave import with_desk
from tests.web.field import INSTRUMENT, TODAY, open_wave_with_codes


def test_a_resident_leaves_a_name_after_a_fault_that_loses_nothing(site: Site, open_page: Callable[..., Page]) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(INSTRUMENT))
    page = open_page(360)
    at_overview(site, page, code)
    assert serious(page) == []

    page.get_by_label("Uw naam").fill("Anna de Vries")
    page.get_by_label("Uw telefoonnummer").fill("zes")
    page.click("text=Verstuur mijn antwoorden")
    expect(page.locator("#fouten")).to_be_focused()
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#fouten a").click()
    expect(page.get_by_label("Uw telefoonnummer")).to_be_focused()
    assert page.get_by_label("Uw naam").input_value() == "Anna de Vries"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("06 12345678")
    page.click("text=Verstuur mijn antwoorden")
    page.wait_for_url("**/bedankt")

    close_wave(site.field.stores, site.field.keys, WAVE, TODAY, "an")
    with site.field.stores.reading() as store:
        assert store.contacts.read(WAVE) == [Contact("Anna de Vries", "06 12345678")]
