"""Administrators who are logged in, and waves for them to look at, for tests of /beheer."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from argon2 import PasswordHasher
from flask import Flask
from werkzeug.test import TestResponse

from survey_app.fieldwork.administration import Act, add_administrator
from survey_app.fieldwork.administrators import roles_from_text
from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.life import add_wave, close_wave
from survey_app.fieldwork.passwords import Passwords
from survey_app.fieldwork.submission import submit
from survey_app.installation import Installation
from survey_app.keyroom.errand import Errand
from survey_app.questionnaire.answers import Answer
from survey_app.questionnaire.instrument import Instrument
from survey_app.web.admin.equipment import furnish
from survey_app.web.attempts import WrongPasswords
from survey_app.web.stores import EXTENSION
from tests.web.field import INSTRUMENT, TODAY, Browser, draft, open_wave_with_codes

Result = TypeVar("Result")

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Argon2id that costs next to nothing: what it costs to guess is not what these tests are about."""

PASSWORD = "vier losse woorden hier"
SOURCE = "kernen/bewoners.yaml"
ANSWERS: Mapping[str, Answer | None] = {"luistert": "eens", "ziet": "neutraal", "cijfer": 7, "gesproken": "nee"}

STUDY_YAML = """
study: kernen
title: Onderzoek Kernen
client: Gemeente Voorbeeld
bureau: Bureau
contact: Bel 0344 123456.
segment_words:
  nl: { one: kern, many: kernen }
  en: { one: village, many: villages }
segments:
  - {id: ingen, label: Ingen, arm: pilot}
  - {id: maurik, label: Maurik, arm: mirror}
"""

QUESTIONNAIRE_YAML = """
questionnaire: bewoners
version: "2026"
title: Vragenlijst voor inwoners
population: inwoners
introduction: Welkom.
thanks: Dank u wel.
sections:
  - id: contact
    title: Contact
    items:
      - type: single_choice
        id: gesproken
        text: Heeft u de gemeente gesproken?
        options:
          - {id: ja, label: Ja}
          - {id: nee, label: Nee}
      - type: mark
        id: cijfer
        text: Welk cijfer geeft u?
        when: {item: gesproken, is: ja}
"""


@dataclass
class Clock:
    """A clock that goes forward when told to."""

    now: datetime = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **passed: float) -> None:
        """Let time pass, as timedelta names it."""
        self.now += timedelta(**passed)


def installation(app: Flask) -> Installation:
    """The installation behind an application."""
    found: Installation = app.extensions[EXTENSION]
    return found


def furnished(app: Flask, roles: str = "beheerder", name: str = "anna") -> Clock:
    """Quick passwords, a clock to hold, and one administrator."""
    clock = Clock()
    furnish(app, Passwords(QUICK), clock, WrongPasswords(lambda _seconds: None), here)
    let_in(app, roles, name)
    return clock


def here(at: Installation, errand: Errand[Result]) -> Future[Result]:
    """In a thread of this process, for a process of its own takes a second to begin: see test_memory.py for that."""
    executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="errand")
    result = executor.submit(errand.do, at)
    executor.shutdown(wait=False)
    return result


def let_in(app: Flask, roles: str, name: str, *studies: str) -> None:
    """An administrator with the password of all these tests, and the studies that a reader is tied to."""
    act = Act("peilstok", datetime(2026, 6, 1, tzinfo=UTC))
    with installation(app).stores.writing() as store:
        add_administrator(store, Passwords(QUICK), name, roles_from_text(roles), act, PASSWORD, studies)


def log_in(browser: Browser, name: str = "anna", password: str = PASSWORD, wanted: str = "") -> TestResponse:
    """Fill in the log-in page."""
    address = f"/beheer/inloggen{wanted}"
    browser.open(address)
    return browser.post(address, name=name, password=password)


def at_work(app: Flask, roles: str = "beheerder,onderzoeker,lezer", name: str = "anna") -> Browser:
    """A browser in which an administrator is logged in."""
    furnished(app, roles, name)
    browser = Browser.of(app)
    log_in(browser, name)
    return browser


def write_questionnaire(app: Flask, text: str = QUESTIONNAIRE_YAML) -> None:
    """A folder of questionnaires with one study and one questionnaire in it."""
    folder = installation(app).settings.questionnaire_directory / "kernen"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(STUDY_YAML, encoding="utf-8")
    (folder / "bewoners.yaml").write_text(text, encoding="utf-8")


def add_draft(app: Flask, wave_id: str = "bewoners-2026") -> None:
    """A wave that can be opened with the questionnaire of the folder."""
    write_questionnaire(app)
    add_wave(installation(app).stores, draft(wave_id), "an")


def answered_wave(
    app: Flask,
    wave_id: str = "bewoners-2026",
    codes: int = 24,
    answered: int = 12,
    instrument: Instrument = INSTRUMENT,
) -> list[str]:
    """An open wave in which some of the codes were used, those of the villages in turn; the others."""
    shown = open_wave_with_codes(installation(app), wave_id, codes, instrument)
    answer(app, shown[:answered], wave_id)
    return shown[answered:]


def answer(app: Flask, codes: list[str], wave_id: str = "bewoners-2026") -> None:
    """Answer with these codes."""
    at = installation(app)
    with at.stores.reading() as store:
        wave = store.waves.get(wave_id)
    with at.stores.writing() as store:
        for code in codes:
            submit(store, wave, receipt_of(at.keys.pepper(), wave_id, read_code(code)), ANSWERS)


def closed_wave(
    app: Flask,
    wave_id: str,
    month: date = TODAY,
    codes: int = 80,
    answered: int = 60,
    instrument: Instrument = INSTRUMENT,
) -> None:
    """A closed wave of that month."""
    at = installation(app)
    answered_wave(app, wave_id, codes, answered, instrument)
    close_wave(at.stores, at.keys, wave_id, TODAY, "an")
    with at.stores.writing() as store:
        store.waves.save(replace(store.waves.get(wave_id), month=month))


def reworded(app: Flask, wave_id: str, **texts: str) -> None:
    """Have asked these questions of a closed wave in other words, by id."""
    with installation(app).stores.writing() as store:
        wave = store.waves.get(wave_id)
        asked = with_texts(wave.frozen_instrument(), texts)
        store.waves.save(replace(wave, instrument=asked, fingerprint=asked.fingerprint()))


def with_texts(asked: Instrument, texts: Mapping[str, str]) -> Instrument:
    """The instrument with other texts for these items."""
    data = asked.model_dump(mode="json", by_alias=True)
    for section in data["questionnaire"]["sections"]:
        for item in section["items"]:
            item["text"] = texts.get(item.get("id"), item["text"])
    return Instrument.model_validate(data)
