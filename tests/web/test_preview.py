"""A questionnaire looked at beforehand: on the respondents' own pages, with nothing of it in the store."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_network
from pathlib import Path
from random import Random
from string import ascii_letters
from typing import Any

import pytest
from flask import Flask

from survey_app.config import Settings
from survey_app.fieldwork.preview_link import PreviewLink, written
from survey_app.fieldwork.wave import Recruitment
from survey_app.installation import Installation
from survey_app.web.app import create_app
from survey_app.web.stores import EXTENSION
from tests.contact_wave import DESK
from tests.web.admin_desk import at_work
from tests.web.field import (
    QUESTIONNAIRE,
    STUDY,
    Browser,
    open_wave_for_staff,
    open_wave_with_codes,
    token_in,
)

SOURCE = "kernen/bewoners.yaml"
FAR = date.today() + timedelta(days=30)  # noqa: DTZ011 - within the bounds of a link, whatever the time zone
TYPED = "Dat staat nergens anders dan hier"


def write_study(folder: Path, questionnaire: dict[str, Any] = QUESTIONNAIRE) -> None:
    """The study of these tests as files, which is INSTRUMENT; JSON is YAML too."""
    (folder / "kernen").mkdir(parents=True, exist_ok=True)
    (folder / "kernen" / "study.yaml").write_text(json.dumps(STUDY), encoding="utf-8")
    (folder / SOURCE).write_text(json.dumps(questionnaire), encoding="utf-8")


def link_to(app: Flask, recruitment: Recruitment = Recruitment.CODES, until: date = FAR) -> str:
    """The address of a preview."""
    at: Installation = app.extensions[EXTENSION]
    return f"/voorbeeld/{written(PreviewLink(SOURCE, recruitment, until), at.keys.preview_key())}"


@pytest.fixture
def without_database(tmp_path: Path) -> Iterator[Flask]:
    """An application whose database is not there: whatever asks it anything breaks."""
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'nowhere' / 'peilstok.sqlite'}",
        key_directory=tmp_path / "keys",
        questionnaire_directory=tmp_path / "questionnaires",
        base_url="http://localhost",
        staff_networks=(ip_network("127.0.0.0/8"),),
        secure_cookies=False,
    )
    write_study(settings.questionnaire_directory)
    app = create_app(settings)
    yield app
    app.extensions[EXTENSION].stores.close()


@pytest.fixture
def look(without_database: Flask) -> tuple[Browser, str]:
    """A browser, and the address of a preview."""
    return Browser.of(without_database), link_to(without_database)


def bare(html: str, link: str = "") -> str:
    """A page without what is a preview's own: its banner, its addresses, and the token of the session."""
    html = re.sub(r'<div class="peilstok-banner peilstok-preview".*?</div>\n', "", html, flags=re.DOTALL)
    html = html.replace(' target="_top"', "").replace(token_in(html) or "\0", "")
    return re.sub(rf"{re.escape(link)}(?=\")", "/", html).replace(link, "").strip() if link else html.strip()


def without_promise(html: str) -> str:
    """What is promised is of a wave: a preview has none."""
    return re.sub(r'<section class="peilstok-card peilstok-promise".*?</section>', "", html, flags=re.DOTALL)


@dataclass
class Pair:
    """A respondent, and somebody who looks at the same questionnaire, who do the same."""

    respondent: Browser
    looking: Browser
    link: str

    def open(self, path: str) -> None:
        """Both open it, and see the same."""
        theirs, ours = self.respondent.open(path), self.looking.open(self.link + path)
        assert "peilstok-preview" in ours
        assert bare(without_promise(ours), self.link) == bare(without_promise(theirs))

    def send(self, page: int, **answers: Any) -> None:
        """Both fill this in, and come to the same page."""
        theirs = self.respondent.send_page(f"/vragenlijst/{page}", **answers)
        ours = self.looking.send_page(f"{self.link}/vragenlijst/{page}", **answers)
        assert ours.status_code == theirs.status_code
        assert (ours.location or "").removeprefix(self.link) == (theirs.location or "")
        assert bare(ours.get_data(as_text=True), self.link) == bare(theirs.get_data(as_text=True))

    def send_off(self) -> None:
        """Both send."""
        assert self.respondent.post("/vragenlijst/controle").location == "/bedankt"
        assert self.looking.post(f"{self.link}/vragenlijst/controle").location == f"{self.link}/bedankt"


