"""Thirty statements on a phone: how many screens they take, what stays in reach, and what is kept on the way."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.fitting import misfits
from tests.browser.statements import thirty_statements
from tests.browser.steps import press, press_on
from tests.web.field import open_wave_with_codes

OpenPage = Callable[..., Page]

SCREEN = 640
TARGET = 44
OVERVIEW = "/vragenlijst/controle"
_TOO_SMALL = """target => [...document.querySelectorAll("main :is(label, button, summary, a, input:not([type=radio]))")]
  .filter((element) => element.checkVisibility() && !element.closest("p:not(.peilstok-stop)"))
  .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
  .filter(([, box]) => box.height && Math.min(box.height, box.width) < target - 0.1)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""


@pytest.fixture
def begin(site: Site, open_page: OpenPage) -> Callable[..., Page]:
    """Opens the first page of thirty statements, with a code that the page remembers for later."""
    codes = open_wave_with_codes(site.field, instrument=thirty_statements())

    def begin_it(width: int = 360, *, javascript: bool = True) -> Page:
        page = open_page(width, javascript=javascript)
        page.emulate_media(reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": SCREEN})
        page.goto(f"{site.address}/")
        page.fill("#code", codes[0])
        press(page, "Naar de vragenlijst")
        page.goto(f"{site.address}/vragenlijst/1")
        return page

    return begin_it


def screens(page: Page) -> float:
    """How many screens a page is."""
    return float(page.evaluate("document.documentElement.scrollHeight")) / SCREEN


def test_thirty_statements_are_less_than_thirty_screens_and_what_is_pressed_is_large(
    site: Site, begin: Callable[..., Page]
) -> None:
    page = begin()
    of_pages = []

    for number in range(1, 6):
        page.goto(f"{site.address}/vragenlijst/{number}")
        of_pages.append(screens(page))
        assert page.evaluate(_TOO_SMALL, TARGET) == []
    page.goto(site.address + OVERVIEW)

    assert sum(of_pages) < 27  # 31.6 before
    assert screens(page) < 6.5  # 7.8 before
    assert page.evaluate(_TOO_SMALL, TARGET) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_the_lead_in_is_in_reach_at_every_statement_and_covers_nothing(
    begin: Callable[..., Page], javascript: bool
) -> None:
    page = begin(320, javascript=javascript)
    lead_in = page.locator(".utrecht-paragraph--lead").inner_text()
    folded = page.locator(".peilstok-folded")

    assert folded.count() == 5
    folded.last.locator("summary").click()

    opened = folded.last.locator("p")
    assert opened.inner_text() == lead_in
    box, card = opened.bounding_box(), page.locator(".peilstok-question").last.bounding_box()
    assert box is not None
    assert card is not None
    assert card["y"] < box["y"] < card["y"] + 100
    for summary in folded.locator("summary").all():
        summary.evaluate("element => element.parentElement.open = true")
    assert misfits(page, 320, 360, larger=True) == []


def test_by_keyboard_it_opens_where_the_statement_is(begin: Callable[..., Page]) -> None:
    page = begin()
    page.focus("#vraag-s1-eens")

    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")

    assert page.locator("#vraag-s1 .peilstok-folded").evaluate("element => element.open")
    assert page.evaluate("document.activeElement.textContent") == "Uitleg bij vraag 2"


@pytest.mark.parametrize("javascript", [True, False])
def test_an_answer_is_changed_and_seen_again_where_it_stood(
    site: Site, begin: Callable[..., Page], javascript: bool
) -> None:
    page = begin(javascript=javascript)
    page.goto(site.address + OVERVIEW)

    page.locator("#antwoord-s15 a").click()
    page.wait_for_url("**/vragenlijst/3?terug=controle#vraag-s15")
    assert_seen(page, "#vraag-s15 legend")
    page.click("label[for=vraag-s15-eens]")
    assert page.get_by_text("Bewaar en ga terug", exact=True).locator("visible=true").count() == 1
    press_visible(page, "Bewaar en ga terug")

    page.wait_for_url(f"**{OVERVIEW}#antwoord-s15")
    assert_seen(page, "#antwoord-s15")
    expect(page.locator("#antwoord-s15 dd")).to_contain_text("Eens")


def test_by_keyboard_an_answer_is_changed_and_gone_back_to(site: Site, begin: Callable[..., Page]) -> None:
    page = begin()
    page.goto(site.address + OVERVIEW)

    press_on(page, "Wijzig: Vraag 16")
    page.keyboard.press("Tab")  # from the question that the address names: its lead-in, then its answers
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    press_on(page, "Bewaar en ga terug")

    page.wait_for_url(f"**{OVERVIEW}#antwoord-s15")
    expect(page.locator("#antwoord-s15 dd")).to_contain_text("Helemaal oneens")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Wijzig: Vraag 16"


def test_it_is_sent_from_the_first_screen_in_two_presses_and_not_by_one(site: Site, begin: Callable[..., Page]) -> None:
    page = begin(javascript=False)
    page.goto(site.address + OVERVIEW)
    assert page.get_by_text("Ja, verstuur nu").is_hidden()
    page.evaluate("scrollTo(0, 0)")

    assert_seen(page, "summary")
    page.locator("summary").click()
    expect(page.get_by_text("Na het versturen kunt u").first).to_be_visible()
    press(page, "Ja, verstuur nu")

    expect(page.locator("h1")).to_contain_text("Bedankt")


def test_the_look_over_fits_with_large_letters(site: Site, begin: Callable[..., Page]) -> None:
    page = begin()
    page.goto(site.address + OVERVIEW)
    page.locator("summary").click()

    assert misfits(page, 320, 360, 1280, larger=True) == []


# Kept on the way


def test_what_was_chosen_is_there_when_the_page_is_gone_without_a_press(site: Site, begin: Callable[..., Page]) -> None:
    page = begin()
    page.click("label[for=vraag-s1-eens]")

    page.goto("about:blank")  # what a closed tab sends a browser tells nobody
    page.wait_for_timeout(500)

    page.goto(f"{site.address}/vragenlijst/1")
    assert page.is_checked("#vraag-s1-eens")


def choose_and_let_it_be_kept(page: Page) -> None:
    """An answer to the first statement, and a quarter of a minute in which nothing is pressed."""
    page.clock.install()
    page.reload()
    page.click("label[for=vraag-s1-eens]")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.clock.fast_forward("00:16")


def test_a_phone_that_dies_loses_less_than_a_quarter_of_a_minute(site: Site, begin: Callable[..., Page]) -> None:
    page = begin()
    choose_and_let_it_be_kept(page)

    again = page.context.new_page()
    again.goto(f"{site.address}/vragenlijst/1")
    assert again.is_checked("#vraag-s1-eens")
    expect(page.locator(".peilstok-kept")).to_have_text("Wat u invult, bewaren wij binnen een kwart minuut.")


def test_a_choice_that_was_kept_and_undone_is_undone(site: Site, begin: Callable[..., Page]) -> None:
    page = begin()
    choose_and_let_it_be_kept(page)

    page.locator("#vraag-s1 .peilstok-clear").click()
    press(page, "Volgende")

    page.goto(f"{site.address}/vragenlijst/1")
    assert page.locator("input:checked").count() == 0


def test_what_another_tab_changed_since_stays(site: Site, begin: Callable[..., Page]) -> None:
    page = begin()
    choose_and_let_it_be_kept(page)
    other = page.context.new_page()
    other.goto(f"{site.address}/vragenlijst/1")
    other.click("label[for=vraag-s1-oneens]")
    press(other, "Volgende")

    page.click("label[for=vraag-s2-neutraal]")
    press(page, "Volgende")

    page.goto(f"{site.address}/vragenlijst/1")
    assert page.is_checked("#vraag-s1-oneens")
    assert page.is_checked("#vraag-s2-neutraal")


def test_requests_come_by_the_clock_and_only_after_a_change(begin: Callable[..., Page]) -> None:
    page = begin()
    page.clock.install()
    page.reload()
    lengths: list[int] = []
    page.on("request", lambda request: lengths.append(len(request.post_data or "")))

    for number in range(4):
        page.click(f"label[for=vraag-s{number}-eens]")
    assert lengths == []
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.clock.fast_forward("00:16")
    for _beat in range(4):
        page.clock.fast_forward("00:16")

    assert lengths == [4096]


def test_only_what_is_kept_on_the_beat_says_that_somebody_is_at_work(begin: Callable[..., Page]) -> None:
    page = begin()
    page.clock.install()
    page.reload()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(re.findall("keep(?:-last)?", request.post_data or "")[-1]))

    page.click("label[for=vraag-s1-eens]")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.clock.fast_forward("00:16")
    page.click("label[for=vraag-s1-oneens]")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

    assert asked == ["keep", "keep-last"]


def test_what_cannot_be_kept_is_told_and_tried_again(begin: Callable[..., Page]) -> None:
    page = begin()
    page.clock.install()
    page.reload()
    note = page.locator(".peilstok-not-kept")
    expect(note).to_have_attribute("role", "status")
    page.context.set_offline(True)
    page.click("label[for=vraag-s1-eens]")
    page.clock.fast_forward("00:16")
    expect(note).to_contain_text("Uw laatste antwoorden zijn nog niet bewaard.")

    page.context.set_offline(False)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.clock.fast_forward("00:16")

    expect(note).to_be_empty()


def test_without_a_script_the_page_says_when_it_keeps(begin: Callable[..., Page]) -> None:
    page = begin(javascript=False)

    expect(page.locator(".peilstok-kept")).to_have_text("Wat u invult, bewaren wij als u op een knop drukt.")


def press_visible(page: Page, text: str) -> None:
    """Click the one button with this text that is shown."""
    page.get_by_text(text, exact=True).locator("visible=true").click()


def assert_seen(page: Page, selector: str) -> None:
    """All of it is on the screen."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= SCREEN
