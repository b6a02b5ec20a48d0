"""From letter to thanks, as a browser without JavaScript goes."""

from __future__ import annotations

from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.draft import is_wiped
from survey_app.installation import Installation
from tests.web.field import ON_BOTH, Browser, open_wave_for_staff, open_wave_with_codes

pytestmark = ON_BOTH


def test_a_resident_goes_from_code_to_thanks(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)

    assert browser.enter(code).location == "/vragenlijst"
    assert "Welkom bij de vragenlijst." in browser.open("/vragenlijst")
    assert browser.send_page("/vragenlijst/1", luistert="eens", ziet="nvt", cijfer="7").location == "/vragenlijst/2"
    assert browser.send_page("/vragenlijst/2", gesproken="nee").location == "/vragenlijst/3"
    assert browser.send_page("/vragenlijst/3", merkte=["niets", "meer"]).location == "/vragenlijst/controle"
    overview = browser.open("/vragenlijst/controle")
    assert "Weet ik niet of niet van toepassing" in overview
    assert "Meer overleg" in overview
    assert browser.post("/vragenlijst/controle").location == "/bedankt"
    assert "Dank voor uw tijd." in browser.open("/bedankt")

    with field.stores.reading() as store:
        receipt = receipt_of(field.keys.pepper(), "bewoners-2026", read_code(code))
        assert store.box.receipts("bewoners-2026") == [receipt]
        assert store.drafts.find("bewoners-2026", receipt) is None


def test_staff_go_from_the_open_link_to_thanks(field: Installation, browser: Browser) -> None:
    link = open_wave_for_staff(field)

    assert "Welkom bij de vragenlijst." in browser.open(link)
    assert browser.post(link).location == "/vragenlijst/1"
    browser.send_page("/vragenlijst/1", luistert="eens")
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    assert browser.post("/vragenlijst/controle").location == "/bedankt"

    with field.stores.reading() as store:
        assert store.box.count("medewerkers-2026") == 1


def test_answers_are_there_again_on_the_page_and_after_going_back(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    browser.send_page("/vragenlijst/1", luistert="eens", cijfer="10")
    back = browser.send_page("/vragenlijst/2", go="previous", gesproken="ja")

    assert back.location == "/vragenlijst/1"
    page = browser.open("/vragenlijst/1")
    assert 'value="eens" checked' in page
    assert 'value="10" checked' in page
    assert page.count(" checked") == 2
    assert 'value="ja" checked' in browser.open("/vragenlijst/2")


def test_a_section_that_is_routed_away_takes_no_page_number(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    assert "Pagina 3 van hoogstens 4" in browser.open("/vragenlijst/3")
    assert "Over u" in browser.html
    browser.send_page("/vragenlijst/2", go="previous", gesproken="ja")

    assert "Pagina 4 van hoogstens 4" in browser.open("/vragenlijst/4")
    assert "Over u" in browser.html
    assert "Over dat contact" in browser.open("/vragenlijst/3")


def test_a_question_that_an_answer_brings_onto_the_same_page_is_shown_before_going_on(
    field: Installation, browser: Browser
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    again = browser.send_page("/vragenlijst/2", gesproken="ja")

    assert again.location == "/vragenlijst/2#vraag-keren"
    assert "Er is een vraag bij gekomen" in browser.open("/vragenlijst/2")
    assert "Er is een vraag bij gekomen" not in browser.open("/vragenlijst/2")
    assert browser.send_page("/vragenlijst/2", gesproken="ja", keren="3").location == "/vragenlijst/3"


def test_a_change_from_the_overview_leads_back_to_it(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    changed = browser.send_page("/vragenlijst/1?terug=controle", luistert="oneens")

    assert changed.location == "/vragenlijst/controle#antwoord-luistert"


def test_a_choice_can_be_undone_without_javascript(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)

    undone = browser.send_page("/vragenlijst/1", go="clear:luistert", luistert="eens", ziet="oneens")

    assert undone.location == "/vragenlijst/1#vraag-luistert"
    page = browser.open("/vragenlijst/1")
    assert page.count(" checked") == 1
    assert 'value="oneens" checked' in page


def test_wiping_leaves_nothing_and_the_code_can_be_used_again(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens")

    browser.open("/vragenlijst/stoppen")
    assert browser.post("/vragenlijst/stoppen").location == "/gewist"

    assert "zijn gewist" in browser.open("/gewist")
    with field.stores.reading() as store:
        receipt = receipt_of(field.keys.pepper(), "bewoners-2026", read_code(code))
        assert is_wiped("bewoners-2026", receipt, store.drafts.find("bewoners-2026", receipt))
    assert browser.enter(code).location == "/vragenlijst"
    assert " checked" not in browser.open("/vragenlijst/1")


def test_a_page_is_the_same_made_quickly_and_made_in_full(field: Installation, browser: Browser) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="ja")
    browser.send_page("/vragenlijst/2", gesproken="ja", keren="x < y")
    in_full = browser.html

    quickly = browser.open("/vragenlijst/2")

    assert 'value="x &lt; y"' in in_full
    assert 'value="x &lt; y"' in quickly
    assert 'value="ja" checked' in in_full
    assert 'value="ja" checked' in quickly
