"""What a respondent meets in a real browser: on a phone, by keyboard, without JavaScript, with impatient fingers."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.steps import (
    at_overview,
    choose,
    envelopes,
    follow_link,
    pages_to_look_at,
    press,
    press_on,
    tab_to,
)
from tests.contact_wave import with_desk
from tests.web.accountability import fill_in
from tests.web.field import INSTRUMENT, open_wave_for_staff, open_wave_with_codes

OpenPage = Callable[..., Page]


def test_a_resident_goes_from_letter_to_thanks_on_a_phone_by_keyboard_alone(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)

    follow_link(site, page, code)
    press_on(page, "Begin met de vragen")
    choose(page, "vraag-luistert-oneens", "ArrowDown", "ArrowDown")
    choose(page, "vraag-cijfer-1", "ArrowRight")
    press_on(page, "Volgende")
    choose(page, "vraag-gesproken-ja", "Space")
    press_on(page, "Volgende")
    tab_to(page, "#vraag-keren-antwoord")
    page.keyboard.type("3")
    press_on(page, "Volgende")
    tab_to(page, "#vraag-hoe-antwoord")
    page.keyboard.type("Prettig.")
    press_on(page, "Volgende")
    choose(page, "vraag-merkte-anders", "Space")
    tab_to(page, "#vraag-merkte-woorden")
    page.keyboard.type("Een praatje")
    press_on(page, "Volgende")

    overview = page.inner_text("main")
    for answer in ("Eens", "2", "3 keer", "Prettig.", "“Een praatje”"):
        assert answer in overview
    press_on(page, "Verstuur mijn antwoorden")
    expect(page.locator("h1")).to_have_text("Bedankt voor het meedoen")
    assert envelopes(site) == 1


def test_a_resident_goes_from_letter_to_thanks_without_javascript(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360, javascript=False)

    page.goto(f"{site.address}/#{code}")
    page.fill("#code", code.lower().replace("-", " "))
    press(page, "Naar de vragenlijst")
    press(page, "Begin met de vragen")
    page.click("label[for=vraag-luistert-eens]")
    press(page, "Volgende")
    page.click("label[for=vraag-gesproken-nee]")
    press(page, "Volgende")
    press(page, "Volgende")
    press(page, "Verstuur mijn antwoorden")

    expect(page.locator("h1")).to_have_text("Bedankt voor het meedoen")
    assert envelopes(site) == 1


def test_two_clicks_on_send_leave_one_envelope(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360, javascript=False)
    at_overview(site, page, code)

    page.dblclick("text=Verstuur mijn antwoorden")

    expect(page.locator("h1")).to_have_text("Bedankt voor het meedoen")
    assert page.url.endswith("/bedankt")
    assert envelopes(site) == 1


def test_sending_again_from_the_page_before_tells_that_it_was_sent(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    at_overview(site, page, code)
    press(page, "Verstuur mijn antwoorden")
    page.wait_for_url("**/bedankt")

    page.go_back()

    expect(page.locator("h1")).to_have_text("U heeft de vragenlijst al verstuurd")
    assert envelopes(site) == 1


def test_the_code_of_a_link_stays_in_no_address_and_in_no_history(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    follow_link(site, page, code)
    addresses = [page.url]
    while page.go_back() is not None:
        addresses.append(page.url)

    plain = code.replace("-", "")
    assert addresses
    for address in [*addresses, *asked]:
        assert code not in address
        assert plain not in address


def test_back_and_forth_with_the_browser_keeps_what_was_kept(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    follow_link(site, page, code)
    press(page, "Begin met de vragen")
    page.click("label[for=vraag-luistert-eens]")
    press(page, "Volgende")

    page.go_back()

    assert page.is_checked("#vraag-luistert-eens")
    page.reload()
    assert page.is_checked("#vraag-luistert-eens")


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_not_sent_yet_is_there_after_reading_another_page(
    site: Site, open_page: OpenPage, javascript: bool
) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360, javascript=javascript)
    page.goto(site.address)
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")
    page.goto(f"{site.address}/vragenlijst/1")
    page.click("label[for=vraag-luistert-eens]")
    press(page, "Privacy")

    page.go_back()

    assert page.is_checked("#vraag-luistert-eens")


def test_every_page_fits_a_narrow_screen(site: Site, open_page: OpenPage) -> None:
    staff = open_wave_for_staff(site.field)
    codes = open_wave_with_codes(site.field, instrument=with_desk(INSTRUMENT))
    fill_in(site.app)
    page = open_page(320)
    looked_at: set[str] = set()

    for show in pages_to_look_at(site, codes, staff):
        show(page)
        looked_at.add(re.sub(r'name="csrf_token" value="[^"]*"', "", page.content()))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, page.url

    assert len(looked_at) > 25


def test_no_page_asks_anything_of_another_site_or_breaks_its_own_content_security_policy(
    site: Site, open_page: OpenPage
) -> None:
    staff = open_wave_for_staff(site.field)
    codes = open_wave_with_codes(site.field)
    page = open_page(360)
    hosts: set[str] = set()
    said: list[str] = []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for show in pages_to_look_at(site, codes, staff):
        show(page)

    assert hosts == {urlsplit(site.address).netloc}
    assert [line for line in said if "status of 4" not in line] == []


def test_a_choice_can_be_undone_and_fields_for_words_come_when_they_are_needed(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    follow_link(site, page, code)

    page.goto(f"{site.address}/vragenlijst/1")
    assert not page.is_visible("text=Wis keuze")
    page.click("label[for=vraag-luistert-eens]")
    page.click("text=Wis keuze")
    assert not page.is_checked("#vraag-luistert-eens")

    page.goto(f"{site.address}/vragenlijst/3")
    assert not page.is_visible("#vraag-merkte-woorden")
    page.click("label[for=vraag-merkte-anders]")
    assert page.is_visible("#vraag-merkte-woorden")


def test_a_field_for_words_that_goes_takes_no_button_from_under_the_finger(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    at_overview(site, page, code)
    page.goto(f"{site.address}/vragenlijst/3")
    page.click("label[for=vraag-merkte-anders]")
    page.fill("#vraag-merkte-woorden", "Een praatje")
    page.click("label[for=vraag-merkte-anders]")
    press(page, "Volgende")
    page.wait_for_selector("#fouten")

    page.set_viewport_size({"width": 360, "height": 2000})
    page.fill("#vraag-merkte-woorden", "")
    button = page.locator("text=Volgende").bounding_box()
    assert button is not None
    page.mouse.move(button["x"] + 20, button["y"] + 10)
    page.mouse.down()
    page.wait_for_timeout(100)
    page.mouse.up()

    page.wait_for_url("**/vragenlijst/controle")


def test_what_is_wrong_has_the_focus_and_leads_to_its_field(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/2")
    press_on(page, "Volgende")

    expect(page.locator("#fouten")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#vraag-gesproken-ja")).to_be_focused()


def test_going_back_to_a_page_that_told_what_was_wrong_is_safe(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/2")
    press_on(page, "Volgende")
    page.wait_for_selector("#fouten")
    page.click("label[for=vraag-gesproken-nee]")
    press_on(page, "Volgende")
    page.wait_for_url("**/vragenlijst/3")

    page.go_back()

    assert page.is_checked("#vraag-gesproken-nee")
    assert page.locator("#fouten").count() == 0


def test_a_resident_stops_on_a_phone_and_goes_on_at_a_computer_by_keyboard(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    phone = open_page(360)
    follow_link(site, phone, code)
    press_on(phone, "Begin met de vragen")
    choose(phone, "vraag-luistert-oneens", "ArrowDown", "ArrowDown")
    press_on(phone, "Stoppen en later verdergaan")
    press_on(phone, "Geef mij vier woorden")
    words = phone.locator(".peilstok-four-words li").all_inner_texts()
    press_on(phone, "Ik heb ze opgeschreven. Stop nu")
    expect(phone.locator("h1")).to_have_text("U bent gestopt")

    computer = open_page(1280, javascript=False)
    computer.goto(f"{site.address}/")
    tab_to(computer, "#code")
    computer.keyboard.type(code)
    press_on(computer, "Naar de vragenlijst")
    expect(computer.locator("h1")).to_have_text("Er is al begonnen met deze code")
    tab_to(computer, "#woorden")
    computer.keyboard.type(" ".join(words))
    press_on(computer, "Ga verder met de vragenlijst")
    press_on(computer, "Ga verder met de vragen")
    assert computer.url == f"{site.address}/vragenlijst/1"
    assert computer.is_checked("#vraag-luistert-eens")

    follow_link(site, phone, code)
    phone.goto(f"{site.address}/vragenlijst/1")
    assert phone.is_checked("#vraag-luistert-eens")
