"""The page of opening says what the draft asks otherwise than the wave before it, while that can still be undone."""

from __future__ import annotations

import html
import json
import re
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any  # a questionnaire as it stands in its file, to be changed at will

import pytest
from flask import Flask

from survey_app.fieldwork.life import add_wave
from survey_app.fieldwork.wave import Custody, WaveState
from survey_app.language.catalogues import catalogue
from tests.three_languages import write_in_three
from tests.web.admin_desk import answered_wave, at_work, closed_wave, installation, write_questionnaire
from tests.web.field import QUESTIONNAIRE, STUDY, Browser, draft, value_of

DRAFT = "nameting"
OPEN = f"/beheer/metingen/{DRAFT}/openen"
HEADING = "Wat er anders is dan in een eerdere meting"
SAME = "Alle 7 vragen zijn precies gelijk aan die van ‘Bewoners 2026’ (juni 2024)."


@pytest.fixture(params=[Custody.HOST, Custody.SHEETS])
def custody(request: pytest.FixtureRequest) -> Custody:
    """Where the key of the draft will be."""
    found: Custody = request.param
    return found


@pytest.fixture
def browser(app: Flask, custody: Custody) -> Browser:
    """An administrator with a closed wave of June 2024, and a draft of two years later that asks the same."""
    closed_wave(app, "nulmeting", date(2024, 6, 1), codes=24, answered=12)
    keep_draft(app, custody)
    return at_work(app, "beheerder,onderzoeker")


def keep_draft(app: Flask, custody: Custody = Custody.HOST) -> None:
    ask(app, QUESTIONNAIRE)
    folder = installation(app).settings.questionnaire_directory / "kernen"
    (folder / "study.yaml").write_text(json.dumps(STUDY), encoding="utf-8")
    add_wave(installation(app).stores, replace(draft(DRAFT), custody=custody), "an")


def ask(app: Flask, questionnaire: dict[str, Any]) -> None:
    """Have the file of the draft ask this; JSON is YAML."""
    folder = installation(app).settings.questionnaire_directory / "kernen"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bewoners.yaml").write_text(json.dumps(questionnaire), encoding="utf-8")


def asked(**texts: str) -> dict[str, Any]:
    """The questionnaire of the wave before, with other texts for these questions."""
    changed = deepcopy(QUESTIONNAIRE)
    for section in sections(changed):
        for item in section["items"]:
            item["text"] = texts.get(item.get("id", ""), item["text"])
    return changed


