"""Opening and closing from the pages when the key is on sheets of paper."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from flask import Flask

from survey_app.fieldwork.life import add_wave, make_sheets
from survey_app.fieldwork.passphrase import new_words
from survey_app.fieldwork.sheets import fingerprint_of
from survey_app.fieldwork.wave import Custody, Wave, WaveState
from tests.old_sheets import under_the_old_rule
from tests.web.admin_desk import at_work, installation, write_questionnaire
from tests.web.field import Browser, draft, value_of

WAVE = "/beheer/metingen/bewoners-2026"
OPEN, SHEETS, CLOSE = f"{WAVE}/openen", f"{WAVE}/bladen", f"{WAVE}/sluiten"


def at_draft(app: Flask, wave_id: str = "bewoners-2026") -> Browser:
    """An administrator, and a draft that goes by sheets."""
    write_questionnaire(app)
    add_wave(installation(app).stores, replace(draft(wave_id), custody=Custody.SHEETS), "an")
    return at_work(app)


def make(browser: Browser, number: int = 3) -> list[str]:
    """Press the button that makes the sheets; the words on them."""
    browser.open(OPEN)
    answer = browser.client.post(SHEETS, data=_making(browser, number))
    words = re.findall(r"<li>([a-z]+)</li>", answer.get_data(as_text=True))
    assert len(words) == 7 * number, answer.status
    return [" ".join(words[start : start + 7]) for start in range(0, len(words), 7)]


def _making(browser: Browser, number: int = 3) -> dict[str, str]:
    html = browser.html
    hidden = {name: value_of(name, html) for name in ("instead_of", "csrf_token")}
    return hidden | {"number": str(number)}


def open_(browser: Browser, *words: str) -> int:
    """Type the sheets back."""
    browser.open(OPEN)
    fingerprint = value_of("fingerprint", browser.html)
    typed = dict(zip(("first", "second", "third"), words, strict=False))
    return browser.post(OPEN, fingerprint=fingerprint, **typed).status_code


def wave_of(app: Flask) -> Wave:
    with installation(app).stores.reading() as store:
        return store.waves.get("bewoners-2026")


def test_opening_warns_first_and_then_asks_for_the_sheets(app: Flask) -> None:
    page = at_draft(app).open(OPEN)

    assert "Twee bladen kwijt is alle antwoorden kwijt" in page
    assert "Zijn twee van de drie bladen weg, dan zijn alle antwoorden van deze meting verloren." in page
    assert "Maakt u maar twee bladen, dan mag er geen enkel blad kwijtraken." in page
    assert "Maak de bladen" in page
    assert "De zeven woorden van blad 1" not in page


def test_a_wave_opens_after_every_sheet_is_typed_back(app: Flask) -> None:
    browser = at_draft(app)
    first, second, third = make(browser)

    assert open_(browser, first, second) == 422
    assert open_(browser, f"  {first.upper()} ", second.replace(" ", "-"), third) == 302

    wave = wave_of(app)
    assert (wave.state, wave.sheets, wave.sheets_needed) == (WaveState.OPEN, 3, 2)


def test_a_small_team_takes_two_sheets_and_loses_none(app: Flask) -> None:
    browser = at_draft(app)
    first, second = make(browser, 2)

    page = browser.open(OPEN)
    assert "Eén blad kwijt is alle antwoorden kwijt" in page
    assert "De zeven woorden van blad 3" not in page
    assert open_(browser, first, second) == 302

    assert wave_of(app).sheets == 2


def test_no_other_number_of_sheets_is_made(app: Flask) -> None:
    browser = at_draft(app)
    browser.open(OPEN)

    answer = browser.client.post(SHEETS, data=_making(browser, 1))

    assert answer.status_code == 302
    assert installation(app).keys.find_wrapped_key("bewoners-2026") is None


def test_the_words_are_shown_once_and_a_reload_neither_shows_nor_replaces_them(app: Flask) -> None:
    browser = at_draft(app)
    browser.open(OPEN)
    fields = _making(browser)
    shown = browser.client.post(SHEETS, data=fields).get_data(as_text=True)
    kept = installation(app).keys.find_wrapped_key("bewoners-2026")

    again = browser.client.post(SHEETS, data=fields)
    by_address = browser.client.get(SHEETS)

    assert len(re.findall(r"<li>[a-z]+</li>", shown)) == 21
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
    first, second, third = make(browser)

    assert open_(browser, first, f"qqqqqq {second.split(' ', 1)[1]}", third) == 422
    assert "Woord 1 staat niet in onze lijst." in browser.html
    assert open_(browser, first, "aardbei fiets", third) == 422
    assert "U typte er 2." in browser.html
    assert open_(browser, first, " ".join(new_words(7)), third) == 422
    assert "De woorden van dit blad kloppen niet." in _told_at("second", browser.html)
    assert open_(browser, first, second, first) == 422
    assert "U typte twee keer hetzelfde blad." in _told_at("third", browser.html)
    assert open_(browser, first, *(" ".join(new_words(7)) for _ in range(2))) == 422
    assert "Minstens één blad klopt niet." in browser.html
    assert wave_of(app).state is WaveState.DRAFT


def _told_at(field: str, html: str) -> str:
    found = re.search(rf'id="{field}-fout">(.*?)</p>', html)
    assert found is not None, field
    return found[1]


def test_new_sheets_can_be_made_when_the_first_are_gone(app: Flask) -> None:
    browser = at_draft(app)
    gone = make(browser)
    again = make(browser)

    assert open_(browser, *gone) == 422
    assert open_(browser, *again) == 302


def test_closing_shows_the_fingerprint_and_asks_for_two_sheets(app: Flask) -> None:
    browser = at_draft(app)
    at = installation(app)
    first, second, third = make(browser)
    assert open_(browser, first, second, third) == 302
    public_key = wave_of(app).public_key
    assert public_key is not None

    assert fingerprint_of(public_key) in browser.open(CLOSE)
    for typed, told in (
        ({"first": first}, "Vul nog in of kies: De zeven woorden van een ander blad"),
        ({"first": first, "second": first}, "U typte twee keer hetzelfde blad."),
        ({"first": first, "second": " ".join(new_words(7))}, "Minstens één blad klopt niet."),
    ):
        assert browser.post(CLOSE, typed="bewoners-2026", **typed).status_code == 422
        assert told in browser.html
    browser.open(CLOSE)
    browser.post(CLOSE, typed="bewoners-2026", first=third, second=second)

    assert wave_of(app).state is WaveState.CLOSED
    assert not at.keys.has_wave_key("bewoners-2026")


def test_sheets_of_another_wave_are_told_by_its_name(app: Flask) -> None:
    browser = at_draft(app)
    ours = make(browser)
    at = installation(app)
    add_wave(at.stores, replace(draft("medewerkers-2026"), custody=Custody.SHEETS), "an")
    theirs = [" ".join(sheet.words) for sheet in make_sheets(at.stores, at.keys, "medewerkers-2026", "an")]
    assert open_(browser, *ours) == 302

    browser.open(CLOSE)
    browser.post(CLOSE, typed="bewoners-2026", first=theirs[0], second=theirs[2])

    assert "bladen van een andere meting: medewerkers-2026" in browser.html
    assert wave_of(app).state is WaveState.OPEN


def test_a_wave_of_the_old_rule_closes_with_one_sheet_and_the_page_says_what_remains(app: Flask) -> None:
    browser = at_draft(app)
    open_(browser, *make(browser))
    words = under_the_old_rule(installation(app).stores, installation(app).keys, "bewoners-2026")

    page = browser.open(CLOSE)
    assert "Wie één blad heeft en een kopie van de server van nu, kan de antwoorden lezen." in page
    assert "van een ander blad" not in page
    browser.post(CLOSE, typed="bewoners-2026", first=" ".join(words[1]))

    assert wave_of(app).state is WaveState.CLOSED


def test_a_key_swapped_in_the_database_is_told_at_closing(app: Flask) -> None:
    browser = at_draft(app)
    sheets = make(browser)
    open_(browser, *sheets)
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get("bewoners-2026"), public_key=b"k" * 32))

    browser.open(CLOSE)
    refused = browser.post(CLOSE, typed="bewoners-2026", first=sheets[0], second=sheets[1])

    assert refused.status_code == 422
    assert "De sleutel in de database is niet die van de bladen." in browser.html
