"""Open answers on the administrators' pages: read by a researcher, marked, decided, and taken back."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.fieldwork.open_texts import Choice
from tests.web.admin_desk import at_work, closed_wave, installation
from tests.web.field import Browser
from tests.web.texts_to_read import HOW, MANY, NOTICED, TEXTS, WAVE, close_wave_with_words, digest, read_of

QUICK, NAMED, SLOW = MANY[:3]


def decide(browser: Browser, address: str, *decided: tuple[str, str, str]) -> TestResponse:
    """Send the page with these digests, choices and words."""
    fields: dict[str, object] = {"text": [digest for digest, _choice, _words in decided]}
    for one, choice, words in decided:
        fields |= {f"choice.{one}": choice, f"words.{one}": words}
    return browser.post(address, **fields)


def test_a_researcher_reads_and_others_do_not_even_see_the_way(app: Flask) -> None:
    close_wave_with_words(installation(app))
    researcher = at_work(app, "onderzoeker")

    assert f'href="{TEXTS}"' in researcher.open(f"/beheer/metingen/{WAVE}/")
    assert "0 van de 32 gelezen" in researcher.open(TEXTS)


def test_who_is_no_researcher_sees_no_link(app: Flask) -> None:
    close_wave_with_words(installation(app))

    assert TEXTS not in at_work(app, "beheerder,lezer").open(f"/beheer/metingen/{WAVE}/")


def test_texts_stand_in_their_own_order_twenty_a_page_with_what_is_marked_in_words(app: Flask) -> None:
    close_wave_with_words(installation(app))
    browser = at_work(app, "onderzoeker")

    first, second = browser.open(HOW), browser.open(f"{HOW}?pagina=2")

    shown = re.findall(r"Antwoord nummer (\d\d)", first + second)
    assert shown == [f"{number:02}" for number in range(29)]
    assert (first.count("<fieldset"), second.count("<fieldset")) == (20, 12)
    for part, why in (
        ("Karin", "naam?"),
        ("wethouder", "functie of relatie"),
        ("06-12345678", "telefoon of ander nummer"),
        ("4031 AB", "postcode"),
        ("Dorpsstraat 12", "adres"),
    ):
        marked = rf'<mark class="admin-mark">{part}<span class="admin-mark__why" lang="nl"> \({re.escape(why)}\)</span>'
        assert re.search(marked, second), part
    assert "<mark" not in first
    assert "&lt;script&gt;" in second
    assert "<script>alert" not in second


def test_nothing_of_who_wrote_it_stands_beside_a_text(app: Flask) -> None:
    close_wave_with_words(installation(app))
    browser = at_work(app, "onderzoeker")

    pages = "".join(browser.open(f"{HOW}?pagina={page}") for page in (1, 2))

    # Half of those who wrote came from Ingen, and all of them agreed that the municipality listens.
    assert re.search(r"\b(Ingen|ingen|Eens|eens|luistert)\b", pages) is None


def test_what_is_decided_is_kept_counted_and_logged_without_a_word_of_it(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker,beheerder")
    browser.open(HOW)

    answer = decide(
        browser,
        HOW,
        (digest(at, QUICK), "as_is", ""),
        (digest(at, NAMED), "paraphrased", "De wethouder belde zelf terug."),
        (digest(at, SLOW), "withheld", ""),
    )

    assert (answer.status_code, answer.location) == (302, HOW)
    assert "3 teksten zijn gelezen." in browser.open(HOW)
    assert "3 van de 32 gelezen" in browser.html
    assert sorted(filter(None, read_of(at).shown.values())) == ["De wethouder belde zelf terug.", QUICK]
    log = browser.open("/beheer/logboek")
    assert "1 open antwoorden vrijgegeven" in log
    assert f"{WAVE}, hoe" in log
    assert "belde" not in log


def test_a_decision_can_be_seen_and_taken_back_once(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")
    browser.open(HOW)
    decide(browser, HOW, (digest(at, NAMED), "paraphrased", "Er is teruggebeld."))

    page = browser.open(f"{HOW}/gelezen")
    assert "Er is teruggebeld." in page
    browser.post(f"{HOW}/gelezen", text=digest(at, NAMED))
    browser.open(f"{HOW}/gelezen")
    assert "1 besluit is teruggenomen." in browser.html
    assert "Er is nog niets gelezen." in browser.html
    browser.post(f"{HOW}/gelezen", text=digest(at, NAMED))

    assert "Dit was al teruggenomen." in browser.open(f"{HOW}/gelezen")
    assert read_of(at).shown == {}


def test_what_is_wrong_keeps_what_was_typed_and_changes_nothing(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")
    browser.open(HOW)

    answer = decide(
        browser,
        HOW,
        (digest(at, QUICK), "withheld", ""),
        (digest(at, NAMED), "paraphrased", ""),
        (digest(at, SLOW), "as_is", "toch <anders>"),
    )

    assert answer.status_code == 422
    assert "Er zijn nog 2 dingen mis" in browser.html
    assert "Schrijf in uw eigen woorden wat er bedoeld wordt" in browser.html
    assert "toch &lt;anders&gt;</textarea>" in browser.html
    assert browser.html.count(" checked") == 3
    assert read_of(at).shown == {}


def test_where_few_wrote_something_the_original_is_not_offered_and_not_taken(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at, few=True)
    browser = at_work(app, "onderzoeker")
    page = browser.open(HOW)

    answer = decide(browser, HOW, (digest(at, QUICK), "as_is", ""), (digest(at, SLOW), "paraphrased", SLOW))

    assert 'value="as_is"' not in page
    assert "Hier wordt niemand letterlijk aangehaald" in page
    assert answer.status_code == 422
    assert browser.html.count("Dit haalt de tekst letterlijk aan.") == 4  # above, and beside each of the two
    assert read_of(at).shown == {}


def test_what_a_colleague_decided_meanwhile_stays(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")
    browser.open(HOW)
    decide(browser, HOW, (digest(at, QUICK), "withheld", ""))
    browser.open(HOW)

    decide(browser, HOW, (digest(at, QUICK), "as_is", ""), (digest(at, SLOW), "withheld", ""))

    page = browser.open(HOW)
    assert "1 tekst is gelezen." in page
    assert "1 tekst was al gelezen. Het besluit van toen blijft staan." in page
    assert list(read_of(at).shown.values()) == [None, None]


def test_a_page_without_a_choice_and_texts_that_are_not_there_change_nothing(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")
    browser.open(HOW)

    for sent in ((digest(at, QUICK), "", ""), ("f" * 64, "as_is", ""), ("geen digest", "as_is", "")):
        decide(browser, HOW, sent)
        assert "U koos nog niets. Er is niets veranderd." in browser.open(HOW)

    assert read_of(at).shown == {}


def test_the_words_of_anders_namelijk_are_read_likewise(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")

    page = browser.open(NOTICED)
    decide(browser, NOTICED, (digest(at, "iets op straat", "merkte.words"), "paraphrased", "Iets buiten."))

    assert "Wat merkte u? – Anders, namelijk" in page
    assert read_of(at, "merkte.words").choice(read_of(at, "merkte.words").texts.texts[0]) is Choice.PARAPHRASED


def test_a_form_of_another_item_decides_nothing_here(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")
    browser.open(HOW)

    decide(browser, NOTICED, (digest(at, QUICK), "as_is", ""))

    assert (read_of(at).shown, read_of(at, "merkte.words").shown) == ({}, {})


def test_below_the_threshold_there_is_nothing_to_read_and_the_page_says_so(app: Flask) -> None:
    closed_wave(app, WAVE, codes=20, answered=12)  # nobody wrote anything
    browser = at_work(app, "onderzoeker")

    assert browser.open(TEXTS).count("Minder dan 10 mensen schreven hier iets.") == 2
    assert browser.client.get(HOW).status_code == 409
    browser.open(TEXTS)
    assert browser.post(HOW, text="f" * 64).status_code == 409


def test_a_wave_whose_answers_were_not_kept_says_so(app: Flask) -> None:
    closed_wave(app, WAVE, codes=20, answered=2)
    browser = at_work(app, "onderzoeker")

    assert "Van deze meting zijn geen antwoorden bewaard" in browser.open(TEXTS)
    assert TEXTS not in browser.open(f"/beheer/metingen/{WAVE}/")


@pytest.mark.parametrize("asked", ["0", "-1", "99", "x", "", "١", "9" * 30])
def test_any_number_of_a_page_leads_to_one_there_is(app: Flask, asked: str) -> None:
    close_wave_with_words(installation(app))
    browser = at_work(app, "onderzoeker")

    page = browser.open(f"{HOW}?pagina={asked}")

    assert re.search(r"Bladzijde [12] van 2", page)


def test_texts_are_in_no_cache_no_cookie_and_no_address(app: Flask) -> None:
    at = installation(app)
    close_wave_with_words(at)
    browser = at_work(app, "onderzoeker")
    browser.open(HOW)

    answer = decide(browser, HOW, (digest(at, QUICK), "paraphrased", "Kanariewoorden"))
    page = browser.client.get(f"{HOW}/gelezen")

    assert page.headers["Cache-Control"] == "no-store"
    assert "Kanarie" not in answer.location
    assert "Kanarie" not in str(answer.headers)
    assert "Kanarie" in page.get_data(as_text=True)


def test_an_item_that_asks_no_words_is_not_there(app: Flask) -> None:
    close_wave_with_words(installation(app))
    browser = at_work(app, "onderzoeker")

    for item in ("luistert", "hoe.words", "geen"):
        assert browser.client.get(f"{TEXTS}/{item}").status_code == 404
