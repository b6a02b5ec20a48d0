"""What axe-core finds by all its rules on every page that respondents meet, in every width, colours and language.

Each page in each language, each width and each colours; which width goes with which colours turns from page to page, so
that over the pages each pair comes by. `make axe` looks at all of it: each page in each language in every pair.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from survey_app.language.catalogues import translated
from survey_app.questionnaire.instrument import Instrument
from tests.browser.conftest import Site
from tests.browser.steps import barriers, pages_to_look_at, press
from tests.browser.test_read_aloud import ARABIC, ENGLISH, NEAR, until, with_voices
from tests.contact_wave import DESK
from tests.exclusive_wave import with_exclusive
from tests.media_study import ALT, silence, with_media, write_study
from tests.three_languages import LOCALES, write_in_three
from tests.web.accountability import fill_in
from tests.web.field import STUDY, open_wave_for_staff, open_wave_with_codes

OpenPage = Callable[..., Page]
Colours = Literal["light", "dark", "forced"]

WIDTHS = (1280, 390, 320)
COLOURS: tuple[Colours, ...] = ("light", "dark", "forced")
_EVERY_PAIR = "PEILSTOK_AXE" in os.environ

AGAINST_THE_RULES = (
    ":is(label, legend) :is(a, button, h1, h2, h3)",
    "[placeholder]:not([placeholder=' '])",
    "[required], [onpaste], [target=_blank], select",
    "form:not([novalidate]):has(:is(input:not([type=hidden]), textarea))",
    "[type=image], [type=submit]:not(button), button:has(img), button:empty:not([hidden])",
    "[disabled]:not([hidden])",
    "[tabindex]:not([tabindex='-1'], [tabindex='0'])",
    "form .peilstok-progress, form #fouten",
)
"""What on a page would not be as docs/forms.md tells."""


def looks(page_number: int, language_number: int) -> list[tuple[int, Colours]]:
    """The widths and colours in which to look at the page with this number, read in the language with this number."""
    if _EVERY_PAIR:
        return list(product(WIDTHS, COLOURS))
    width, colours = page_number + language_number, page_number // 3 + language_number
    return [(WIDTHS[width % 3], COLOURS[colours % 3])]


def look(page: Page, width: int, colours: Colours) -> None:
    """Let the page be seen so."""
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(
        color_scheme="dark" if colours == "dark" else "light", forced_colors="active" if colours == "forced" else "none"
    )


def rarer_states(site: Site, code: str, one_by_one: str, language: str) -> list[Callable[[Page], object]]:
    """Steps to what comes by only if somebody does what is not meant, to one question at a time, and to a tablet."""
    said = partial(translated, language=language)

    def send_what_cannot_be_sent(page: Page) -> None:
        page.goto(f"{site.address}/vragenlijst/controle")
        page.fill("[type=tel]", "zes")
        press(page, said("Verstuur mijn antwoorden"))
        assert page.locator("#fouten li").count() == 3

    def choose_what_goes_with_no_other(page: Page) -> None:
        page.goto(f"{site.address}/vragenlijst/2")
        page.click("label[for=vraag-gesproken-nee]")
        press(page, said("Volgende"))
        for option in ("brief", "anders", "geen"):
            page.click(f"label[for=vraag-merkte-{option}]")
        assert page.inner_text("[role=status]")

    def choose_both(page: Page) -> None:
        page.evaluate("document.getElementById('vraag-merkte-brief').checked = true")
        press(page, said("Volgende"))
        assert page.locator("#fouten li").count() == 1

    def pass_over_what_is_needed(page: Page) -> None:
        page.goto(f"{site.address}/vragenlijst/4")
        page.locator("button[value=next]:visible").click()
        page.wait_for_selector("#fouten")

    def be_asked_whether_somebody_is_there(page: Page) -> None:
        page.fill("#code", code)
        press(page, said("Naar de vragenlijst"))
        page.evaluate("document.getElementById('er-nog').showModal()")

    return [
        partial(begin, site, said, code),
        send_what_cannot_be_sent,
        choose_what_goes_with_no_other,
        choose_both,
        partial(begin, site, said, one_by_one),
        lambda page: page.goto(f"{site.address}/vragenlijst/1"),
        pass_over_what_is_needed,
        lambda page: page.goto(f"{site.address}/tablet"),
        lambda page: press(page, said("Maak hier een tablet voor iedereen van")),
        be_asked_whether_somebody_is_there,
    ]


def begin(site: Site, said: Callable[[str], str], code: str, page: Page) -> None:
    """As somebody who was not here before."""
    page.context.clear_cookies()
    page.goto(f"{site.address}/")
    page.fill("#code", code)
    press(page, said("Naar de vragenlijst"))


def seen_and_heard(site: Site, code: str, language: str) -> list[Callable[[Page], object]]:
    """Steps to a picture, a recording and reading aloud: offered, at work, stopped, and where they cannot be had."""

    def begin_with_voices(page: Page) -> None:
        with_voices(page, NEAR, ENGLISH, ARABIC)
        begin(site, partial(translated, language=language), code, page)

    def hear(question: str, page: Page) -> None:
        page.locator(f"{question} .peilstok-aloud").first.click()
        assert page.locator(".peilstok-aloud--reading").count() == 1

    def hear_the_recording(page: Page) -> None:
        hear("#vraag-luistert", page)
        until(page, "document.querySelector('audio').currentTime > 0")

    def stop_hearing(page: Page) -> None:
        page.locator(".peilstok-aloud--reading").click()
        assert page.locator(".peilstok-aloud--reading").count() == 0

    def see_and_hear_nothing_that_is_there(page: Page) -> None:
        page.route("**/media/**", lambda route: route.abort())
        page.goto(f"{site.address}/vragenlijst/1")
        page.evaluate("window.voices = []")
        page.locator("#vraag-luistert .peilstok-aloud").click()
        page.wait_for_selector("audio", state="visible")

    return [
        begin_with_voices,
        lambda page: page.goto(f"{site.address}/vragenlijst/1"),
        partial(hear, "main"),
        partial(hear, "#vraag-ziet"),
        hear_the_recording,
        stop_hearing,
        see_and_hear_nothing_that_is_there,
    ]


def with_picture_and_recording(site: Site) -> Instrument:
    """The wave of the pages' tests with a picture and a recording at its first question; files of both beside it."""
    studies = site.field.settings.questionnaire_directory
    write_study(studies)
    (studies / "kernen" / "stem.mp3").write_bytes(silence(4000))  # longer than all looks at it
    picture = {"file": "dak.svg", "alt": ALT}
    questionnaire = with_media(image=picture, audio=dict.fromkeys(LOCALES, "stem.mp3"))
    return write_in_three(studies / "kernen", questionnaire, STUDY)


