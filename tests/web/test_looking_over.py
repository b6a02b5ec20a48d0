"""The look over everything: what was left blank is told first, and each answer leads to its question and back."""

from __future__ import annotations

import re

import pytest

from survey_app.installation import Installation
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.respondent.made import LARGE_BLOCK
from tests.contact_wave import with_desk
from tests.web.field import INSTRUMENT, Browser, open_wave_with_codes

OVERVIEW = "/vragenlijst/controle"


def test_blanks_are_counted_with_a_link_to_each(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    browser.send_page("/vragenlijst/1", luistert="eens", cijfer="7")

    told = browser.open(OVERVIEW)

    assert "U heeft 2 van de 5 vragen ingevuld. Niet ingevuld: vraag" in told
    assert blanks(told) == {
        "2": "/vragenlijst/1?terug=controle#vraag-ziet",
        "4 (verplicht)": "/vragenlijst/2?terug=controle#vraag-gesproken",
        "5": "/vragenlijst/3?terug=controle#vraag-merkte",
    }


def test_who_left_nothing_blank_reads_that(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    browser.send_page("/vragenlijst/1", luistert="eens", ziet="nvt", cijfer="7")
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.send_page("/vragenlijst/3", merkte=["niets"])

    assert "U heeft alle vragen ingevuld." in browser.open(OVERVIEW)
    assert blanks(browser.html) == {}


def test_of_many_blanks_the_first_ten_have_a_link(field: Installation, browser: Browser) -> None:
    begin(field, browser, of_many(24))

    told = browser.open(OVERVIEW)

    assert "U heeft 0 van de 24 vragen ingevuld. De eerste die niet zijn ingevuld: vraag" in told
    assert list(blanks(told)) == [str(number) for number in range(1, 11)]


def test_each_answer_leads_to_its_question_and_from_there_back_to_the_answer(
    field: Installation, browser: Browser
) -> None:
    begin(field, browser)
    assert 'href="/vragenlijst/1?terug=controle#vraag-ziet"' in browser.open(OVERVIEW)
    assert 'name="go" value="next:ziet"' in browser.open("/vragenlijst/1?terug=controle")
    assert 'value="next:ziet"' not in browser.open("/vragenlijst/1")

    back = browser.send_page("/vragenlijst/1?terug=controle", go="next:ziet", ziet="eens")

    assert back.location == f"{OVERVIEW}#antwoord-ziet"
    assert 'id="antwoord-ziet"' in browser.open(OVERVIEW)


def test_what_is_wrong_is_told_before_it_goes_back(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    browser.send_page("/vragenlijst/2", gesproken="ja")

    refused = browser.send_page("/vragenlijst/2?terug=controle", go="next:keren", gesproken="ja", keren="zeven")

    assert refused.status_code == 422
    assert "Typ een heel getal in cijfers" in refused.text


def test_a_change_that_brings_questions_on_other_pages_leads_to_the_first_of_them(
    field: Installation, browser: Browser
) -> None:
    begin(field, browser)
    browser.send_page("/vragenlijst/2", gesproken="nee")

    came = browser.send_page("/vragenlijst/2?terug=controle", go="next:gesproken", gesproken="ja")
    assert came.location == "/vragenlijst/2?terug=controle#vraag-keren"
    again = browser.send_page("/vragenlijst/2?terug=controle", go="next:keren", gesproken="ja", keren="3")
    assert again.location == f"{OVERVIEW}#antwoord-keren"
    assert "/vragenlijst/3?terug=controle#vraag-hoe" in blanks(browser.open(OVERVIEW)).values()


@pytest.mark.parametrize("go", ["next:nergens", "next:", "next:vraag#x"])
def test_a_button_of_an_item_that_is_not_on_the_page_leads_to_the_first_of_the_page(
    field: Installation, browser: Browser, go: str
) -> None:
    begin(field, browser)

    assert browser.send_page("/vragenlijst/1?terug=controle", go=go).location == f"{OVERVIEW}#antwoord-luistert"


def test_it_can_be_sent_from_above_with_the_same_words_and_never_by_enter(
    field: Installation, browser: Browser
) -> None:
    begin(field, browser)
    told = browser.open(OVERVIEW)
    form = told[told.index('id="verzenden"') : told.index("</form>")]
    buttons = re.findall(r"<button[^>]*>", form)

    assert buttons[0] == "<button disabled hidden>"
    above, below = form.split('id="deel-gemeente"')
    for part, name in ((above, "Ja, verstuur nu"), (below, "Verstuur mijn antwoorden")):
        warned = part.index("Na het versturen kunt u uw antwoorden niet meer bekijken of veranderen.")
        assert warned < part.index(name)
    assert above.index("<details>") < above.index("Ja, verstuur nu") < above.index("</details>")


def test_who_sends_from_above_reads_of_the_question_below(field: Installation, browser: Browser) -> None:
    begin(field, browser, with_desk(INSTRUMENT))

    told = browser.open(OVERVIEW)
    above = told[told.index("<details>") : told.index("</details>")]

    assert 'href="#bereiken">Dat vragen wij onderaan deze pagina.</a>' in above
    assert above.index("#bereiken") < above.index("Ja, verstuur nu")
    assert 'name="contact-name"' in told[told.index('id="bereiken"') :]


def test_how_much_is_blank_shows_in_the_length_of_the_page_by_whole_blocks_only(
    field: Installation, browser: Browser
) -> None:
    begin(field, browser, of_many(24))

    for given in ({}, {"m0": "5"}, {f"m{number}": "5" for number in range(24)}):
        browser.send_page("/vragenlijst/1", **given)
        assert len(browser.open(OVERVIEW).encode()) % LARGE_BLOCK == 0


def begin(field: Installation, browser: Browser, instrument: Instrument = INSTRUMENT) -> None:
    """Begin with a code."""
    code, *_others = open_wave_with_codes(field, instrument=instrument)
    browser.enter(code)


def of_many(marks: int) -> Instrument:
    """One page with as many report marks."""
    raw = INSTRUMENT.model_dump(mode="json", by_alias=True)
    items = [{"type": "mark", "id": f"m{number}", "text": f"Cijfer {number}?"} for number in range(marks)]
    raw["questionnaire"]["sections"] = [{"id": "cijfers", "title": "Cijfers", "items": items}]
    raw["questionnaire"]["response_scales"] = {}
    return Instrument.model_validate(raw)


def blanks(html: str) -> dict[str, str]:
    """The links to what was left blank, by the number that they show."""
    told = html[html.find('class="peilstok-blanks"') : html.index("<details>")] if "peilstok-blanks" in html else ""
    return {
        number: address for address, number in re.findall(r'href="([^"]*)"><span[^>]*>[^<]*</span>([^<]*)</a>', told)
    }
