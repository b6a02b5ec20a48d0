"""On a slow connection, made on purpose: what is under way when somebody wipes, stops or sends comes after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser.conftest import Site
from tests.browser.statements import thirty_statements
from tests.browser.steps import envelopes, press
from tests.web.field import open_wave_with_codes

OpenPage = Callable[..., Page]
QUESTIONS = "**/vragenlijst/1"


def enter(site: Site, page: Page, code: str) -> None:
    page.goto(f"{site.address}/")
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")


def stop(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/vragenlijst/later")
    press(page, "Stop nu")


def wipe(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/vragenlijst/stoppen")
    press(page, "Ja, wis mijn antwoorden")


def wipe_tablet(_site: Site, page: Page) -> None:
    with page.expect_navigation():
        page.evaluate("document.getElementById('tabletformulier').submit()")


def cookies(page: Page) -> set[str]:
    """What the browser keeps."""
    return {f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies()}


def is_keeping(route: Route) -> bool:
    return "keep" in (route.request.post_data or "")


def send_late(route: Route) -> int:
    """Send a request as it was when it was held; what the server says. Its answer comes, too."""
    answer = route.fetch(headers=route.request.all_headers(), max_redirects=0)
    route.fulfill(response=answer)
    return answer.status


@pytest.mark.parametrize(("begun", "form"), [(True, "cards"), (False, "one")])
def test_what_is_under_way_while_somebody_wipes_is_not_kept(
    site: Site, open_page: OpenPage, begun: bool, form: str
) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=thirty_statements(form))
    page = open_page()
    enter(site, page, code)
    page.clock.install()
    page.goto(f"{site.address}/vragenlijst/1")
    if begun:
        page.click("label[for=vraag-s0-eens]")
        page.locator("button", has_text="Volgende").first.click()
        page.wait_for_url("**/vragenlijst/2")
        page.goto(f"{site.address}/vragenlijst/1")
    held: list[Route] = []
    page.route(QUESTIONS, lambda route: held.append(route) if is_keeping(route) else route.continue_())
    page.click("label[for=vraag-s0-oneens]")
    page.clock.fast_forward("00:16")
    page.wait_for_timeout(100)
    assert len(held) == 1

    other = page.context.new_page()
    wipe(site, other)
    assert "peilstok-ended" in {cookie["name"] for cookie in page.context.cookies()}

    assert send_late(held[0]) == 409
    expect(page.locator(".peilstok-not-kept")).not_to_be_empty()
    other.goto(f"{site.address}/vragenlijst/1")
    assert other.locator("h1").inner_text() == "Er staat hier geen vragenlijst open"
    enter(site, other, code)
    other.goto(f"{site.address}/vragenlijst/1")
    assert other.locator("input:checked").count() == 0


def ask_for_a_page_that_does_not_come(site: Site, page: Page, minutes: int = 6) -> tuple[Route, APIResponse]:
    """In another tab; the answer of the server, which notes that the browser is used: in its cookie."""
    site.wait(minutes)
    other, held = page.context.new_page(), []
    other.route(QUESTIONS, lambda route: held.append((route, route.fetch())))
    other.evaluate(f"setTimeout(() => location.assign('{site.address}/vragenlijst/1'))")
    other.wait_for_timeout(200)
    ((route, answer),) = held
    assert answer.ok
    assert "peilstok=" in answer.headers["set-cookie"]
    return route, answer


@pytest.mark.parametrize("end", [stop, wipe, wipe_tablet])
def test_a_page_that_was_asked_for_before_and_comes_after_opens_nothing(
    site: Site, open_page: OpenPage, end: Callable[[Site, Page], None]
) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page()
    page.goto(f"{site.address}/tablet")
    if end is wipe_tablet:
        press(page, "Maak hier een tablet voor iedereen van")
    enter(site, page, code)
    page.goto(f"{site.address}/vragenlijst/1")
    page.click("label[for=vraag-luistert-eens]")
    press(page, "Volgende")
    late, answer = ask_for_a_page_that_does_not_come(site, page, 2 if end is wipe_tablet else 6)

    end(site, page)
    before = cookies(page)
    late.fulfill(response=answer)
    page.wait_for_timeout(200)

    assert cookies(page) != before  # it did bring something back
    page.goto(f"{site.address}/vragenlijst/1")
    assert page.locator("input[type=radio]").count() == 0
    assert page.locator("h1").inner_text() in ("Typ uw code om verder te gaan", "Er staat hier geen vragenlijst open")


def test_who_sent_is_thanked_though_a_page_that_was_asked_for_before_comes_after(
    site: Site, open_page: OpenPage
) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page()
    enter(site, page, code)
    page.goto(f"{site.address}/vragenlijst/2")
    page.click("label[for=vraag-gesproken-nee]")
    press(page, "Volgende")
    late, answer = ask_for_a_page_that_does_not_come(site, page)
    page.goto(f"{site.address}/vragenlijst/controle")
    page.locator("#verzenden .peilstok-send__button").last.click()
    expect(page.locator("h1")).to_have_text("Bedankt voor het meedoen")

    late.fulfill(response=answer)
    page.wait_for_timeout(200)
    page.reload()

    assert page.locator("h1").inner_text() == "Bedankt voor het meedoen"
    assert envelopes(site) == 1
