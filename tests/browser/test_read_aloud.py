"""Read aloud: a recording from here or a voice of this device, never a far one; nothing begins by itself, all stops.

Headless Chromium has no voices, so `window.speechSynthesis` stands in here: it tells which voices there are, and notes
what it is asked to say. It says one thing at a time, and ends it when the test says so. Recordings are played for real.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from survey_app.questionnaire.instrument import Instrument
from survey_app.questionnaire.loader import load_instrument
from tests.browser.conftest import Site
from tests.browser.steps import follow_link, press, serious, tab_to
from tests.exclusive_wave import with_exclusive
from tests.media_study import ALT, silence, with_media, write_study
from tests.three_languages import write_in_three
from tests.web.field import INSTRUMENT, QUESTIONNAIRE, STUDY, open_wave_with_codes

OpenPage = Callable[..., Page]

FAR = {"name": "Ver", "lang": "nl-NL", "localService": False, "default": True}
NEAR = {"name": "Dichtbij", "lang": "nl_NL", "localService": True, "default": False}
ENGLISH = {"name": "Near", "lang": "en-GB", "localService": True, "default": True}
ARABIC = {"name": "قريب", "lang": "ar-EG", "localService": True, "default": False}

_STAND_IN = """
window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
const synthesis = new EventTarget();
let now = null;
Object.assign(synthesis, {
  getVoices: () => window.voices,
  speak: (spoken) => { now = spoken; window.said.push([spoken.voice.name, spoken.lang, spoken.text]); },
  cancel: () => { now = null; sessionStorage.cancelled = "yes"; },
});
window.endOfText = () => { const spoken = now; now = null; spoken.onend(); };
window.isSpeaking = () => now !== null;
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""


def with_voices(page: Page, *voices: dict[str, object]) -> Page:
    page.add_init_script(f"window.voices = {list(voices)!r};".replace("True", "true").replace("False", "false"))
    page.add_init_script(_STAND_IN)
    return page


def on_first_page(site: Site, page: Page, instrument: Instrument) -> Page:
    code, *_others = open_wave_with_codes(site.field, instrument=instrument)
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/1")
    return page


def studies(site: Site) -> Path:
    return site.field.settings.questionnaire_directory


def until(page: Page, holds: str) -> None:
    """Our policy lets nothing wait within the page."""
    for _moment in range(600):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {holds}")


def said(page: Page) -> list[str]:
    return [text for _voice, _language, text in page.evaluate("window.said")]


def listen(page: Page) -> list[str]:
    """All that is said until it is silent."""
    while page.evaluate("window.isSpeaking()"):
        page.evaluate("window.endOfText()")
    return said(page)


def buttons(page: Page) -> list[str]:
    return [button.inner_text() for button in page.locator(".peilstok-aloud:visible").all()]


@pytest.mark.parametrize("voices", [(), (FAR,), (ENGLISH,), (FAR, ARABIC)])
def test_without_a_near_voice_of_the_language_there_is_no_button(
    site: Site, open_page: OpenPage, voices: tuple[dict[str, object], ...]
) -> None:
    page = on_first_page(site, with_voices(open_page(), *voices), with_exclusive())

    assert buttons(page) == []


def test_a_question_and_a_page_are_said_in_order_by_a_near_voice_and_stop(site: Site, open_page: OpenPage) -> None:
    page = on_first_page(site, with_voices(open_page(), ENGLISH, FAR, NEAR), with_exclusive())
    ofpage, first, *_others = page.locator(".peilstok-aloud:visible").all()
    assert said(page) == [], "nothing by itself"
    assert ofpage.inner_text() == "Lees deze pagina voor"
    assert first.text_content() == "Lees voor vraag 1"

    first.click()

    assert page.evaluate("window.said[0]") == ["Dichtbij", "nl_NL", "De gemeente luistert."]
    assert first.text_content() == "Stop vraag 1"
    assert listen(page) == [
        *("De gemeente luistert.", "Oneens", "Neutraal", "Eens", "Weet ik niet of niet van toepassing"),
    ]
    assert first.text_content() == "Lees voor vraag 1"

    page.evaluate("window.said = []")
    ofpage.click()
    everything = listen(page)
    assert everything[:3] == ["De gemeente en u", "Wat vindt u?", "De gemeente luistert."]
    assert everything.count("Wat vindt u?") == 1, "what is folded is not read"
    assert everything[everything.index("Nu iets anders.") + 1 :][:2] == ["Welk cijfer geeft u?", "1"]
    assert serious(page) == []


