"""The whole way in browsers of other makes, and where an app opens the link in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.conftest import Site
from tests.browser.engines import Engine, firefox, webkit
from tests.browser.steps import envelopes, follow_link, press
from tests.web.field import open_wave_with_codes

_WIDTHS = (360, 1280)
_PHONE: ViewportSize = {"width": 360, "height": 640}
_ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-A155F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile"
_IN_APPS = [
    (f"{_ANDROID} Safari/537.36 [FB_IAB/FB4A;FBAV/530.0.0.48.74;]", "com.facebook.katana"),
    (f"{_ANDROID} Safari/537.36 Instagram 400.0.0.0 Android", "com.instagram.android"),
    (f"{_ANDROID} Safari/537.36", "com.whatsapp"),
]
_NOTHING_KEPT = "for (const name of ['getItem', 'setItem']) Storage.prototype[name] = () => { throw new Error(); };"
_TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


@pytest.fixture(scope="module", params=[firefox, webkit], ids=lambda started: started.__name__)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A window of one of them."""
    started: Callable[[], AbstractContextManager[Engine]] = request.param
    with started() as engine:
        yield engine


@pytest.mark.parametrize("width", _WIDTHS)
def test_a_resident_goes_from_letter_to_thanks(engine: Engine, site: Site, width: int) -> None:
    code, *_others = open_wave_with_codes(site.field)
    engine.resize(width, 740)

    engine.open(f"{site.address}/#{code}")
    engine.until("location.pathname === '/vragenlijst'")
    assert code not in engine.run("location.href")
    engine.press("Begin met de vragen")
    for answer in ("vraag-luistert-eens", "vraag-gesproken-nee", None):
        if answer:
            engine.click(f"label[for={answer}]")
            assert engine.run(f"document.getElementById('{answer}').checked")
        assert not engine.run(_TOO_WIDE), engine.run("location.pathname")
        engine.press("Volgende")
    assert not engine.run(_TOO_WIDE)
    engine.press("Verstuur mijn antwoorden")

    assert engine.run("document.querySelector('h1').textContent.trim()") == "Bedankt voor het meedoen"
    assert envelopes(site) == 1


@pytest.mark.parametrize(("agent", "app"), _IN_APPS)
def test_an_app_that_opens_the_link_in_a_window_of_its_own(chromium: Browser, site: Site, agent: str, app: str) -> None:
    code, *_others = open_wave_with_codes(site.field)
    headers = {"X-Requested-With": app, "Referer": f"android-app://{app}/"}

    with chromium.new_context(user_agent=agent, extra_http_headers=headers, viewport=_PHONE, has_touch=True) as context:
        page = context.new_page()
        page.add_init_script(_NOTHING_KEPT)
        follow_link(site, page, code)
        press(page, "Begin met de vragen")
        page.tap("label[for=vraag-luistert-eens]")
        press(page, "Volgende")
        page.tap("label[for=vraag-gesproken-nee]")
        press(page, "Volgende")
        press(page, "Volgende")
        press(page, "Verstuur mijn antwoorden")

        expect(page.locator("h1")).to_have_text("Bedankt voor het meedoen")
    assert envelopes(site) == 1
