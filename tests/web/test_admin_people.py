"""Administrators who let in administrators, and the log of what all of them did."""

import html
import re

from flask import Flask

from tests.web.admin_desk import at_work, installation, let_in, log_in
from tests.web.field import Browser

PEOPLE = "/beheer/beheerders/"


def test_somebody_is_let_in_with_a_password_that_is_shown_once_and_works(app: Flask) -> None:
    browser = at_work(app)
    browser.open(PEOPLE)

    shown = browser.post("/beheer/beheerders/nieuw", name="J.Jansen", roles=["lezer", "onderzoeker"])
    password = _password(browser.html)

    assert shown.headers["Cache-Control"] == "no-store"
    assert password not in browser.open(PEOPLE)
    assert "onderzoeker, lezer" in browser.html
    assert log_in(Browser.of(app), "j.jansen", password).status_code == 302


def test_a_name_that_will_not_do_is_refused_and_stays_in_the_field(app: Flask) -> None:
    browser = at_work(app)
    for name, why in (("anna", "Er is al iemand met deze naam."), ("<b>", "kleine letters en cijfers"), ("", "Naam")):
        browser.open(PEOPLE)
        refused = browser.post("/beheer/beheerders/nieuw", name=name, roles="lezer")

        assert refused.status_code == 422
        assert why in browser.html
        assert f'value="{html.escape(name)}"' in browser.html


def test_somebody_without_any_role_is_not_let_in(app: Flask) -> None:
    browser = at_work(app)
    browser.open(PEOPLE)

    refused = browser.post("/beheer/beheerders/nieuw", name="kees")

    assert refused.status_code == 422
    assert "Wat mag deze persoon?" in browser.html


def test_a_new_password_replaces_the_old_one_after_asking(app: Flask) -> None:
    browser = at_work(app)
    let_in(app, "lezer", "bert")

    asked = browser.open("/beheer/beheerders/bert/wachtwoord")
    browser.post("/beheer/beheerders/bert/wachtwoord")
    password = _password(browser.html)

    assert "Een nieuw wachtwoord voor bert?" in asked
    assert log_in(Browser.of(app), "bert").status_code == 422
    assert log_in(Browser.of(app), "bert", password).status_code == 302


def test_access_is_taken_away_at_once_and_can_be_given_back(app: Flask) -> None:
    browser, bert = at_work(app), Browser.of(app)
    let_in(app, "lezer", "bert")
    log_in(bert, "bert")

    browser.open("/beheer/beheerders/bert/uitzetten")
    browser.post("/beheer/beheerders/bert/uitzetten")

    assert bert.client.get("/beheer/").status_code == 302
    assert "bert kan niet meer inloggen." in browser.open(PEOPLE)
    assert "Weer toelaten" in browser.html
    browser.open("/beheer/beheerders/bert/wachtwoord")
    browser.post("/beheer/beheerders/bert/wachtwoord")
    assert log_in(bert, "bert", _password(browser.html)).status_code == 302


def test_a_role_is_changed_after_which_its_holder_logs_in_again(app: Flask) -> None:
    browser, bert = at_work(app), Browser.of(app)
    let_in(app, "lezer", "bert")
    log_in(bert, "bert")

    asked = browser.open("/beheer/beheerders/bert/rol")
    refused = browser.post("/beheer/beheerders/bert/rol")
    browser.open("/beheer/beheerders/bert/rol")
    browser.post("/beheer/beheerders/bert/rol", roles=["onderzoeker", "contactpersoon"])

    assert re.findall(r"<input checked[^>]+>", asked) == re.findall(r'<input checked[^>]+value="lezer">', asked) != []
    assert refused.status_code == 422
    assert bert.client.get("/beheer/").status_code == 302
    assert "onderzoeker, contactpersoon" in browser.open(PEOPLE)


def test_the_last_one_who_lets_others_in_stays_so(app: Flask) -> None:
    browser = at_work(app)
    browser.open("/beheer/beheerders/anna/rol")

    refused = browser.post("/beheer/beheerders/anna/rol", roles="lezer")

    assert refused.status_code == 409
    assert "Geef eerst iemand anders de rol beheerder." in browser.html
    assert browser.client.get(PEOPLE).status_code == 200


def test_nobody_locks_themselves_out(app: Flask) -> None:
    browser = at_work(app)
    page = browser.open(PEOPLE)

    refused = browser.post("/beheer/beheerders/anna/uitzetten")

    assert "/beheer/beheerders/anna/uitzetten" not in page
    assert refused.status_code == 409
    assert browser.client.get("/beheer/").status_code == 200


def test_somebody_who_is_not_there_is_said_so(app: Flask) -> None:
    assert at_work(app).client.get("/beheer/beheerders/niemand/wachtwoord").status_code == 404


def test_the_log_tells_who_did_what_and_never_a_password(app: Flask) -> None:
    browser = at_work(app)
    browser.open(PEOPLE)
    browser.post("/beheer/beheerders/nieuw", name="kees", roles="lezer")
    password = _password(browser.html)

    page = browser.open("/beheer/logboek")

    assert "beheerder toegevoegd" in page
    assert "kees (lezer)" in page
    assert "1 juni 2026, 11:00" in page, "nine o'clock UTC is eleven o'clock in the Netherlands in summer"
    assert password not in page
    with installation(app).stores.reading() as store:
        assert store.audit.latest(1)[0].administrator == "anna"


def _password(page: str) -> str:
    found = re.search(r'<p class="admin-password"><code>([^<]+)</code>', page)
    assert found
    return found[1]
