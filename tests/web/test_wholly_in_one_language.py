"""Every page and state of a respondent in one language: nothing of ours or of the study is read in another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, close_wave
from survey_app.fieldwork.wave import Recruitment
from survey_app.installation import Installation
from survey_app.language.catalogues import LANGUAGES, translated
from survey_app.questionnaire.instrument import Instrument
from tests.catalogues import forms, texts_of_ours
from tests.contact_wave import DESK
from tests.three_languages import BEGINS, write_in_three
from tests.web.field import QUESTIONNAIRE, STUDY, Browser, draft, open_wave_for_staff, open_wave_with_codes
from tests.web.test_preview import link_to

WAVE, STAFF = "bewoners-2026", "medewerkers-2026"
OUTSIDE = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
TOLD_BY_LAW = {
    "privacy": {
        "controller": "College van Voorbeeld",
        "purpose": "Weten wat mensen vinden.",
        "basis": "public_task",
        "basis_in": "De Gemeentewet.",
        "officer": "De functionaris",
        "recipients": "Het bureau.",
        "retention": "Vier weken.",
    },
    "accessibility": {
        "status": "B",
        "date": "2026-03-31",
        "statement": "https://voorbeeld.example/verklaring",
        "complaint": "Schrijf een klacht.",
    },
}
"""What the law asks, of every kind."""
ASKED = QUESTIONNAIRE | {"contact_desk": DESK}
WORDS = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<[^>]*>", re.DOTALL)
OTHER_LANGUAGE = re.compile(r'<ol class="[^"]*" lang="nl">.*?</ol>|<button[^>]*name="read_in".*?</button>', re.DOTALL)
"""What says that it is in another: four words, and the switch."""
SHOWN = re.compile(r'(?:aria-label|title|alt|placeholder|data-left|data-over)="([^"]*)"')

Visit = Callable[[Browser, list[str], Installation], object]


def _inside(then: str = "/vragenlijst") -> Visit:
    def go(browser: Browser, codes: list[str], _field: Installation) -> None:
        browser.enter(codes[0])
        browser.open(then)

    return go


def _answered(browser: Browser, code: str) -> None:
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens", cijfer="7")
    browser.send_page("/vragenlijst/2", gesproken="ja")
    browser.send_page("/vragenlijst/2", gesproken="ja", keren="3")


def _sent(browser: Browser, codes: list[str], _field: Installation) -> None:
    browser.enter(codes[0])
    browser.send_page("/vragenlijst/2", gesproken="nee")
    browser.open("/vragenlijst/controle")
    browser.post("/vragenlijst/controle")


def _then(*steps: Callable[[Browser], object]) -> Visit:
    def go(browser: Browser, codes: list[str], _field: Installation) -> None:
        _answered(browser, codes[0])
        for step in steps:
            step(browser)

    return go


def _inside_answered(address: str) -> Visit:
    return _then(lambda browser: browser.open(address))


def _thanked(*addresses: str) -> Visit:
    def go(browser: Browser, codes: list[str], field: Installation) -> None:
        _sent(browser, codes, field)
        for address in addresses:
            browser.open(address)

    return go


def _begun_elsewhere(ask: str, *, with_words: bool = False) -> Visit:
    def go(browser: Browser, codes: list[str], field: Installation) -> None:
        other = Browser(browser.client.application.test_client())
        _answered(other, codes[0])
        if with_words:
            other.open("/vragenlijst/later")
            other.post("/vragenlijst/later/woorden")
        browser.open("/")
        browser.post("/", code=codes[0], ask=ask, words="een twee drie vier" if with_words else "")

    return go


def _another_begun(browser: Browser, codes: list[str], _field: Installation) -> None:
    _answered(browser, codes[0])
    browser.enter(codes[1])


def _used_code(browser: Browser, codes: list[str], field: Installation) -> None:
    _sent(browser, codes, field)
    Browser(browser.client.application.test_client())
    browser.enter(codes[0])


def _closed(browser: Browser, codes: list[str], field: Installation) -> None:
    close_wave(field.stores, field.keys, WAVE, date(2026, 6, 1), "an")
    browser.enter(codes[0])


def _typed(code: str) -> Visit:
    def go(browser: Browser, _codes: list[str], _field: Installation) -> None:
        browser.open("/")
        browser.post("/", code=code)

    return go


def _contact(**typed: str) -> Visit:
    fields: dict[str, object] = {f"contact-{name}": what for name, what in typed.items()}
    return _then(
        lambda browser: browser.open("/vragenlijst/controle"),
        lambda browser: browser.post("/vragenlijst/controle", **fields),
    )


STATES: dict[str, Visit] = {
    "the first page": lambda browser, _codes, _field: browser.open("/"),
    "a typing error": _typed("ABCD"),
    "no code": _typed(""),
    "an unknown code": _typed("0000-0000-0000"),
    "introduction": _inside(),
    "introduction again": _then(lambda browser: browser.open("/vragenlijst")),
    **{f"page {page}": _inside_answered(f"/vragenlijst/{page}") for page in range(1, 5)},
    "a page of the review": _then(lambda browser: browser.open("/vragenlijst/1?terug=controle")),
    "a page with a fault": _inside("/vragenlijst/2?fouten=1"),
    "a number that is none": _then(
        lambda browser: browser.send_page("/vragenlijst/2", gesproken="ja", keren="veel"),
    ),
    "a number that is too high": _then(
        lambda browser: browser.send_page("/vragenlijst/2", gesproken="ja", keren="100"),
    ),
    "a text that is too long": _then(lambda browser: browser.send_page("/vragenlijst/3", hoe="x" * 300)),
    "a text that cannot be kept": _then(lambda browser: browser.send_page("/vragenlijst/3", hoe="x\x1b")),
    "more than can be kept": _then(lambda browser: browser.send_page("/vragenlijst/3", hoe="x" * 100_000)),
    "much more than that": _then(lambda browser: browser.send_page("/vragenlijst/3", hoe="x" * 1_100_000)),
    "words without their option": _then(
        lambda browser: browser.send_page("/vragenlijst/4", merkte="niets", **{"merkte.words": "iets"})
    ),
    "the look over everything": _then(lambda browser: browser.open("/vragenlijst/controle")),
    "the look with a fault": _inside("/vragenlijst/controle"),
    "a contact without a way": _contact(name="Jansen"),
    "a contact without a name": _contact(phone="0344 123456"),
    "a contact that is wrong": _contact(name="Jansen", phone="bel", email="jansen"),
    "a contact that is too long": _contact(name="x" * 3000, phone="0344 123456\x1b"),
    "stop": _inside("/vragenlijst/stoppen"),
    "later": _inside("/vragenlijst/later"),
    "stopped": _then(
        lambda browser: browser.open("/vragenlijst/later"),
        lambda browser: browser.post("/vragenlijst/later", here="yes"),
        lambda browser: browser.open("/gestopt"),
    ),
    "stopped, then a page": _then(
        lambda browser: browser.open("/vragenlijst/later"),
        lambda browser: browser.post("/vragenlijst/later", here="yes"),
        lambda browser: browser.open("/vragenlijst/1"),
    ),
    "wiped": _then(
        lambda browser: browser.open("/vragenlijst/stoppen"),
        lambda browser: browser.post("/vragenlijst/stoppen"),
        lambda browser: browser.open("/gewist"),
    ),
    "four words": _then(
        lambda browser: browser.open("/vragenlijst/later"),
        lambda browser: browser.post("/vragenlijst/later/woorden"),
    ),
    "four words too often": _then(
        *[
            lambda browser: (browser.open("/vragenlijst/later"), browser.post("/vragenlijst/later/woorden"))
            for _ in range(20)
        ],
    ),
    "thanks": _thanked("/bedankt"),
    "thanks, then a page": _thanked("/bedankt", "/vragenlijst/1"),
    "begun elsewhere": _begun_elsewhere("enter"),
    "wrong words": _begun_elsewhere("words", with_words=True),
    "begin again": _begun_elsewhere("again"),
    "another begun": _another_begun,
    "a used code": _used_code,
    "a closed wave": _closed,
    "no such page": _then(lambda browser: browser.open("/vragenlijst/99")),
    "nothing begun": lambda browser, _codes, _field: browser.open("/vragenlijst/1"),
    "no such address": lambda browser, _codes, _field: browser.open("/nergens"),
    "not that way": lambda browser, _codes, _field: browser.open("/vragenlijst/verder"),
    "an expired form": _then(lambda browser: _post_without_token(browser)),
    "no such link": lambda browser, _codes, _field: browser.open("/m/nergens"),
    "from outside": lambda browser, _codes, _field: browser.open(f"/m/{STAFF}", **OUTSIDE),
    "the open link": lambda browser, _codes, _field: browser.open(f"/m/{STAFF}"),
    "the open link, another begun": _then(lambda browser: browser.open(f"/m/{STAFF}")),
    "privacy": lambda browser, _codes, _field: browser.open("/privacy"),
    "privacy of one's own": _inside("/privacy"),
    "accessibility": lambda browser, _codes, _field: browser.open("/toegankelijkheid"),
}
"""What is seen, and how to get there; each from a browser that was never here before."""


def _post_without_token(browser: Browser) -> None:
    browser.page = browser.client.post("/vragenlijst/1", data={"section": "gemeente"})


@pytest.fixture(params=["en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    """Each other language that respondents read."""
    return str(request.param)


@pytest.fixture
def three(field: Installation) -> Instrument:
    """The questionnaire in three languages, as the folder of studies has it."""
    folder = field.settings.questionnaire_directory / "kernen"
    return write_in_three(folder, ASKED, STUDY | TOLD_BY_LAW)


@pytest.fixture
def reader(app: Flask, language: str) -> Browser:
    """A browser that asks for this language and no other."""
    browser = Browser.of(app)
    browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return browser


@pytest.mark.parametrize("state", STATES)
def test_a_page_is_wholly_in_the_language_that_is_read(
    field: Installation, three: Instrument, reader: Browser, language: str, state: str
) -> None:
    codes = open_wave_with_codes(field, WAVE, instrument=three)
    open_wave_for_staff(field, STAFF, instrument=three)

    STATES[state](reader, codes, field)

    check(reader.html, language)


@pytest.mark.parametrize("recruitment", [Recruitment.CODES, Recruitment.OPEN_LINK])
def test_a_preview_is_wholly_in_the_language_that_is_read(
    app: Flask, three: Instrument, reader: Browser, language: str, recruitment: Recruitment
) -> None:
    assert three
    link = link_to(app, recruitment)
    for page in ("", "/vragenlijst", "/vragenlijst/1", "/vragenlijst/controle", "/vragenlijst/later", "/bedankt"):
        check(reader.open(link + page), language)


@pytest.mark.parametrize("page", ["/overzicht", "/telefoon"])
def test_what_only_researchers_see_of_a_preview_is_in_no_language_that_does_not_reach_it(
    app: Flask, three: Instrument, reader: Browser, language: str, page: str
) -> None:
    assert three

    html = reader.open(link_to(app) + page)

    spoken = language if language in LANGUAGES else "nl"
    assert re.search(rf'<html lang="{spoken}"', html)
    assert list(dutch_of_the_study(html, spoken)) == []


def test_a_code_before_the_wave_is_open(field: Installation, three: Instrument, reader: Browser, language: str) -> None:
    add_wave(field.stores, draft(WAVE), "an")
    codes = invite(field.stores, field.keys, WAVE, ["ingen"], who="an", study=three.study)

    reader.enter(codes[0])

    check(reader.html, language)


def test_an_english_wave_is_wholly_english(app: Flask, field: Installation, tmp_path: Path) -> None:
    """In one language: of ours nothing is Dutch, before and after the code is known, whatever the browser asks."""
    english = _in_english(tmp_path)
    codes = iter(open_wave_with_codes(field, WAVE, codes=2 * len(STATES), instrument=english))
    open_wave_for_staff(field, STAFF, instrument=english)
    for name, visit in STATES.items():
        if name != "a closed wave":
            browser = Browser.of(app)
            browser.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "nl"
            visit(browser, [next(codes), next(codes)], field)
            assert '<html lang="en"' in browser.html, name
            assert list(dutch_of_ours(browser.html, "en")) == [], name


def check(html: str, language: str) -> None:
    """It says which language it is in, and has no text of ours or of the study in another."""
    assert re.search(rf'<html lang="{language}"', html), html[:300]
    assert list(dutch_of_ours(html, language)) == []
    assert list(dutch_of_the_study(html, language)) == []


def dutch_of_ours(html: str, language: str) -> Iterator[str]:
    """Texts that respondents can read, as the code has them, that stand on the page and are others in this language."""
    pieces = said_on(html)
    for text in texts_of_ours("ar"):
        for one in forms(text):
            fixed = max(re.split(r"%\(\w+\)[sd]|\{\w*\}", one), key=len).strip()
            is_told_here = len(fixed) > 3 and translated(forms(text)[0], language) != one
            if is_told_here and any(fixed == piece or (len(fixed) > 12 and fixed in piece) for piece in pieces):
                yield one


def dutch_of_the_study(html: str, language: str) -> Iterator[str]:
    """Texts of the study that stand on the page without what the language begins with."""
    text = " ".join(said_on(html))
    for one in _texts_of(ASKED, STUDY | TOLD_BY_LAW):
        for found in re.finditer(rf"(?<!\w){re.escape(one)}(?!\w)", text):
            if not text[: found.start()].endswith(BEGINS[language]):
                yield one


def said_on(html: str) -> list[str]:
    """What is seen or heard on a page, piece by piece."""
    rest = OTHER_LANGUAGE.sub("", html)
    pieces = [*WORDS.sub("\n", rest).split("\n"), *SHOWN.findall(rest)]
    return [" ".join(unescape(piece).split()) for piece in pieces if piece and piece.strip()]


def _texts_of(*parts: object) -> Iterator[str]:
    for part in parts:
        if isinstance(part, dict):
            hidden = ("id", "type", "questionnaire", "version", "study", "population", "segments", "segment_words")
            yield from _texts_of(*[one for key, one in part.items() if key not in (*hidden, "basis", "status", "date")])
        elif isinstance(part, list):
            yield from _texts_of(*part)
        elif isinstance(part, str) and len(part) > 6 and " " in part:
            yield part


def _in_english(folder: Path) -> Instrument:
    """As a file in one language would give it."""
    english = write_in_three(folder, ASKED, STUDY | TOLD_BY_LAW).in_language("en")
    assert english.languages == ("en",)
    return english
