"""Where a road ends, a respondent reads who asks, can call with one tap, and has one way on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from tests.web.admin_desk import add_draft
from tests.web.field import (
    INSTRUMENT,
    QUESTIONNAIRE,
    STUDY,
    Browser,
    open_wave_for_staff,
    open_wave_with_codes,
)

CALL = 'href="tel:0344123456"'
CLIENT = '<span class="peilstok-brand__client">Gemeente Voorbeeld</span>'
OUTSIDE = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}


def onward(html: str) -> list[str]:
    """Where the buttons and links of the page itself lead."""
    return re.findall(r'href="([^"]+)"', html.partition("<main")[2].partition("</main>")[0])


def check_end(browser: Browser, *ways: str) -> None:
    """It is said who asks, with a number to tap, and these are the ways on."""
    assert CLIENT in browser.html
    assert "– Gemeente Voorbeeld</title>" in browser.html
    assert CALL in browser.html
    assert onward(browser.html) == list(ways)


ENDS: dict[str, Callable[[Browser], object]] = {
    "no such page": lambda browser: browser.open("/nergens"),
    "not that way": lambda browser: browser.open("/vragenlijst/verder"),
    "nothing begun": lambda browser: browser.open("/vragenlijst/1"),
    "nothing sent": lambda browser: browser.open("/bedankt"),
    "no such link": lambda browser: browser.open("/m/nergens"),
    "stopped": lambda browser: browser.open("/gestopt"),
    "wiped": lambda browser: browser.open("/gewist"),
}


@pytest.mark.parametrize("end", ENDS)
def test_every_end_names_who_asks_and_has_one_way_on(field: Installation, browser: Browser, end: str) -> None:
    open_wave_with_codes(field)
    browser.open("/")

    ENDS[end](browser)

    check_end(browser, "/")


def test_without_cookies_it_is_said_that_one_is_needed(app: Flask, field: Installation) -> None:
    code, *_others = open_wave_with_codes(field)
    link = open_wave_for_staff(field)
    browser = Browser(app.test_client(use_cookies=False))

    assert browser.enter(code).status_code == 400
    assert "Wij hebben één cookie nodig" in browser.html
    assert code not in browser.html
    check_end(browser, "/")

    browser.open(link)
    browser.post(link)
    check_end(browser, link)


def test_too_much_text_leads_back_to_what_was_begun(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.open("/vragenlijst/1")

    assert browser.post("/vragenlijst/1", section="gemeente", item__luistert="x" * 1_000_001).status_code == 413

    check_end(browser, "/vragenlijst")
    browser.open("/nergens")
    check_end(browser, "/vragenlijst")


def test_who_stopped_is_asked_for_the_code_and_not_told_that_nothing_was_begun(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", go="later", luistert="eens")
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later")

    for path in ("/vragenlijst/1", "/vragenlijst"):
        assert "Typ uw code om verder te gaan" in browser.open(path)
        check_end(browser, "/")
    browser.enter(code)
    assert "Welkom terug" in browser.open("/vragenlijst")


@pytest.mark.parametrize("by_link", [True, False])
def test_who_wiped_begins_where_they_came_from_and_in_their_own_language(
    field: Installation, browser: Browser, by_link: bool
) -> None:
    english = Instrument.model_validate({"study": STUDY, "questionnaire": QUESTIONNAIRE | {"language": "en"}})
    code, *_others = open_wave_with_codes(field, instrument=english)
    link = open_wave_for_staff(field, instrument=english)
    if by_link:
        browser.open(link)
        browser.post(link)
    else:
        browser.enter(code)
    browser.open("/vragenlijst/stoppen")
    assert browser.post("/vragenlijst/stoppen").location == "/gewist"

    assert 'lang="en"' in browser.open("/gewist")
    check_end(browser, link if by_link else "/")


def test_a_code_tells_of_which_wave_it_is_before_during_and_after(
    app: Flask, field: Installation, browser: Browser
) -> None:
    other = INSTRUMENT.model_copy(update={"study": INSTRUMENT.study.model_copy(update={"client": "Gemeente Elders"})})
    used, unused, *_others = open_wave_with_codes(field)
    open_wave_with_codes(field, "elders-2026", instrument=other)
    browser.enter(used)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")

    stranger = Browser.of(app)
    assert stranger.enter(used).status_code == 409
    check_end(stranger, "/")
    close_wave(field.stores, field.keys, "bewoners-2026", date(2026, 7, 1), "an", second="bea")
    assert Browser.of(app).enter(unused).status_code == 403
    late = Browser.of(app)
    late.enter(unused)
    check_end(late, "/")

    add_draft(app, "later")
    early_code, *_others = invite(field.stores, field.keys, "later", ["ingen"], who="an", study=INSTRUMENT.study)
    early = Browser.of(app)
    early.enter(early_code)
    check_end(early)


def test_outside_the_network_one_can_open_the_link_again(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)
    browser.open("/")

    browser.open(link, **OUTSIDE)

    check_end(browser, link)


def test_the_first_page_and_errors_speak_the_only_language_in_the_field(field: Installation, browser: Browser) -> None:
    english = Instrument.model_validate({"study": STUDY, "questionnaire": QUESTIONNAIRE | {"language": "en"}})
    open_wave_with_codes(field, instrument=english)

    for path in ("/", "/nergens", "/vragenlijst/1", "/gewist"):
        assert 'lang="en"' in browser.open(path)
        assert "Welkom" not in browser.html

    open_wave_with_codes(field, "in-het-nederlands")
    assert 'lang="nl"' in browser.open("/")


def test_the_first_page_names_the_only_study_and_of_more_what_they_share(
    app: Flask, field: Installation, browser: Browser
) -> None:
    assert '<span class="peilstok-brand__client">Peilstok</span>' in browser.open("/")

    open_wave_with_codes(field)
    assert CLIENT in browser.open("/")
    assert "Onderzoek Kernen" in browser.html

    second = INSTRUMENT.study.model_copy(update={"title": "Onderzoek Wijken"})
    open_wave_with_codes(field, "wijken", instrument=INSTRUMENT.model_copy(update={"study": second}))
    assert CLIENT in browser.open("/")
    assert "Onderzoek Kernen" not in browser.html

    third = second.model_copy(update={"client": "Gemeente Elders"})
    open_wave_with_codes(field, "elders", instrument=INSTRUMENT.model_copy(update={"study": third}))
    assert "Gemeente Voorbeeld" not in browser.open("/")
    assert CALL in browser.html
