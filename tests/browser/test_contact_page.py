"""The contact desk in a real browser: on a narrow phone, filled in by hand, with a fault first."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from survey_app.fieldwork.administration import Act, add_administrator
from survey_app.fieldwork.administrators import Role
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import utc_now
from tests.browser.conftest import Site
from tests.browser.steps import WAVE, at_overview, barriers, press, serious
from tests.contact_wave import with_desk
from tests.web.admin_desk import PASSWORD, QUICK
from tests.web.contact_persons import CONTACTS, PAGE, close_wave_with_contacts
from tests.web.field import INSTRUMENT, TODAY, open_wave_with_codes


def test_a_resident_leaves_a_name_after_a_fault_that_loses_nothing(site: Site, open_page: Callable[..., Page]) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(INSTRUMENT))
    page = open_page(360)
    at_overview(site, page, code)
    assert barriers(page) == []

    page.get_by_label("Uw naam").fill("Anna de Vries")
    page.get_by_label("Uw telefoonnummer").fill("zes")
    press(page, "Verstuur mijn antwoorden")
    expect(page.locator("#fouten")).to_be_focused()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("#fouten a").click()
    expect(page.get_by_label("Uw telefoonnummer")).to_be_focused()
    assert page.get_by_label("Uw naam").input_value() == "Anna de Vries"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("06 12345678")
    press(page, "Verstuur mijn antwoorden")
    page.wait_for_url("**/bedankt")

    close_wave(site.field.stores, site.field.keys, WAVE, TODAY, "an")
    with site.field.stores.reading() as store:
        assert store.contacts.read(WAVE) == [Contact("Anna de Vries", "06 12345678")]


def test_a_contact_person_reads_and_deletes_on_a_narrow_screen(site: Site, open_page: Callable[..., Page]) -> None:
    close_wave_with_contacts(site.field)
    with site.field.stores.writing() as store:
        roles = frozenset({Role.CONTACT})
        add_administrator(store, Passwords(QUICK), "cora", roles, Act("an", utc_now()), PASSWORD)
    page = open_page(320)
    page.goto(f"{site.address}/beheer/inloggen")
    page.get_by_label("Naam").fill("cora")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/beheer/")

    for address in (PAGE, CONTACTS, f"{CONTACTS}/verwijderen"):
        page.goto(site.address + address)
        assert serious(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.get_by_label("Kenmerk van de meting").fill(WAVE)
    page.get_by_role("button", name="Verwijder de contactgegevens").click()

    expect(page.get_by_text("De contactgegevens van 2 mensen zijn verwijderd.")).to_be_visible()
