"""The steps that a respondent takes in a browser, each done when the page it leads to is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from survey_app.language.catalogues import SOURCE, translated
from tests.browser.conftest import Site

WAVE = "bewoners-2026"


def follow_link(site: Site, page: Page, code: str) -> None:
    """From the link of a letter to the introduction."""
    page.goto(f"{site.address}/#{code}")
    page.wait_for_url("**/vragenlijst")


def press(page: Page, text: str) -> None:
    """Click a button or link, and wait for the page it leads to: what follows must not meet the page before."""
    with page.expect_navigation():
        page.locator("a, button").filter(has_text=text).first.click()


def _type_code(address: str, typed: str, button: str, page: Page) -> None:
    page.goto(address)
    page.fill("#code", typed)
    press(page, button)


def _read_everything(page: Page) -> None:
    while (more := page.locator("details:not([open]) > summary")).count():
        more.first.click()


def _refuse_cookies(address: str, typed: str, button: str, page: Page) -> None:
    page.goto(address)
    page.context.clear_cookies()
    page.fill("#code", typed)
    press(page, button)


def pages_to_look_at(
    site: Site, codes: list[str], staff: str, language: str = SOURCE
) -> list[Callable[[Page], object]]:
    """Steps that together show every kind of page, in an order in which they can be shown, read in this language."""
    code, another, *_others = codes
    words: list[str] = []
    said = partial(translated, language=language)

    def go(path: str) -> Callable[[Page], object]:
        return lambda page: page.goto(site.address + path)

    def pressing(text: str) -> Callable[[Page], object]:
        return lambda page: press(page, said(text))

    def type_code(typed: str) -> Callable[[Page], object]:
        return partial(_type_code, f"{site.address}/", typed, said("Naar de vragenlijst"))

    def ask_for_words(page: Page) -> None:
        press(page, said("Geef mij vier woorden"))
        words.extend(page.locator(".peilstok-four-words li").all_inner_texts())

    def come_from_elsewhere(page: Page) -> None:
        page.context.clear_cookies()
        type_code(code)(page)

    def type_words(page: Page) -> None:
        type_code(code)(page)
        page.fill("#woorden", " ".join(words))
        press(page, said("Ga verder met de vragenlijst"))

    def left_alone(page: Page) -> None:
        site.leave_alone()
        page.goto(f"{site.address}/vragenlijst/1")

    def fill_in_wrong(page: Page) -> None:
        page.click("label[for=vraag-gesproken-ja]")
        press(page, said("Volgende"))
        page.fill("#vraag-keren-antwoord", "zeven")
        press(page, said("Volgende"))
        page.wait_for_selector("#fouten")

    def put_right(page: Page) -> None:
        page.fill("#vraag-keren-antwoord", "7")
        press(page, said("Volgende"))
        page.wait_for_url("**/vragenlijst/3")

    return [
        go("/"),
        pressing("Naar de vragenlijst"),
        type_code(code),
        _read_everything,
        go("/vragenlijst/1"),
        go("/vragenlijst/2"),
        fill_in_wrong,
        put_right,
        go("/vragenlijst/4"),
        pressing("Stoppen en later verdergaan"),
        ask_for_words,
        come_from_elsewhere,
        pressing("Ga verder met de vragenlijst"),
        pressing("Opnieuw beginnen"),
        type_words,
        go(staff),
        go("/vragenlijst/stoppen"),
        go("/vragenlijst/controle"),
        _read_everything,
        pressing("Verstuur mijn antwoorden"),
        go("/vragenlijst/1"),
        go(staff),
        pressing("Begin met de vragen"),
        left_alone,
        pressing("Ik ben het: ga verder"),
        go("/vragenlijst/controle"),
        go("/vragenlijst/1"),
        pressing("Stoppen en later verdergaan"),
        go(staff),
        type_code(another),
        pressing("Verder met de code die ik net typte"),
        left_alone,
        type_code(another),
        go("/vragenlijst/later"),
        pressing("Stop nu"),
        go("/privacy"),
        go("/toegankelijkheid"),
        go("/nergens"),
        go("/gewist"),
        partial(_refuse_cookies, f"{site.address}/", code, said("Naar de vragenlijst")),
    ]


def at_overview(site: Site, page: Page, code: str) -> None:
    """Fill in the least that can be sent, up to the last page."""
    page.goto(f"{site.address}/")
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")
    page.goto(f"{site.address}/vragenlijst/2")
    page.click("label[for=vraag-gesproken-nee]")
    press(page, "Volgende")
    page.goto(f"{site.address}/vragenlijst/controle")


def choose(page: Page, field: str, *keys: str) -> None:
    """Walk to a group of answers with Tab, and choose with these keys."""
    tab_to(page, f"[name='{page.get_attribute(f'#{field}', 'name')}']")
    if keys == ("Space",):
        for _step in range(10):
            if page.evaluate("document.activeElement.id") == field:
                break
            page.keyboard.press("Tab")
    for key in keys:
        page.keyboard.press(key)


def press_on(page: Page, text: str) -> None:
    """Walk to a button or link with Tab and press it."""
    address = page.url
    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == text:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{text!r} cannot be reached by keyboard on {address}")


def tab_to(page: Page, selector: str) -> None:
    """Walk to a field with Tab."""
    for _step in range(80):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} cannot be reached by keyboard on {page.url}")


def envelopes(site: Site) -> int:
    """Envelopes in the box of the residents' wave."""
    with site.field.stores.reading() as store:
        return store.box.count(WAVE)


def serious(page: Page) -> list[str]:
    """What axe-core finds that is serious or critical, with the page. Everything else it found stays in the browser."""
    return [one for impact, one in _found(page, "resultTypes: ['violations']") if impact in ("serious", "critical")]


def barriers(page: Page) -> list[str]:
    """What axe-core finds by all of its rules, those included that are for experiment or that it leaves out itself."""
    rules = "rules: Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]))"
    return [f"{impact}: {one}" for impact, one in _found(page, f"resultTypes: ['violations'], {rules}")]


def too_pale(page: Page) -> list[str]:
    """Texts without enough contrast, with the page."""
    return [one for _, one in _found(page, "runOnly: ['color-contrast']")]


def _found(page: Page, options: str) -> list[tuple[str, str]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(f"axe.run({{{options}, preload: false}}).then(found => found.violations)")
    return [(one["impact"], f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:200]}") for one in found]
