"""The contact desk on the page from which is sent: optional, apart, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.life import close_wave
from survey_app.installation import Installation
from tests.contact_wave import with_desk
from tests.web.field import INSTRUMENT, TODAY, Browser, open_wave_with_codes

WAVE = "bewoners-2026"
PAGE = "/vragenlijst/controle"
CANARY = "Kanariepiet"


@pytest.fixture
def at_the_end(field: Installation, browser: Browser) -> Browser:
    """A respondent with all answers given, on the last page."""
    code, *_others = open_wave_with_codes(field, instrument=with_desk(INSTRUMENT))
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open(PAGE)
    return browser


def send(browser: Browser, name: str = "", phone: str = "", email: str = "") -> int:
    """Press the button with this filled in; what the server says."""
    answer = browser.client.post(
        PAGE,
        data={
            "csrf_token": _token(browser),
            "contact-name": name,
            "contact-phone": phone,
            "contact-email": email,
        },
    )
    browser.page = answer
    return answer.status_code


def _token(browser: Browser) -> str:
    return browser.html.split('name="csrf_token" value="')[1].split('"')[0]


def contacts_after_closing(field: Installation) -> list[Contact]:
    close_wave(field.stores, field.keys, WAVE, TODAY, "an")
    with field.stores.reading() as store:
        return store.contacts.read(WAVE)


def test_the_page_says_what_for_who_reads_it_and_when_it_is_deleted(at_the_end: Browser) -> None:
    page = at_the_end.html

    assert "Wilt u meepraten over de uitkomsten?" in page
    assert "Na de sluiting te lezen voor: de mensen die het panelgesprek organiseren." in page
    assert "Uiterlijk 30 dagen na de sluiting moet het gewist zijn." in page
    for autocomplete in ("name", "tel", "email"):
        assert f'autocomplete="{autocomplete}"' in page


def test_who_leaves_a_name_can_be_reached_after_closing(field: Installation, at_the_end: Browser) -> None:
    assert send(at_the_end, "Anna  de Vries ", "06 12345678") == 303

    assert contacts_after_closing(field) == [Contact("Anna de Vries", "06 12345678")]


def test_who_leaves_nothing_sends_an_envelope_all_the_same(field: Installation, at_the_end: Browser) -> None:
    assert send(at_the_end) == 303

    with field.stores.reading() as store:
        assert store.contacts.count_envelopes(WAVE) == 1
    assert contacts_after_closing(field) == []


@pytest.mark.parametrize(
    ("typed", "told", "link"),
    [
        ({"name": CANARY}, "Vul ook een telefoonnummer of een e-mailadres in", "#contact-phone"),
        ({"phone": "0612345678"}, "Vul ook uw naam in", "#contact-name"),
        ({"name": CANARY, "phone": "geen"}, "Dit telefoonnummer klopt niet", "#contact-phone"),
        ({"name": CANARY, "email": "piet@"}, "Dit e-mailadres klopt niet", "#contact-email"),
        ({"name": "x" * 101, "phone": "0612345678"}, "niet meer dan 100 tekens", "#contact-name"),
        ({"name": f"{CANARY}\u202e", "phone": "0612345678"}, "een teken dat wij niet kunnen bewaren", "#contact-name"),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_that_was_typed_is_lost(
    field: Installation, at_the_end: Browser, typed: dict[str, str], told: str, link: str
) -> None:
    assert send(at_the_end, **typed) == 422

    page = at_the_end.html
    assert "<title>Fout: " in page
    assert page.count(told) == 2  # in the summary and at the field
    assert f'href="{link}"' in page
    assert all(f'value="{text}"' in page for text in typed.values())
    with field.stores.reading() as store:
        assert (store.box.count(WAVE), store.contacts.count_envelopes(WAVE)) == (0, 0)


def test_a_missing_answer_does_not_lose_what_was_typed_for_the_desk(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field, instrument=with_desk(INSTRUMENT))
    browser.enter(code)
    browser.open(PAGE)

    assert send(browser, CANARY, "0612345678") == 422

    assert f'value="{CANARY}"' in browser.html
    assert "Deze vraag hebben wij nodig" in browser.html


def test_what_is_typed_is_in_no_draft_and_no_cookie(app: Flask, at_the_end: Browser) -> None:
    send(at_the_end, CANARY, "geen")
    again = at_the_end.open(PAGE)

    assert CANARY not in again
    cookie = at_the_end.client.get_cookie("peilstok")
    assert cookie is not None
    content = str(app.session_interface.decrypt(cookie.value))  # type: ignore[attr-defined]  # it is ours
    assert WAVE in content  # what is in it would be found
    assert CANARY not in content


def test_what_is_typed_cannot_become_part_of_the_page(at_the_end: Browser) -> None:
    send(at_the_end, '"><script>alert(1)</script>')

    assert "<script>alert" not in at_the_end.html


def test_a_wave_without_a_desk_asks_nothing_and_keeps_nothing(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")

    assert "Mogen wij u bereiken?" not in browser.open(PAGE)
    assert send(browser, CANARY, "0612345678") == 303
    assert contacts_after_closing(field) == []


def test_a_browser_fills_in_who_somebody_is_and_keeps_no_code_for_who_comes_next(
    at_the_end: Browser, browser: Browser
) -> None:
    fields = re.findall(r'type="(\w+)" name="contact-(\w+)"[^>]* autocomplete="(\w+)"', at_the_end.html)

    assert fields == [("text", "name", "name"), ("tel", "phone", "tel"), ("email", "email", "email")]
    assert re.search(r'<input[^>]* name="code"[^>]* autocomplete="off"', Browser(browser.client).open("/"))
