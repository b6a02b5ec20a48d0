"""Log-in of administrators, and how long it lasts."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import PasswordField

from survey_app.fieldwork.administration import Act, activate, change_roles, deactivate, reset_password
from survey_app.fieldwork.administrators import Role
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.ports import Store
from survey_app.web.admin.equipment import furnish
from survey_app.web.admin.forms import AdminForm
from survey_app.web.admin.held import NEVER_HELD, own_path
from survey_app.web.admin.views.sheets import SheetWords
from survey_app.web.attempts import WrongPasswords
from tests.web.admin_desk import PASSWORD, QUICK, Clock, at_work, furnished, installation, let_in, log_in
from tests.web.field import Browser, token_in

_ACT = Act("baas", datetime(2026, 6, 1, tzinfo=UTC))


def _another_role(store: Store) -> None:
    change_roles(store, "anna", frozenset({Role.READER}), _ACT)


def _switched_off_and_on(store: Store) -> None:
    deactivate(store, "anna", _ACT)
    activate(store, "anna", _ACT)


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
    let_in(app, "beheerder", "bert")
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


def test_a_right_password_is_let_in_at_once_however_many_wrong_ones_came_before(app: Flask, browser: Browser) -> None:
    furnished(app)
    stranger = Browser.of(app)

    statuses = [log_in(stranger, name, "helemaal niet goed").status_code for name in ("anna",) * 6 + ("niemand",) * 30]

    assert statuses[:6] == [422] * 5 + [429]
    assert statuses[-1] == 429
    assert "Een andere beheerder kan u een nieuw wachtwoord geven." in stranger.html
    assert log_in(browser).status_code == 302


def test_only_the_answer_to_a_wrong_password_is_delayed(app: Flask, browser: Browser) -> None:
    furnished(app)
    pauses: list[float] = []
    furnish(app, Passwords(QUICK), Clock(), WrongPasswords(pauses.append))
    for _ in range(7):
        log_in(browser, password="helemaal niet goed")
    assert pauses == [1.0, 1.0]

    log_in(browser)

    assert pauses == [1.0, 1.0]


def test_refused_log_ins_are_one_line_an_hour_for_each_name_and_never_what_was_typed(app: Flask) -> None:
    clock = furnished(app)
    stranger = Browser.of(app)
    for name in ("anna", "anna", "anna", "mijnGeheimeWachtwoord", "nog iemand"):
        log_in(stranger, name, "helemaal niet goed")
    clock.forward(hours=1)
    log_in(stranger, "anna", "helemaal niet goed")

    with installation(app).stores.reading() as store:
        lines = [(entry.administrator, entry.act, entry.subject) for entry in store.audit.latest(10)]
    page = at_work(app, name="bert").open("/beheer/logboek")

    assert lines[:3] == [
        ("?", "1 refused at log-in", "anna"),
        ("?", "2 refused at log-in under unknown names", ""),
        ("?", "3 refused at log-in", "anna"),
    ]
    assert "3 keer inloggen geweigerd" in page
    assert "niet bekend wie" in page
    assert "mijngeheimewachtwoord" not in page.casefold()


def test_a_wrong_current_password_is_a_refused_log_in_too(app: Flask) -> None:
    browser = at_work(app)
    browser.open("/beheer/wachtwoord")

    browser.post(
        "/beheer/wachtwoord", current="niet het huidige", new="een nieuw lang woord", again="een nieuw lang woord"
    )

    assert "1 keer inloggen geweigerd" in browser.open("/beheer/logboek")


def test_a_session_ends_after_eight_idle_hours(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    log_in(browser)

    clock.forward(hours=2)
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


def test_only_a_form_can_log_out(app: Flask) -> None:
    assert at_work(app).client.get("/beheer/uitloggen").status_code == 405


def test_a_copy_of_the_cookie_is_dead_once_its_owner_logs_out(app: Flask) -> None:
    browser, thief = at_work(app), Browser.of(app)
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    thief.client.set_cookie("peilstok", cookie.value)
    assert "Ingelogd als" in thief.open("/beheer/")

    browser.open("/beheer/")
    browser.post("/beheer/uitloggen")

    assert browser.client.get("/beheer/").status_code == 302
    assert thief.client.get("/beheer/").status_code == 302
    assert log_in(thief).status_code == 302


@pytest.mark.parametrize("change", [_another_role, _switched_off_and_on], ids=lambda change: change.__name__)
def test_a_session_ends_when_what_its_owner_may_do_changes(app: Flask, change: Callable[[Store], None]) -> None:
    browser = at_work(app)
    let_in(app, "beheerder", "bert")

    with installation(app).stores.writing() as store:
        change(store)

    assert browser.client.get("/beheer/").status_code == 302


def test_a_session_ends_after_twelve_hours_however_busy(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    log_in(browser)

    for _ in range(2):
        clock.forward(hours=5, minutes=59)
        assert "Ingelogd als" in browser.open("/beheer/")
    clock.forward(minutes=3)

    assert "U bent twaalf uur geleden ingelogd." in browser.open("/beheer/")
    assert "ten hoogste twaalf uur ingelogd, en niet langer dan acht uur zonder iets te doen" in browser.html


def test_what_was_typed_when_the_session_ended_is_sent_after_logging_in(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    log_in(browser)
    browser.open("/beheer/beheerders/")
    clock.forward(hours=9)

    sent = browser.post("/beheer/beheerders/nieuw", name="kees", roles=["lezer", "onderzoeker"])
    held = _hidden(browser, "held")
    again = browser.post(
        "/beheer/inloggen", name="anna", password=PASSWORD, **held | {"held.roles": ["lezer", "onderzoeker"]}
    )
    assert "Wat u typte is er nog" in browser.html
    browser.post(
        "/beheer/beheerders/nieuw",
        **MultiDict(re.findall(r'name="(name|roles)" value="([^"]*)"', browser.html)).to_dict(flat=False),
    )

    assert (sent.status_code, again.status_code) == (401, 200)
    assert "onderzoeker, lezer" in browser.open("/beheer/beheerders/")


def test_what_was_typed_is_given_to_nobody_else_and_never_holds_a_password(app: Flask, browser: Browser) -> None:
    clock = furnished(app)
    let_in(app, "beheerder", "bert")
    log_in(browser)
    browser.open("/beheer/beheerders/")
    clock.forward(hours=9)

    browser.post("/beheer/beheerders/nieuw", name="kees", roles="lezer", password="geheim, per ongeluk")
    held = _hidden(browser, "held")
    entered = browser.post("/beheer/inloggen", name="bert", password=PASSWORD, **held)

    assert set(held) == {"held-name", "held-path", "held.name", "held.roles"}
    assert entered.status_code == 302


def test_every_field_for_a_password_or_the_words_of_a_sheet_is_one_that_is_never_held() -> None:
    secret = {name for form in _forms() for name in dir(form) if _is_secret(getattr(form, name))}

    assert {"password", "current", "first", "second", "third"} <= secret
    assert secret <= NEVER_HELD


def test_who_answered_an_open_questionnaire_in_the_same_browser_is_not_forgotten_at_the_log_in(app: Flask) -> None:
    browser = Browser.of(app)
    with browser.client.session_transaction() as session:
        session["respondent"] = "halfway"

    browser.client.get("/beheer/")

    with browser.client.session_transaction() as session:
        assert session["respondent"] == "halfway"


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


def _hidden(browser: Browser, name: str) -> dict[str, list[str]]:
    """The hidden fields of the page whose names begin so."""
    fields = re.findall(rf'type="hidden" name="((?:{name})[^"]*)" value="([^"]*)"', browser.html)
    found: dict[str, list[str]] = MultiDict(fields).to_dict(flat=False)
    return found


def _forms(form: type[AdminForm] = AdminForm) -> list[type[AdminForm]]:
    return [form, *(further for kind in form.__subclasses__() for further in _forms(kind))]


def _is_secret(field: object) -> bool:
    kind = getattr(field, "field_class", None)
    return isinstance(kind, type) and issubclass(kind, PasswordField | SheetWords)
