"""Going on with a draft on another device: with the code and four words, and with nothing less."""

from __future__ import annotations

import re

from flask import Flask

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.passphrase import new_words
from survey_app.installation import Installation
from tests.web.field import ON_BOTH, Browser, open_wave_for_staff, open_wave_with_codes, opened_session

pytestmark = ON_BOTH

WAVE = "bewoners-2026"


def test_code_and_words_open_the_draft_elsewhere_and_both_devices_go_on(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, words = ask_for_words(field, browser)
    elsewhere = Browser.of(app)

    elsewhere.enter(code)
    assert elsewhere.post("/", code=code, ask="words", words=f" {words.upper()}. ").location == "/vragenlijst"

    assert 'value="eens" checked' in elsewhere.open("/vragenlijst/1")
    elsewhere.send_page("/vragenlijst/1", luistert="oneens")
    assert 'value="oneens" checked' in browser.open("/vragenlijst/1")
    elsewhere.client.delete_cookie("peilstok")
    elsewhere.enter(code)
    assert "Er is al begonnen met deze code" in elsewhere.html
    elsewhere.post("/", code=code, ask="words", words=words)
    assert 'value="oneens" checked' in elsewhere.open("/vragenlijst/1")


def test_wrong_words_are_told_so_and_open_nothing(app: Flask, field: Installation, browser: Browser) -> None:
    code, words = ask_for_words(field, browser)
    elsewhere = Browser.of(app)
    elsewhere.enter(code)

    told = {}
    for typed in (" ".join(new_words(4)), words.rsplit(" ", 1)[0], f"{words.rsplit(' ', 1)[0]} qqqqq", ""):
        assert elsewhere.post("/", code=code, ask="words", words=typed).status_code == 422
        assert f'value="{typed}"' in elsewhere.html
        told[typed] = re.findall(r'id="woorden-fout">.*</span>(.*)</p>', elsewhere.html)[0]

    assert list(told.values()) == [
        "Deze vier woorden kloppen niet. Kijk ze nog eens na, en ook de volgorde.",
        "Typ precies vier woorden, met een spatie ertussen.",
        "Woord 4 kennen wij niet. Kijk het nog eens na.",
        "Typ precies vier woorden, met een spatie ertussen.",
    ]
    assert "Er staat hier geen vragenlijst open" in elsewhere.open("/vragenlijst/1")


def test_after_ten_attempts_even_the_right_words_wait_but_starting_again_does_not(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, words = ask_for_words(field, browser)
    elsewhere = Browser.of(app)
    elsewhere.enter(code)

    answers = [elsewhere.post("/", code=code, ask="words", words=" ".join(new_words(4))) for _try in range(10)]
    late = elsewhere.post("/", code=code, ask="words", words=words)

    assert [answer.status_code for answer in answers] == [422] * 10
    assert late.status_code == 429
    assert "Er is te vaak geprobeerd" in elsewhere.html
    assert elsewhere.post("/", code=code, ask="surely-again").location == "/vragenlijst"


def test_asking_again_replaces_the_words(app: Flask, field: Installation, browser: Browser) -> None:
    code, first = ask_for_words(field, browser)
    second = words_on(browser)
    elsewhere = Browser.of(app)
    elsewhere.enter(code)

    assert elsewhere.post("/", code=code, ask="words", words=first).status_code == 422
    assert elsewhere.post("/", code=code, ask="words", words=second).status_code == 303


def test_words_are_shown_once_and_stand_in_no_cookie_and_no_address(
    app: Flask, field: Installation, browser: Browser
) -> None:
    _code, words = ask_for_words(field, browser)

    assert browser.page is not None
    assert browser.page.headers["Cache-Control"] == "no-store"
    assert browser.page.request.full_path == "/vragenlijst/later/woorden?"
    first = words.split()[0]
    assert f"<li>{first}</li>" not in browser.open("/vragenlijst/later")
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    assert first not in str(opened_session(app, cookie.value))
    browser.post("/vragenlijst/later")  # the button below the words: they were written down
    assert browser.client.get_cookie("peilstok-device") is None


def test_words_of_before_open_nothing_after_starting_again_wiping_and_sending(
    app: Flask, field: Installation, browser: Browser
) -> None:
    code, _words = ask_for_words(field, browser)
    assert wrapped(field, code)
    housemate = Browser.of(app)
    housemate.enter(code)
    housemate.post("/", code=code, ask="surely-again")
    assert wrapped(field, code) is None

    words_on(housemate)
    housemate.open("/vragenlijst/stoppen")
    housemate.post("/vragenlijst/stoppen")
    assert wrapped(field, code) is None

    housemate.enter(code)
    words_on(housemate)
    assert wrapped(field, code)
    housemate.send_page("/vragenlijst/2", gesproken="nee")
    housemate.open("/vragenlijst/controle")
    housemate.post("/vragenlijst/controle")
    assert wrapped(field, code) is None


def test_who_never_asked_for_words_is_not_asked_for_them(app: Flask, field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens")
    elsewhere = Browser.of(app)

    elsewhere.enter(code)

    assert 'name="words"' not in elsewhere.html
    assert "Vraag dan op dat apparaat eerst om vier woorden" in elsewhere.html


def test_asking_too_often_is_told_so(field: Installation, browser: Browser) -> None:
    ask_for_words(field, browser)

    answers = [browser.post("/vragenlijst/later/woorden").status_code for _try in range(10)]

    assert answers == [200] * 9 + [429]
    assert "U heeft vaak om woorden gevraagd" in browser.html


def test_staff_get_no_words(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/1", go="later")

    assert "vier woorden" not in browser.open("/vragenlijst/later")
    browser.open(link)
    assert browser.post("/vragenlijst/later/woorden").location == "/vragenlijst/later"


def ask_for_words(field: Installation, browser: Browser) -> tuple[str, str]:
    """Begin, answer one question and ask for four words; the code and the words."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens")
    return code, words_on(browser)


def words_on(browser: Browser) -> str:
    """Ask for four words; as somebody would write them down."""
    browser.open("/vragenlijst/later")
    browser.post("/vragenlijst/later/woorden")
    words = re.findall(r"<li>([a-z]+)</li>", browser.html)
    assert len(words) == 4
    return " ".join(words)


def wrapped(field: Installation, code: str) -> bytes | None:
    """What the database keeps under the words."""
    with field.stores.reading() as store:
        return store.drafts.find_wrapped(WAVE, receipt_of(field.keys.pepper(), WAVE, read_code(code)))
