"""What the law asks of the pages on privacy and accessibility: as the study's file says now, and nothing made up."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from tests.web.accountability import FILLED_IN, fill_in
from tests.web.admin_desk import STUDY_YAML
from tests.web.field import INSTRUMENT, QUESTIONNAIRE, STUDY, Browser, open_wave_for_staff, open_wave_with_codes

QUESTIONS = ("Wie is verantwoordelijk", "Waarvoor is dit", "Waarom mag dit", "Hoe lang worden", "Functionaris")


def in_plain(html: str) -> str:
    """The page as it is read."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_what_the_study_says_stands_on_both_pages(app: Flask, field: Installation, browser: Browser) -> None:
    fill_in(app)
    open_wave_with_codes(field)

    privacy = browser.open("/privacy")
    assert "College van burgemeester en wethouders van Voorbeeld" in privacy
    assert all(question in privacy for question in QUESTIONS)
    assert "taak van algemeen belang (AVG, artikel 6, eerste lid, onder e)" in privacy
    assert "artikel 160 van de Gemeentewet" in privacy
    for address in ("tel:140344", "mailto:fg@voorbeeld.example", "tel:0344654321"):
        assert f'href="{address}"' in privacy
    assert 'href="https://www.autoriteitpersoonsgegevens.nl"' in privacy

    accessibility = browser.open("/toegankelijkheid")
    assert "Status B: de website voldoet voor een deel" in accessibility
    assert "De verklaring is van 31 maart 2026." in accessibility
    assert 'href="https://register.voorbeeld.example/verklaring/1"' in accessibility
    assert 'href="mailto:klachten@voorbeeld.example"' in accessibility


def test_what_nobody_filled_in_is_not_said(field: Installation, browser: Browser) -> None:
    open_wave_with_codes(field)

    privacy, accessibility = browser.open("/privacy"), browser.open("/toegankelijkheid")

    assert "Opdrachtgever: Gemeente Voorbeeld. Uitvoering: Bureau." in privacy
    assert not any(question in privacy for question in QUESTIONS)
    assert "Autoriteit Persoonsgegevens" in privacy
    assert not any(word in accessibility for word in ("Status", "verklaring", "None", "Niet tevreden"))
    assert "schermlezer" not in accessibility.replace("Niet getest zijn schermlezers", "")


def test_a_part_can_be_filled_in(app: Flask, field: Installation, browser: Browser) -> None:
    fill_in(app, STUDY_YAML + "privacy: { basis: legitimate_interest }\naccessibility: { status: D }\n")
    open_wave_with_codes(field)

    assert "gerechtvaardigd belang" in browser.open("/privacy")
    assert "None" not in browser.html
    assert "Status D: de website voldoet niet" in browser.open("/toegankelijkheid")


def test_a_wave_that_is_open_tells_what_was_filled_in_after_opening_and_asks_the_same(
    app: Flask, field: Installation, browser: Browser
) -> None:
    open_wave_with_codes(field)
    assert "Functionaris" not in browser.open("/privacy")

    fill_in(app)

    assert "Functionaris" in browser.open("/privacy")
    with field.stores.reading() as store:
        assert store.waves.get("bewoners-2026").fingerprint == INSTRUMENT.fingerprint()


def test_it_is_no_part_of_the_instrument() -> None:
    told = Instrument.model_validate(
        {"study": STUDY | {"privacy": {"controller": "Iemand"}}, "questionnaire": QUESTIONNAIRE}
    )

    assert told.study.privacy is not None
    assert told.fingerprint() == INSTRUMENT.fingerprint()
    assert "Iemand" not in told.to_json()


def test_a_file_of_another_study_answers_for_nobody(app: Flask, field: Installation, browser: Browser) -> None:
    fill_in(app, STUDY_YAML.replace("study: kernen", "study: wijken") + FILLED_IN)
    open_wave_with_codes(field)

    assert "Functionaris" not in browser.open("/privacy")
    fill_in(app, "study: [")
    assert "Opdrachtgever: Gemeente Voorbeeld." in browser.open("/privacy")


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid"])
def test_in_english_only_what_the_study_wrote_is_in_its_own_words(
    app: Flask, field: Installation, browser: Browser, path: str
) -> None:
    fill_in(app)
    english = Instrument.model_validate({"study": STUDY, "questionnaire": QUESTIONNAIRE | {"language": "en"}})
    link = open_wave_for_staff(field, instrument=english)
    browser.open(link)
    browser.post(link)

    page = browser.open(path)

    assert 'lang="en"' in page
    assert {"/privacy": "Data protection officer", "/toegankelijkheid": "Status B: the website"}[path] in page
    assert "31 March 2026" in page or path == "/privacy"
    assert "Waarom mag" not in page


def test_two_studies_answer_each_for_themselves(app: Flask, field: Installation, browser: Browser) -> None:
    fill_in(app)
    open_wave_with_codes(field)
    other = INSTRUMENT.study.model_copy(update={"study": "wijken", "title": "Onderzoek Wijken", "client": "Elders"})
    open_wave_with_codes(field, "wijken", instrument=INSTRUMENT.model_copy(update={"study": other}))

    page = in_plain(browser.open("/privacy"))

    assert page.index("Onderzoek Kernen") < page.index("Functionaris") < page.index("Onderzoek Wijken")
    assert page.index("Onderzoek Wijken") < page.index("Opdrachtgever: Elders.") < page.index("Wat wij bewaren")