def test_it_stops_at_a_press_at_escape_at_another_and_on_leaving(site: Site, open_page: OpenPage) -> None:
    page = on_first_page(site, with_voices(open_page(), NEAR), with_exclusive())
    _ofpage, first, second, *_others = page.locator(".peilstok-aloud:visible").all()

    tab_to(page, "#vraag-luistert .peilstok-aloud")
    page.keyboard.press("Enter")
    assert page.evaluate("window.isSpeaking()")
    page.keyboard.press("Enter")
    assert not page.evaluate("window.isSpeaking()")
    assert page.evaluate("document.activeElement.textContent") == "Lees voor vraag 1"

    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    assert not page.evaluate("window.isSpeaking()")

    first.click()
    second.click()
    assert (first.text_content(), second.text_content()) == ("Lees voor vraag 1", "Stop vraag 2")
    assert said(page)[-1] == "De gemeente ziet ons."

    page.evaluate("delete sessionStorage.cancelled")
    press(page, "Volgende")
    assert page.evaluate("sessionStorage.cancelled") == "yes"


def test_one_question_at_a_time_each_has_its_button_and_is_silent_when_left(site: Site, open_page: OpenPage) -> None:
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    raw["questionnaire"]["form"] = "one"
    page = on_first_page(site, with_voices(open_page(), NEAR), Instrument.model_validate(raw))
    page.locator("#vraag-luistert .peilstok-aloud").click()
    assert page.evaluate("window.isSpeaking()")

    page.locator("button:visible", has_text="Volgende").click()
    page.wait_for_selector("#vraag-ziet")

    assert not page.evaluate("window.isSpeaking()")
    page.locator("#vraag-ziet .peilstok-aloud").click()
    assert said(page)[-1] == "De gemeente ziet ons."
    assert len(said(page)) == 2, "it is the same page, without a reload"


def test_each_language_is_said_by_a_voice_of_it(site: Site, open_page: OpenPage) -> None:
    page = with_voices(open_page(locale="ar"), NEAR, ARABIC)
    on_first_page(site, page, write_in_three(studies(site) / "kernen", QUESTIONNAIRE, STUDY))

    page.locator(".peilstok-aloud:visible").nth(1).click()

    assert page.evaluate("document.documentElement.lang") == "ar"
    assert page.evaluate("window.said[0]") == ["قريب", "ar-EG", "بالعربية: De gemeente luistert."]


def playing(page: Page) -> bool:
    return bool(page.evaluate("(() => { const a = document.querySelector('audio'); return !a.paused && !a.ended; })()"))


def test_a_recording_goes_before_a_voice_and_stops(site: Site, open_page: OpenPage) -> None:
    page = with_voices(open_page(), NEAR)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    write_study(studies(site))
    (studies(site) / "kernen" / "stem.mp3").write_bytes(silence(400))  # ten seconds, so that there is something to stop
    on_first_page(site, page, load_instrument(studies(site) / "kernen" / "bewoners.yaml"))
    first = page.locator("#vraag-luistert .peilstok-aloud")
    assert page.locator("audio").is_hidden()
    assert not [address for address in asked if address.endswith(".mp3")], "nothing is fetched before it is asked for"

    first.click()
    until(page, "document.querySelector('audio').currentTime > 0")
    assert playing(page)
    assert said(page) == []

    first.click()
    assert not playing(page)
    assert all(address.startswith(site.address) for address in asked)


def test_a_voice_says_what_a_recording_that_is_gone_would(site: Site, open_page: OpenPage) -> None:
    page = on_first_page(site, with_voices(open_page(), NEAR), write_study(studies(site)))
    (studies(site) / "kernen" / "stem.mp3").unlink()

    page.locator("#vraag-luistert .peilstok-aloud").click()

    until(page, "window.said.length === 1")
    assert said(page) == ["De gemeente luistert.. Oneens. Neutraal. Eens. Weet ik niet of niet van toepassing"]


def test_without_script_a_recording_has_the_buttons_of_the_browser(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field, instrument=write_study(studies(site)))
    page = open_page(javascript=False)
    page.goto(site.address)
    page.fill("#code", code)
    press(page, "Naar de vragenlijst")
    page.goto(f"{site.address}/vragenlijst/1")

    assert buttons(page) == []
    assert page.locator("audio[controls]").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_picture_fits_and_its_room_is_there_before_it_is(site: Site, open_page: OpenPage, width: int) -> None:
    page = open_page(width)
    waiting: list[Callable[[], None]] = []
    page.route("**/media/*.svg", lambda route: waiting.append(route.continue_))
    instrument = write_study(studies(site), with_media(image={"file": "dak.svg", "alt": ALT}))
    code, *_others = open_wave_with_codes(site.field, instrument=instrument)
    follow_link(site, page, code)
    page.goto(f"{site.address}/vragenlijst/1", wait_until="commit")
    page.wait_for_selector("#vraag-cijfer")
    picture = page.get_by_alt_text(ALT)
    before = picture.bounding_box()

    waiting[0]()
    until(page, "document.querySelector('.peilstok-picture').naturalWidth > 0")

    after = picture.bounding_box()
    assert before == after
    assert after is not None
    assert after["x"] + after["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []


def test_behind_a_picture_it_is_light_by_night_too(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(color_scheme="dark")
    on_first_page(site, page, write_study(studies(site)))

    background = page.locator(".peilstok-picture").evaluate("picture => getComputedStyle(picture).backgroundColor")

    assert background == "rgb(255, 255, 255)"
