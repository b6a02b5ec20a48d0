"""Opening and closing a wave from the pages."""

from flask import Flask
from werkzeug.test import TestResponse

from survey_app.fieldwork.codes import make_code, receipt_of
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.response import Envelope
from survey_app.fieldwork.wave import WaveState
from survey_app.installation import Installation
from tests.web.admin_desk import (
    QUESTIONNAIRE_YAML,
    add_draft,
    answered_wave,
    at_work,
    closed_wave,
    installation,
    write_questionnaire,
)
from tests.web.field import INSTRUMENT, ON_BOTH, Browser, value_of

pytestmark = ON_BOTH

WAVE = "/beheer/metingen/bewoners-2026"


def test_a_wave_is_opened_after_a_page_that_says_what_happens(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)

    asked = browser.open(f"{WAVE}/openen")
    opened = _open(browser)

    assert "De vragenlijst wordt vastgelegd zoals hij nu is." in asked
    assert "Er zijn nog geen codes" in asked
    assert opened.location == f"{WAVE}/"
    assert "De meting is geopend." in browser.open(opened.location)
    assert _state(installation(app)) is WaveState.OPEN


def test_opening_twice_is_opening_once(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    browser.open(f"{WAVE}/openen")
    fields = {"fingerprint": value_of("fingerprint", browser.html), "csrf_token": value_of("csrf_token", browser.html)}

    browser.client.post(f"{WAVE}/openen", data=fields)
    again = browser.client.post(f"{WAVE}/openen", data=fields)

    assert again.location == f"{WAVE}/"
    assert "Deze meting was al geopend." in browser.open(again.location)
    with installation(app).stores.reading() as store:
        assert [entry.act for entry in store.audit.latest(9)].count("wave opened") == 1


def test_a_questionnaire_that_changed_meanwhile_is_shown_again_before_opening(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    browser.open(f"{WAVE}/openen")
    write_questionnaire(app, QUESTIONNAIRE_YAML.replace("Welk cijfer geeft u?", "Welk cijfer geeft u nu?"))

    stale = _open(browser)
    assert stale.status_code == 409
    assert "De vragenlijst is intussen gewijzigd." in browser.html
    assert _state(installation(app)) is WaveState.DRAFT

    assert _open(browser).status_code == 302
    assert _state(installation(app)) is WaveState.OPEN


def test_a_questionnaire_with_faults_cannot_be_opened_and_the_faults_are_shown(app: Flask) -> None:
    add_draft(app)
    write_questionnaire(app, QUESTIONNAIRE_YAML.replace("type: mark", "type: cijfer"))

    browser = at_work(app)
    page = browser.open(f"{WAVE}/openen")

    assert "Deze vragenlijst kan niet worden gebruikt" in page
    assert "bewoners.yaml" in page


def test_a_questionnaire_in_another_form_than_cards_cannot_be_opened(app: Flask) -> None:
    add_draft(app)
    write_questionnaire(app, QUESTIONNAIRE_YAML + "form: smileys\n")

    page = at_work(app).open(f"{WAVE}/openen")

    assert "Deze vragenlijst kan hier niet worden afgenomen" in page
    assert _state(installation(app)) is WaveState.DRAFT


def test_a_wave_is_closed_after_typing_its_id(app: Flask) -> None:
    answered_wave(app, answered=12)
    browser = at_work(app)

    asked = browser.open(f"{WAVE}/sluiten")
    closed = browser.post(f"{WAVE}/sluiten", typed=" bewoners-2026 ")

    assert "Sluiten kunt u niet terugdraaien." in asked
    assert '<span class="admin-figure__number">10</span>' in asked
    assert closed.location == f"{WAVE}/gesloten"
    result = browser.open(closed.location)
    assert "<dt>Geopende enveloppen</dt><dd>12</dd>" in result
    assert "<dt>Sleutel</dt><dd>vernietigd</dd>" in result
    with installation(app).stores.reading() as store:
        assert store.audit.latest(1)[0].act == "wave closed"
        assert store.audit.latest(1)[0].administrator == "anna"


def test_another_id_closes_nothing(app: Flask) -> None:
    answered_wave(app)
    browser = at_work(app)
    browser.open(f"{WAVE}/sluiten")

    refused = browser.post(f"{WAVE}/sluiten", typed="bewoners-2025")

    assert refused.status_code == 422
    assert "Dit is niet het kenmerk van deze meting." in browser.html
    assert _state(installation(app)) is WaveState.OPEN


def test_closing_twice_is_closing_once(app: Flask) -> None:
    answered_wave(app)
    browser = at_work(app)
    browser.open(f"{WAVE}/sluiten")
    fields = {"typed": "bewoners-2026", "csrf_token": value_of("csrf_token", browser.html)}

    browser.client.post(f"{WAVE}/sluiten", data=fields)
    again = browser.client.post(f"{WAVE}/sluiten", data=fields)

    assert again.location == f"{WAVE}/gesloten"


def test_below_the_minimum_the_page_warns_and_only_the_number_is_kept(app: Flask) -> None:
    answered_wave(app, answered=6)
    browser = at_work(app)

    asked = browser.open(f"{WAVE}/sluiten")
    browser.post(f"{WAVE}/sluiten", typed="bewoners-2026")
    wave = browser.open(f"{WAVE}/")

    assert "Er zijn nog te weinig antwoorden" in asked
    assert "Alleen het aantal is bewaard" in wave
    assert "Respons per kern" not in wave
    assert "Vergelijken</a>" not in wave.split("<main")[1]


def test_an_envelope_that_does_not_open_keeps_the_key_until_a_person_decides(app: Flask) -> None:
    answered_wave(app, answered=12)
    at = installation(app)
    pepper, letter_key = at.keys.pepper(), at.keys.letter_key("bewoners-2026")
    unused = receipt_of(pepper, "bewoners-2026", make_code(letter_key, "bewoners-2026", 23))
    with at.stores.writing() as store:
        store.box.drop(Envelope("bewoners-2026", unused, b"not sealed with this key"))
    browser = at_work(app)
    browser.open(f"{WAVE}/sluiten")

    browser.post(f"{WAVE}/sluiten", typed="bewoners-2026")
    result = browser.open(f"{WAVE}/gesloten")

    assert "<dt>Apart gelegd: gingen niet open</dt><dd>1</dd>" in result
    assert "<dt>Sleutel</dt><dd>nog niet vernietigd</dd>" in result
    assert "Een besluit is nodig" in result
    asked = browser.open(f"{WAVE}/weggooien")
    browser.post(f"{WAVE}/weggooien", typed="bewoners-2026")
    decided = browser.open(f"{WAVE}/gesloten")
    assert '<span class="admin-figure__number">1</span>' in asked
    assert "<dt>Apart gelegd: gingen niet open</dt><dd>0</dd>" in decided
    assert "<dt>Sleutel</dt><dd>vernietigd</dd>" in decided
    assert "<dt>Geopende enveloppen</dt><dd>12</dd>" in decided


def test_where_every_envelope_opened_there_is_nothing_to_throw_away(app: Flask) -> None:
    closed_wave(app, "bewoners-2026", codes=24, answered=12)

    assert "Er zijn geen enveloppen die niet opengingen." in at_work(app).open(f"{WAVE}/weggooien")


def test_a_page_from_before_a_wave_closed_changes_nothing_and_says_why(app: Flask) -> None:
    closed_wave(app, "bewoners-2026", codes=24, answered=12)
    browser = at_work(app)
    browser.open("/beheer/")

    stale = browser.post(f"{WAVE}/openen", fingerprint="van vroeger")

    assert stale.status_code == 409
    assert "Deze meting is intussen veranderd" in browser.html
    assert "is nu: gesloten." in browser.html


def test_a_draft_cannot_be_closed(app: Flask) -> None:
    add_draft(app)

    page = at_work(app).client.get(f"{WAVE}/sluiten")

    assert page.status_code == 409
    assert "is nu: concept." in page.get_data(as_text=True)


def test_a_draft_is_removed_after_a_page_that_tells_how_many_codes_become_void(app: Flask) -> None:
    at = _draft_with_codes(app, 3)
    browser = at_work(app)

    link = browser.open(f"{WAVE}/")
    asked = browser.open(f"{WAVE}/verwijderen")
    removed = browser.post(f"{WAVE}/verwijderen", typed="bewoners-2026", codes=value_of("codes", asked))

    assert f'href="{WAVE}/verwijderen"' in link
    assert (
        '<span class="admin-figure__number">3</span> <span class="admin-figure__words">codes vervallen</span>' in asked
    )
    assert "Brieven die al gedrukt zijn, kunt u niet meer gebruiken." in asked
    assert removed.location == "/beheer/"
    assert "Het concept is verwijderd." in browser.open(removed.location)
    assert "meting verwijderd" in browser.open("/beheer/logboek")
    with at.stores.reading() as store:
        assert (store.waves.all(), store.invitations.count("bewoners-2026")) == ([], 0)
        assert store.audit.latest(1)[0].administrator == "anna"


def test_removing_twice_is_removing_once(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    browser.open(f"{WAVE}/verwijderen")
    fields = {"typed": "bewoners-2026", "codes": "0", "csrf_token": value_of("csrf_token", browser.html)}

    browser.client.post(f"{WAVE}/verwijderen", data=fields)
    again = browser.client.post(f"{WAVE}/verwijderen", data=fields)

    assert again.location == "/beheer/"
    assert "Deze meting is er niet meer. Er is niets veranderd." in browser.open("/beheer/")
    assert browser.client.get(f"{WAVE}/verwijderen").status_code == 404
    with installation(app).stores.reading() as store:
        assert [entry.act for entry in store.audit.latest(9)].count("wave removed") == 1


def test_a_draft_for_which_codes_were_made_meanwhile_is_shown_again_before_removing(app: Flask) -> None:
    at = _draft_with_codes(app, 3)
    browser = at_work(app)
    browser.open(f"{WAVE}/verwijderen")

    stale = browser.post(f"{WAVE}/verwijderen", typed="bewoners-2026", codes="0")

    assert stale.status_code == 422
    assert "Er zijn intussen codes gemaakt." in browser.html
    assert value_of("codes", browser.html) == "3"
    with at.stores.reading() as store:
        assert store.invitations.count("bewoners-2026") == 3


def test_another_id_removes_nothing(app: Flask) -> None:
    add_draft(app)
    browser = at_work(app)
    browser.open(f"{WAVE}/verwijderen")

    refused = browser.post(f"{WAVE}/verwijderen", typed="bewoners-2025", codes="0")

    assert refused.status_code == 422
    assert "Dit is niet het kenmerk van deze meting. Typ: bewoners-2026" in browser.html
    assert _state(installation(app)) is WaveState.DRAFT


def test_a_wave_that_was_opened_is_never_removed(app: Flask) -> None:
    answered_wave(app)
    browser = at_work(app)

    page = browser.open(f"{WAVE}/")
    refused = browser.post(f"{WAVE}/verwijderen", typed="bewoners-2026", codes="24")

    assert "verwijderen" not in page
    assert refused.status_code == 409
    assert "is nu: open." in browser.html
    assert _state(installation(app)) is WaveState.OPEN


def test_without_its_key_a_wave_stays_open_and_nothing_is_lost(app: Flask) -> None:
    answered_wave(app, answered=12)
    at = installation(app)
    at.keys.destroy_wave_key("bewoners-2026")
    browser = at_work(app)
    browser.open(f"{WAVE}/sluiten")

    refused = browser.post(f"{WAVE}/sluiten", typed="bewoners-2026")

    assert refused.status_code == 409
    assert "De sleutel van deze meting is er niet" in browser.html
    assert _state(at) is WaveState.OPEN


def _draft_with_codes(app: Flask, codes: int) -> Installation:
    add_draft(app)
    at = installation(app)
    invite(at.stores, at.keys, "bewoners-2026", ["ingen"] * codes, who="an", study=INSTRUMENT.study)
    return at


def _open(browser: Browser) -> TestResponse:
    return browser.post(f"{WAVE}/openen", fingerprint=value_of("fingerprint", browser.html))


def _state(at: Installation) -> WaveState:
    with at.stores.reading() as store:
        return store.waves.get("bewoners-2026").state