def test_every_page_is_the_respondents_own(app: Flask, field: Installation, browser: Browser) -> None:
    write_study(field.settings.questionnaire_directory)
    code, *_others = open_wave_with_codes(field)
    browser.enter(code)
    both = Pair(browser, Browser.of(app), link_to(app))

    both.open("/vragenlijst")
    both.open("/vragenlijst/1")
    both.send(1, luistert="eens", cijfer="11")  # a mark that cannot be
    both.send(1, luistert="eens", cijfer="8")
    both.send(2)  # a question that may not be skipped
    both.send(2, gesproken="ja")  # brings a question
    both.open("/vragenlijst/2")
    both.send(2, gesproken="ja", keren="3")
    both.send(3, hoe=TYPED)
    both.send(4, merkte=["meer", "anders"])
    for path in ("", "/4", "/9", "/2?terug=controle", "/later", "/stoppen", "/controle"):
        both.open(f"/vragenlijst{path}")
    both.send_off()
    for path in ("/bedankt", "/gewist", "/gestopt"):
        both.open(path)


def test_behind_an_open_link_it_begins_as_that_does(app: Flask, field: Installation, browser: Browser) -> None:
    write_study(field.settings.questionnaire_directory)
    address = open_wave_for_staff(field)
    link = link_to(app, Recruitment.OPEN_LINK)

    theirs, looking = browser.open(address), Browser.of(app)

    assert without_promise(bare(looking.open(link), link)) == without_promise(bare(theirs))
    assert "Uw browser onthoudt alleen dát er is meegedaan" in looking.html
    assert looking.post(link).location == f"{link}/vragenlijst/1"


def test_without_a_database_everything_can_be_looked_at(look: tuple[Browser, str]) -> None:
    browser, link = look

    browser.open(link)
    browser.send_page(f"{link}/vragenlijst/1", luistert="eens", go="later")
    assert "Later verdergaan" in browser.open(f"{link}/vragenlijst/later")
    assert browser.post(f"{link}/vragenlijst/later/woorden").get_data(as_text=True).count("<li>") >= 4
    assert browser.post(f"{link}/vragenlijst/later").location == f"{link}/gestopt"
    browser.send_page(f"{link}/vragenlijst/2", gesproken="nee")
    browser.open(f"{link}/vragenlijst/controle")
    assert browser.post(f"{link}/vragenlijst/controle").location == f"{link}/bedankt"
    assert "Bedankt voor het meedoen" in browser.open(f"{link}/bedankt")
    assert "Welkom terug" not in browser.open(link)


def test_nothing_is_kept_but_a_cookie_that_goes_with_the_browser(look: tuple[Browser, str], tmp_path: Path) -> None:
    browser, link = look

    sent = browser.send_page(f"{link}/vragenlijst/1", luistert="eens")
    browser.open(f"{link}/overzicht")
    route = browser.post(f"{link}/overzicht", part="over_contact")

    for answer in (sent, route):
        cookies = answer.headers.getlist("Set-Cookie")
        assert [cookie.partition("=")[0] for cookie in cookies] == ["peilstok"]
        assert "Expires" not in cookies[0]
        assert "Max-Age" not in cookies[0]
        assert "eens" not in cookies[0]
    assert {path.name for path in tmp_path.rglob("*")} == {
        *("keys", "session.key", "preview.key", "questionnaires", "kernen", "study.yaml", "bewoners.yaml")
    }


def test_a_respondent_at_work_in_the_same_browser_is_not_disturbed(
    app: Flask, field: Installation, browser: Browser
) -> None:
    write_study(field.settings.questionnaire_directory)
    code, *_others = open_wave_with_codes(field)
    link = link_to(app)
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens")

    browser.send_page(f"{link}/vragenlijst/1", luistert="oneens")
    browser.open(f"{link}/vragenlijst/stoppen")
    browser.post(f"{link}/vragenlijst/stoppen")

    assert 'value="eens" checked' in browser.open("/vragenlijst/1")
    assert " checked" not in browser.open(f"{link}/vragenlijst/1")


