"""In colours of the reader's own, and on paper: all that is said can be read. By night: test_axe.py."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.steps import at_overview, follow_link, too_pale
from tests.web.field import STUDY, open_wave_with_codes

OpenPage = Callable[..., Page]
_LOOK = Path(__file__).parents[1] / "data" / "look"


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


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_with_a_theme_everything_can_be_read_by_day_and_by_night(
    site: Site, open_page: OpenPage, colours: Literal["light", "dark"]
) -> None:
    study = site.field.settings.questionnaire_directory / "kernen"
    study.mkdir(parents=True)
    (study / "study.yaml").write_text(json.dumps(STUDY))
    for file in ("theme.css", "logo.svg"):
        shutil.copy(_LOOK / file, study)
    code, *_others = open_wave_with_codes(site.field)
    page = open_page(390)
    page.emulate_media(color_scheme=colours)

    follow_link(site, page, code)
    found = too_pale(page)
    for address in ("/vragenlijst/1", "/vragenlijst/2", "/vragenlijst/controle", "/vragenlijst/stoppen"):
        page.goto(site.address + address)
        if address.endswith("1"):
            page.click("label[for=vraag-luistert-eens]")
        found += too_pale(page)

    assert found == []
    assert page.locator("html").get_attribute("class") == "peilstok-theme other-theme voorbeeld-theme"
    shown = {
        "light": ("rgb(255, 255, 255)", "rgb(212, 20, 34)"),
        "dark": ("rgb(18, 25, 29)", "rgb(231, 126, 133)"),  # #d41422 with so much white that it has 4.5 to 1
    }
    colour = "selector => getComputedStyle(document.querySelector(selector)).backgroundColor"
    primary = ".utrecht-button--primary-action"
    assert (page.evaluate(colour, "body"), page.evaluate(colour, primary)) == shown[colours]


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
