"""The administrators' pages in a real browser: by keyboard, without JavaScript, on a small screen, and by axe."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from survey_app.fieldwork.administration import Act
from survey_app.fieldwork.editorial import accept_change
from survey_app.fieldwork.life import add_wave
from survey_app.fieldwork.wave import Custody
from tests.browser.by_keyboard import press, tab_to, tick, type_over
from tests.browser.conftest import Site
from tests.browser.steps import serious, too_pale
from tests.web.admin_desk import (
    PASSWORD,
    QUESTIONNAIRE_YAML,
    SOURCE,
    Clock,
    add_draft,
    answered_wave,
    closed_wave,
    furnished,
    installation,
    let_in,
    reworded,
)
from tests.web.field import draft
from tests.web.texts_to_read import close_wave_with_words, read_of

pytestmark = pytest.mark.slow

PAGES = (
    "",
    "metingen/concept/",
    "metingen/open/",
    "metingen/gesloten-2020/",
    "metingen/open/vragenlijst",
    "voorbeeld/kernen/bewoners.yaml",
    "metingen/concept/wijzigen",
    "metingen/concept/codes",
    "metingen/open/codes",
    "metingen/open/codes/kaarten",
    "metingen/open/codes/adressleutel",
    "metingen/concept/openen",
    "metingen/bladen/openen",
    "metingen/open/sluiten",
    "metingen/alleen/sluiten",
    "metingen/open/openen",
    "metingen/gesloten-2020/weggooien",
    "metingen/gesloten-2020/gesloten",
    "metingen/gesloten-2020/certificaat",
    "metingen/gesloten-2020/vernietigen",
    "metingen/gesloten-2020/microdata",
    "metingen/open/sluiten/voortgang",
    "metingen/geschreven/",
    "metingen/geschreven/open-antwoorden",
    "metingen/geschreven/open-antwoorden/hoe",
    "metingen/geschreven/open-antwoorden/hoe?pagina=2",
    "metingen/geschreven/open-antwoorden/hoe/gelezen",
    "metingen/geschreven/open-antwoorden/merkte.words",
    "metingen/geen/",
    "nieuwe-meting",
    f"nieuwe-meting/{SOURCE}",
    "vergelijken/met-bestand",
    "vergelijken",
    "vergelijken?wave=gesloten-2019&wave=gesloten-2020",
    "vergelijken?wave=gesloten-2019&wave=gesloten-2020&wave=gesloten-2021",
    "vergelijken?wave=gesloten-2019&asked=yes",
    "gewijzigde-vragen",
    "gewijzigde-vragen?earlier=gesloten-2019&later=gesloten-2020",
    "gewijzigde-vragen?earlier=gesloten-2020&later=open",
    "gewijzigde-vragen/gesloten-2019/gesloten-2020/luistert/goedkeuren",
    "gewijzigde-vragen/gesloten-2019/gesloten-2020/cijfer/goedkeuren",
    "gewijzigde-vragen/gesloten-2019/gesloten-2020/ziet/intrekken",
    "beheerders/",
    "beheerders/bert/rol",
    "beheerders/bert/wachtwoord",
    "beheerders/bert/uitzetten",
    "wachtwoord",
    "logboek",
)


@pytest.fixture
def app(site: Site) -> Flask:
    """The application that is served, and an administrator who may do all."""
    furnished(site.app, "beheerder,onderzoeker,lezer")
    return site.app


@pytest.fixture
def address(site: Site) -> str:
    """Where its administration is served."""
    return f"{site.address}/beheer"


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_log_in_to_closing_by_keyboard_alone(app: Flask, address: str, chromium: Browser, scripts: bool) -> None:
    add_draft(app, "eerder")
    let_in(app, "beheerder", "bea")
    page = chromium.new_page(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)

    page.goto(f"{address}/")
    _come_in(page, "anna")
    _add_and_rename(page)
    press(page, "link", "Openen")
    press(page, "button", "Ja, open deze meting")
    expect(page.get_by_text("De meting is geopend.")).to_be_visible()
    press(page, "link", "Sluiten")
    press(page, "button", "Vraag om te sluiten")
    press(page, "button", "Uitloggen")
    _come_in(page, "bea")
    page.goto(f"{address}/metingen/bewoners-nieuw/")
    press(page, "link", "Sluiten")
    type_over(page, "Kenmerk van de meting", "bewoners-nieuw")
    press(page, "button", "Sluit deze meting voorgoed")

    expect(page.get_by_role("heading", name="Deze meting is gesloten")).to_be_visible()
    expect(page.get_by_text("vernietigd", exact=True)).to_be_visible()
    page.close()


def _add_and_rename(page: Page) -> None:
    """From the overview to a draft under another name than it was given."""
    press(page, "link", "Nieuwe meting")
    press(page, "link", re.compile("^Kies deze"))
    type_over(page, "Kenmerk", "bewoners-nieuw")
    tab_to(page, page.get_by_label("Met een eigen code"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Op bladen papier"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Op deze server")).to_be_checked()
    press(page, "button", "Meting toevoegen")
    press(page, "link", "Gegevens wijzigen")
    type_over(page, "Naam van de meting", "Meting met een betere naam")
    press(page, "button", "Opslaan")
    expect(page.get_by_role("heading", name="Meting met een betere naam")).to_be_visible()


def test_no_page_has_a_serious_fault_by_axe_or_scrolls_sideways_on_a_small_screen(
    app: Flask, address: str, chromium: Browser
) -> None:
    _waves_in_every_state(app)
    page = _logged_in(chromium, address, 1280)
    found = {path: _faults(page, f"{address}/{path}") for path in PAGES}
    page.context.clear_cookies()
    found["inloggen"] = _faults(page, f"{address}/inloggen")

    assert {path: faults for path, faults in found.items() if faults} == {}
    page.close()


def test_what_is_wrong_has_the_focus_and_leads_to_its_field(app: Flask, address: str, chromium: Browser) -> None:
    add_draft(app)
    page = _logged_in(chromium, address, 360)
    page.goto(f"{address}/nieuwe-meting/{SOURCE}")
    page.get_by_label("Jaar").fill("twee")
    page.get_by_role("button", name="Meting toevoegen").click()

    expect(page.locator("#fouten")).to_be_focused()
    page.get_by_role("link", name="bij: Jaar").press("Enter")

    expect(page.get_by_label("Jaar")).to_be_focused()
    assert page.get_by_label("Jaar").input_value() == "twee"
    page.close()


def test_two_clicks_on_close_close_once(app: Flask, address: str, chromium: Browser) -> None:
    answered_wave(app, "open", answered=12)
    page = _logged_in(chromium, address, 1280)
    page.goto(f"{address}/metingen/open/sluiten")
    page.get_by_label("Kenmerk van de meting").fill("open")

    page.get_by_role("button", name="Sluit deze meting voorgoed").dblclick(no_wait_after=True)
    page.wait_for_url("**/gesloten")

    expect(page.get_by_role("heading", name="Deze meting is gesloten")).to_be_visible()
    with installation(app).stores.reading() as store:
        assert [entry.act for entry in store.audit.latest(9)].count("wave closed") == 1
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_long_closing_brings_who_waits_to_the_certificate(
    app: Flask, address: str, chromium: Browser, scripts: bool
) -> None:
    answered_wave(app, "open", answered=12)
    page = _logged_in(chromium, address, 360, scripts=scripts)
    page.goto(f"{address}/metingen/open/sluiten")
    page.get_by_label("Kenmerk van de meting").fill("open")

    with installation(app).stores.writing() as store:
        store.waves.lock("open")
        page.get_by_role("button", name="Sluit deze meting voorgoed").click()
        page.wait_for_url("**/voortgang")
        page.get_by_role("link", name="Niet vanzelf bijwerken").click()
        page.wait_for_url("**/voortgang?vanzelf=nee")
        expect(page.get_by_role("heading", name="0% gedaan")).to_be_visible()
        faults = serious(page) if scripts else []
        expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("link", name="Bijwerken", exact=True).click()
    page.wait_for_url("**/gesloten")
    page.get_by_role("link", name="Certificaat bekijken en afdrukken").click()

    assert faults == []
    expect(page.get_by_role("heading", name="Certificaat van sluiting")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_change_of_spelling_is_accepted_and_withdrawn_by_keyboard_alone(
    app: Flask, address: str, chromium: Browser, scripts: bool
) -> None:
    closed_wave(app, "gesloten-2019", date(2019, 6, 1))
    closed_wave(app, "gesloten-2020", date(2020, 5, 1))
    reworded(app, "gesloten-2019", luistert="De gemeente luistert")
    page = _logged_in(chromium, address, 360, scripts=scripts)

    page.goto(f"{address}/vergelijken?wave=gesloten-2019&wave=gesloten-2020")
    press(page, "link", "Gewijzigde vragen")
    press(page, "link", "Keur deze wijziging goed – luistert")
    type_over(page, "Waarom is dit dezelfde vraag?", "kort")
    press(page, "button", "Ja, dit is dezelfde vraag")
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.get_by_label("Waarom is dit dezelfde vraag?")).to_have_value("kort")
    type_over(page, "Waarom is dit dezelfde vraag?", "Alleen de punt is erbij gekomen.")
    press(page, "button", "Ja, dit is dezelfde vraag")
    expect(page.get_by_text("Alleen de punt is erbij gekomen.")).to_be_visible()
    press(page, "link", "Trek de goedkeuring in – luistert")
    press(page, "button", "Trek de goedkeuring in")

    expect(page.get_by_text("U hebt de goedkeuring van ‘luistert’ ingetrokken.")).to_be_visible()
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_open_answers_are_read_and_taken_back_by_keyboard_alone(
    app: Flask, address: str, chromium: Browser, scripts: bool
) -> None:
    close_wave_with_words(installation(app))
    page = _logged_in(chromium, address, 360, scripts=scripts)
    page.goto(f"{address}/metingen/bewoners-2026/")
    press(page, "link", "Open antwoorden lezen")
    tab_to(page, page.get_by_role("link", name="Lezen", exact=True).first)
    page.keyboard.press("Enter")

    text = page.get_by_role("group", name="Tekst 1", exact=True)
    expect(text.get_by_label("Uw eigen woorden")).not_to_be_visible()
    tab_to(page, text.get_by_label("Tonen", exact=True))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(text.get_by_label("In eigen woorden")).to_be_checked()
    press(page, "button", "Bewaar deze bladzijde")
    expect(page.locator("#fouten")).to_be_focused()
    faults = serious(page) if scripts else []
    page.get_by_role("link", name=re.compile("^Schrijf in uw eigen woorden")).press("Enter")
    page.keyboard.type("Het eerste antwoord.")
    press(page, "button", "Bewaar deze bladzijde")
    expect(page.get_by_text("1 van de 32 gelezen")).to_be_visible()
    press(page, "link", "Wat besloten is")
    expect(page.get_by_text("Het eerste antwoord.")).to_be_visible()
    faults += serious(page) if scripts else []
    press(page, "button", "Neem het besluit over tekst 1 terug")

    expect(page.get_by_text("1 besluit is teruggenomen.")).to_be_visible()
    assert read_of(installation(app)).shown == {}
    assert faults == []
    page.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_three_waves_are_chosen_read_and_downloaded_by_keyboard_alone(
    app: Flask, address: str, chromium: Browser, scripts: bool
) -> None:
    for year in (2019, 2020, 2021):
        closed_wave(app, f"gesloten-{year}", date(year, 5, 1))
    page = _logged_in(chromium, address, 360, scripts=scripts)

    page.goto(f"{address}/vergelijken")
    tick(page, "mei 2019")
    press(page, "button", "Bekijk wat u mag vergelijken")
    expect(page.get_by_role("link", name="Kies ten minste twee metingen.")).to_be_visible()
    expect(page.get_by_label("mei 2019")).to_be_checked()
    tick(page, "mei 2020")
    tick(page, "mei 2021")
    press(page, "button", "Bekijk wat u mag vergelijken")
    expect(page.get_by_role("row")).to_have_count(4)  # one of headings, and a pair a row: 1-2, 1-3 and 2-3
    account = page.locator("details").nth(2)
    expect(account.get_by_role("heading", name="Per vraag", exact=True)).to_be_hidden()
    tab_to(page, account.locator("summary"))
    page.keyboard.press("Enter")
    expect(account.get_by_role("heading", name="Per vraag", exact=True)).to_be_visible()
    tab_to(page, page.get_by_label("Nederlands"))
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="Download het werkboek (Excel)"))
    with page.expect_download() as taken:
        page.keyboard.press("Enter")

    assert taken.value.suggested_filename == "comparison_gesloten-2019_to_gesloten-2021_3-waves.xlsx"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()


def _waves_in_every_state(app: Flask) -> None:
    add_draft(app, "concept")
    add_wave(installation(app).stores, replace(draft("bladen"), custody=Custody.SHEETS), "an")
    folder = installation(app).settings.questionnaire_directory / "kernen"
    (folder / "fout.yaml").write_text(QUESTIONNAIRE_YAML.replace("mark", "cijfer"), encoding="utf-8")
    answered_wave(app, "open")
    answered_wave(app, "alleen")
    with installation(app).stores.writing() as store:
        store.waves.save(replace(store.waves.get("alleen"), closing_day=date(2026, 7, 1)))
    closed_wave(app, "gesloten-2019", date(2019, 6, 1))
    closed_wave(app, "gesloten-2020", date(2020, 5, 1))
    close_wave_with_words(installation(app), "geschreven")
    closed_wave(app, "gesloten-2021", date(2021, 5, 1))
    let_in(app, "lezer", "bert")
    texts = {"luistert": "De gemeente luistert", "ziet": "De Gemeente ziet ons.", "cijfer": "Welk cijfer?"}
    reworded(app, "gesloten-2019", **texts)
    with installation(app).stores.writing() as store:
        act = Act("anna", Clock()())
        accept_change(store, "gesloten-2019", "gesloten-2020", "ziet", "Alleen een hoofdletter.", act)


def _logged_in(chromium: Browser, address: str, width: int, *, scripts: bool = True) -> Page:
    page = chromium.new_page(viewport={"width": width, "height": 740}, java_script_enabled=scripts)
    page.goto(f"{address}/inloggen")
    page.get_by_label("Naam").fill("anna")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url("**/beheer/")
    return page


def _faults(page: Page, address: str) -> list[str]:
    """Of a page, on a large screen by day and by night, and on two small ones."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    found = serious(page)
    page.emulate_media(color_scheme="dark")
    found += [f"by night {fault}" for fault in too_pale(page)]
    if page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(18, 25, 29)":
        found.append("not dark by night")
    page.emulate_media(color_scheme="light")
    for width in (320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"scrolls sideways at {width} px")
    return found


def _come_in(page: Page, name: str) -> None:
    """Log in by keyboard."""
    type_over(page, "Naam", name)
    type_over(page, "Wachtwoord", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
