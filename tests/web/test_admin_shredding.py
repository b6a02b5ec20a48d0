"""Paper of a closed wave is destroyed: asked for, written down, and told wherever it is not done yet."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from survey_app.fieldwork.ports import Shredding
from survey_app.fieldwork.wave import Custody
from tests.web.admin_desk import at_work, closed_wave, installation
from tests.web.field import TODAY, Browser

ID = "bewoners-2026"
WAVE = f"/beheer/metingen/{ID}"
PAPER = f"{WAVE}/vernietigen"
EVERYTHING = "Nog niet vernietigd: blad 1, blad 2, blad 3, reservekopieën van de sleutel."
PAGES = (f"{WAVE}/", f"{WAVE}/gesloten", f"{WAVE}/certificaat", PAPER, "/privacy")


def closed_on_sheets(app: Flask, sheets: int = 3, needed: int = 2) -> Browser:
    """An administrator, and a closed wave whose key was on sheets."""
    browser = at_work(app)
    closed_wave(app, ID, TODAY, codes=24, answered=12)
    with installation(app).stores.writing() as store:
        wave = replace(store.waves.get(ID), custody=Custody.SHEETS, sheets=sheets, sheets_needed=needed)
        store.waves.save(wave)
    return browser


def kept(app: Flask) -> list[Shredding]:
    with installation(app).stores.reading() as store:
        return store.shreddings.read(ID)


def write_down(browser: Browser, sheet: int, holder: str = "J. Jansen", day: str = "2026-06-01") -> int:
    browser.open(PAPER)
    return browser.post(PAPER, sheet=str(sheet), holder=holder, day=day).status_code


def test_every_page_says_what_is_not_destroyed_until_all_is_written_down(app: Flask) -> None:
    browser = closed_on_sheets(app)
    assert "Niemand kan nog zien" not in browser.open(f"{WAVE}/gesloten")
    for page in PAGES:
        assert EVERYTHING in browser.open(page), page
        assert "Met twee bladen samen en een kopie van de server" in browser.html, page

    for sheet in (1, 3, 0):
        assert write_down(browser, sheet) == 302
    for page in PAGES:
        assert "Nog niet vernietigd: blad 2. Er zijn te weinig bladen over" in browser.open(page), page

    assert write_down(browser, 2) == 302
    for page in PAGES:
        assert "Nog niet vernietigd" not in browser.open(page), page
    assert "J. Jansen" not in browser.open("/privacy")
    assert (
        "Zonder een oude kopie van sleutel en stembus kan niemand nog zien welk antwoord van wie was."
        in browser.open(f"{WAVE}/gesloten")
    )
    assert "blad 2, 1 juni 2026, door J. Jansen" in browser.open(f"{WAVE}/certificaat")


def test_two_sheets_of_the_old_rule_say_that_one_is_enough(app: Flask) -> None:
    browser = closed_on_sheets(app, 2, 1)

    assert "blad 1, blad 2, reservekopieën" in browser.open("/privacy")
    assert "Met één blad en een kopie van de server" in browser.html


def test_the_privacy_page_tells_nothing_of_an_installation_without_paper(app: Flask) -> None:
    at_work(app)

    assert "Wat nog niet is vernietigd" not in Browser.of(app).open("/privacy")


def test_mistakes_are_corrected_and_taken_back(app: Flask) -> None:
    browser = closed_on_sheets(app)
    write_down(browser, 2)
    write_down(browser, 2)
    write_down(browser, 2, "P. Pieters")
    assert kept(app) == [Shredding(ID, 2, "P. Pieters", TODAY)]
    assert "vernietigd op 1 juni 2026 door P. Pieters" in browser.open(PAPER)

    browser.post(PAPER, undo="2")

    assert kept(app) == []
    assert "P. Pieters" not in browser.open("/beheer/logboek")
    assert "vastlegging van vernietigen teruggenomen" in browser.html


def test_what_cannot_be_is_told_at_its_field(app: Flask) -> None:
    browser = closed_on_sheets(app)

    for wrong, told in (
        ({"sheet": 2, "day": "2026-06-02"}, "Kies een dag van 1 juni 2026 tot en met vandaag."),
        ({"sheet": 2, "day": "2026-05-31"}, "Kies een dag van 1 juni 2026 tot en met vandaag."),
        ({"sheet": 2, "day": "gisteren"}, "Vul een dag in als 2026-12-04"),
        ({"sheet": 2, "holder": "  "}, "Vul nog in of kies: Wie had het"),
        ({"sheet": 2, "holder": "a\u200bb"}, "een teken dat niet te zien is"),
    ):
        assert write_down(browser, **wrong) == 422  # type: ignore[arg-type]  # each of its own type
        assert told in browser.html
    assert write_down(browser, 7) == 422
    assert kept(app) == []


def test_a_closed_wave_on_the_host_asks_for_the_backups_of_its_key(app: Flask) -> None:
    browser = at_work(app)
    closed_wave(app, ID, TODAY, codes=24, answered=12)

    assert "Nog niet vernietigd: reservekopieën van de sleutel." in browser.open(f"{WAVE}/gesloten")
    assert write_down(browser, 0) == 302
    assert "Alle reservekopieën van de sleutel zijn vernietigd, zo is vastgelegd." in browser.open(f"{WAVE}/")