def test_each_page_and_each_question_can_be_opened_from_the_list(look: tuple[Browser, str]) -> None:
    browser, link = look

    html = browser.open(f"{link}/overzicht")
    parts = re.findall(r'name="part" value="([^"]+)"', html)

    assert parts == ["gemeente", "contact", "contact:1", "over_contact", "u"]
    assert html.count("‘Heeft u de gemeente gesproken?’ is geantwoord: Ja.") == 2
    for part, address, text in (
        ("contact:1", "/vragenlijst/2#vraag-keren", "Hoe vaak?"),
        ("over_contact", "/vragenlijst/3", "Hoe ging dat?"),
        ("u", "/vragenlijst/3", "Wat merkte u?"),
    ):
        browser.open(f"{link}/overzicht")
        sent = browser.post(f"{link}/overzicht", part=part)
        assert sent.location == link + address
        assert text in browser.open(sent.location)
    browser.open(f"{link}/overzicht")
    for wrong in ("", "nergens", "contact:9", "contact:x", "contact:-1"):
        fields = {"csrf_token": token_in(html), "part": wrong}
        assert browser.client.post(f"{link}/overzicht", data=fields).status_code == 404


def test_no_link_or_form_leads_out_of_a_preview_but_to_privacy_and_accessibility(look: tuple[Browser, str]) -> None:
    browser, link = look
    paths = (
        "",
        "/vragenlijst",
        "/vragenlijst/1",
        "/vragenlijst/controle",
        "/vragenlijst/later",
        "/vragenlijst/stoppen",
    )

    for path in (*paths, "/vragenlijst/99", "/overzicht", "/telefoon", "/bedankt", "/gewist", "/gestopt"):
        html = browser.open(link + path)
        addresses = re.findall(r'(?:href|action)="(/[^"]*)"', html)
        assert {a for a in addresses if not a.startswith((link, "/static/", "/stijl.css"))} == {
            *("/privacy", "/toegankelijkheid")
        }


def test_begin_anew_forgets_what_was_filled_in(look: tuple[Browser, str]) -> None:
    browser, link = look
    browser.send_page(f"{link}/vragenlijst/1", luistert="eens")

    browser.open(f"{link}/overzicht")
    began = browser.post(f"{link}/opnieuw")

    assert began.location == link
    assert "Welkom terug" not in browser.open(link)


def test_a_link_shows_one_questionnaire_and_lets_nobody_in(app: Flask, field: Installation, browser: Browser) -> None:
    write_study(field.settings.questionnaire_directory)
    link = link_to(app)

    html = browser.open(link)

    assert "Vragenlijst voor inwoners" in html
    assert "/beheer" not in html
    assert browser.client.get("/beheer/").location == "/beheer/inloggen?next=/beheer/"
    assert browser.client.get("/vragenlijst/1").status_code == 403


@pytest.mark.parametrize("path", ["", "/vragenlijst/1", "/overzicht"])
def test_a_link_that_is_wrong_or_over_shows_nothing(without_database: Flask, path: str) -> None:
    browser = Browser.of(without_database)
    over = link_to(without_database, until=date(2020, 1, 1))

    for link, status, words in (
        ("/voorbeeld/verzonnen", 404, "Kijk of u de hele link heeft overgenomen"),
        (over, 410, "heeft een einddatum"),
    ):
        html = browser.open(link + path)
        assert browser.page
        assert (browser.page.status_code, words in html) == (status, True)
        assert "Vragenlijst voor inwoners" not in html
        assert "Gemeente Voorbeeld" not in html


