"""A browser that was left open, in a real one: by keyboard, without JavaScript, and with what JavaScript adds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from survey_app.web.respondent.made import BLOCK
from tests.browser.conftest import Site
from tests.browser.steps import at_overview, follow_link, press, press_on
from tests.contact_wave import with_desk
from tests.web.field import INSTRUMENT, open_wave_for_staff, open_wave_with_codes

OpenPage = Callable[..., Page]
ASKED = "Typ uw code nog een keer"


@pytest.mark.parametrize("javascript", [True, False])
def test_what_was_typed_before_is_kept_and_seen_after_the_code_by_keyboard(
    site: Site, open_page: OpenPage, javascript: bool
) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360, javascript=javascript)
    page.goto(f"{site.address}/")
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")
    page.goto(f"{site.address}/vragenlijst/1")
    page.click("label[for=vraag-luistert-eens]")
    site.leave_alone()

    press_by_keyboard = press_on if javascript else press
    press_by_keyboard(page, "Volgende")
    expect(page.locator("h1")).to_have_text(ASKED)
    page.focus("#code")
    page.keyboard.type(code)
    with page.expect_navigation():
        page.keyboard.press("Enter")

    page.goto(f"{site.address}/vragenlijst/1")
    assert page.is_checked("#vraag-luistert-eens")


def test_a_page_that_is_left_open_is_put_away_and_keeps_what_was_typed(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    page.clock.install()
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/1")
    page.click("label[for=vraag-luistert-eens]")
    page.clock.fast_forward("20:00")
    assert page.is_checked("#vraag-luistert-eens")
    site.leave_alone()

    with page.expect_navigation():
        page.clock.fast_forward("26:00")

    expect(page.locator("h1")).to_have_text(ASKED)
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")
    page.goto(f"{site.address}/vragenlijst/1")
    assert page.is_checked("#vraag-luistert-eens")


def test_the_look_over_is_put_away_but_not_a_name_that_was_just_typed(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(INSTRUMENT))
    page = open_page(1280)
    page.clock.install()
    at_overview(site, page, code)
    page.fill("#contact-name", "An de Wit")

    page.clock.fast_forward("26:00")

    expect(page.locator(".peilstok-review")).to_have_count(0)
    expect(page.locator("#contact-name")).to_have_value("An de Wit")


def test_what_is_sent_is_as_long_whatever_was_answered(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(INSTRUMENT))
    page = open_page(360)
    lengths: list[int] = []
    page.on(
        "request", lambda request: lengths.append(len(request.post_data or "")) if request.method == "POST" else None
    )
    at_overview(site, page, code)
    lengths.clear()

    for answers in ((), ("luistert-eens",), ("luistert-nvt", "ziet-neutraal", "cijfer-10")):
        page.goto(f"{site.address}/vragenlijst/1")
        for answer in answers:
            page.click(f"label[for=vraag-{answer}]")
        press(page, "Volgende")
    page.goto(f"{site.address}/vragenlijst/controle")
    page.fill("#contact-name", "An de Wit")
    page.fill("#contact-email", "an@voorbeeld.example")
    press(page, "Verstuur mijn antwoorden")

    assert lengths == [BLOCK] * 4


def test_staff_go_on_without_seeing_earlier_answers_by_keyboard(site: Site, open_page: OpenPage) -> None:
    link = open_wave_for_staff(site.field)
    page = open_page(1280)
    page.goto(site.address + link)
    press(page, "Begin met de vragen")
    page.click("label[for=vraag-luistert-eens]")
    press(page, "Volgende")
    site.leave_alone()
    page.goto(f"{site.address}/vragenlijst/1")

    press_on(page, "Ik ben het: ga verder")
    page.goto(f"{site.address}/vragenlijst/1")
    assert not page.is_checked("#vraag-luistert-eens")
    press(page, "Volgende")
    page.goto(f"{site.address}/vragenlijst/controle")

    expect(page.locator("text=Eerdere antwoorden laten wij niet meer zien")).to_be_visible()
    assert page.locator("dd p", has_text="Ingevuld").count() >= 1
