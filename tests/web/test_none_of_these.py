"""None of these with something else: told at the question, kept as it was chosen, and never sent. Without script."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from survey_app.installation import Installation
from tests.exclusive_wave import with_exclusive
from tests.web.field import Browser, open_wave_with_codes

PAGE = "/vragenlijst/3"
TOLD = (
    "U koos ‘Geen van deze’ en ook iets anders. Dat kan niet samen. "
    "Haal ‘Geen van deze’ weg, of haal de andere antwoorden weg."
)


@pytest.fixture
def respondent(field: Installation, app: Flask) -> Browser:
    """Somebody at the last page with questions."""
    code, *_others = open_wave_with_codes(field, instrument=with_exclusive())
    browser = Browser.of(app)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")
    return browser


def ticked(html: str) -> list[str]:
    return re.findall(r'<input type="checkbox"[^>]* value="(\w+)" checked>', html)


def test_the_question_says_so_beforehand_and_sets_the_option_apart(respondent: Browser) -> None:
    html = respondent.open(PAGE)

    assert "U mag meer antwoorden kiezen. Kiest u ‘Geen van deze’? Kies dan niets anders." in html
    assert html.count("peilstok-choice--alone peilstok-choice--apart") == 1


def test_both_together_are_told_at_the_question_and_stay_chosen(respondent: Browser) -> None:
    answer = respondent.send_page(PAGE, merkte=["brief", "geen"])

    assert answer.status_code == 422
    assert re.search(rf'id="vraag-merkte-fout"><span[^>]*>Fout: </span>{TOLD}</p>', respondent.html)
    assert re.search(rf'href="#vraag-merkte-brief">[^<]*{TOLD}', respondent.html)
    assert ticked(respondent.html) == ["brief", "geen"]


@pytest.mark.parametrize("right", [["geen"], ["brief"], ["brief", "meer"]])
def test_either_of_them_goes_on(respondent: Browser, right: list[str]) -> None:
    respondent.send_page(PAGE, merkte=["brief", "geen"])

    assert respondent.send_page(PAGE, merkte=right).location.endswith("/vragenlijst/controle")
    assert ticked(respondent.open(PAGE)) == right


def test_who_goes_back_past_it_cannot_send_it_and_is_told_where(respondent: Browser) -> None:
    respondent.send_page(PAGE, go="previous", merkte=["brief", "geen"])
    respondent.open("/vragenlijst/controle")

    answer = respondent.post("/vragenlijst/controle")

    assert answer.status_code == 422
    assert TOLD in respondent.html


def test_an_old_questionnaire_says_nothing_of_it(field: Installation, app: Flask) -> None:
    code, *_others = open_wave_with_codes(field)
    browser = Browser.of(app)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="nee")

    assert "U mag meer antwoorden kiezen.</p>" in browser.open(PAGE)
    assert "peilstok-switched" not in browser.html
