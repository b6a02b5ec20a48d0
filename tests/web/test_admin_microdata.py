"""Microdata on the administrators' pages: for researchers only, told before it is taken, and in the log."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from survey_app.fieldwork.wave import Origin
from tests.microdata_rows import closed_wave as wave_of
from tests.microdata_wave import ASKED, CANARY, WAVE, keep_aged_wave, keep_wave
from tests.web import admin_desk
from tests.web.admin_desk import answered_wave, at_work, installation
from tests.web.field import Browser

PAGE = f"/beheer/metingen/{WAVE}/microdata"
FILE = f"{PAGE}/bestand"


@pytest.fixture
def kept(app: Flask) -> None:
    """A wave in which village and age together would show three people."""
    keep_wave(installation(app).stores)


def take(browser: Browser, *keep: str, kind: str = ".xlsx", **merge: str) -> TestResponse:
    """What a browser gets, to the last byte, of what the page told of: then the server lets go of the file."""
    browser.open(PAGE)
    sent = {
        "keep": list(keep),
        "kind": kind,
        **{f"merge.{name.replace('__', '.')}": one for name, one in merge.items()},
    }
    told = browser.post(FILE, **sent, look="yes")
    if told.status_code != 200:
        return told
    shown = re.search(r'name="shown" type="hidden" value="([^"]*)"', told.get_data(as_text=True))
    answer = browser.post(FILE, **sent, shown=shown[1] if shown else "")
    answer.get_data()
    answer.close()
    return answer


@pytest.mark.usefixtures("kept")
def test_the_page_says_what_is_in_the_file_and_what_is_not_and_why(app: Flask) -> None:
    page = at_work(app, "onderzoeker").open(PAGE)

    assert "60 rijen" in page
    assert 'checked class="utrecht-checkbox" id="keep-0" name="keep" type="checkbox" value="segment"' in page
    assert 'class="utrecht-checkbox" id="keep-1" name="keep" type="checkbox" value="leeftijd"' in page
    assert "Anders zouden groepen van minder dan 10 mensen te zien zijn." in page
    assert "Wie deze vraag kreeg, verraadt het antwoord op ‘Tekst van leeftijd’." in page
    assert "Wat mensen zelf schreven, staat nooit in microdata." in page


@pytest.mark.usefixtures("kept")
def test_the_file_holds_what_was_chosen_and_the_log_says_who_took_it(app: Flask) -> None:
    browser = at_work(app, "onderzoeker,beheerder")

    taken = take(browser, "leeftijd")

    assert taken.headers["Content-Disposition"] == "attachment; filename=microdata_meting.xlsx"
    assert taken.headers["Cache-Control"] == "no-store"
    heads, *rows = load_workbook(BytesIO(taken.get_data()))["Codes"].iter_rows(values_only=True)
    assert heads == ("leeftijd", "school", "luistert")
    # By hand: of 47 young people 10 + 14 agree (4) and 10 + 13 do not (2); of 13 old ones 5 + 2 and 5 + 1.
    assert Counter(rows) == {(1, 4, 4): 24, (1, 2, 2): 23, (2, -3, 4): 7, (2, -3, 2): 6}
    assert CANARY.encode() not in taken.get_data()
    with installation(app).stores.reading() as store:
        entry = store.audit.latest(1)[0]
    assert (entry.administrator, entry.act) == ("anna", "microdata exported")
    assert entry.subject.endswith("…, 2): leeftijd")
    assert "microdata gedownload" in browser.open("/beheer/logboek")


@pytest.mark.usefixtures("kept")
def test_a_choice_that_shows_small_groups_is_refused_in_words_with_what_can_be(app: Flask) -> None:
    browser = at_work(app, "onderzoeker")

    refused = take(browser, "segment", "leeftijd")

    assert refused.status_code == 422
    assert "‘Groep + Tekst van leeftijd’ kan niet in het bestand" in browser.html
    assert "Wel kan: ‘Tekst van leeftijd’; ‘Groep’." in browser.html
    assert 'href="#keep-0"' in browser.html
    with installation(app).stores.reading() as store:
        assert [entry.act for entry in store.audit.latest(9)] == ["administrator added"]


@pytest.mark.usefixtures("kept")
def test_what_an_earlier_file_held_counts_and_the_page_says_so(app: Flask) -> None:
    browser = at_work(app, "onderzoeker")
    assert take(browser, "leeftijd").status_code == 200

    page = browser.open(PAGE)
    refused = take(browser, "segment")

    assert "Een eerder bestand van deze meting had al: Tekst van leeftijd." in page
    assert refused.status_code == 422
    assert "rijen van twee bestanden zijn te koppelen" in browser.html
    assert take(browser).status_code == 200


@pytest.fixture
def aged(app: Flask) -> None:
    """A wave of two villages, in one of which four are of middle age."""
    keep_aged_wave(installation(app).stores)


@pytest.mark.usefixtures("aged")
def test_the_page_tells_what_a_choice_blanks_and_rules_out_before_the_file_is_made(app: Flask) -> None:
    browser = at_work(app, "onderzoeker")

    page = browser.open(PAGE)

    # By hand in tests/unit/test_microdata_blanking.py: 20 of 224.
    assert "‘Tekst van leeftijd’ is bij 20 van de 224 rijen leeggemaakt" in page
    assert "Alles bij elkaar: 20 cellen leeggemaakt of geheim, bij 20 van de 224 rijen." in page
    assert "‘Tekst van leeftijd’ blijft zoals het in dit bestand is" in page
    browser.post(FILE, keep=["segment"], look="yes")
    assert "Deze keuze sluit niets uit voor een later bestand." in browser.html
    assert "Er wordt niets leeggemaakt of geheim gehouden." in browser.html
    with installation(app).stores.reading() as store:
        assert [entry.act for entry in store.audit.latest(9)] == ["administrator added"]


@pytest.mark.usefixtures("aged")
def test_a_choice_that_the_page_did_not_show_is_shown_first(app: Flask) -> None:
    browser = at_work(app, "onderzoeker")
    browser.open(PAGE)

    told = browser.post(FILE, keep=["segment"], shown="segment,leeftijd", kind=".zip")
    taken = browser.post(FILE, keep=["segment"], shown="segment", kind=".zip")

    assert told.status_code == 422
    assert "Dit is een andere keuze dan de pagina liet zien." in told.get_data(as_text=True)
    assert (taken.status_code, taken.mimetype) == (200, "application/zip")
    taken.close()


@pytest.mark.usefixtures("aged")
def test_categories_are_merged_without_javascript_and_the_log_remembers(app: Flask) -> None:
    browser = at_work(app, "onderzoeker")
    sent = {"keep": ["segment", "leeftijd"], "merge.leeftijd.midden": "jong"}
    browser.open(PAGE)

    looked = browser.post(FILE, **sent, look="yes").get_data(as_text=True)
    taken = browser.post(FILE, **sent, shown="segment,leeftijd[jong+midden]", kind=".xlsx")

    assert '<option value="jong" selected>Samen met: jong</option>' in looked
    heads, *rows = load_workbook(BytesIO(taken.get_data()))["Labels"].iter_rows(values_only=True)
    taken.close()
    assert heads[:2] == ("segment", "leeftijd")
    assert Counter(row[1] for row in rows) == {"jong / midden": 154, "oud": 70}
    with installation(app).stores.reading() as store:
        assert store.audit.latest(1)[0].subject.endswith("): segment,leeftijd[jong+midden]")
    assert "Samen met" not in browser.open(PAGE)  # what a file had is no longer to be chosen
    assert browser.post(FILE, keep=["leeftijd"], **{"merge.leeftijd.oud": "jong"}).status_code == 422
    assert "stond al in een eerder bestand, met andere categorieën" in browser.html
    browser.post(FILE, keep=["leeftijd"], **{"merge.leeftijd.midden": "woning"})
    assert "Voeg alleen categorieën samen die hier staan." in browser.html


@pytest.mark.usefixtures("aged")
def test_spss_gets_a_sav_and_a_sps_in_one_zip(app: Flask) -> None:
    taken = take(at_work(app, "onderzoeker"), "leeftijd", kind=".sav")

    assert taken.headers["Content-Disposition"] == "attachment; filename=microdata_meting.zip"
    with zipfile.ZipFile(io.BytesIO(taken.get_data())) as packed:
        assert packed.namelist() == ["microdata_meting.sav", "microdata_meting.sps"]
        assert packed.read("microdata_meting.sav")[:4] == b"$FL2"
        assert b"GET FILE='microdata_meting.sav'." in packed.read("microdata_meting.sps")


@pytest.mark.usefixtures("kept")
def test_something_that_is_no_trait_is_refused(app: Flask) -> None:
    browser = at_work(app, "onderzoeker")

    assert take(browser, "luistert").status_code == 422
    assert "Kies uit de kenmerken die hier staan." in browser.html


@pytest.mark.usefixtures("kept")
def test_only_a_researcher_finds_the_way_and_gets_in(app: Flask) -> None:
    browser = at_work(app, "beheerder,lezer,contactpersoon")

    assert PAGE not in browser.open(f"/beheer/metingen/{WAVE}/")
    assert browser.client.get(PAGE).status_code == 403
    assert browser.post(FILE).status_code == 403


@pytest.mark.usefixtures("kept")
def test_a_researcher_gets_there_from_the_page_of_the_wave(app: Flask) -> None:
    assert f'href="{PAGE}"' in at_work(app, "onderzoeker").open(f"/beheer/metingen/{WAVE}/")


@pytest.mark.usefixtures("kept")
def test_a_form_that_is_not_ours_gets_no_file(app: Flask) -> None:
    browser = at_work(app, "onderzoeker")

    assert browser.client.post(FILE, data={"keep": "leeftijd"}).status_code == 400


@pytest.mark.usefixtures("kept")
def test_nothing_of_a_file_stays_behind(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    browser = at_work(app, "onderzoeker")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    taken = take(browser)

    assert taken.status_code == 200
    assert not list(tmp_path.glob(".peilstok*"))


@pytest.mark.usefixtures("kept")
def test_what_takes_a_workbook_too_long_is_csv_and_what_takes_the_web_too_long_is_a_command(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = at_work(app, "onderzoeker")
    monkeypatch.setattr("survey_app.web.admin.views.exporting.MOST_AS_WORKBOOK", 59)
    as_csv = take(browser, kind=".xlsx")
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get(WAVE), responses=100_001))

    page = browser.open(PAGE)

    assert as_csv.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(as_csv.get_data())) as packed:
        assert packed.namelist()[:4] == ["codes.csv", "labels.csv", "codeboek.csv", "leesmij.txt"]
    assert "meer dan 100.000 ingevulde vragenlijsten" in page
    assert f"peilstok microdata {WAVE} -o microdata.zip" in page
    browser.open("/beheer/wachtwoord")
    assert browser.post(FILE).status_code == 409


def test_waves_without_microdata_say_why(app: Flask) -> None:
    answered_wave(app, "open-1")
    admin_desk.closed_wave(app, "few-1", codes=20, answered=2)
    with installation(app).stores.writing() as store:
        store.waves.add(replace(wave_of(ASKED, 60), id="gedrukt", origin=Origin.PRINTED))
    browser = at_work(app, "onderzoeker")

    assert "nog niet gesloten" in browser.open("/beheer/metingen/open-1/microdata")
    assert "alleen het aantal bewaard" in browser.open("/beheer/metingen/few-1/microdata")
    assert "Daar staan geen personen in." in browser.open("/beheer/metingen/gedrukt/microdata")
    browser.open("/beheer/wachtwoord")
    assert browser.post("/beheer/metingen/few-1/microdata/bestand").status_code == 409
