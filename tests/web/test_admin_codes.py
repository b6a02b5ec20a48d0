"""Cards, unused codes and the end of reminders, in the administrators' pages."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

from flask import Flask

from survey_app.config import Settings
from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.frame import Frame
from survey_app.fieldwork.handover import read_unused
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import close_wave
from survey_app.web.app import create_app
from tests.web.admin_desk import add_draft, answered_wave, at_work, installation
from tests.web.field import INSTRUMENT, TODAY, open_wave_for_staff

WAVE = "bewoners-2026"
PAGE = f"/beheer/metingen/{WAVE}/codes"


def test_cards_are_downloaded_with_codes_that_let_people_in(app: Flask, tmp_path: Path) -> None:
    add_draft(app)
    browser = at_work(app)
    browser.open(f"{PAGE}/kaarten")

    answer = browser.post(f"{PAGE}/kaarten", number="12", segment="ingen", is_trial="ja")

    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=kaarten_{WAVE}.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    codes = codes_in(answer.data, tmp_path)
    at = installation(app)
    with at.stores.reading() as store:
        found = [store.invitations.find(WAVE, receipt_of(at.keys.pepper(), WAVE, code)) for code in codes]
        assert store.audit.latest(1)[0].act == "12 codes made"
    assert [one.segment for one in found if one] == ["ingen"] * 12


def test_cards_for_everybody_have_no_segment(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    browser.open(f"{PAGE}/kaarten")

    assert browser.post(f"{PAGE}/kaarten", number="5", segment="", is_trial="ja").status_code == 200

    with installation(app).stores.reading() as store:
        assert [(one.segment, one.invited) for one in store.invitations.in_box(WAVE)] == [(None, 5)]
    assert "Er zijn nu 5 codes" in browser.open(PAGE)


def test_a_number_of_cards_that_cannot_be_is_told_and_nothing_is_made(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)

    for number in ("", "0", "201", "tien"):
        browser.open(f"{PAGE}/kaarten")
        assert browser.post(f"{PAGE}/kaarten", number=number, segment="", is_trial="ja").status_code == 422
        assert "Aantal kaarten" in browser.html

    with installation(app).stores.reading() as store:
        assert store.invitations.count(WAVE) == 0


def test_cards_with_an_address_for_trials_are_made_only_for_a_trial(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)

    page = browser.open(f"{PAGE}/kaarten")
    refused = browser.post(f"{PAGE}/kaarten", number="5", segment="")

    assert "Op de kaarten komt het adres http://localhost." in page
    assert refused.status_code == 422
    assert "dit is een proef" in browser.html
    with installation(app).stores.reading() as store:
        assert store.invitations.count(WAVE) == 0
    assert browser.post(f"{PAGE}/kaarten", number="5", segment="", is_trial="ja").status_code == 200


def test_cards_with_an_address_that_all_can_reach_need_no_such_word(settings: Settings) -> None:
    app = create_app(replace(settings, base_url="https://vragen.voorbeeld.example"))
    add_draft(app)
    browser = at_work(app)

    assert "Dit is een proef" not in browser.open(f"{PAGE}/kaarten")
    assert browser.post(f"{PAGE}/kaarten", number="5", segment="").status_code == 200
    installation(app).stores.close()


def test_where_addresses_come_is_told_for_both_ways_of_making_letters(app: Flask) -> None:
    add_draft(app)

    page = at_work(app).open(PAGE)

    assert "Adressen komen nooit op deze pagina’s en nooit in de database." in page
    assert "op een andere computer, dan komen de adressen ook nooit op de server" in page
    assert "op de server zelf, dan staan de lijst en het bestand voor de brieven daar tot u ze verwijdert" in page


def test_where_all_codes_are_on_cards_no_page_speaks_of_addresses(app: Flask) -> None:
    """A reminder goes to an address, and of cards nobody knows any."""
    add_draft(app)
    at, browser = installation(app), at_work(app)
    browser.open(f"{PAGE}/kaarten")
    browser.post(f"{PAGE}/kaarten", number="4", segment="ingen", is_trial="y")
    cards = browser.open(PAGE)
    invite(at.stores, at.keys, WAVE, ["ingen"], who="an", study=INSTRUMENT.study, frame=Frame(("a",), (("b",),), (2,)))
    letters = browser.open(PAGE)

    assert "Alle codes staan op kaarten. Niemand weet wie welke kaart heeft" in cards
    assert "Er horen geen adressen bij." in cards
    assert "welk adres welke code kreeg" not in cards
    assert "Alle codes staan op kaarten" not in letters
    assert "Met de adressleutel en de lijst is te zien welk adres welke code kreeg." in letters


def test_no_cards_for_an_open_link(app: Flask) -> None:
    browser = at_work(app)
    link = open_wave_for_staff(installation(app))
    wave_id = link.rpartition("/")[2]

    page = browser.open(f"/beheer/metingen/{wave_id}/codes/kaarten")

    assert browser.page is not None
    assert browser.page.status_code == 409
    assert "horen nu geen codes" in page


def test_unused_codes_are_downloaded_and_the_log_says_by_whom(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app, codes=24, answered=10)
    browser.open(PAGE)

    answer = browser.post(f"{PAGE}/ongebruikt")

    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    at = installation(app)
    with at.stores.reading() as store:
        assert read_unused(at.keys.pepper(), WAVE, answer.text) == set(store.invitations.unused(WAVE))
        assert len(store.invitations.unused(WAVE)) == 14
        entry = store.audit.latest(1)[0]
    assert (entry.administrator, entry.act, entry.subject) == ("anna", "unused codes exported", WAVE)
    assert "ongebruikte codes opgehaald" in browser.open("/beheer/logboek")


def test_before_opening_and_after_closing_nothing_is_told_of_who_took_part(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    assert "Ongebruikte codes downloaden" not in browser.open(PAGE)

    browser.open("/beheer/wachtwoord")
    assert browser.post(f"{PAGE}/ongebruikt").status_code == 409


def test_the_letter_key_is_destroyed_after_typing_the_wave_and_stays_destroyed(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    at = installation(app)
    invite(at.stores, at.keys, WAVE, ["ingen"], who="an", study=INSTRUMENT.study)
    assert "Adressleutel vernietigen" in browser.open(PAGE)

    browser.open(f"{PAGE}/adressleutel")
    wrong = browser.post(f"{PAGE}/adressleutel", typed="iets anders")
    assert at.keys.has_letter_key(WAVE)
    browser.open(f"{PAGE}/adressleutel")
    done = browser.post(f"{PAGE}/adressleutel", typed=WAVE)

    assert (wrong.status_code, done.status_code) == (422, 302)
    assert not at.keys.has_letter_key(WAVE)
    assert "De adressleutel is vernietigd" in browser.open(PAGE)
    assert browser.client.get(f"{PAGE}/adressleutel").location == PAGE


def test_a_closed_wave_has_no_letter_key_and_takes_no_codes(app: Flask) -> None:
    browser = at_work(app)
    answered_wave(app)
    at = installation(app)

    close_wave(at.stores, at.keys, WAVE, TODAY, "an")

    assert not at.keys.has_letter_key(WAVE)
    assert "Er komen geen codes meer bij" in browser.open(PAGE)
    assert browser.client.get(f"{PAGE}/kaarten").status_code == 409


def codes_in(pdf: bytes, folder: Path) -> list[str]:
    """The codes on printed cards, by poppler."""
    file = folder / "cards.pdf"
    file.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True, text=True).stdout
    return [read_code(word) for word in text.split() if word.count("-") == 2 and len(word) == 14]


def test_with_the_pepper_of_another_database_no_cards_are_made_and_the_page_says_why(app: Flask) -> None:
    browser = at_work(app)
    at = installation(app)
    add_draft(app)
    invite(at.stores, at.keys, WAVE, ["ingen"], who="an", study=INSTRUMENT.study)
    (at.keys.path / "pepper.key").write_bytes(bytes(32))

    browser.open(f"{PAGE}/kaarten")
    told = browser.post(f"{PAGE}/kaarten", number="10", segment="", is_trial="ja")

    assert told.status_code == 409
    assert "De sleutel van de codes klopt niet" in told.text
