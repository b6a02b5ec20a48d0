"""In colours of the reader's own, and on paper: all that is said can be read. By night: test_axe.py."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.steps import at_overview, follow_link
from tests.web.field import open_wave_with_codes

OpenPage = Callable[..., Page]


def test_progress_is_seen_in_colours_of_the_readers_own(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    page.emulate_media(forced_colors="active")
    follow_link(site, page, code)

    bars = []
    for position in (1, 3):
        page.goto(f"{site.address}/vragenlijst/{position}")
        bars.append(page.locator("progress").screenshot())

    assert len(set(bars)) == 2


def test_on_paper_the_answers_stand_and_nothing_to_press(site: Site, open_page: OpenPage) -> None:
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(360)
    at_overview(site, page, code)

    page.emulate_media(media="print", color_scheme="dark")

    assert page.get_by_text("Heeft u de gemeente gesproken?").is_visible()
    assert page.locator(".utrecht-button, .utrecht-skip-link, .peilstok-stop").locator("visible=true").count() == 0
    assert page.evaluate(
        "getComputedStyle(document.querySelector('.utrecht-page-footer .utrecht-paragraph')).color"
    ) == ("rgb(0, 0, 0)")
