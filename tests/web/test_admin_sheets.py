"""Opening and closing from the pages when the key is on two sheets of paper."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from flask import Flask

from survey_app.fieldwork.life import add_wave
from survey_app.fieldwork.passphrase import new_words
from survey_app.fieldwork.sheets import fingerprint_of
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from tests.web.admin_desk import at_work, installation, write_questionnaire
from tests.web.field import Browser, draft, value_of

WAVE = "/beheer/metingen/bewoners-2026"
OPEN, SHEETS, CLOSE = f"{WAVE}/openen", f"{WAVE}/bladen", f"{WAVE}/sluiten"


def at_draft(app: Flask, wave_id: str = "bewoners-2026") -> Browser:
    """An administrator, and a draft that goes by sheets."""
    write_questionnaire(app)
    add_wave(installation(app).stores, replace(draft(wave_id), custody=Custody.SHEETS), "an")
    return at_work(app)


def make(browser: Browser) -> tuple[str, str]:
    """Press the button that makes the sheets; the words on them."""
    browser.open(OPEN)
    answer = browser.client.post(SHEETS, data=_making(browser))
    words = re.findall(r"<li>([a-z]+)</li>", answer.get_data(as_text=True))
    assert len(words) == 14, answer.status
    return " ".join(words[:7]), " ".join(words[7:])


def _making(browser: Browser) -> dict[str, str]:
    html = browser.html
    return {"instead_of": value_of("instead_of", html), "csrf_token": value_of("csrf_token", html)}


def open_(browser: Browser, first: str, second: str) -> int:
    """Type both sheets back."""
    browser.open(OPEN)
    fingerprint = value_of("fingerprint", browser.html)
    return browser.post(OPEN, fingerprint=fingerprint, first=first, second=second).status_code


def wave_of(app: Flask) -> Wave:
    with installation(app).stores.reading() as store:
        return store.waves.get("bewoners-2026")


def test_opening_warns_first_and_then_asks_for_the_sheets(app: Flask) -> None:
    page = at_draft(app).open(OPEN)

    assert "Beide bladen kwijt is alle antwoorden kwijt" in page
    assert "Maak de twee bladen" in page
    assert "De zeven woorden van blad 1" not in page


def test_a_wave_opens_after_both_sheets_are_typed_back(app: Flask) -> None:
    browser = at_draft(app)
    first, second = make(browser)

    assert open_(browser, f"  {first.upper()} ", second.replace(" ", "-")) == 302

    assert wave_of(app).state is WaveState.OPEN


def test_the_words_are_shown_once_and_a_reload_neither_shows_nor_replaces_them(app: Flask) -> None:
    browser = at_draft(app)
    browser.open(OPEN)
    fields = _making(browser)
    shown = browser.client.post(SHEETS, data=fields).get_data(as_text=True)
    kept = installation(app).keys.find_wrapped_key("bewoners-2026")

    again = browser.client.post(SHEETS, data=fields)
    by_address = browser.client.get(SHEETS)

    assert len(re.findall(r"<li>[a-z]+</li>", shown)) == 14
    assert (again.status_code, by_address.status_code) == (302, 302)
    assert "U ziet ze maar één keer" in browser.open(OPEN)
    assert installation(app).keys.find_wrapped_key("bewoners-2026") == kept


def test_the_words_are_in_no_file_no_cookie_and_no_address(app: Flask, tmp_path: Path) -> None:
    browser = at_draft(app)
    browser.open(OPEN)
    answer = browser.client.post(SHEETS, data=_making(browser))
    words = re.findall(r"<li>([a-z]+)</li>", answer.get_data(as_text=True))

    assert answer.headers["Cache-Control"] == "no-store"
    assert not any(word in str(answer.headers).casefold().split() for word in words)
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    for file in files:
        content = file.read_bytes()
        found = [word for word in words if re.search(rb"\b" + word.encode() + rb"\b", content)]
        assert len(found) < 3, file


def test_what_is_typed_wrongly_is_told_at_its_sheet(app: Flask) -> None:
    browser = at_draft(app)
    first, second = make(browser)

    assert open_(browser, first, f"qqqqqq {second.split(' ', 1)[1]}") == 422
    assert "Woord 1 staat niet in onze lijst." in browser.html
    assert open_(browser, first, "aardbei fiets") == 422
    assert "U typte er 2." in browser.html
    assert open_(browser, " ".join(new_words(7)), second) == 422
    assert "Deze woorden passen niet bij deze meting." in browser.html
    assert wave_of(app).state is WaveState.DRAFT


def test_new_sheets_can_be_made_when_the_first_are_gone(app: Flask) -> None:
    browser = at_draft(app)
    gone = make(browser)
    again = make(browser)

    assert open_(browser, *gone) == 422
    assert open_(browser, *again) == 302


def test_closing_shows_the_fingerprint_and_asks_for_one_sheet(app: Flask) -> None:
    browser = at_draft(app)
    at = installation(app)
    first, second = make(browser)
    assert open_(browser, first, second) == 302
    public_key = wave_of(app).public_key
    assert public_key is not None

    assert fingerprint_of(public_key) in browser.open(CLOSE)
    refused = browser.post(CLOSE, typed="bewoners-2026", sheet=" ".join(new_words(7)))
    assert refused.status_code == 422
    assert "Deze woorden passen niet bij deze meting." in browser.html
    browser.open(CLOSE)
    browser.post(CLOSE, typed="bewoners-2026", sheet=second)

    assert wave_of(app).state is WaveState.CLOSED
    assert not at.keys.has_wave_key("bewoners-2026")


def test_a_key_swapped_in_the_database_is_told_at_closing(app: Flask) -> None:
    browser = at_draft(app)
    first, second = make(browser)
    open_(browser, first, second)
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get("bewoners-2026"), public_key=b"k" * 32))

    browser.open(CLOSE)
    refused = browser.post(CLOSE, typed="bewoners-2026", sheet=first)

    assert refused.status_code == 422
    assert "De sleutel in de database is niet die van de bladen." in browser.html
