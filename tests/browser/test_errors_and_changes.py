"""What a respondent meets on a small phone when something is wrong, or when the questionnaire changes under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from survey_app.questionnaire.instrument import Instrument
from tests.browser.conftest import Site
from tests.browser.steps import at_overview, envelopes, press
from tests.contact_wave import with_desk
from tests.web.field import INSTRUMENT, open_wave_with_codes

OpenPage = Callable[..., Page]

HEIGHT = 740
_LONG = "Wilt u hieronder zo precies mogelijk aangeven hoe het de laatste keer ging, ook als dat langer geleden is?"
_NUMBER = {"type": "number", "id": "keren", "text": _LONG, "help": _LONG, "minimum": 0, "maximum": 99, "required": True}
_CHOICE = {
    "type": "single_choice",
    "text": _LONG,
    "required": True,
    "options": [
        {"id": "ja", "label": "Ja"},
        {"id": "nee", "label": "Nee"},
        {"id": "anders", "label": "Anders, namelijk", "other": True},
    ],
}
_STATEMENTS = [
    {"type": "likert", "id": f"stelling{number}", "text": "De gemeente luistert.", "response_scale": "eens"}
    for number in range(5)
]


def long_page() -> Instrument:
    """A page of some ten screens, with one of each kind that can be wrong, and a question that comes at its end."""
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    raw["questionnaire"]["sections"] = [
        {
            "id": "lang",
            "title": "Een lange pagina",
            "items": [
                *_STATEMENTS,
                _NUMBER,
                {**_CHOICE, "id": "gesproken"},
                {**_CHOICE, "id": "waar"},
                {"type": "open_text", "id": "hoe", "text": _LONG, "required": True},
                {"type": "mark", "id": "cijfer", "text": _LONG, "required": True},
                {**_NUMBER, "id": "vaker", "when": {"item": "gesproken", "is": "ja"}, "required": False},
            ],
        },
        {
            "id": "meer",
            "title": "Meer",
            "when": {"item": "gesproken", "is": "ja"},
            "items": [{"type": "mark", "id": "slot", "text": "Welk cijfer?"}],
        },
    ]
    return Instrument.model_validate(raw)


def at_long_page(site: Site, page: Page) -> None:
    """On the long page, with a code."""
    code, *_others = open_wave_with_codes(site.field, instrument=long_page())
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.address}/")
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")
    page.goto(f"{site.address}/vragenlijst/1")


def is_seen(page: Page, place: Locator) -> bool:
    """Whether all of it is on the screen."""
    box = place.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= HEIGHT


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_to_what_is_wrong_shows_the_question_the_message_and_the_field(
    site: Site, open_page: OpenPage, javascript: bool
) -> None:
    page = open_page(360, javascript=javascript)
    at_long_page(site, page)
    page.fill("#vraag-keren-antwoord", "zeven")
    page.click("label[for=vraag-waar-anders]")
    page.fill("#vraag-waar-woorden", "Op straat")
    page.click("label[for=vraag-waar-ja]")
    press(page, "Volgende")
    links = page.locator("#fouten a")

    for number in range(links.count()):
        field = (links.nth(number).get_attribute("href") or "").removeprefix("#")
        links.nth(number).click()
        card = page.locator(".peilstok-question").filter(has=page.locator(f"[id='{field}']"))
        for place in (".peilstok-question__text", ".utrecht-form-field-error-message", f"[id='{field}']"):
            assert is_seen(page, card.locator(place)), f"{field}: {place} {card.locator(place).bounding_box()}"
        page.evaluate("scrollTo(0, 0)")

    assert links.count() == 5


def test_a_link_to_a_name_that_is_missing_shows_what_is_asked_and_the_message(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(INSTRUMENT))
    page = open_page(360)
    page.emulate_media(reduced_motion="reduce")
    at_overview(site, page, code)
    page.fill("#contact-email", "an@voorbeeld.example")
    press(page, "Verstuur mijn antwoorden")

    page.locator("#fouten a").click()

    for place in ("label[for=contact-name]", "#contact-name-fout", "#contact-name"):
        assert is_seen(page, page.locator(place)), place


def test_a_press_on_the_field_of_a_link_moves_nothing_from_under_the_finger(site: Site, open_page: OpenPage) -> None:
    page = open_page(360)
    at_long_page(site, page)
    press(page, "Volgende")
    page.locator("#fouten a").last.click()
    page.evaluate("document.activeElement.blur(); scrollBy(0, 300)")
    before = page.evaluate("scrollY")
    box = page.locator("#vraag-cijfer-1").bounding_box()
    assert box is not None

    page.mouse.click(box["x"] + 10, box["y"] + 10)

    assert page.is_checked("#vraag-cijfer-1")
    assert page.evaluate("scrollY") == before


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_that_came_says_so_where_it_stands(site: Site, open_page: OpenPage, javascript: bool) -> None:
    page = open_page(360, javascript=javascript)
    at_long_page(site, page)
    fill_in(page)

    press(page, "Volgende")

    new = page.locator("#vraag-vaker")
    assert is_seen(page, new.get_by_text("Er is een vraag bij gekomen"))
    assert is_seen(page, new.locator(".peilstok-question__text"))
    assert page.get_by_text("Er is een vraag bij gekomen").locator("visible=true").count() == 1


def test_how_many_questions_and_pages_there_are_stays_the_same_whatever_is_answered(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page(360)
    at_long_page(site, page)
    told = [
        page.locator(".peilstok-progress__text").inner_text(),
        page.inner_text("#vraag-stelling0 .peilstok-question__number"),
    ]
    fill_in(page)

    press(page, "Volgende")

    assert told == ["Pagina 1 van hoogstens 2", "Vraag 1 van hoogstens 12"]
    assert [
        page.locator(".peilstok-progress__text").inner_text(),
        page.inner_text("#vraag-stelling0 .peilstok-question__number"),
    ] == told


def test_nothing_is_told_to_be_wrong_before_anything_was_filled_in(site: Site, open_page: OpenPage) -> None:
    page = open_page(360)
    at_long_page(site, page)

    assert page.locator(":invalid").count() == 0
    properties = fields_as_read_aloud(page)
    assert [field for field in properties if field.get("invalid") == "true"] == []
    assert len([field for field in properties if field.get("required") is True]) == 5

    press(page, "Volgende")
    assert len([field for field in fields_as_read_aloud(page) if field.get("invalid") == "true"]) >= 5


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_sends_no_page_of_which_the_rest_was_not_seen(site: Site, open_page: OpenPage, javascript: bool) -> None:
    page = open_page(360, javascript=javascript)
    at_long_page(site, page)
    page.click("label[for=vraag-gesproken-anders]")
    page.fill("#vraag-keren-antwoord", "7")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))

    for field in ("#vraag-keren-antwoord", "#vraag-gesproken-woorden"):
        page.focus(field)
        page.keyboard.press("Enter")
    if javascript:
        page.focus("#vraag-stelling0-eens")
        page.keyboard.press("Enter")
    page.wait_for_timeout(200)

    assert sent == []
    assert page.input_value("#vraag-keren-antwoord") == "7"


@pytest.mark.parametrize("javascript", [True, False])
def test_enter_in_a_name_sends_no_answers(site: Site, open_page: OpenPage, javascript: bool) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=with_desk(INSTRUMENT))
    page = open_page(360, javascript=javascript)
    at_overview(site, page, code)

    for field in ("#contact-name", "#contact-phone", "#contact-email"):
        page.focus(field)
        page.keyboard.press("Enter")
    page.wait_for_timeout(200)

    assert page.url.endswith("/vragenlijst/controle")
    assert envelopes(site) == 0
    press(page, "Verstuur mijn antwoorden")
    assert envelopes(site) == 1


def fill_in(page: Page) -> None:
    """All that is required, so that a question comes."""
    page.fill("#vraag-keren-antwoord", "7")
    page.click("label[for=vraag-gesproken-ja]")
    page.click("label[for=vraag-waar-ja]")
    page.fill("#vraag-hoe-antwoord", "Goed")
    page.click("label[for=vraag-cijfer-7]")


def fields_as_read_aloud(page: Page) -> list[dict[str, Any]]:  # as Chromium tells them
    """What a screen reader is told of each field and each group of fields."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    kinds = ("radio", "radiogroup", "textbox", "checkbox", "group")
    return [
        {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
        for node in nodes
        if node.get("role", {}).get("value") in kinds
    ]
