"""What a page keeps before anybody presses a button: as a draft, beside what other tabs keep, and without a trace."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from tests.web.field import ON_BOTH, TODAY, Browser, open_wave_for_staff, open_wave_with_codes, token_in, value_of
from tests.web.test_preview import link_to, write_study
from tests.web.test_two_tabs import answers_of, begin, press

PAGE = "/vragenlijst/1"


@ON_BOTH
def test_what_was_filled_in_is_kept_with_the_marks_to_show_next(
    app: Flask, field: Installation, browser: Browser
) -> None:
    begin(field, browser)
    page = browser.open(PAGE)

    kept = press(browser, page, PAGE, go="keep", luistert="eens")

    assert (kept.status_code, kept.mimetype) == (200, "text/plain")
    assert kept.text == value_of("shown", browser.open(PAGE)).strip()
    assert answers_of(app, field, browser)["luistert"] == "eens"


def test_nothing_is_told_or_noted_but_the_answers(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    page = browser.open(PAGE)

    kept = [press(browser, page, PAGE, go="keep", **given) for given in ({}, {"luistert": "eens"}, {"cijfer": "10"})]

    assert {len(answer.data) for answer in kept} == {len(kept[0].data)}
    assert "eens" not in kept[1].text
    for answer in kept:
        assert "Set-Cookie" not in answer.headers, "a late answer would bring back what a later page changed"


def test_what_the_page_did_not_change_stays_as_another_tab_kept_it(
    app: Flask, field: Installation, browser: Browser
) -> None:
    begin(field, browser)
    stale = browser.open(PAGE)
    press(browser, browser.open(PAGE), PAGE, luistert="oneens", cijfer="7")

    press(browser, stale, PAGE, go="keep", ziet="eens")

    kept = answers_of(app, field, browser)
    assert (kept["luistert"], kept["ziet"], kept["cijfer"]) == ("oneens", "eens", 7)


def test_an_answer_without_a_mark_is_a_change_whatever_was_shown(
    app: Flask, field: Installation, browser: Browser
) -> None:
    begin(field, browser)
    page = browser.open(PAGE)
    press(browser, page, PAGE, go="keep", luistert="eens")

    touched = page.replace(value_of("shown", page).split()[0], "luistert:")
    press(browser, touched, PAGE, go="keep")

    assert answers_of(app, field, browser)["luistert"] is None


def test_what_is_not_answered_yet_is_not_left_blank_and_the_page_is_the_one_to_go_on_with(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    press(browser, browser.open(PAGE), PAGE, go="keep", luistert="eens")

    assert "ziet" not in answers_of(app, field, browser)
    assert f'href="{PAGE}"' in browser.open("/vragenlijst")

    press(browser, browser.open(PAGE), PAGE)
    assert 'href="/vragenlijst/2"' in browser.open("/vragenlijst")


@pytest.mark.parametrize("go", ["previous", "later"])
def test_who_stops_halfway_a_page_goes_on_there(field: Installation, browser: Browser, go: str) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    browser.send_page(PAGE, go=go, luistert="eens")

    assert f'href="{PAGE}"' in browser.open("/vragenlijst")


def test_nothing_is_checked_aloud(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    page = browser.open("/vragenlijst/2")

    kept = press(browser, page, "/vragenlijst/2", go="keep", gesproken="ja", keren="zeven")

    assert kept.status_code == 200
    assert "zeven" in browser.open("/vragenlijst/2")
    assert "Fout" not in browser.html


def test_what_cannot_be_kept_is_refused_and_the_buttons_tell_why(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    page = browser.open(PAGE)
    close_wave(field.stores, field.keys, "bewoners-2026", TODAY, "an", second="bea")

    assert press(browser, page, PAGE, go="keep", luistert="eens").status_code == 403
    told = press(browser, page, PAGE, luistert="eens")
    assert "De vragenlijst is gesloten" in told.text


def test_in_another_browser_the_answers_stay_where_they_are(app: Flask, field: Installation, browser: Browser) -> None:
    begin(field, browser)
    page = browser.open(PAGE)

    assert press(Browser.of(app), page, PAGE, go="keep", luistert="eens").status_code in (400, 403)
    assert "luistert" not in answers_of(app, field, browser)


def test_pages_say_who_finds_back_what_was_kept(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    assert "Wilt u de browser sluiten? Kies dan eerst ‘Stoppen en later verdergaan’." in browser.open(PAGE)

    browser.open(open_wave_for_staff(field))
    browser.post("/m/medewerkers-2026", ask="instead")
    assert "Sluit u de browser af, dan kunt u er niet meer bij." in browser.open(PAGE)


def test_who_asks_to_be_remembered_goes_on_and_finds_everything_after_the_browser_was_closed(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page(PAGE, luistert="eens")
    browser.open("/vragenlijst/later")

    assert browser.post("/vragenlijst/later", here="yes", stay="yes").location == "/vragenlijst"
    keep(browser, "/vragenlijst/2", gesproken="nee")
    browser.client.delete_cookie("peilstok")  # what a browser does when it closes

    assert browser.enter(code).location == "/vragenlijst"
    assert 'value="nee" checked' in browser.open("/vragenlijst/2")


def test_a_preview_keeps_it_as_all_that_is_filled_in_there(app: Flask, field: Installation) -> None:
    write_study(field.settings.questionnaire_directory)
    looking, link = Browser.of(app), link_to(app)

    kept = keep(looking, f"{link}{PAGE}", luistert="eens")

    assert kept.text == value_of("shown", looking.open(f"{link}{PAGE}")).strip()
    assert 'value="eens" checked' in looking.html


def keep(browser: Browser, address: str, **answers: object) -> TestResponse:
    """As the script of a page asks it."""
    html = browser.open(address)
    assert token_in(html)
    return press(browser, html, address, go="keep", **answers)