def sections(questionnaire: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = questionnaire["sections"]
    return found


def words(part: str) -> str:
    """What stands there, without the tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part)).split())


def folded(page: str, about: str) -> str:
    """The part that folds open, by what its summary begins with."""
    parts: list[str] = re.findall(r"<details.*?</details>", page, re.S)
    return next(part for part in parts if words(part).startswith(about))


def test_where_nothing_changed_one_line_says_so(browser: Browser) -> None:
    page = browser.open(OPEN)

    assert SAME in page
    assert HEADING not in page
    assert "<details" not in page


def test_the_first_wave_of_a_questionnaire_is_compared_with_nothing(app: Flask, custody: Custody) -> None:
    keep_draft(app, custody)

    page = at_work(app).open(OPEN)

    assert "Dit gebeurt er als u opent" in page
    assert HEADING not in page
    assert "precies gelijk" not in page


def test_a_changed_question_is_shown_in_both_wordings_with_what_can_still_be_done(app: Flask, browser: Browser) -> None:
    ask(app, asked(ziet="De gemeente ziet u."))

    page = browser.open(OPEN)

    assert HEADING in page
    assert "Vergeleken met: Bewoners 2026 (juni 2024). Precies gelijk: 6 van de 7 vragen." in words(page)
    assert "1 vraag kunt u straks niet vergelijken" in page
    assert "Zet de vraag precies terug zoals zij was, in het bestand kernen/bewoners.yaml ." in words(page)
    assert "Geef de vraag een nieuw kenmerk (id)." in page
    assert "Dat kan een onderzoeker na het openen goedkeuren" not in page
    question = folded(page, "Vraag 2 ziet niet vergelijkbaar")
    assert re.findall(r"<mark[^>]*>([^<]+)</mark>", question) == ["ons", "u"]
    assert words(question).index("juni 2024") < words(question).index("juni 2026")
    assert "De vraag heeft andere woorden." in question
    assert page.index(HEADING) < page.index("Dit gebeurt er als u opent")


def test_a_changed_spelling_can_be_accepted_later(app: Flask, browser: Browser) -> None:
    ask(app, asked(luistert="De Gemeente luistert."))

    page = browser.open(OPEN)

    assert "1 vraag is anders geschreven" in page
    assert "straks niet vergelijken" not in page
    assert folded(page, "Vraag 1 luistert alleen anders geschreven")
    assert "Dat kan een onderzoeker na het openen goedkeuren" in page
    assert 'href="/beheer/gewijzigde-vragen"' in page


def test_other_differences_are_told_and_do_not_warn(app: Flask, browser: Browser) -> None:
    changed = asked()
    first, last = sections(changed)[0], sections(changed)[3]
    first["items"].append({"type": "mark", "id": "nieuw", "text": "Een <b>nieuwe</b> vraag?"})
    first["lead_in"] = "En wat vindt u?"
    last["items"] = [{"type": "mark", "id": "anders", "text": "Iets anders?"}]
    ask(app, changed)

    page = browser.open(OPEN)

    assert "straks niet vergelijken" not in page
    assert "Gewijzigde vragen" not in page.partition("<main")[2]
    other_way = words(folded(page, "Dezelfde vraag, op een andere manier gesteld: 3"))
    assert "luistert De gemeente luistert. – andere inleiding" in other_way
    assert "nieuw Een <b>nieuwe</b> vraag?" in words(folded(page, "Nieuwe vragen: 2"))
    assert "<b>nieuwe</b>" not in page
    assert "merkte Wat merkte u?" in words(folded(page, "Niet meer gesteld: 1"))


def test_a_question_that_other_people_get_is_warned_of(app: Flask, browser: Browser) -> None:
    changed = asked()
    sections(changed)[2]["when"] = {"item": "gesproken", "is": "nee"}
    ask(app, changed)

    page = browser.open(OPEN)

    assert "1 vraag kunt u straks niet vergelijken" in page
    assert "Zet dan de voorwaarde (when) terug zoals zij was" in page
    assert "hoe Hoe ging dat?" in words(folded(page, "Aan andere mensen gesteld: 1"))


def test_another_population_is_warned_of(app: Flask, browser: Browser) -> None:
    ask(app, asked() | {"population": "huishoudens"})

    page = browser.open(OPEN)

    assert "Straks kunt u geen enkele vraag vergelijken" in page
    assert "De eerdere vragenlijst ging naar ‘bewoners’, deze naar ‘huishoudens’." in page
    assert "Precies gelijk: 7 van de 7 vragen." in words(page)


@pytest.mark.parametrize(("number", "folds"), [(3, 0), (4, 4)])
def test_a_long_list_is_folded(app: Flask, browser: Browser, number: int, folds: int) -> None:
    ids = ("luistert", "ziet", "cijfer", "hoe")[:number]
    ask(app, asked(**dict.fromkeys(ids, "Iets heel anders.")))

    page = browser.open(OPEN)

    assert f"{number} vragen kunt u straks niet vergelijken" in page
    assert page.count('<details class="admin-details">') == folds
    assert page.count('<details class="admin-details" open>') == number - folds


def test_a_wave_still_opens_after_the_advice(app: Flask) -> None:
    answered_wave(app, "nulmeting")
    keep_draft(app)
    ask(app, asked(ziet="De gemeente ziet u."))
    browser = at_work(app)
    browser.open(OPEN)

    browser.post(OPEN, fingerprint=value_of("fingerprint", browser.html))

    with installation(app).stores.reading() as store:
        assert store.waves.get(DRAFT).state is WaveState.OPEN


def test_a_file_that_changed_after_the_advice_is_advised_on_again(app: Flask) -> None:
    answered_wave(app, "nulmeting")
    keep_draft(app)
    browser = at_work(app)
    browser.open(OPEN)
    ask(app, asked(ziet="De gemeente ziet u."))

    stale = browser.post(OPEN, fingerprint=value_of("fingerprint", browser.html))

    assert stale.status_code == 409
    assert "1 vraag kunt u straks niet vergelijken" in browser.html


def test_the_page_of_a_draft_leads_to_the_advice_for_who_may_open_it(app: Flask) -> None:
    write_questionnaire(app)
    add_wave(installation(app).stores, draft(DRAFT), "an")
    line = "Voor het openen: wat is er anders dan in een eerdere meting?"

    assert line in at_work(app).open(f"/beheer/metingen/{DRAFT}/")


def test_who_may_not_open_a_draft_is_not_led_there(app: Flask) -> None:
    write_questionnaire(app)
    add_wave(installation(app).stores, draft(DRAFT), "an")

    assert "Voor het openen" not in at_work(app, "onderzoeker").open(f"/beheer/metingen/{DRAFT}/")


def test_who_is_no_researcher_reads_where_a_spelling_is_accepted_without_a_link(app: Flask) -> None:
    answered_wave(app, "nulmeting")
    keep_draft(app)
    ask(app, asked(luistert="De Gemeente luistert."))

    page = at_work(app, "beheerder").open(OPEN)

    assert "Dat kan een onderzoeker na het openen goedkeuren, bij Gewijzigde vragen." in words(page)
    assert "/beheer/gewijzigde-vragen" not in page


@pytest.mark.parametrize("reviewed_by", ["", "A. Haddad"])
def test_languages_are_told_and_whether_a_native_speaker_read_them(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch, reviewed_by: str
) -> None:
    folder = installation(app).settings.questionnaire_directory / "kernen"
    write_in_three(folder, QUESTIONNAIRE, STUDY)
    monkeypatch.setitem(catalogue("ar").info(), "reviewed_by", reviewed_by)

    page = browser.open(OPEN)

    assert "kan in deze talen worden ingevuld: Nederlands, Engels, Arabisch." in page
    assert "Anders dan in de eerdere meting: die kon worden ingevuld in Nederlands." in page
    assert ("Niet gelezen door een moedertaalspreker: Arabisch" in page) is not bool(reviewed_by)
