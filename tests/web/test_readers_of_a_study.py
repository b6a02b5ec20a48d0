"""A reader of a study, such as a client: its results, what is taken along of them, and nothing else at all."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask

from survey_app.web.admin.access import NO_LOG_IN
from survey_app.web.admin.blueprint import ADDRESSES
from tests.web.admin_desk import at_work, closed_wave, furnished, installation, let_in, log_in
from tests.web.field import Browser
from tests.web.studied_waves import EARLIER, LATER, village_waves, with_study
from tests.web.test_admin_roles import ask
from tests.web.test_results import rows_on, sheets_on
from tests.web.texts_to_read import HOW, WAVE, close_wave_with_words, digest

RESULTS, TAKE = "/beheer/resultaten", "/beheer/resultaten/meenemen"
ELSEWHERE = "staf-2026"


@pytest.fixture
def reader(app: Flask) -> Browser:
    """Logged in as a reader of the study with villages; there is a wave of another study too."""
    village_waves(app)
    closed_wave(app, ELSEWHERE, date(2026, 5, 1))
    with_study(app, ELSEWHERE, {"study": "staf", "title": "Onderzoek Staf"})
    return client_of(app, "kernen")


def client_of(app: Flask, *studies: str) -> Browser:
    """A browser in which a reader of these studies is logged in."""
    furnished(app)
    let_in(app, "lezer", "eva", *studies)
    browser = Browser.of(app)
    log_in(browser, "eva")
    return browser


def test_everything_but_results_is_refused(reader: Browser) -> None:
    theirs = {"own_password", "overview", "results", "take_result"}
    for address in ADDRESSES:
        if address.roles != NO_LOG_IN and address.endpoint not in theirs:
            reader.open("/beheer/wachtwoord")
            for method in address.methods:
                assert ask(reader, address.path, method) == 403, (address.path, method)


def test_the_first_page_is_that_of_the_results_with_the_waves_of_the_study_alone(reader: Browser) -> None:
    begun = reader.client.get("/beheer/")
    page = reader.open(RESULTS)

    assert begun.location == RESULTS
    assert EARLIER in page
    assert LATER in page
    assert ELSEWHERE not in page
    assert "Onderzoek Staf" not in page
    for other in ("Metingen</a>", "Vergelijken</a>", "Beheerders</a>", "Logboek</a>"):
        assert other not in page


def test_the_results_are_those_that_a_researcher_sees(app: Flask, reader: Browser) -> None:
    let_in(app, "onderzoeker", "rik")
    researcher = Browser.of(app)
    log_in(researcher, "rik")
    address = f"{RESULTS}?wave={EARLIER}&wave={LATER}"

    sheets = sheets_on(reader.open(address))

    assert sheets == sheets_on(researcher.open(address))
    for slug in sheets:
        page = reader.open(f"{address}&blad={slug}")
        assert rows_on(page) == rows_on(researcher.open(f"{address}&blad={slug}"))
        assert "/beheer/vergelijken" not in page


def test_a_wave_of_another_study_and_one_that_is_not_there_are_refused_alike(reader: Browser) -> None:
    pages = []
    for wave in (ELSEWHERE, "bestaat-niet"):
        answer = reader.client.get(f"{RESULTS}?wave={wave}")
        beside = reader.client.get(f"{RESULTS}?wave={EARLIER}&wave={wave}")
        reader.open(RESULTS)
        taken = reader.post(TAKE, wave=[wave], wat="In_het_kort.pdf")
        assert [answer.status_code, beside.status_code, taken.status_code] == [403, 403, 403]
        pages.append(answer.get_data(as_text=True).replace(wave, ""))

    assert pages[0] == pages[1]


def test_tables_charts_and_the_a4_go_along_and_the_workbook_does_not(app: Flask, reader: Browser) -> None:
    page = reader.open(f"{RESULTS}?wave={EARLIER}")

    begins = {"In_het_kort.pdf": b"%PDF", "Grafiek_1.svg": b"<svg", "Grafiek_1.png": b"\x89PNG"}
    for wanted, begin in begins.items():
        reader.open("/beheer/wachtwoord")
        assert reader.post(TAKE, wave=[EARLIER], wat=wanted).get_data().startswith(begin), wanted
    reader.open("/beheer/wachtwoord")
    refused = reader.post(TAKE, wave=[EARLIER], wat="Werkboek.xlsx")

    assert "Werkboek.xlsx" not in page
    assert refused.status_code == 403
    with installation(app).stores.reading() as store:
        assert [(one.administrator, one.act) for one in store.audit.latest(3)] == [("eva", "result taken along")] * 3


def test_open_answers_that_were_cleared_are_for_researchers(app: Flask) -> None:
    close_wave_with_words(installation(app))
    researcher = at_work(app)
    researcher.open(HOW)
    researcher.post(HOW, clear=[digest(installation(app), "Antwoord nummer 07.")])
    shown = researcher.open(f"{RESULTS}?wave={WAVE}")
    let_in(app, "lezer", "eva", "kernen")
    reader = Browser.of(app)
    log_in(reader, "eva")

    page = reader.open(f"{RESULTS}?wave={WAVE}")

    assert "open-antwoorden" in sheets_on(shown)
    assert set(sheets_on(shown)) - set(sheets_on(page)) == {"open-antwoorden"}
    assert reader.client.get(f"{RESULTS}?wave={WAVE}&blad=open-antwoorden").status_code == 404


def test_somebody_tied_to_two_studies_sees_both_and_none_together(app: Flask, reader: Browser) -> None:
    let_in(app, "lezer", "frits", "kernen", "staf")
    both = Browser.of(app)
    log_in(both, "frits")

    page = both.open(RESULTS)

    assert ELSEWHERE in page
    assert EARLIER in page
    assert both.client.get(f"{RESULTS}?wave={EARLIER}&wave={ELSEWHERE}").status_code == 422


def test_a_study_without_results_yet_says_so(app: Flask) -> None:
    assert "Er zijn nog geen resultaten." in client_of(app, "kernen").open(RESULTS)


def test_a_reader_without_a_study_sees_waves_and_their_response_as_before(app: Flask, reader: Browser) -> None:
    let_in(app, "lezer", "bert")
    browser = Browser.of(app)
    log_in(browser, "bert")

    assert ELSEWHERE in browser.open("/beheer/")
    assert browser.client.get(f"/beheer/metingen/{EARLIER}/").status_code == 200
    assert browser.client.get(f"{RESULTS}?wave={EARLIER}").status_code == 403


def test_a_reader_is_tied_to_a_study_and_set_free_on_the_pages(app: Flask, reader: Browser) -> None:
    anna = Browser.of(app)
    log_in(anna, "anna")
    anna.open("/beheer/beheerders/")
    refused = anna.post("/beheer/beheerders/nieuw", name="kees", roles=["lezer", "beheerder"], studies=["kernen"])
    said = anna.html
    anna.open("/beheer/beheerders/")
    anna.post("/beheer/beheerders/nieuw", name="kees", roles=["lezer"], studies=["kernen", "staf"])
    listed = anna.open("/beheer/beheerders/")
    asked = anna.open("/beheer/beheerders/eva/rol")
    anna.post("/beheer/beheerders/eva/rol", roles=["lezer"])

    assert refused.status_code == 422
    assert "Bij een onderzoek hoort alleen een lezer." in said
    assert "lezer van Onderzoek Kernen, Onderzoek Staf" in listed
    assert re.search(r'<input checked[^>]+name="studies"[^>]+value="kernen">', asked)
    assert reader.client.get(RESULTS).location.startswith("/beheer/inloggen"), "the session ended with the change"
    log_in(reader, "eva")
    assert reader.client.get(f"/beheer/metingen/{ELSEWHERE}/").status_code == 200


def test_a_study_that_went_away_stays_ticked_so_that_nobody_is_set_free_by_accident(app: Flask) -> None:
    furnished(app)
    let_in(app, "lezer", "eva", "weg")
    anna = Browser.of(app)
    log_in(anna, "anna")

    page = anna.open("/beheer/beheerders/eva/rol")

    assert re.search(r'<input checked[^>]+name="studies"[^>]+value="weg">', page)
