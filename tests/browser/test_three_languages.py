"""A questionnaire in three languages in a real browser: from right to left too, by axe and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from survey_app.questionnaire.loader import load_instrument
from tests.browser.conftest import Site
from tests.browser.fitting import misfits
from tests.browser.steps import barriers, pages_to_look_at, press
from tests.contact_wave import DESK
from tests.three_languages import LOCALES, write_in_three
from tests.web.field import QUESTIONNAIRE, STUDY, open_wave_for_staff, open_wave_with_codes

OpenPage = Callable[..., Page]

REAL = Path(__file__).parents[1] / "data" / "languages" / "bewoners.yaml"


def test_every_page_in_arabic_fits(site: Site, open_page: OpenPage, tmp_path: Path) -> None:
    three = write_in_three(tmp_path / "kernen", QUESTIONNAIRE | {"contact_desk": DESK}, STUDY)
    staff = open_wave_for_staff(site.field, instrument=three)
    codes = open_wave_with_codes(site.field, instrument=three)
    page = open_page(320, locale=LOCALES["ar"])
    faults: list[str] = []

    for show in pages_to_look_at(site, codes, staff, "ar"):
        show(page)
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", page.url
        faults += misfits(page, 1280, 360, 320)

    assert "\n".join(faults) == ""


@pytest.mark.parametrize("language", LOCALES)
def test_pages_with_the_switch_fit_and_axe_finds_nothing(site: Site, open_page: OpenPage, language: str) -> None:
    codes = open_wave_with_codes(site.field, instrument=load_instrument(REAL))
    page = open_page(320, locale=LOCALES[language])
    faults: list[str] = []

    for address in ("", "vragenlijst", "vragenlijst/1", "vragenlijst/2", "vragenlijst/controle", "privacy"):
        if address == "vragenlijst":
            page.fill("#code", codes[0])
            press(page, page.locator("main button").inner_text())
        page.goto(f"{site.address}/{address}")
        assert page.get_attribute("html", "lang") == language
        faults += [*misfits(page, 1280, 320, larger=True), *barriers(page)]

    assert "\n".join(faults) == ""


@pytest.mark.parametrize("javascript", [True, False])
def test_what_is_typed_and_not_sent_comes_along(site: Site, open_page: OpenPage, *, javascript: bool) -> None:
    codes = open_wave_with_codes(site.field, instrument=load_instrument(REAL))
    page = open_page(360, javascript=javascript)
    page.goto(site.address)
    page.fill("#code", codes[0])
    press(page, "العربية")
    assert page.input_value("#code") == codes[0]
    page.click("main button")
    page.goto(f"{site.address}/vragenlijst/1")
    page.click("label[for=vraag-avond-ja]")
    page.click("label[for=vraag-activiteiten-anders]")
    page.fill("#vraag-activiteiten-woorden", "Voetballen")

    press(page, "English")

    assert page.url == f"{site.address}/vragenlijst/1"
    expect(page.locator("h1")).to_have_text("The square")
    assert page.is_checked("#vraag-avond-ja")
    assert page.input_value("#vraag-activiteiten-woorden") == "Voetballen"


def test_enter_presses_no_language(site: Site, open_page: OpenPage) -> None:
    """Buttons of the switch stand first on the page, and Enter in a field presses the first that there is."""
    codes = open_wave_with_codes(site.field, instrument=load_instrument(REAL))
    page = open_page(360, javascript=False)
    page.goto(site.address)
    page.fill("#code", codes[0])
    with page.expect_navigation():
        page.press("#code", "Enter")
    assert page.url == f"{site.address}/vragenlijst"

    page.goto(f"{site.address}/vragenlijst/1")
    page.click("label[for=vraag-avond-ja]")
    page.click("label[for=vraag-activiteiten-anders]")
    page.press("#vraag-activiteiten-woorden", "Enter")
    assert page.url == f"{site.address}/vragenlijst/1"
    with page.expect_navigation():
        page.press("#vraag-avond-ja", "Enter")
    assert page.url == f"{site.address}/vragenlijst/2"
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_a_scale_begins_where_reading_begins(site: Site, open_page: OpenPage) -> None:
    codes = open_wave_with_codes(site.field, instrument=load_instrument(REAL))
    first, last = "label[for=vraag-plein_prettig-helemaal_oneens]", "label[for=vraag-plein_prettig-helemaal_eens]"
    sides = {}
    for language, locale in LOCALES.items():
        page = open_page(1280, locale=locale)
        page.goto(site.address)
        page.fill("#code", codes.pop())
        press(page, page.locator("main button").inner_text())
        page.goto(f"{site.address}/vragenlijst/1")
        one, other = page.locator(first).bounding_box(), page.locator(last).bounding_box()
        assert one
        assert other
        sides[language] = (one["y"] == other["y"], one["x"] < other["x"])

    assert sides == {"nl": (True, True), "en": (True, True), "ar": (True, False)}
