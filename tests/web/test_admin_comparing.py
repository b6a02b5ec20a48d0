"""Comparing two waves, and taking the workbook along."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from survey_app.questionnaire.instrument import Instrument
from tests.web.admin_desk import at_work, closed_wave, installation
from tests.web.field import INSTRUMENT, Browser

EARLIER, LATER = "bewoners-2019", "bewoners-2020"
PAIR = f"/beheer/vergelijken?earlier={EARLIER}&later={LATER}"


def test_with_fewer_than_two_closed_waves_there_is_nothing_to_compare_and_the_page_says_when(app: Flask) -> None:
    closed_wave(app, EARLIER)

    assert "Er zijn nog geen twee metingen met cijfers." in at_work(app).open("/beheer/vergelijken")


def test_the_verdict_comes_with_its_reasons_before_anybody_downloads(app: Flask) -> None:
    # 12 answers in the later wave: fewer than 30, so not comparable (STATISTICS 9).
    _two_waves(app, later=12)

    page = at_work(app).open(PAIR)

    assert "niet vergelijkbaar" in page
    assert "deden maar 12 mensen mee; voor vergelijken zijn er minstens 30 nodig." in page
    assert "U mag deze twee metingen als geheel niet met elkaar vergelijken." in page
    assert "Download het werkboek" in page


def test_the_workbook_opens_and_has_its_sheets_and_the_log_says_who_took_it(app: Flask) -> None:
    _two_waves(app)
    browser = at_work(app)

    taken = _download(browser)

    assert taken.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert taken.headers["Content-Disposition"] == f"attachment; filename=vergelijking_{EARLIER}_{LATER}.xlsx"
    assert taken.headers["Cache-Control"] == "no-store"
    workbook = load_workbook(BytesIO(taken.get_data()))
    for sheet in ("Lees mij", "Respons", "Vergelijking", "Verdeling", "Vraagstelling", "Bijlage"):
        assert sheet in workbook.sheetnames
    with installation(app).stores.reading() as store:
        entry = store.audit.latest(1)[0]
    assert (entry.administrator, entry.act) == ("anna", "workbook downloaded")
    assert entry.subject.startswith(f"{EARLIER}, {LATER} (SHA-256 ")


def test_the_same_waves_give_the_same_workbook_in_either_order(app: Flask) -> None:
    _two_waves(app)
    browser = at_work(app)

    assert _download(browser).get_data() == _download(browser, LATER, EARLIER).get_data()


def test_nothing_of_a_workbook_stays_behind(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _two_waves(app)
    browser = at_work(app)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    taken = _download(browser)

    assert taken.status_code == 200
    assert not list(tmp_path.glob("peilstok-*"))


def test_a_wave_is_not_compared_with_itself(app: Flask) -> None:
    _two_waves(app)

    page = at_work(app).open(f"/beheer/vergelijken?earlier={EARLIER}&later={EARLIER}")

    assert "Dit is twee keer dezelfde meting." in page
    assert "Download" not in page


def test_waves_of_two_questionnaires_are_not_compared_and_the_page_says_why(app: Flask) -> None:
    _two_waves(app)
    other = INSTRUMENT.questionnaire.model_copy(update={"questionnaire": "medewerkers"})
    with installation(app).stores.writing() as store:
        wave = store.waves.get(LATER)
        store.waves.save(replace(wave, instrument=Instrument(study=INSTRUMENT.study, questionnaire=other)))
    browser = at_work(app)

    page = browser.open(PAIR)
    refused = _download(browser)

    assert "Deze twee metingen stelden verschillende vragenlijsten." in page
    assert refused.status_code == 422


def test_an_open_wave_cannot_be_chosen(app: Flask) -> None:
    closed_wave(app, EARLIER)
    closed_wave(app, "bewoners-2018", answered=3)
    browser = at_work(app)

    assert browser.client.get(f"/beheer/vergelijken?earlier={EARLIER}&later=bewoners-2018").status_code == 422


def test_a_wave_can_be_chosen_beforehand(app: Flask) -> None:
    _two_waves(app)

    page = at_work(app).open(f"/beheer/vergelijken?later={LATER}")

    assert f'<option selected value="{LATER}">' in page
    assert "Er zijn nog" not in page


def _two_waves(app: Flask, later: int = 60) -> None:
    closed_wave(app, EARLIER, date(2019, 6, 1))
    closed_wave(app, LATER, date(2020, 5, 1), answered=later)


def _download(browser: Browser, earlier: str = EARLIER, later: str = LATER) -> TestResponse:
    browser.open("/beheer/wachtwoord")
    return browser.post("/beheer/vergelijken/werkboek", earlier=earlier, later=later)
