"""The administrators' pages in English, for who chooses that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest
from flask import Flask

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.editorial import accept_change
from survey_app.web.admin.blueprint import ADDRESSES
from tests.catalogues import catalogue, forms
from tests.web.admin_desk import (
    PASSWORD,
    QUESTIONNAIRE_YAML,
    Clock,
    add_draft,
    answered_wave,
    at_work,
    closed_wave,
    furnished,
    installation,
    let_in,
    log_in,
    reworded,
    write_questionnaire,
)
from tests.web.field import TODAY, Browser, open_wave_for_staff, value_of
from tests.web.texts_to_read import close_wave_with_words

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "rect"})
_SPOKEN = ("aria-label", "alt", "title", "placeholder")


def choose(browser: Browser, language: str, address: str) -> str:
    """Press the button on a page, and see what comes."""
    page = value_of("page", browser.open(address)).replace("&amp;", "&")
    return browser.open(browser.post("/beheer/taal", language=language, page=page).location)


def test_dutch_is_spoken_until_somebody_chooses_english_and_then_again(app: Flask) -> None:
    browser = at_work(app)

    dutch = browser.open("/beheer/")
    english = choose(browser, "en", "/beheer/")
    dutch_again = choose(browser, "nl", "/beheer/")

    assert '<html lang="nl"' in dutch
    assert ">Metingen</h1>" in dutch
    assert 'value="en" lang="en">English</button>' in dutch
    assert '<html lang="en"' in english
    assert ">Waves</h1>" in english
    assert 'value="nl" lang="nl">Nederlands</button>' in english
    assert '<html lang="nl"' in dutch_again


def test_the_choice_made_before_log_in_survives_log_in_and_log_out(app: Flask, browser: Browser) -> None:
    furnished(app)
    choose(browser, "en", "/beheer/inloggen")

    log_in(browser)
    inside = browser.open("/beheer/")
    browser.post("/beheer/uitloggen")
    outside = browser.open("/beheer/inloggen")

    assert "Logged in as" in inside
    assert "You are logged out, on other devices too." in outside
    assert ">Log in</h1>" in outside


@pytest.mark.parametrize(
    "address",
    [
        "/beheer/inloggen?next=/beheer/logboek",
        "/beheer/metingen/bewoners-2026/vragenlijst",
        "/beheer/nieuwe-meting/kernen/bewoners.yaml",
        "/beheer/beheerders/j.jansen/wachtwoord",
        "/beheer/vergelijken?wave=a&wave=b",
    ],
)
def test_one_stays_on_the_page_where_one_chose(app: Flask, address: str) -> None:
    browser = at_work(app)
    add_draft(app)
    let_in(app, "lezer", "j.jansen")

    page = value_of("page", browser.open(address)).replace("&amp;", "&")

    assert browser.post("/beheer/taal", language="en", page=page).location == address


def test_a_page_that_only_answers_a_form_leads_to_the_overview(app: Flask) -> None:
    browser = at_work(app)
    browser.open("/beheer/beheerders/")

    browser.post("/beheer/beheerders/nieuw", name="!", roles="lezer")

    assert value_of("page", browser.html) == "/beheer/"


def test_choosing_leads_to_no_other_site_and_to_no_other_language(app: Flask) -> None:
    browser = at_work(app)
    browser.open("/beheer/")

    answer = browser.post("/beheer/taal", language="xx", page="https://elders.example/beheer/")

    assert answer.location == "/beheer/"
    assert '<html lang="nl"' in browser.open("/beheer/")


def test_a_password_that_is_shown_once_has_no_button_that_would_lose_it(app: Flask) -> None:
    browser = at_work(app)
    browser.open("/beheer/beheerders/")

    browser.post("/beheer/beheerders/nieuw", name="bert", roles="lezer")

    assert "U ziet dit wachtwoord maar één keer" in browser.html
    assert "/beheer/taal" not in browser.html


def test_a_refusal_of_a_form_that_is_not_ours_speaks_the_chosen_language(app: Flask) -> None:
    browser = at_work(app)
    choose(browser, "en", "/beheer/")

    refused = browser.client.post("/beheer/beheerders/nieuw", data={"name": "kees"})

    assert "This page has expired" in refused.get_data(as_text=True)


def test_respondents_pages_keep_following_the_questionnaire(app: Flask, browser: Browser) -> None:
    furnished(app)
    choose(browser, "en", "/beheer/inloggen")

    assert '<html lang="nl"' in browser.open("/")
    assert '<html lang="nl"' in browser.open(open_wave_for_staff(installation(app)))


def test_months_days_and_numbers_follow_and_a_new_wave_is_named_as_its_questionnaire_speaks(app: Flask) -> None:
    closed_wave(app, "bewoners-2026")
    write_questionnaire(app)
    browser = at_work(app)
    choose(browser, "en", "/beheer/")

    assert "<dd>June 2026</dd>" in browser.open("/beheer/metingen/bewoners-2026/")
    assert re.search(r"\d [A-Z][a-z]+ \d{4}, \d\d:\d\d<", browser.open("/beheer/logboek"))
    add = browser.open("/beheer/nieuwe-meting/kernen/bewoners.yaml")
    assert '<option selected value="6">June</option>' in add
    assert 'value="Vragenlijst voor inwoners, juni 2026"' in add


def test_reasons_of_a_verdict_are_english_too(app: Flask) -> None:
    closed_wave(app, "bewoners-2025", TODAY.replace(year=2025), codes=80, answered=12)
    closed_wave(app, "bewoners-2026")
    browser = at_work(app)
    choose(browser, "en", "/beheer/")

    page = browser.open("/beheer/vergelijken?wave=bewoners-2025&wave=bewoners-2026")

    assert "In June 2025 only 12 people took part; comparing takes at least 30." in page
    assert "Therefore at most:" in page


def test_no_page_says_anything_in_dutch_to_who_chose_english(app: Flask) -> None:
    browser = at_work(app)
    _fill(app)
    choose(browser, "en", "/beheer/")

    for address in _addresses():
        html = browser.open(address)
        assert '<html lang="en"' in html, address
        assert _dutch_in(html) == [], address


def test_no_refusal_says_anything_in_dutch_to_who_chose_english(app: Flask) -> None:
    browser = at_work(app)
    _fill(app)
    choose(browser, "en", "/beheer/")

    for address, fields in _REFUSED:
        browser.open("/beheer/wachtwoord")
        browser.post(address, **fields)
        assert browser.page is not None
        assert browser.page.status_code in {200, 403, 404, 409, 422}, address
        assert _dutch_in(browser.html) == [], address


_REFUSED: tuple[tuple[str, dict[str, object]], ...] = (
    ("/beheer/wachtwoord", {}),
    ("/beheer/wachtwoord", {"current": PASSWORD, "new": "kort", "again": "kort"}),
    ("/beheer/wachtwoord", {"current": "anders", "new": "een nieuw lang wachtwoord", "again": "iets anders"}),
    ("/beheer/inloggen", {"name": "anna", "password": "verkeerd wachtwoord"}),
    ("/beheer/nieuwe-meting/kernen/bewoners.yaml", {"wave_id": "A B", "year": "nu", "minimum": "2", "month": "13"}),
    ("/beheer/metingen/draft-1/wijzigen", {"year": "nu", "month": "13", "approached": "-1"}),
    ("/beheer/metingen/draft-1/wijzigen", {"label": "x", "month": "6", "year": "1900", "recruitment": "open_link"}),
    ("/beheer/metingen/open-1/wijzigen", {}),
    ("/beheer/metingen/open-1/sluiten", {"typed": "anders"}),
    ("/beheer/metingen/open-2/sluiten", {"typed": "open-2"}),
    ("/beheer/metingen/open-2/sluiten/dag", {"day": "2026-06-02"}),
    ("/beheer/metingen/open-2/sluiten/dag", {"day": "morgen"}),
    ("/beheer/metingen/closed-1/vernietigen", {"sheet": "0", "holder": "a\u200bb", "day": "2030-01-01"}),
    ("/beheer/metingen/closed-1/vernietigen", {"sheet": "0", "holder": "Jan", "day": "2030-01-01"}),
    ("/beheer/metingen/open-1/weggooien", {}),
    ("/beheer/metingen/draft-1/verwijderen", {"typed": "anders"}),
    ("/beheer/metingen/draft-1/verwijderen", {"typed": "draft-1", "codes": "7"}),
    ("/beheer/nieuwe-meting/kernen/bewoners.yaml", {"label": "Meting\x07"}),
    ("/beheer/metingen/draft-1/openen", {"fingerprint": "anders"}),
    ("/beheer/vergelijken/werkboek", {}),
    ("/beheer/vergelijken/werkboek", {"wave": ["earlier-1", "geen"]}),
    ("/beheer/vergelijken/werkboek", {"wave": ["earlier-1", "closed-1"]}),
    ("/beheer/vergelijken/werkboek", {"wave": ["earlier-1", "closed-1"], "language": "en", "weighted": "y"}),
    ("/beheer/gewijzigde-vragen/earlier-1/closed-1/luistert/goedkeuren", {"reason": ""}),
    ("/beheer/gewijzigde-vragen/earlier-1/closed-1/luistert/goedkeuren", {"reason": "kort"}),
    ("/beheer/gewijzigde-vragen/earlier-1/closed-1/luistert/goedkeuren", {"reason": "x" * 1001}),
    ("/beheer/gewijzigde-vragen/earlier-1/closed-1/luistert/goedkeuren", {"reason": "een\u200bteken erbij"}),
    ("/beheer/gewijzigde-vragen/earlier-1/closed-1/ziet/goedkeuren", {}),
    ("/beheer/beheerders/nieuw", {"name": "!"}),
    ("/beheer/beheerders/nieuw", {"name": "karel", "roles": "lezer"}),
    ("/beheer/beheerders/anna/uitzetten", {}),
    ("/beheer/beheerders/niemand/wachtwoord", {}),
)


def _fill(app: Flask) -> None:
    """Waves in every state, a questionnaire with faults and one without, and a second administrator."""
    add_draft(app, "draft-1")
    answered_wave(app, "open-1")
    answered_wave(app, "open-2")
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get("open-2"), closing_day=date(2026, 6, 9)))
    closed_wave(app, "closed-1")
    closed_wave(app, "closed-2", TODAY.replace(month=7), answered=12)
    closed_wave(app, "earlier-1", TODAY.replace(year=2025))
    closed_wave(app, "few-1", codes=20, answered=2)
    close_wave_with_words(installation(app), "written-1", few=True)
    folder = installation(app).settings.questionnaire_directory / "kernen"
    (folder / "fout.yaml").write_text(QUESTIONNAIRE_YAML.replace("is: ja", "is: misschien"), encoding="utf-8")
    let_in(app, "lezer", "bert")
    reworded(app, "earlier-1", luistert="De gemeente luistert", ziet="De Gemeente ziet ons.", cijfer="Welk cijfer?")
    with installation(app).stores.writing() as store:
        accept_change(store, "earlier-1", "closed-1", "ziet", "Alleen een hoofdletter.", Act("anna", Clock()()))


def _addresses() -> Iterator[str]:
    """Every address that can be asked for, with every wave and what else it may hold."""
    for address in ADDRESSES:
        if "GET" not in address.methods:
            continue
        path = f"/beheer{address.path}".replace("<path:source>", "kernen/bewoners.yaml").replace("<name>", "bert")
        path = path.replace("<earlier>", "earlier-1").replace("<later>", "closed-1")
        path = path.replace("<item>", "ziet" if "intrekken" in path else "luistert")
        path = path.replace("<question>", "hoe")
        waves = ("draft-1", "open-1", "closed-1", "few-1", "written-1") if "<wave_id>" in path else ("",)
        yield from (path.replace("<wave_id>", wave) for wave in waves)
    yield "/beheer/vergelijken?wave=earlier-1&wave=closed-1"
    yield "/beheer/vergelijken?wave=earlier-1&wave=closed-1&wave=closed-2"
    yield "/beheer/vergelijken?wave=closed-1&wave=closed-1"
    yield "/beheer/vergelijken?wave=closed-1&asked=yes"
    yield "/beheer/gewijzigde-vragen?earlier=earlier-1&later=closed-1"
    yield "/beheer/gewijzigde-vragen?earlier=closed-1&later=open-1"
    yield "/beheer/gewijzigde-vragen/earlier-1/closed-1/cijfer/goedkeuren"


def _dutch_in(html: str) -> list[str]:
    """What a reader of English would see or hear that the catalogue knows as Dutch."""
    reader = _Reader()
    reader.feed(html)
    return [text for text in reader.said if any(dutch.fullmatch(text) for dutch in _dutch())]


@cache
def _dutch() -> list[re.Pattern[str]]:
    """The Dutch texts that are different in English, with room for what is filled in."""
    messages = [message for message in catalogue("en") if message.id]
    pairs = [pair for message in messages for pair in zip(forms(message.id), forms(message.string), strict=True)]
    return [_pattern(dutch) for dutch, english in pairs if dutch != english]


def _pattern(text: str) -> re.Pattern[str]:
    parts = re.split(r"%\(\w+\)[sd]", text.strip().replace("%%", "%"))
    return re.compile(r".+?".join(re.escape(part) for part in parts))


class _Reader(HTMLParser):
    """Collects what a page says, but for what says of itself that it is Dutch."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go in, in the language that it names or that was spoken around it."""
        found = dict(attrs)
        language = found.get("lang") or (self._open[-1] if self._open else None)
        if tag not in _VOID:
            self._open.append(language)
        if language != "nl":
            self.said += [value for name in _SPOKEN if (value := found.get(name))]

    def handle_endtag(self, tag: str) -> None:
        """Come out."""
        if tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """What is said here."""
        words = " ".join(data.split())
        if words and self._open[-1] != "nl":
            self.said.append(words)
