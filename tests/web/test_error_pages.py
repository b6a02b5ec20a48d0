"""What respondents and administrators each see when the database or the program does not work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder

from survey_app.installation import Installation
from survey_app.store.troubles import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseTrouble,
    DatabaseUnreachable,
    SchemaBehind,
)
from survey_app.web.stores import EXTENSION
from tests.postgresql import Cluster
from tests.web.admin_desk import at_work, write_questionnaire
from tests.web.field import INSTRUMENT, ON_BOTH, Browser, open_wave_for_staff, open_wave_with_codes

pytestmark = ON_BOTH

PHONE = '<a class="utrecht-link" href="tel:0344123456">0344 123456</a>'


@pytest.fixture
def take_away(app: Flask, database_url: str, postgresql: Cluster) -> Iterator[Callable[[], None]]:
    """Takes the database away from under the application; it is back after the test."""
    with ExitStack() as putting_back:

        def take() -> None:
            app.extensions[EXTENSION].stores.close()
            if database_url.startswith("sqlite"):
                file = Path(database_url.removeprefix("sqlite:///"))
                putting_back.callback(file.with_suffix(".away").rename, file)
                file.rename(file.with_suffix(".away"))
            else:
                name = database_url.partition("@/")[2].partition("?")[0]
                postgresql.rename_database(name, f"{name}_away")
                putting_back.callback(postgresql.rename_database, f"{name}_away", name)

        yield take


def opened(browser: Browser, path: str, status: int) -> str:
    """The page, which has this status."""
    page = browser.open(path)
    assert browser.page is not None
    assert browser.page.status_code == status, page
    return page


def test_without_a_database_respondents_still_read_where_to_call(
    app: Flask, field: Installation, browser: Browser, take_away: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    browser.open("/vragenlijst/1")
    take_away()

    for path in ("/", "/vragenlijst/1", "/vragenlijst", "/m/bewoners-2026"):
        page = opened(browser, path, 503)
        assert "Er ging iets mis bij ons" in page
        assert PHONE in page
        assert "Noem dan dit nummer" in page
    assert code not in caplog.text
    (number, *_rest) = re.findall(r"[0-9A-F]{4}-[0-9A-F]{4}", page)
    assert number in caplog.text


def test_what_was_in_hand_decides_whose_line_and_which_language_it_is(
    field: Installation, browser: Browser, take_away: Callable[[], None]
) -> None:
    english = INSTRUMENT.model_copy(
        update={
            "study": INSTRUMENT.study.model_copy(update={"contact": "Call 020 555."}),
            "questionnaire": INSTRUMENT.questionnaire.model_copy(update={"language": "en"}),
        }
    )
    open_wave_with_codes(field)
    link = open_wave_for_staff(field, instrument=english)
    browser.open(link)
    browser.post(link)
    browser.open("/vragenlijst")
    take_away()

    in_english = opened(browser, "/vragenlijst", 503)

    assert "Call 020 555." in in_english
    assert PHONE not in in_english
    assert 'lang="en"' in in_english
    assert "Er ging iets mis" not in in_english


def test_a_stranger_is_told_the_line_of_every_study_in_the_field(
    field: Installation, browser: Browser, take_away: Callable[[], None]
) -> None:
    other = INSTRUMENT.model_copy(update={"study": INSTRUMENT.study.model_copy(update={"contact": "Bel 020 555."})})
    open_wave_with_codes(field)
    open_wave_for_staff(field, instrument=other)
    browser.open("/")
    take_away()

    page = opened(browser, "/", 503)

    assert PHONE in page
    assert "Bel 020 555." in page


def test_a_process_that_saw_no_wave_yet_tells_the_lines_of_the_folder(
    app: Flask, browser: Browser, take_away: Callable[[], None]
) -> None:
    write_questionnaire(app)
    take_away()

    assert PHONE in opened(browser, "/", 503)


def test_a_page_that_is_not_there_asks_the_database_nothing_and_tells_the_line_too(
    app: Flask, field: Installation, browser: Browser, take_away: Callable[[], None]
) -> None:
    open_wave_with_codes(field)
    browser.open("/")
    take_away()

    assert PHONE in opened(browser, "/nergens", 404)


def test_administrators_read_what_they_can_do_in_their_own_language(app: Flask, take_away: Callable[[], None]) -> None:
    browser = at_work(app)

    dutch = opened(browser, "/beheer/nergens", 404)
    browser.post("/beheer/taal", language="en", page="/beheer/")
    english = opened(browser, "/beheer/nergens", 404)
    take_away()
    broken = opened(browser, "/beheer/", 503)

    assert "Naar alle metingen" in dutch
    assert "Kreeg u een code?" not in dutch
    assert "To all waves" in english
    assert "The database cannot be reached." in broken
    assert "peilstok doctor" in broken
    assert re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", broken)
    assert "count only once" not in broken


def test_an_error_of_the_program_is_told_to_administrators_as_theirs(app: Flask) -> None:
    @app.get("/beheer/stuk")
    def broken() -> str:
        return str(int("CANARY"))

    page = opened(at_work(app), "/beheer/stuk", 500)

    assert "Er ging iets mis in het programma" in page
    assert "Was u aan het versturen?" not in page
    assert "CANARY" not in page


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (DatabaseFull, "vol"),
        (DatabaseUnreachable, "niet te bereiken"),
        (DatabaseBusy, "te lang bezet"),
        (DatabaseDamaged, "kan niet worden gebruikt"),
        (DatabaseReadOnly, "kan niet worden gebruikt"),
        (SchemaBehind, "kan niet worden gebruikt"),
    ],
)
def test_each_trouble_of_the_database_has_its_words(app: Flask, trouble: type[DatabaseTrouble], said: str) -> None:
    @app.get("/beheer/stuk")
    def broken() -> str:
        raise trouble

    assert said in opened(at_work(app), "/beheer/stuk", 503)


@pytest.mark.parametrize(
    "path", ["//elders.example/x", "//elders.example", "/m//x", "/beheer//metingen/x", "/vragenlijst//1"]
)
def test_doubled_slashes_lead_nowhere(browser: Browser, path: str) -> None:
    answer = browser.client.open(
        EnvironBuilder(path="/", headers={"Host": "elders.example"}, environ_overrides={"PATH_INFO": path})  # type: ignore[dict-item]  # of WSGI
    )

    assert answer.status_code == 404
    assert "Location" not in answer.headers
    assert "elders.example" not in answer.get_data(as_text=True)


def test_no_address_sends_anybody_on_to_another_host(app: Flask, field: Installation) -> None:
    open_wave_with_codes(field)
    browser = at_work(app)
    asked = [
        re.sub(r"<(?:\w+:)?(\w+)>", "bewoners-2026", rule.rule).replace("/bewoners-2026.", "/1.")
        for rule in app.url_map.iter_rules()
    ]

    sent_on = [
        answer.location
        for path in asked
        for method in ("get", "post")
        if (answer := getattr(browser.client, method)(path, headers={"Host": "elders.example"})).location
    ]

    assert len(sent_on) > 3
    assert not [location for location in sent_on if not location.startswith("/") or location.startswith("//")]
