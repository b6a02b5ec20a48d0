"""What is known of a wave beside its answers, corrected on a page: same fields, errors and log, without a script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.dataset.counts import GroupCounts, WaveCounts
from survey_app.dataset.kept import keep_counted_wave
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.wave import Origin, Recruitment, Wave, WaveState
from tests.web.admin_desk import SOURCE, add_draft, answered_wave, at_work, installation, write_questionnaire
from tests.web.field import INSTRUMENT, TODAY, Browser, draft, value_of

WAVE = "/beheer/metingen/bewoners-2026"
STAFF = "/beheer/metingen/staf"


pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""On both databases waves are corrected in tests/store/test_particulars.py."""


def test_a_wave_is_not_added_before_somebody_says_how_people_come_in(app: Flask) -> None:
    write_questionnaire(app)
    browser = at_work(app)
    address = f"/beheer/nieuwe-meting/{SOURCE}"
    page = browser.open(address)

    browser.post(address, label="Meting", month="6", year="2026", wave_id="nieuw", custody="sheets", minimum="10")

    assert "checked" not in page.split("Hoe komen deelnemers binnen?")[1].split("</fieldset>")[0]
    assert "Vul nog in of kies: Hoe komen deelnemers binnen?" in browser.html
    assert 'href="#recruitment-0"' in browser.html


def test_how_many_staff_were_approached_is_said_when_adding_and_not_where_codes_tell_it(app: Flask) -> None:
    write_questionnaire(app)
    browser = at_work(app)
    address = f"/beheer/nieuwe-meting/{SOURCE}"
    filled = {"label": "Staf", "month": "6", "year": "2026", "custody": "host", "minimum": "10", "wave_id": "staf"}
    browser.open(address)

    refused = browser.post(address, **filled, recruitment="codes", approached="80")
    assert refused.status_code == 422
    assert "Met codes is dit het aantal codes. Laat dit leeg." in browser.html
    added = browser.post(address, **filled, recruitment="open_link", approached="80")

    assert "<dt>Benaderd</dt><dd>80</dd>" in browser.open(added.location)
    assert "80 codes" not in browser.html
    assert "80 codes" not in browser.open("/beheer/")


