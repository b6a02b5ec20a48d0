"""One questionnaire in more languages: a switch on every page, and nothing that was filled in is lost by it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from tests.contact_wave import DESK
from tests.counted_waves import choice, section
from tests.three_languages import write_in_three
from tests.web.field import (
    QUESTIONNAIRE,
    STUDY,
    TODAY,
    Browser,
    open_wave_for_staff,
    open_wave_with_codes,
    opened_session,
    value_of,
)

WAVE = "bewoners-2026"
BUTTON = re.compile(r'<button [^>]*name="read_in" value="(\w+)" lang="(\w+)"[^>]*>([^<]+)<')


@pytest.fixture
def three(tmp_path: Path) -> Instrument:
    """The questionnaire of these tests in three languages."""
    return write_in_three(tmp_path / "questionnaires" / "kernen", QUESTIONNAIRE | {"contact_desk": DESK}, STUDY)


@pytest.fixture
def broken_down(tmp_path: Path) -> Instrument:
    """The same with a question by which results may be broken down."""
    age = {**choice("leeftijd", "jong", "oud", background=True), "text": "Hoe oud bent u?"}
    sections = [*QUESTIONNAIRE["sections"], section(age, id="over_u", title="Over u")]
    return write_in_three(
        tmp_path / "questionnaires" / "kernen",
        QUESTIONNAIRE | {"sections": sections},
        STUDY | {"broken_down_by": ["leeftijd"]},
    )


@pytest.fixture
def codes(field: Installation, three: Instrument) -> list[str]:
    """Codes of a wave in three languages."""
    return open_wave_with_codes(field, WAVE, instrument=three)


def speaks(html: str) -> tuple[str, str]:
    """The language and the direction of a page."""
    found = re.search(r'<html lang="(\w+)" dir="(\w+)"', html)
    assert found
    return found[1], found[2]


def switch(browser: Browser, language: str, address: str | None = None, **fields: object) -> str:
    """Press a button of the switch on the page seen last: of its own form, or of the one that the page has."""
    if address is None:
        sent = browser.post("/taal", read_in=language, page=value_of("page", browser.html))
    else:
        sent = browser.post(address, read_in=language, **fields)
    return browser.open(sent.location) if sent.location else browser.html


@pytest.mark.usefixtures("codes")
def test_each_language_is_offered_in_itself_and_the_one_that_is_read_is_marked(browser: Browser) -> None:
    page = browser.open("/")

    assert BUTTON.findall(page) == [("nl", "nl", "Nederlands"), ("en", "en", "English"), ("ar", "ar", "العربية")]
    assert re.findall(r'value="(\w+)" lang="\w+" dir="\w+"[^>]* aria-current="true"', page) == ["nl"]


@pytest.mark.parametrize(
    ("language", "question"),
    [("nl", "Hoe oud bent u?"), ("en", "In English: Hoe oud bent u?"), ("ar", "بالعربية: Hoe oud bent u?")],
)
def test_the_promise_quotes_a_question_as_it_is_read(
    field: Installation, broken_down: Instrument, browser: Browser, language: str, question: str
) -> None:
    browser.open(open_wave_for_staff(field, instrument=broken_down))

    page = browser.html if language == "nl" else switch(browser, language)

    assert speaks(page)[0] == language
    assert re.findall(r"[‘“«]([^‘“«]*Hoe oud bent u\?)[’”»]", page) == [question]


@pytest.mark.parametrize(("language", "direction", "next_page"), [("en", "ltr", "Next"), ("ar", "rtl", "التالي")])
def test_pages_are_read_in_the_chosen_language(
    codes: list[str], browser: Browser, language: str, direction: str, next_page: str
) -> None:
    browser.enter(codes[0])
    browser.open("/vragenlijst")
    switch(browser, language)

    page = browser.open("/vragenlijst/1")

    assert speaks(page) == (language, direction)
    assert f">{next_page}</button>" in page
    assert speaks(browser.open("/privacy")) == speaks(browser.open("/nergens")) == (language, direction)


def test_the_choice_is_in_the_cookie_that_goes_with_the_browser_and_in_no_address(
    app: Flask, codes: list[str], browser: Browser
) -> None:
    browser.enter(codes[0])
    browser.open("/vragenlijst")

    switched = browser.post("/taal", read_in="ar", page="/vragenlijst")

    (cookie,) = switched.headers.getlist("Set-Cookie")
    assert switched.location == "/vragenlijst"
    assert "xpires" not in cookie
    assert "Max-Age" not in cookie
    kept = opened_session(app, cookie.split("=", 1)[1].split(";")[0])
    assert kept["read_in"] == "ar"


def test_a_code_that_was_typed_is_kept_and_not_judged(codes: list[str], browser: Browser) -> None:
    browser.open("/")

    page = switch(browser, "ar", "/", code="ABCD-EF")

    assert browser.page is not None
    assert browser.page.status_code == 200
    assert speaks(page) == ("ar", "rtl")
    assert 'value="ABCD-EF"' in page
    assert "utrecht-form-field--invalid" not in page
    browser.post("/", code=codes[0])
    assert speaks(browser.open("/vragenlijst")) == ("ar", "rtl")


def test_what_was_filled_in_and_not_sent_is_kept_on_the_same_page(codes: list[str], browser: Browser) -> None:
    browser.enter(codes[0])
    for language in ("ar", "en", "nl"):
        html = browser.open("/vragenlijst/1?terug=controle")
        fields = {"section": "gemeente", "shown": value_of("shown", html), "item.cijfer": "7"}
        answer = browser.post("/vragenlijst/1?terug=controle", read_in=language, **fields)
        assert answer.location == "/vragenlijst/1?terug=controle"

        page = browser.open(answer.location)

        assert speaks(page)[0] == language
        assert 'value="7" checked' in page


def test_a_page_with_an_answer_that_cannot_be_kept_as_one_keeps_what_was_typed(
    codes: list[str], browser: Browser
) -> None:
    browser.enter(codes[0])
    browser.send_page("/vragenlijst/2", gesproken="ja")
    browser.open("/vragenlijst/2")

    sent = browser.post(
        "/vragenlijst/2",
        read_in="ar",
        section="contact",
        shown=value_of("shown", browser.html),
        **{"item.gesproken": "ja", "item.keren": "heel veel"},
    )

    assert 'value="heel veel"' in browser.open(sent.location)


def test_text_that_is_too_long_is_told_in_the_language_and_stays(codes: list[str], browser: Browser) -> None:
    browser.enter(codes[0])
    browser.send_page("/vragenlijst/2", gesproken="ja")
    html = browser.open("/vragenlijst/3")
    long = "x" * 100_000

    page = switch(
        browser, "ar", "/vragenlijst/3", section="over_contact", shown=value_of("shown", html), **{"item.hoe": long}
    )

    assert speaks(page) == ("ar", "rtl")
    assert long in page
    assert "هذا النص أطول مما نستطيع حفظه" in page


def test_contact_details_that_were_typed_are_kept_on_the_last_page(codes: list[str], browser: Browser) -> None:
    browser.enter(codes[0])
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")

    page = switch(browser, "ar", "/vragenlijst/controle", **{"contact-name": "Jansen"})

    assert speaks(page) == ("ar", "rtl")
    assert 'value="Jansen"' in page
    assert "utrecht-form-field--invalid" not in page
    assert browser.open("/bedankt")  # nothing was sent: there is nobody to thank
    assert "Jansen" not in browser.html


def test_four_words_stay_those_that_were_shown(codes: list[str], browser: Browser) -> None:
    browser.enter(codes[0])
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later/woorden")
    words = re.findall(r'name="word" value="(\w+)"', browser.html)
    assert len(words) == 4

    browser.page = browser.client.post(
        "/vragenlijst/later/woorden",
        data={"csrf_token": value_of("csrf_token", browser.html), "read_in": "ar", "word": words},
    )

    assert speaks(browser.html) == ("ar", "rtl")
    assert re.findall(r"<li>(\w+)</li>", browser.html)[:4] == words


def test_words_that_were_typed_are_kept_and_not_tried(app: Flask, codes: list[str], browser: Browser) -> None:
    browser.enter(codes[0])
    browser.send_page("/vragenlijst/1", cijfer="7")
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later/woorden")
    elsewhere = Browser.of(app)
    elsewhere.enter(codes[0])

    page = switch(elsewhere, "ar", "/", ask="words", code=codes[0], words="een twee")

    assert speaks(page) == ("ar", "rtl")
    assert 'value="een twee"' in page
    assert "utrecht-form-field--invalid" not in page


@pytest.mark.parametrize("ask", ["again", "instead"])
def test_a_page_that_asks_what_is_meant_asks_it_again(app: Flask, codes: list[str], browser: Browser, ask: str) -> None:
    browser.enter(codes[0])
    browser.send_page("/vragenlijst/1", cijfer="7")
    elsewhere = Browser.of(app)
    elsewhere.enter(codes[0])
    elsewhere.post("/", ask=ask, code=codes[0])
    title = re.findall(r"<h1[^>]*>([^<]+)<", elsewhere.html)

    switch(elsewhere, "ar", "/", ask=value_of("ask", elsewhere.html), code=codes[0])
    there = re.findall(r"<h1[^>]*>([^<]+)<", elsewhere.html)
    switch(elsewhere, "nl", "/", ask=value_of("ask", elsewhere.html), code=codes[0])

    assert there != title
    assert re.findall(r"<h1[^>]*>([^<]+)<", elsewhere.html) == title


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("", "nl"),
        ("ar", "ar"),
        ("ar-SY,ar;q=0.9", "ar"),
        ("en-GB,en;q=0.9", "en"),
        ("en-GB,en;q=0.9,nl;q=0.8", "nl"),  # who reads Dutch too reads what every wave has
        ("ar,en;q=0.9,nl;q=0", "ar"),
        ("tr,de;q=0.9,en;q=0.5", "en"),
        ("tr,pl;q=0.9", "nl"),
        ("*", "nl"),
    ],
)
@pytest.mark.usefixtures("codes")
def test_what_is_read_first_is_dutch_unless_the_browser_asks_for_none(browser: Browser, asked: str, read: str) -> None:
    assert speaks(browser.open("/", headers={"Accept-Language": asked}))[0] == read


def test_the_choice_counts_before_what_the_browser_asks(codes: list[str], browser: Browser) -> None:
    browser.open("/")
    switch(browser, "nl", "/", code="")

    assert speaks(browser.open("/", headers={"Accept-Language": "ar"}))[0] == "nl"


def test_a_questionnaire_in_one_language_has_no_switch_whatever_was_chosen(
    field: Installation, codes: list[str], browser: Browser
) -> None:
    link = open_wave_for_staff(field)
    browser.open("/")
    switch(browser, "ar", "/", code=codes[0])
    assert speaks(browser.html)[0] == "ar"

    page = browser.open(link)

    assert speaks(page) == ("nl", "ltr")
    assert "read_in" not in page


def test_the_open_link_keeps_its_language_through_to_the_thanks(
    field: Installation, three: Instrument, browser: Browser
) -> None:
    link = open_wave_for_staff(field, instrument=three)
    browser.open(link)
    assert speaks(switch(browser, "ar")) == ("ar", "rtl")
    browser.post(link)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")

    page = browser.open("/bedankt")

    assert "شكرًا على مشاركتك" in page
    assert speaks(switch(browser, "en")) == ("en", "ltr")
    assert "Thank you" in browser.html


def test_answers_in_every_language_are_the_same_answers_and_say_not_in_which(
    field: Installation, three: Instrument, app: Flask
) -> None:
    codes = open_wave_with_codes(field, WAVE, codes=10, instrument=three)
    for number, code in enumerate(codes):
        browser = Browser.of(app)
        browser.open("/")
        switch(browser, ("nl", "en", "ar")[number % 3], "/", code=code)
        browser.post("/", code=code)
        browser.send_page("/vragenlijst/1", luistert="eens", cijfer="7")
        browser.send_page("/vragenlijst/2", gesproken="nee")
        browser.open("/vragenlijst/controle")
        assert browser.post("/vragenlijst/controle").location == "/bedankt"

    close_wave(field.stores, field.keys, WAVE, TODAY, "an")

    with field.stores.reading() as store:
        kept = {response.answers for response in store.responses.read(WAVE)}
    assert len(kept) == 1


def test_a_form_of_another_site_changes_nothing(app: Flask, codes: list[str]) -> None:
    """It comes without the cookie; a page that set it anew would end what was begun."""
    assert codes
    stranger = app.test_client()

    answer = stranger.post("/taal", data={"read_in": "ar", "page": "/"})

    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers
    assert "read_in" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("page", ["https://elders.example/", "//elders.example", "/\\elders.example", "", "x"])
@pytest.mark.usefixtures("codes")
def test_the_switch_leads_to_no_other_site(browser: Browser, page: str) -> None:
    browser.open("/")

    assert browser.post("/taal", read_in="ar", page=page).location == "/"


@pytest.mark.usefixtures("codes")
def test_a_language_that_we_do_not_speak_is_not_chosen(browser: Browser) -> None:
    browser.open("/")

    assert speaks(switch(browser, "fy", "/", code="")) == ("nl", "ltr")
