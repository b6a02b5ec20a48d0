"""Two tabs of one respondent lose nothing of each other: at the same moment, and when one shows what was before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.fieldwork.entrance import enter
from survey_app.installation import Installation
from survey_app.web.respondent.sitting import add_answers, take_up
from survey_app.web.respondent.visit import Visit, visit_in
from tests.web.field import ON_BOTH, Browser, open_wave_with_codes, opened_session, token_in, value_of

pytestmark = ON_BOTH

ROUNDS = 15


def test_two_tabs_that_save_at_once_lose_nothing_of_each_other(app: Flask, field: Installation) -> None:
    code, *_others = open_wave_with_codes(field)
    with field.stores.reading() as store:
        entry = enter(store, field.keys.pepper(), code)
    visit = Visit(entry.wave.id, entry.receipt, bytes(32))
    together = Barrier(2)

    def save(item: str) -> None:
        for number in range(ROUNDS):
            together.wait(timeout=30)
            with app.app_context():
                with field.stores.reading() as store:
                    sitting = take_up(store, visit)
                add_answers(sitting, {f"{item}-{number}": "eens"})

    with ThreadPoolExecutor(2) as tabs:
        list(tabs.map(save, ("luistert", "ziet")))

    with app.app_context(), field.stores.reading() as store:
        assert len(take_up(store, visit).answers) == 2 * ROUNDS


ALL = {"luistert": "eens", "ziet": "oneens", "cijfer": "7"}


@pytest.mark.parametrize(
    ("page", "shown_before", "answers"),
    [
        ("/vragenlijst/1", {}, ALL),
        ("/vragenlijst/2", {"gesproken": "ja"}, {"gesproken": "ja", "keren": "3"}),
        ("/vragenlijst/3", {}, {"hoe": "Fijn & vlot,\r\nen <b>snel</b> 😀 ‑ é"}),
        ("/vragenlijst/4", {}, {"merkte": ["meer", "anders"], "merkte.words": 'Een "praatje"'}),
    ],
)
def test_a_second_tab_that_shows_what_was_before_wipes_nothing(
    app: Flask,
    field: Installation,
    browser: Browser,
    page: str,
    shown_before: dict[str, Any],  # one or several of each
    answers: dict[str, Any],  # likewise
) -> None:
    begin(field, browser)
    stale = browser.open(page)
    press(browser, browser.open(page), page, **answers)
    kept = answers_of(app, field, browser)
    assert {key.partition(".")[0] for key in answers} <= {key for key, answer in kept.items() if answer is not None}

    press(browser, stale, page, **shown_before)
    assert answers_of(app, field, browser) == kept
    press(browser, browser.open(page), page, **answers)

    assert answers_of(app, field, browser) == kept


def test_what_the_second_tab_changed_counts_and_of_a_conflict_the_last(
    app: Flask, field: Installation, browser: Browser
) -> None:
    begin(field, browser)
    stale = browser.open("/vragenlijst/1")
    press(browser, browser.open("/vragenlijst/1"), "/vragenlijst/1", **ALL)

    press(browser, stale, "/vragenlijst/1", ziet="neutraal")

    kept = answers_of(app, field, browser)
    assert (kept["luistert"], kept["ziet"], kept["cijfer"]) == ("eens", "neutraal", 7)


def test_an_option_and_its_own_words_are_changed_together(app: Flask, field: Installation, browser: Browser) -> None:
    begin(field, browser)
    stale = browser.open("/vragenlijst/4")
    both: dict[str, Any] = {"merkte": ["anders"], "merkte.words": "Praatjes"}
    press(browser, browser.open("/vragenlijst/4"), "/vragenlijst/4", **both)

    press(browser, stale, "/vragenlijst/4", merkte=["niets"])

    kept = answers_of(app, field, browser)
    assert (kept["merkte"], kept["merkte.words"]) == (("niets",), None)


def test_what_was_shown_can_be_emptied_and_undone(app: Flask, field: Installation, browser: Browser) -> None:
    begin(field, browser)
    press(browser, browser.open("/vragenlijst/1"), "/vragenlijst/1", **ALL)
    page = browser.open("/vragenlijst/1")

    press(browser, page, "/vragenlijst/1", go="clear:luistert", **ALL)
    press(browser, browser.open("/vragenlijst/1"), "/vragenlijst/1", cijfer="7")

    kept = answers_of(app, field, browser)
    assert (kept["luistert"], kept["ziet"], kept["cijfer"]) == (None, None, 7)


def test_what_could_not_be_kept_is_kept_once_it_is_shorter(app: Flask, field: Installation, browser: Browser) -> None:
    begin(field, browser)
    press(browser, browser.open("/vragenlijst/1"), "/vragenlijst/1", luistert="oneens")
    page = browser.open("/vragenlijst/1")
    refused = press(browser, page, "/vragenlijst/1", luistert="eens", cijfer="é" * 20_000)
    assert refused.status_code == 422

    press(browser, refused.get_data(as_text=True), "/vragenlijst/1", luistert="eens", cijfer="7")

    kept = answers_of(app, field, browser)
    assert (kept["luistert"], kept["cijfer"]) == ("eens", 7)


def test_a_form_says_of_each_answer_no_more_than_its_length_less_mark(field: Installation, browser: Browser) -> None:
    begin(field, browser)
    blank = value_of("shown", browser.open("/vragenlijst/1"))
    press(browser, browser.html, "/vragenlijst/1", **ALL)
    filled = value_of("shown", browser.open("/vragenlijst/1"))

    assert len(blank) == len(filled)
    assert not {"eens", "oneens", "7"} & set(filled.replace(":", " ").split())


def begin(field: Installation, browser: Browser) -> None:
    """Begin, and choose to be asked everything."""
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.send_page("/vragenlijst/2", gesproken="ja")


def press(browser: Browser, html: str, page: str, go: str = "next", **answers: object) -> TestResponse:
    """Send the form of a page that was loaded before, filled in like this and otherwise blank."""
    hidden = {name: value_of(name, html) for name in ("section", "shown")}
    fields = {f"item.{name}": answer for name, answer in answers.items()}
    return browser.client.post(page, data={"csrf_token": token_in(html), "go": go, **hidden, **fields})


def answers_of(app: Flask, field: Installation, browser: Browser) -> dict[str, object]:
    """What was kept of this browser."""
    cookie = browser.client.get_cookie("peilstok")
    assert cookie is not None
    visit = visit_in(opened_session(app, cookie.value))
    assert visit is not None
    with app.app_context(), field.stores.reading() as store:
        return dict(take_up(store, visit).answers)