def test_a_file_that_changes_is_shown_as_it_is_and_its_faults_are_not_for_everybody(
    without_database: Flask, look: tuple[Browser, str]
) -> None:
    browser, link = look
    folder = without_database.extensions[EXTENSION].settings.questionnaire_directory
    browser.send_page(f"{link}/vragenlijst/1", luistert="eens")

    write_study(folder, {**QUESTIONNAIRE, "title": "Een nieuwe naam"})
    assert "Een nieuwe naam" in browser.open(link)
    write_study(folder, {**QUESTIONNAIRE, "sections": []})
    assert "Deze vragenlijst kan nu niet worden getoond" in browser.open(link)
    assert "sections" not in browser.html
    (folder / SOURCE).unlink()
    assert "Deze link werkt niet meer" in browser.open(link)


def test_more_text_than_a_cookie_holds_is_refused_with_a_way_on(without_database: Flask) -> None:
    settings = without_database.extensions[EXTENSION].settings
    long = {"type": "open_text", "id": "lang", "text": "Vertel eens.", "maximum_length": 2000}
    write_study(
        settings.questionnaire_directory,
        {**QUESTIONNAIRE, "response_scales": {}, "sections": [{"id": "lang", "title": "Lang", "items": [long]}]},
    )
    browser, link = Browser.of(without_database), link_to(without_database)
    noise = "".join(Random(1).choices(ascii_letters, k=2000))

    fitted = browser.send_page(f"{link}/vragenlijst/1", lang="Een gewone zin. " * 120)
    refused = browser.send_page(f"{link}/vragenlijst/1", lang=noise)

    assert (fitted.status_code, refused.status_code) == (303, 422)
    assert "Meer past er niet in een voorbeeld" in browser.html
    assert f'href="{link}/vragenlijst/controle"' in browser.html
    assert "Een gewone zin." in browser.open(f"{link}/vragenlijst/controle")


def test_a_full_preview_leaves_room_in_the_cookie_for_a_log_in_and_a_visit(app: Flask, field: Installation) -> None:
    long = {"type": "open_text", "id": "lang", "text": "Vertel eens.", "maximum_length": 2000}
    sections = [{"id": "lang", "title": "Lang", "items": [long]}]
    write_study(field.settings.questionnaire_directory, {**QUESTIONNAIRE, "response_scales": {}, "sections": sections})
    codes, browser, link = open_wave_with_codes(field, codes=9), at_work(app), link_to(app)
    for code in codes:  # of each the browser keeps a secret
        browser.enter(code)
        browser.send_page("/vragenlijst/1", luistert="eens")
        browser.open("/vragenlijst/later")
        browser.post("/vragenlijst/later")
    browser.enter(codes[-1])

    noise = "".join(Random(1).choices(ascii_letters, k=2000))
    fits = [browser.send_page(f"{link}/vragenlijst/1", lang=noise[:size]).status_code for size in range(1300, 1600, 50)]

    assert {fits[0], fits[-1]} == {303, 422}
    assert "De gemeente en u" in browser.open("/vragenlijst/1")
    assert "Ingelogd als" in browser.open("/beheer/")


def test_the_contact_desk_is_asked_and_looked_at_and_nothing_of_it_is_kept(without_database: Flask) -> None:
    settings = without_database.extensions[EXTENSION].settings
    write_study(settings.questionnaire_directory, {**QUESTIONNAIRE, "contact_desk": DESK})
    link, browser = link_to(without_database), Browser.of(without_database)
    browser.send_page(f"{link}/vragenlijst/2", gesproken="nee")

    browser.open(f"{link}/vragenlijst/controle")
    refused = browser.post(f"{link}/vragenlijst/controle", **{"contact-name": TYPED})
    assert (refused.status_code, "Vul ook een telefoonnummer" in browser.html) == (422, True)
    sent = browser.post(f"{link}/vragenlijst/controle", **{"contact-name": TYPED, "contact-phone": "0612345678"})

    assert sent.location == f"{link}/bedankt"
    assert TYPED not in browser.open(f"{link}/vragenlijst/controle")


def test_the_promise_is_that_of_a_usual_wave(look: tuple[Browser, str]) -> None:
    browser, link = look

    html = browser.open(link)

    assert "Daarna vernietigen wij de bladen." in html
    assert "Deden er minder dan 10 mensen mee?" in html


