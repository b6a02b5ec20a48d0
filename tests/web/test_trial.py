"""A trial: anybody with its link fills it in, all that comes of it says so, and it is thrown away from the pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from survey_app.fieldwork.life import add_wave, close_wave, open_wave
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.installation import Installation
from tests.web.admin_desk import add_draft, answered_wave, at_work, closed_wave, installation
from tests.web.field import INSTRUMENT, TODAY, Browser, draft, open_wave_for_staff

ELSEWHERE = {"REMOTE_ADDR": "203.0.113.9"}
WAVE = "/beheer/metingen/proef"


def add_trial(field: Installation) -> Wave:
    """A trial with an open link, as the documentation adds one."""
    trial = replace(draft("proef", fictitious=True), recruitment=Recruitment.OPEN_LINK, closing_day=None)
    add_wave(field.stores, trial, "an")
    return trial


def open_trial(field: Installation) -> str:
    """It is open; its link."""
    trial = add_trial(field)
    open_wave(field.stores, field.keys, trial.id, INSTRUMENT, TODAY, "an")
    return f"/m/{trial.id}"


def fill_in(app: Flask, link: str) -> None:
    """Somebody outside the network answers what is required, and sends."""
    browser = Browser.of(app)
    browser.client.environ_base.update(ELSEWHERE)
    browser.open(link)
    browser.post(link)
    browser.send_page("/vragenlijst/1", luistert="eens", ziet="neutraal", cijfer="7")
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    assert browser.post("/vragenlijst/controle").location == "/bedankt"


def test_anybody_with_the_link_fills_it_in_and_its_results_say_that_it_is_a_trial(
    app: Flask, field: Installation
) -> None:
    link = open_trial(field)

    for _somebody in range(12):
        fill_in(app, link)
    closed = close_wave(field.stores, field.keys, "proef", TODAY, "an").wave
    browser = at_work(app)
    results = browser.open("/beheer/resultaten?wave=proef")
    taken = browser.post("/beheer/resultaten/meenemen", wave="proef", wat="In_het_kort.pdf")

    assert closed.responses == 12
    assert "PROEF, FICTIEF: " in results
    assert "proef_In_het_kort.pdf" in taken.headers["Content-Disposition"]
    assert "proef, fictief" in browser.open("/beheer/")


def test_with_too_few_answers_every_page_says_why_there_are_no_results_and_from_how_many_there_are(
    app: Flask, field: Installation
) -> None:
    link = open_trial(field)
    browser = at_work(app)
    assert "Laat de proef minstens 10 keer invullen" in browser.open(f"{WAVE}/")
    for _somebody in range(6):
        fill_in(app, link)
    close_wave(field.stores, field.keys, "proef", TODAY, "an")

    asked = browser.open("/beheer/resultaten?wave=proef")
    pages = [asked, browser.open("/beheer/resultaten"), browser.open(f"{WAVE}/"), browser.open(f"{WAVE}/gesloten")]

    assert "Van deze meting zijn er geen resultaten: Bewoners 2026" in asked
    for page in pages[:2]:
        assert "Er zijn 6 ingevulde vragenlijsten. Resultaten zijn er vanaf 10: " in page
    for page in pages:
        assert "Verzonnen antwoorden hoeven niet te worden beschermd." in page
        assert "laat die minstens 10 keer invullen voordat u haar sluit" in page
    assert "Laat de proef minstens" not in pages[2], "it is closed: there is nothing left to fill in"


def test_a_real_wave_of_too_few_answers_says_nothing_of_trials(app: Flask) -> None:
    closed_wave(app, "bewoners-2026", answered=6)

    page = at_work(app).open("/beheer/resultaten?wave=bewoners-2026")

    assert "Er zijn 6 ingevulde vragenlijsten. Resultaten zijn er vanaf 10: " in page
    assert "Verzonnen" not in page


@pytest.mark.parametrize("address", ["/m/concept", "/m/echt", "/m/nergens", "/m/proef%00"])
def test_from_elsewhere_nothing_else_can_be_opened_nor_is_it_told_what_there_is(
    app: Flask, field: Installation, address: str
) -> None:
    open_trial(field)
    open_wave_for_staff(field, "echt")
    add_wave(field.stores, replace(draft("concept", fictitious=True), recruitment=Recruitment.OPEN_LINK), "an")
    browser = Browser.of(app)

    for method in ("get", "post"):
        browser.open("/m/proef", environ_base=ELSEWHERE)
        fields = {"data": {"csrf_token": browser.html.partition('name="csrf_token" value="')[2].partition('"')[0]}}
        sent = getattr(browser.client, method)(address, environ_base=ELSEWHERE, **(fields if method == "post" else {}))
        assert sent.status_code == 403
        assert "Deze vragenlijst opent u vanaf uw werk" in sent.get_data(as_text=True)


def test_it_is_thrown_away_after_a_page_that_says_what_goes(app: Flask) -> None:
    open_trial(installation(app))
    browser = at_work(app)

    assert f'href="{WAVE}/proef-weggooien"' in browser.open(f"{WAVE}/")
    assert "Met deze link, van overal:" in browser.html
    assert "Dit kunt u niet terugdraaien." in browser.open(f"{WAVE}/proef-weggooien")
    assert browser.post(f"{WAVE}/proef-weggooien", typed="prief").status_code == 422
    done = browser.post(f"{WAVE}/proef-weggooien", typed="proef")
    overview = browser.open(done.location)

    assert "De proef is weggegooid." in overview
    assert 'href="/beheer/metingen/proef/"' not in overview
    assert browser.client.get(f"{WAVE}/").status_code == 404
    assert "proef weggegooid" in browser.open("/beheer/logboek")


def test_once_thrown_away_no_page_knows_it_any_more(app: Flask) -> None:
    link = open_trial(installation(app))
    visitor, browser = Browser.of(app), at_work(app)
    visitor.open(link)
    known = app.extensions["HelpLines"]
    assert known.find("proef") is not None

    browser.open(f"{WAVE}/proef-weggooien")
    browser.post(f"{WAVE}/proef-weggooien", typed="proef")

    assert "Deze link werkt niet" in visitor.open(link)
    assert known.find("proef") is None
    assert "0344 123456" not in visitor.open("/")


def test_pressed_twice_it_says_that_there_is_nothing_left(app: Flask) -> None:
    open_trial(installation(app))
    first, second = at_work(app), Browser.of(app)
    second.client = first.client
    second.open(f"{WAVE}/proef-weggooien")
    first.open(f"{WAVE}/proef-weggooien")

    first.post(f"{WAVE}/proef-weggooien", typed="proef")
    again = second.post(f"{WAVE}/proef-weggooien", typed="proef")

    assert "Er is niets veranderd." in second.open(again.location)


def test_what_people_answered_is_not_thrown_away(app: Flask) -> None:
    answered_wave(app)
    browser = at_work(app)

    assert "proef-weggooien" not in browser.open("/beheer/metingen/bewoners-2026/")
    refused = browser.open("/beheer/metingen/bewoners-2026/proef-weggooien")

    assert "Deze meting is geen proef" in refused
    assert browser.page is not None
    assert browser.page.status_code == 409


def test_who_opens_a_trial_reads_that_anybody_with_the_link_can_answer(app: Flask) -> None:
    add_draft(app)
    add_trial(installation(app))

    page = at_work(app).open(f"{WAVE}/openen")

    assert "Wie de link heeft, kan meteen antwoorden." in page
    assert "Wie op het eigen netwerk zit" not in page