def test_a_draft_is_corrected_and_keeps_its_codes(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    assert "Gegevens wijzigen" in browser.open(f"{WAVE}/")

    page = browser.open(f"{WAVE}/wijzigen")
    done = _correct(browser, WAVE, label="Nulmeting", month="9")

    assert 'value="2026"' in page
    assert done.location == f"{WAVE}/"
    assert "De gegevens zijn gewijzigd." in browser.open(done.location)
    assert (_kept(app).label, _kept(app).month.isoformat()) == ("Nulmeting", "2026-09-01")
    log = browser.open("/beheer/logboek")
    assert "gegevens van een meting gewijzigd" in log
    assert "month: 2026-06 → 2026-09" in log


def test_what_is_wrong_is_told_at_its_field_and_nothing_changes(app: Flask) -> None:
    add_draft(app)
    before = _kept(app)
    browser = at_work(app)
    browser.open(f"{WAVE}/wijzigen")

    refused = _correct(browser, WAVE, label=" ", year="twee", recruitment="unknown", approached="veel")

    assert refused.status_code == 422
    assert "Er zijn nog 4 dingen mis" in browser.html
    for field in ("label", "year", "recruitment", "approached"):
        assert f'id="{field}-fout"' in browser.html
    assert 'value="veel"' in browser.html
    assert _kept(app) == before


def test_codes_that_were_made_keep_a_draft_from_an_open_link(app: Flask) -> None:
    add_draft(app)
    _invite(app)
    browser = at_work(app)

    page = browser.open(f"{WAVE}/wijzigen")
    refused = _correct(browser, WAVE, recruitment="open_link")

    assert "De 3 codes die al zijn gemaakt, blijven werken." in page
    assert refused.status_code == 422
    assert "Er zijn 3 codes gemaakt, en die werken niet met een open link." in browser.html


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(app: Flask) -> None:
    add_draft(app)
    browser, other = at_work(app), at_work(app, name="bert")
    browser.open(f"{WAVE}/wijzigen")
    other.open(f"{WAVE}/wijzigen")
    _correct(other, WAVE, label="Van Bert")

    refused = _correct(browser, WAVE, label="Van Anna")
    assert (refused.status_code, _kept(app).label) == (422, "Van Bert")
    assert "Iemand heeft deze gegevens intussen gewijzigd." in browser.html
    _correct(browser, WAVE, label="Van Anna")

    assert _kept(app).label == "Van Anna"


def test_of_an_open_link_only_the_number_approached_is_left_to_correct(app: Flask) -> None:
    at = installation(app)
    add_wave(at.stores, replace(draft("staf"), recruitment=Recruitment.OPEN_LINK), "an")
    open_wave(at.stores, at.keys, "staf", INSTRUMENT, TODAY, "an")
    browser = at_work(app)
    assert "<dt>Benaderd</dt><dd>onbekend</dd>" in browser.open(f"{STAFF}/")

    page = browser.open(f"{STAFF}/wijzigen")
    _correct(browser, STAFF, approached="80", label="Anders")

    assert "liggen vast sinds de meting is geopend" in page
    assert 'name="label"' not in page
    assert (_kept(app, "staf").approached, _kept(app, "staf").label) == (80, draft("staf").label)
    assert "van de 80 uitgenodigd" in " ".join(browser.open(f"{STAFF}/").split())


def test_of_a_wave_with_codes_nothing_is_left_to_correct_once_it_is_open(app: Flask) -> None:
    answered_wave(app)
    browser = at_work(app)

    assert "Gegevens wijzigen" not in browser.open(f"{WAVE}/")
    assert browser.client.get(f"{WAVE}/wijzigen").status_code == 409


def test_of_a_printed_table_it_can_be_said_how_people_were_approached(app: Flask) -> None:
    wave = replace(
        draft("gedrukt"),
        recruitment=Recruitment.UNKNOWN,
        origin=Origin.PRINTED,
        state=WaveState.CLOSED,
        instrument=INSTRUMENT,
        fingerprint=INSTRUMENT.fingerprint(),
        responses=48,
    )
    keep_counted_wave(installation(app).stores, wave, WaveCounts("gedrukt", Origin.PRINTED, GroupCounts(48, {})), "an")
    browser = at_work(app)
    assert "<dt>Deelname</dt><dd>onbekend</dd>" in browser.open("/beheer/metingen/gedrukt/")

    page = browser.open("/beheer/metingen/gedrukt/wijzigen")
    few = _correct(browser, "/beheer/metingen/gedrukt", recruitment="codes", approached="47")
    assert few.status_code == 422
    assert "Dit zijn er minder dan er meededen." in browser.html
    _correct(browser, "/beheer/metingen/gedrukt", recruitment="open_link", approached="47")

    assert "Dat is niet bekend" in page
    kept = _kept(app, "gedrukt")
    assert (kept.recruitment, kept.approached) == (Recruitment.OPEN_LINK, 47)


def _correct(browser: Browser, wave: str, **changed: str) -> TestResponse:
    """Send the page that is open with these fields otherwise."""
    told = {"label": "Bewoners 2026", "month": "6", "year": "2026", "recruitment": "codes", "approached": ""}
    return browser.post(f"{wave}/wijzigen", shown=value_of("shown", browser.html), **(told | changed))


def _kept(app: Flask, wave_id: str = "bewoners-2026") -> Wave:
    with installation(app).stores.reading() as store:
        return store.waves.get(wave_id)


def _invite(app: Flask) -> None:
    at = installation(app)
    invite(at.stores, at.keys, "bewoners-2026", [None] * 3, who="an", study=INSTRUMENT.study)
