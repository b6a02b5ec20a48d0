"""Which role may use which address."""

import pytest
from flask import Flask

from survey_app.fieldwork.administrators import Role
from survey_app.web.admin.access import CONTACT, EVERYBODY, FIELDWORK, NO_LOG_IN, RESEARCH
from survey_app.web.admin.blueprint import ADDRESSES, admin
from tests.web.admin_desk import add_draft, at_work
from tests.web.field import Browser, token_in

RULES = {
    # From DESIGN 5: beheerder (fieldwork), onderzoeker (results and exports), lezer (waves and response only).
    "log_in": NO_LOG_IN,
    "log_out": NO_LOG_IN,
    "choose_language": NO_LOG_IN,
    "own_password": EVERYBODY,
    "overview": EVERYBODY,
    "wave": EVERYBODY,
    "questionnaire": EVERYBODY,
    "closed": EVERYBODY,
    "headway": FIELDWORK,
    "certificate": EVERYBODY,
    "finish": FIELDWORK,
    "choose_questionnaire": FIELDWORK,
    # From decision 0228: who makes a study looks at its questionnaire, and may let others look.
    "look_beforehand": FIELDWORK | RESEARCH,
    "end_previews": FIELDWORK | RESEARCH,
    "add": FIELDWORK,
    "correct": FIELDWORK,
    "invite": FIELDWORK,
    "cards": FIELDWORK,
    "unused": FIELDWORK,
    "forget": FIELDWORK,
    "remove": FIELDWORK,
    "open_": FIELDWORK,
    "sheets": FIELDWORK,
    "close": FIELDWORK,
    # From decision 0126: a second administrator who may close, and nobody else, is one of the two.
    "ask_to_close": FIELDWORK,
    "closing_day": FIELDWORK,
    "destroy_paper": FIELDWORK,
    "discard": FIELDWORK,
    "void": FIELDWORK,
    "throw_trial_away": FIELDWORK,
    "administrators": FIELDWORK,
    "add_person": FIELDWORK,
    "reset_person": FIELDWORK,
    "change_person": FIELDWORK,
    "deactivate_person": FIELDWORK,
    "audit_log": FIELDWORK,
    # From ANONYMITY 5: contact details are read by another role than answers are.
    "contacts": CONTACT,
    "take": CONTACT,
    "delete_all": CONTACT | FIELDWORK,
    "microdata": RESEARCH,
    "take_microdata": RESEARCH,
    "texts": RESEARCH,
    "read_texts": RESEARCH,
    "decided_texts": RESEARCH,
    "compare": RESEARCH,
    # From issue 11: figures are for who does research.
    "results": RESEARCH,
    "take_result": RESEARCH,
    "download": RESEARCH,
    "with_file": RESEARCH,
    # From decision 0245: counts come in by who compares, and go by them or by who looks after waves.
    "keep_counts": RESEARCH,
    "remove_counts": FIELDWORK | RESEARCH,
    # From STATISTICS 9: an editorial change is accepted by a researcher.
    "changed_questions": RESEARCH,
    "accept_question": RESEARCH,
    "withdraw_question": RESEARCH,
}

_NAMES = {
    "wave_id": "bewoners-2026",
    "name": "bert",
    "source": "kernen/bewoners.yaml",
    "earlier": "bewoners-2019",
    "later": "bewoners-2020",
    "item": "luistert",
    "question": "hoe",
}


def test_every_address_has_the_roles_that_were_agreed() -> None:
    assert {address.endpoint: address.roles for address in ADDRESSES} == RULES


def test_no_address_of_the_pages_escapes_the_list(app: Flask) -> None:
    served = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith(f"{admin.name}.")}

    assert served == {f"admin.{address.endpoint}" for address in ADDRESSES}


@pytest.mark.parametrize("role", list(Role))
def test_a_role_opens_its_own_addresses_and_no_other(app: Flask, role: Role) -> None:
    add_draft(app)
    browser = at_work(app, role.value)

    for address in ADDRESSES:
        if address.roles == NO_LOG_IN:
            continue
        browser.open("/beheer/wachtwoord")
        status = ask(browser, address.path, address.methods[-1])
        assert (status == 403) == (role not in address.roles), (role, address.path, status)


def test_somebody_who_is_not_logged_in_gets_the_log_in_page_everywhere(app: Flask, browser: Browser) -> None:
    add_draft(app)
    token = token_in(browser.open("/beheer/inloggen"))

    for address in ADDRESSES:
        if address.roles != NO_LOG_IN and "GET" in address.methods:
            answer = browser.client.get(_filled(address.path))
            assert answer.location.startswith("/beheer/inloggen"), address.path
        if address.roles != NO_LOG_IN and "POST" in address.methods:
            answer = browser.post(_filled(address.path), csrf_token=token)
            assert answer.location.startswith("/beheer/inloggen"), address.path


def test_a_refusal_says_what_can_be_done_about_it(app: Flask) -> None:
    browser = at_work(app, "lezer")

    page = browser.open("/beheer/beheerders/")

    assert "Dit hoort niet bij uw rol" in page
    assert "Logboek" not in page


def test_somebody_with_more_roles_may_do_what_each_of_them_may(app: Flask) -> None:
    browser = at_work(app, "beheerder,onderzoeker")

    assert browser.client.get("/beheer/logboek").status_code == 200
    assert browser.client.get("/beheer/vergelijken").status_code == 200


def ask(browser: Browser, path: str, method: str) -> int:
    """The status of what an address answers, with names filled in of things that are there or might be."""
    if method == "POST":
        return browser.post(_filled(path)).status_code
    return browser.client.get(_filled(path)).status_code


def _filled(path: str) -> str:
    address = f"/beheer{path}"
    for name, value in _NAMES.items():
        address = address.replace(f"<{name}>", value).replace(f"<path:{name}>", value)
    return address
