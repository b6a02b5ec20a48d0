"""Contact details on the administrators' pages: read by one role, counted by another, deleted after asking."""

from __future__ import annotations

from io import BytesIO

from flask import Flask
from openpyxl import load_workbook

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.contacts import DECLINED, Contact
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.submission import seal_answers
from tests.contact_wave import with_desk
from tests.web.admin_desk import ANSWERS, at_work, furnished, installation
from tests.web.field import INSTRUMENT, TODAY, Browser, open_wave_with_codes

WAVE = "bewoners-2026"
PAGE = f"/beheer/metingen/{WAVE}/"
CONTACTS = f"{PAGE}contactgegevens"
LEFT = (Contact("Zoë de Boer", "06 12345678"), Contact("=HYPERLINK(1)", email="anna@voorbeeld.nl"))


def closed_wave_with_contacts(app: Flask) -> None:
    """Twelve answers, two of them with a name."""
    at = installation(app)
    codes = open_wave_with_codes(at, WAVE, codes=12, instrument=with_desk(INSTRUMENT))
    with at.stores.reading() as store:
        wave = store.waves.get(WAVE)
    for code, contact in zip(codes, (*LEFT, *[DECLINED] * 10), strict=True):
        receipt = receipt_of(at.keys.pepper(), WAVE, read_code(code))
        at.stores.drop(seal_answers(wave, receipt, ANSWERS, contact=contact))
    close_wave(at.stores, at.keys, WAVE, TODAY, "an")


def test_a_contact_person_reads_who_wants_to_be_reached_and_until_when(app: Flask) -> None:
    closed_wave_with_contacts(app)
    browser = at_work(app, "contactpersoon")

    page = browser.open(CONTACTS)

    assert page.index("=HYPERLINK(1)") < page.index("Zoë de Boer")
    assert "06 12345678" in page
    assert "anna@voorbeeld.nl" in page
    assert "uiterlijk op 1 juli 2026" in page  # 30 days after 1 June


def test_a_contact_person_sees_no_results(app: Flask) -> None:
    closed_wave_with_contacts(app)
    browser = at_work(app, "contactpersoon")

    assert browser.client.get("/beheer/vergelijken").status_code == 403
    assert "Vergelijken" not in browser.open(PAGE)


def test_who_runs_the_fieldwork_sees_how_many_and_no_name(app: Flask) -> None:
    closed_wave_with_contacts(app)
    browser = at_work(app, "beheerder,onderzoeker,lezer")

    page = browser.open(PAGE)

    assert "mensen willen bereikt worden" in page
    assert "Zoë" not in page
    assert "Contactgegevens bekijken" not in page
    assert browser.client.get(CONTACTS).status_code == 403


def test_the_worksheet_has_text_only_and_the_log_says_who_took_it(app: Flask) -> None:
    closed_wave_with_contacts(app)
    browser = at_work(app, "contactpersoon,beheerder")
    browser.open(CONTACTS)

    answer = browser.post(f"{CONTACTS}/werkblad")

    sheet = load_workbook(BytesIO(answer.data))["Contactgegevens"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Naam", "Telefoon", "E-mail"],
        ["=HYPERLINK(1)", None, "anna@voorbeeld.nl"],
        ["Zoë de Boer", "06 12345678", None],
    ]
    assert sheet["A2"].data_type == "s"
    assert answer.headers["Cache-Control"] == "no-store"
    log = browser.open("/beheer/logboek")
    assert "contactgegevens gedownload" in log
    assert "Zoë" not in log


def test_they_are_deleted_after_typing_the_id_of_the_wave_and_not_before(app: Flask) -> None:
    closed_wave_with_contacts(app)
    browser = at_work(app, "beheerder")
    address = f"{CONTACTS}/verwijderen"
    browser.open(address)

    refused = browser.post(address, typed="iets anders")
    with installation(app).stores.reading() as store:
        assert (refused.status_code, store.contacts.count(WAVE)) == (422, 2)
    browser.post(address, typed=WAVE)

    with installation(app).stores.reading() as store:
        assert store.contacts.count(WAVE) == 0
    assert "De contactgegevens van 2 mensen zijn verwijderd." in browser.open(PAGE)
    assert "2 contactgegevens verwijderd" in browser.open("/beheer/logboek")
    assert browser.post(address, typed=WAVE).status_code == 302
    assert "Er is niets veranderd" in browser.open(PAGE)
    assert browser.client.get(address).status_code == 404


def test_when_the_day_has_come_the_page_says_that_they_must_go(app: Flask) -> None:
    closed_wave_with_contacts(app)
    clock = furnished(app, "contactpersoon", "cora")
    browser = Browser.of(app)
    browser.open("/beheer/inloggen")
    clock.forward(days=30)
    browser.open("/beheer/inloggen")
    browser.post("/beheer/inloggen", name="cora", password="vier losse woorden hier")

    assert "Deze gegevens moeten nu weg" in browser.open(CONTACTS)


def test_a_wave_without_a_desk_has_no_such_page(app: Flask) -> None:
    open_wave_with_codes(installation(app), WAVE)
    browser = at_work(app, "contactpersoon")

    assert browser.client.get(CONTACTS).status_code == 404
    assert "Contactgegevens" not in browser.open(PAGE)