def test_it_speaks_the_language_of_the_questionnaire(without_database: Flask) -> None:
    settings = without_database.extensions[EXTENSION].settings
    write_study(settings.questionnaire_directory, {**QUESTIONNAIRE, "language": "en"})

    html = Browser.of(without_database).open(f"{link_to(without_database)}/overzicht")

    assert '<html lang="en"' in html
    assert "Nothing is sent. What you fill in is in this browser only, until you close it." in html


def test_only_a_preview_may_stand_in_a_frame_and_only_of_our_own(look: tuple[Browser, str]) -> None:
    browser, link = look

    headers = browser.client.get(f"{link}/telefoon").headers
    elsewhere = browser.client.get("/beheer/inloggen").headers

    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert "frame-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in elsewhere["Content-Security-Policy"]
    assert elsewhere["X-Frame-Options"] == "DENY"


def test_an_administrator_looks_and_gives_a_link_that_can_be_ended(app: Flask, field: Installation) -> None:
    write_study(field.settings.questionnaire_directory)
    browser = at_work(app, roles="onderzoeker")
    page = f"/beheer/voorbeeld/{SOURCE}"

    html = browser.open(page)
    own = re.findall(r'href="(/voorbeeld/[^"]+)"', html)
    made = browser.post(page, recruitment="open_link", until="2026-06-20").get_data(as_text=True)
    (given,) = re.findall(r'href="http://localhost(/voorbeeld/[^"]+)"', made)

    assert len(own) == 6
    assert "Hij werkt tot en met 20 juni 2026." in made
    client = Browser.of(app)
    assert "Vragenlijst voor inwoners" in client.open(given)
    assert all("Vragenlijst voor inwoners" in client.open(link) for link in own)
    browser.open(page)
    assert browser.post("/beheer/voorbeelden/beeindigen").location == "/beheer/"
    assert "Deze link werkt niet" in client.open(given)


@pytest.mark.parametrize(
    ("until", "why"),
    [
        ("2026-05-31", "Kies een dag van vandaag tot en met 30 augustus 2026."),
        ("morgen", "Vul een dag in als 2026-12-04"),
    ],
)
def test_a_day_that_cannot_be_is_refused(app: Flask, field: Installation, until: str, why: str) -> None:
    write_study(field.settings.questionnaire_directory)
    browser = at_work(app)
    browser.open(f"/beheer/voorbeeld/{SOURCE}")

    refused = browser.post(f"/beheer/voorbeeld/{SOURCE}", recruitment="codes", until=until)

    assert (refused.status_code, why in browser.html) == (422, True)
    assert "http://localhost/voorbeeld/" not in browser.html


def test_who_chooses_a_questionnaire_can_look_at_it_first(app: Flask, field: Installation) -> None:
    write_study(field.settings.questionnaire_directory)

    html = at_work(app).open("/beheer/nieuwe-meting")

    assert f'href="/beheer/voorbeeld/{SOURCE}"' in html


def test_who_looks_beforehand_reads_what_may_be_said_more_plainly(app: Flask, field: Installation) -> None:
    hard = QUESTIONNAIRE | {"introduction": "Indien u wilt, kunt u uw wensen kenbaar maken.\nDat mag."}
    write_study(field.settings.questionnaire_directory, hard)

    html = at_work(app).open(f"/beheer/voorbeeld/{SOURCE}")

    assert "Dit zijn tips, geen fouten." in html
    assert ">2 tips</summary>" in html
    assert '<span class="admin-faults__wrong" lang="nl">‘kenbaar maken’ is kantoortaal</span>' in html
    assert re.search(r'<th scope="row" lang="nl">De gemeente en u</th><td class="admin-table__number">–</td>', html)


@pytest.mark.parametrize("otherwise", [{"hints": False}, {"language": "en"}])
def test_no_hints_stand_there_where_they_are_off_or_cannot_read_the_language(
    app: Flask, field: Installation, otherwise: dict[str, Any]
) -> None:
    write_study(field.settings.questionnaire_directory, QUESTIONNAIRE | otherwise)

    html = at_work(app).open(f"/beheer/voorbeeld/{SOURCE}")

    assert "Zelf bekijken" in html
    assert "Is het makkelijk te lezen?" not in html