@pytest.mark.slow
@pytest.mark.parametrize("language", LOCALES)
def test_axe_and_the_rules_for_forms_find_nothing_on_any_page(
    site: Site, open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    """The rules for forms are those of docs/forms.md that a selector can tell."""
    questionnaire = with_exclusive().questionnaire.model_dump(mode="json", by_alias=True, exclude_none=True)
    three = write_in_three(tmp_path / "kernen", questionnaire | {"contact_desk": DESK}, STUDY)
    staff = open_wave_for_staff(site.field, instrument=three)
    codes = open_wave_with_codes(site.field, instrument=three)
    at_a_time = write_in_three(tmp_path / "one", questionnaire | {"form": "one"}, STUDY)
    one_by_one, *_others = open_wave_with_codes(site.field, "bewoners-2027", instrument=at_a_time)
    media, *_others = open_wave_with_codes(site.field, "bewoners-2028", instrument=with_picture_and_recording(site))
    fill_in(site.app)
    page = open_page(locale=LOCALES[language])
    faults: list[str] = []

    states = [
        *pages_to_look_at(site, codes, staff, language),
        *rarer_states(site, codes[2], one_by_one, language),
        *seen_and_heard(site, media, language),
    ]
    for number, show in enumerate(states):
        look(page, 390, "light")
        show(page)
        faults += [f"{page.url}: {rule}" for rule in AGAINST_THE_RULES if page.locator(rule).count()]
        for width, colours in looks(number, list(LOCALES).index(language)):
            look(page, width, colours)
            faults += [f"{width} {colours} {fault}" for fault in barriers(page)]
            background = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (background == "rgb(18, 25, 29)") == (colours == "dark")

    assert "\n".join(faults) == ""
