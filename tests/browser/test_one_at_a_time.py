"""One question at a time in a real browser: without a reload by a script, and the same without one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.fitting import misfits
from tests.browser.statements import thirty_statements
from tests.browser.steps import press
from tests.web.field import open_wave_with_codes

OpenPage = Callable[..., Page]


@pytest.fixture
def begin(site: Site, open_page: OpenPage) -> Callable[..., Page]:
    """Opens the first statement."""
    code, *_others = open_wave_with_codes(site.field, instrument=thirty_statements("one"))

    def begin_it(*, javascript: bool = True) -> Page:
        page = open_page(360, javascript=javascript)
        page.set_viewport_size({"width": 360, "height": 640})
        page.goto(f"{site.address}/")
        page.fill("#code", code)
        press(page, "Naar de vragenlijst")
        page.goto(f"{site.address}/vragenlijst/1")
        if javascript:
            page.evaluate("window.wasHere = true")
        return page

    return begin_it


def is_at(page: Page, number: int) -> None:
    """Address, title, progress and question are those of this statement."""
    expect(page).to_have_title(re.compile(rf"\(vraag {number} van 30\)"))
    assert page.url.endswith(f"/vragenlijst/{number}")
    expect(page.locator("progress")).to_have_attribute("value", str(number))
    expect(page.locator("progress")).to_have_attribute("max", "30")
    expect(page.locator(".peilstok-question__number")).to_have_text(f"Vraag {number} van 30")


def focused(page: Page) -> str:
    """The first line of what has the focus."""
    text: str = page.evaluate("document.activeElement.textContent.trim()")
    return text.split("\n")[0]


@pytest.mark.parametrize("javascript", [True, False])
def test_it_goes_on_and_back_with_buttons_and_with_those_of_the_browser(
    begin: Callable[..., Page], javascript: bool
) -> None:
    page = begin(javascript=javascript)
    is_at(page, 1)
    page.click("label[for=vraag-s0-eens]")
    page.get_by_role("button", name="Volgende").click()
    is_at(page, 2)
    page.click("label[for=vraag-s1-oneens]")
    page.get_by_role("button", name="Volgende").click()
    is_at(page, 3)
    page.get_by_role("button", name="Vorige").click()
    is_at(page, 2)
    assert page.is_checked("#vraag-s1-oneens")

    page.go_back()
    is_at(page, 3)
    page.go_back()
    is_at(page, 2)
    page.go_back()
    is_at(page, 1)
    assert page.is_checked("#vraag-s0-eens")
    page.go_forward()
    is_at(page, 2)

    if javascript:
        assert page.evaluate("window.wasHere"), "the page was loaded anew"


def test_the_focus_goes_to_the_question_and_at_a_new_section_to_its_heading(begin: Callable[..., Page]) -> None:
    page = begin()

    for number in range(2, 8):
        page.get_by_role("button", name="Volgende").click()
        is_at(page, number)
        if number < 7:
            assert page.evaluate("document.activeElement.tagName") == "FIELDSET"
            assert focused(page) == f"Vraag {number} van 30"
        assert page.evaluate("scrollY") == 0

    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.is_checked("#vraag-s6-helemaal_oneens")


def test_a_second_press_of_two_does_not_pass_over_a_question(begin: Callable[..., Page]) -> None:
    page = begin()

    page.get_by_role("button", name="Volgende").dblclick()
    is_at(page, 2)
    page.wait_for_timeout(300)

    is_at(page, 2)


def test_without_a_connection_the_answer_stays_and_it_goes_on_later(begin: Callable[..., Page]) -> None:
    page = begin()
    page.click("label[for=vraag-s0-eens]")
    page.context.set_offline(True)
    page.get_by_role("button", name="Volgende").click()
    expect(page.locator(".peilstok-not-kept")).to_contain_text("Er is geen verbinding.")
    assert page.is_checked("#vraag-s0-eens")

    page.context.set_offline(False)
    page.get_by_role("button", name="Volgende").click()

    is_at(page, 2)


def test_from_the_last_question_it_goes_to_the_look_over_and_what_ends_it_is_told(
    site: Site, begin: Callable[..., Page]
) -> None:
    page = begin()
    page.goto(f"{site.address}/vragenlijst/30")
    page.click("label[for=vraag-s29-eens]")
    page.get_by_role("button", name="Volgende").click()
    expect(page.locator("h1")).to_have_text("Kijk uw antwoorden na")
    expect(page.locator("#antwoord-s29 dd")).to_contain_text("Eens")
    page.goto(f"{site.address}/vragenlijst/4")
    site.leave_alone()

    page.get_by_role("button", name="Volgende").click()

    expect(page.locator("h1")).to_have_text("Typ uw code nog een keer")


def test_going_back_in_the_browser_keeps_what_was_just_chosen(site: Site, begin: Callable[..., Page]) -> None:
    page = begin()
    page.get_by_role("button", name="Volgende").click()
    is_at(page, 2)
    page.click("label[for=vraag-s1-eens]")

    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.go_back()
    is_at(page, 1)

    page.goto(f"{site.address}/vragenlijst/2")
    assert page.is_checked("#vraag-s1-eens")


def test_the_statement_and_the_way_on_are_one_screen_and_fit_with_large_letters(begin: Callable[..., Page]) -> None:
    page = begin()
    page.get_by_role("button", name="Volgende").click()
    is_at(page, 2)

    box = page.get_by_role("button", name="Volgende").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 660
    assert page.locator(".peilstok-question").bounding_box()["y"] > 0  # type: ignore[index]  # it is there
    assert Axe().run(page).response["violations"] == []
    page.locator(".peilstok-folded summary").click()
    assert misfits(page, 320, 360, 1280, larger=True) == []
