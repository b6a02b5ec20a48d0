"""Log-in of administrators, and how long it lasts."""

import pytest
from flask import Flask

from survey_app.fieldwork.administration import Act, deactivate, reset_password
from survey_app.fieldwork.passwords import Passwords
from survey_app.web.admin.own_paths import own_path
from tests.web.admin_desk import PASSWORD, QUICK, at_work, furnished, installation, let_in, log_in
from tests.web.field import Browser, token_in


def test_a_name_and_its_password_open_the_pages(app: Flask, browser: Browser) -> None:
    furnished(app)

    entered = log_in(browser, " Anna ")

    assert entered.location == "/beheer/"
    assert "Ingelogd als" in browser.open("/beheer/")


def test_a_wrong_password_and_an_unknown_name_look_the_same(app: Flask) -> None:
    furnished(app)
    pages = []

    for name, password in (("anna", "een heel ander wachtwoord"), ("niemand", PASSWORD)):
        browser = Browser.of(app)
        refused = log_in(browser, name, password)
        pages.append(browser.html.replace(token_in(browser.html), "").replace(f'value="{name}"', ""))
        assert refused.status_code == 422

    assert pages[0] == pages[1]
    assert "De naam of het wachtwoord klopt niet." in pages[0]


def test_an_administrator_without_access_is_refused(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    with installation(app).stores.writing() as store:
        deactivate(store, "anna", Act("baas", clock()))

    assert log_in(browser).status_code == 422


def test_after_log_in_the_page_that_was_asked_for_comes(app: Flask, browser: Browser) -> None:
    furnished(app)

    asked = browser.client.get("/beheer/logboek")
    entered = log_in(browser, wanted=asked.location.removeprefix("/beheer/inloggen"))

    assert entered.location == "/beheer/logboek"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://elders.example/beheer/",
        "//elders.example/beheer",
        "/beheer//elders.example",
        "/beheer/../bedankt",
        "/beheer\\@elders.example",
        "/beheerders.example",
        "/bedankt",
        "/beheer/\r\nSet-Cookie: x",
        "javascript:alert(1)",
    ],
)
def test_no_address_leads_elsewhere_after_log_in(app: Flask, browser: Browser, elsewhere: str) -> None:
    furnished(app)
    browser.open("/beheer/inloggen")

    entered = browser.client.post(
        "/beheer/inloggen",
        query_string={"next": elsewhere},
        data={"csrf_token": token_in(browser.html), "name": "anna", "password": PASSWORD},
    )

    assert own_path(elsewhere) is None
    assert entered.location == "/beheer/"


def test_the_session_is_a_new_one_after_log_in(app: Flask, browser: Browser) -> None:
    furnished(app)
    browser.open("/beheer/inloggen")
    with browser.client.session_transaction() as session:
        session["planted"] = "before"

    log_in(browser)

    with browser.client.session_transaction() as session:
        assert "planted" not in session


def test_after_five_wrong_tries_even_the_right_password_waits_and_then_works(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    for _ in range(5):
        assert log_in(browser, password="helemaal niet goed").status_code == 422

    hasty = log_in(browser)
    clock.forward(seconds=31)
    patient = log_in(browser)

    assert hasty.status_code == 429
    assert patient.status_code == 302


def test_somebody_elses_wrong_tries_keep_nobody_waiting(app: Flask, browser: Browser) -> None:
    furnished(app)
    let_in(app, "lezer", "bert")
    for _ in range(6):
        log_in(browser, "bert", "helemaal niet goed")

    assert log_in(browser, "bert").status_code == 429
    assert log_in(browser, "anna").status_code == 302


def test_a_session_ends_after_eight_idle_hours(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    log_in(browser)

    clock.forward(hours=7)
    assert "Ingelogd als" in browser.open("/beheer/")
    clock.forward(hours=7)
    assert "Ingelogd als" in browser.open("/beheer/")
    clock.forward(hours=8, minutes=1)
    assert "acht uur lang niet actief" in browser.open("/beheer/")
    assert browser.client.get("/beheer/").status_code == 302


def test_a_new_password_ends_the_sessions_under_the_old_one(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    log_in(browser)

    with installation(app).stores.writing() as store:
        reset_password(store, Passwords(QUICK), "anna", Act("baas", clock()))

    assert browser.client.get("/beheer/").status_code == 302


def test_log_out_ends_the_session_and_only_a_form_can_do_it(app: Flask) -> None:
    browser = at_work(app)
    browser.open("/beheer/")

    assert browser.client.get("/beheer/uitloggen").status_code == 405
    browser.post("/beheer/uitloggen")

    assert browser.client.get("/beheer/").status_code == 302


@pytest.mark.parametrize(
    "address", ["/beheer/inloggen", "/beheer/uitloggen", "/beheer/taal", "/beheer/beheerders/nieuw"]
)
def test_a_form_that_is_not_ours_does_nothing(app: Flask, address: str) -> None:
    browser = at_work(app)

    refused = browser.client.post(address, data={"name": "kees", "roles": "beheerder", "password": PASSWORD})

    assert refused.status_code == 400
    assert "Deze pagina is verlopen" in refused.get_data(as_text=True)


def test_one_may_choose_a_new_password_of_ones_own(app: Flask) -> None:
    browser = at_work(app)
    browser.open("/beheer/wachtwoord")

    browser.post(
        "/beheer/wachtwoord", current=PASSWORD, new="een nieuw lang wachtwoord", again="een nieuw lang wachtwoord"
    )

    assert "Uw wachtwoord is gewijzigd" in browser.open("/beheer/")
    assert log_in(Browser.of(app), password="een nieuw lang wachtwoord").status_code == 302


@pytest.mark.parametrize(
    ("current", "new", "again", "why"),
    [
        ("niet het huidige", "een nieuw lang wachtwoord", "een nieuw lang wachtwoord", "niet uw huidige wachtwoord"),
        (PASSWORD, "te kort", "te kort", "ten minste 12 tekens"),
        (PASSWORD, "een nieuw lang wachtwoord", "een ander lang wachtwoord", "niet gelijk"),
        (PASSWORD, "anna anna anna", "anna anna anna", "Uw naam mag niet"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    app: Flask, current: str, new: str, again: str, why: str
) -> None:
    browser = at_work(app)
    browser.open("/beheer/wachtwoord")

    refused = browser.post("/beheer/wachtwoord", current=current, new=new, again=again)

    assert refused.status_code == 422
    assert why in browser.html
    assert log_in(Browser.of(app)).status_code == 302
