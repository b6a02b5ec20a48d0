"""Contact details on the administrators' pages: read by one role, counted by another, deleted after asking."""

from __future__ import annotations

from io import BytesIO

from flask import Flask
from openpyxl import load_workbook

from tests.web.admin_desk import at_work, furnished, installation
from tests.web.contact_persons import CONTACTS, PAGE, WAVE, close_wave_with_contacts
from tests.web.field import Browser, open_wave_with_codes


def test_a_contact_person_reads_who_wants_to_be_reached_and_until_when(app: Flask) -> None:
    close_wave_with_contacts(installation(app))
    browser = at_work(app, "contactpersoon")

    page = browser.open(CONTACTS)

    assert page.index("=HYPERLINK(1)") < page.index("Zoë de Boer")
    assert "06 12345678" in page
    assert "anna.van.der.hoogen-berg@een-lange-naam.voorbeeld.nl" in page
    assert "uiterlijk op 1 juli 2026" in page  # 30 days after 1 June


def test_a_contact_person_sees_no_results(app: Flask) -> None:
    close_wave_with_contacts(installation(app))
    browser = at_work(app, "contactpersoon")

    assert browser.client.get("/beheer/vergelijken").status_code == 403
    assert "/beheer/vergelijken" not in browser.open(PAGE)


def test_who_runs_the_fieldwork_sees_how_many_and_no_name(app: Flask) -> None:
    close_wave_with_contacts(installation(app))
    browser = at_work(app, "beheerder,onderzoeker,lezer")

    page = browser.open(PAGE)

    assert "mensen willen bereikt worden" in page
    assert "Zoë" not in page
    assert "Contactgegevens bekijken" not in page
    assert browser.client.get(CONTACTS).status_code == 403


def test_the_worksheet_has_text_only_and_the_log_says_who_took_it(app: Flask) -> None:
    close_wave_with_contacts(installation(app))
    browser = at_work(app, "contactpersoon,beheerder")
    browser.open(CONTACTS)

    answer = browser.post(f"{CONTACTS}/werkblad")

    sheet = load_workbook(BytesIO(answer.data))["Contactgegevens"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Naam", "Telefoon", "E-mail"],
        ["=HYPERLINK(1)", None, "anna.van.der.hoogen-berg@een-lange-naam.voorbeeld.nl"],
        ["Zoë de Boer", "06 12345678", None],
    ]
    assert sheet["A2"].data_type == "s"
    assert answer.headers["Cache-Control"] == "no-store"
    log = browser.open("/beheer/logboek")
    assert "contactgegevens gedownload" in log
    assert "Zoë" not in log


def test_they_are_deleted_after_typing_the_id_of_the_wave_and_not_before(app: Flask) -> None:
    close_wave_with_contacts(installation(app))
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
    close_wave_with_contacts(installation(app))
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
