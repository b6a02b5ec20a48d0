"""`form: one`: a page for each question, without a script too; totals do not jump, and its introduction is in reach."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from tests.web.field import INSTRUMENT, QUESTIONNAIRE, Browser, open_wave_with_codes, value_of
from tests.web.test_preview import link_to, write_study

ITEMS = ["luistert", "ziet", "cijfer", "gesproken", "keren", "hoe", "merkte"]


def one_at_a_time() -> Instrument:
    """The questionnaire of these tests, one question at a time."""
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    raw["questionnaire"]["form"] = "one"
    return Instrument.model_validate(raw)


@pytest.fixture
def begun(field: Installation, browser: Browser) -> Browser:
    """A browser that has begun."""
    code, *_others = open_wave_with_codes(field, instrument=one_at_a_time())
    browser.enter(code)
    return browser


def test_each_page_asks_one_question_and_says_which_of_how_many(begun: Browser) -> None:
    asked, told = walk(begun, gesproken="ja")

    assert asked == [[item] for item in ITEMS]
    assert told == [f"vraag {number} van hoogstens 7" for number in range(1, 8)]


def test_who_is_asked_less_meets_numbers_without_gaps_and_the_same_total(begun: Browser) -> None:
    asked, told = walk(begun, gesproken="nee")

    assert asked == [[item] for item in ITEMS if item not in ("keren", "hoe")]
    assert told == [f"vraag {number} van hoogstens 7" for number in range(1, 6)]


def test_a_lead_in_stands_above_the_first_question_and_is_folded_with_the_next(begun: Browser) -> None:
    first, second, third = (begun.open(f"/vragenlijst/{position}") for position in (1, 2, 3))

    assert ("peilstok-folded" in first, "Wat vindt u?" in first) == (False, True)
    assert re.search(r'<details class="peilstok-folded">.*Wat vindt u\?.*</details>', second, re.DOTALL)
    assert second.count("Wat vindt u?") == 1
    assert ("peilstok-folded" in third, "Nu iets anders." in third) == (False, True)


def test_back_leads_to_the_question_before_and_keeps_this_one(begun: Browser) -> None:
    begun.send_page("/vragenlijst/1", luistert="eens")

    assert begun.send_page("/vragenlijst/2", go="previous", ziet="oneens").location == "/vragenlijst/1"
    assert 'value="oneens" checked' in begun.open("/vragenlijst/2")


def test_what_is_wrong_is_told_on_its_own_page(begun: Browser) -> None:
    refused = begun.send_page("/vragenlijst/4")

    assert refused.status_code == 422
    assert 'href="#vraag-gesproken-ja"' in refused.text


def test_the_look_over_has_each_section_once_and_leads_to_the_page_of_each_question(begun: Browser) -> None:
    walk(begun, gesproken="ja")
    told = begun.open("/vragenlijst/controle")

    assert re.findall(r'<h2[^>]*id="deel-(\w+)"', told) == ["gemeente", "contact", "over_contact", "u"]
    for position, item in enumerate(ITEMS, 1):
        assert f'href="/vragenlijst/{position}?terug=controle#vraag-{item}"' in told
    assert begun.open("/vragenlijst/3?terug=controle").count("Bewaar en ga terug") == 1
    back = begun.send_page("/vragenlijst/3?terug=controle", cijfer="8")
    assert back.location == "/vragenlijst/controle#antwoord-cijfer"


def test_who_goes_on_later_goes_on_with_the_first_question_not_passed(begun: Browser) -> None:
    begun.send_page("/vragenlijst/1", luistert="eens")
    begun.send_page("/vragenlijst/2")

    assert 'href="/vragenlijst/3"' in begun.open("/vragenlijst")


def test_a_page_that_was_sent_for_a_question_no_longer_asked_is_gone(begun: Browser) -> None:
    walk(begun, gesproken="ja")
    stale = begun.open("/vragenlijst/5")
    begun.send_page("/vragenlijst/4", gesproken="nee")
    fields = {name: value_of(name, stale) for name in ("csrf_token", "section", "shown")}

    gone = begun.client.post("/vragenlijst/5", data={**fields, "go": "next", "item.keren": "3"})

    assert gone.status_code == 404
    assert "Deze pagina hoort niet bij uw vragenlijst" in gone.text


def test_a_preview_shows_it_so_and_leads_to_the_page_of_a_question(app: Flask, field: Installation) -> None:
    at = field.settings.questionnaire_directory
    write_study(at, {**QUESTIONNAIRE, "form": "one"})
    looking, link = Browser.of(app), link_to(app)

    assert asked_on(looking.open(f"{link}/vragenlijst/2")) == ["ziet"]
    looking.open(f"{link}/overzicht")
    assert looking.post(f"{link}/overzicht", part="contact:1").location == f"{link}/vragenlijst/5#vraag-keren"


def asked_on(html: str) -> list[str]:
    """The questions on a page."""
    return re.findall(r'<div class="peilstok-card[^"]*" id="vraag-(\w+)"', html)


def walk(browser: Browser, **answers: Any) -> tuple[list[list[str]], list[str]]:  # one or several of each
    """Every page to the last by its button: what each asks, and what its title says of where it is."""
    asked, told, address = [], [], "/vragenlijst/1"
    while not address.endswith("controle"):
        asked.append(asked_on(browser.open(address)))
        told.append(re.findall(r"<title>.*\((vraag .*)\)", browser.html)[0])
        address = (
            browser.send_page(address, **{item: answers[item] for item in asked[-1] if item in answers}).location or ""
        )
    return asked, told
