"""A canary code, answer, draft and contact through errors of sending and closing: in no log, no file, no error page.

PostgreSQL logs as it does out of the box; the errors are real ones of the database.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from survey_app.config import Settings
from survey_app.fieldwork.codes import read_code, receipt_of
from survey_app.fieldwork.contacts import Contact
from survey_app.fieldwork.life import close_wave
from survey_app.fieldwork.submission import seal_answers
from survey_app.installation import Installation
from survey_app.store.engine import make_engine
from survey_app.web.app import create_app
from survey_app.web.stores import EXTENSION
from tests.contact_wave import with_desk
from tests.postgresql import Cluster
from tests.web.field import INSTRUMENT, TODAY, Browser, open_wave_with_codes, value_of

WAVE = "bewoners-2026"


@dataclass
class Canaries:
    """Words that nobody else writes, and the codes of two respondents."""

    codes: list[str]
    answer: str = field(default_factory=lambda: f"antwoord{secrets.token_hex(8)}")
    draft: str = field(default_factory=lambda: f"concept{secrets.token_hex(8)}")
    contact: str = field(default_factory=lambda: f"Naam{secrets.token_hex(8)}")

    def found_in(self, content: bytes) -> list[str]:
        """Which of them can be read in this."""
        typed = [*self.codes, *map(read_code, self.codes)]
        return [canary for canary in (self.answer, self.draft, self.contact, *typed) if canary.encode() in content]


@contextmanager
def without_table(url: str, name: str) -> Iterator[None]:
    """Every statement that needs this table fails, as it would when somebody broke the database."""
    engine = make_engine(url)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {name} RENAME TO away"))
        yield
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE away RENAME TO {name}"))
    finally:
        engine.dispose()


def on_disk(*folders: Path) -> bytes:
    return b"".join(path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file())


def with_breaking_addresses(app: Flask, codes: list[str], canaries: Canaries) -> None:
    """Addresses that do by themselves what the pages do, so that their errors go the way of all errors."""
    at: Installation = app.extensions[EXTENSION]

    @app.get("/stuk/contact")
    def drop_with_contact() -> str:
        with at.stores.reading() as store:
            wave = store.waves.get(WAVE)
        receipt = receipt_of(at.keys.pepper(), WAVE, read_code(codes[2]))
        contact = Contact(name=canaries.contact, phone="0612345678", email="")
        at.stores.drop(seal_answers(wave, receipt, {"hoe": canaries.answer, "gesproken": "ja"}, contact=contact))
        return "gelukt"

    @app.get("/stuk/sluiten")
    def close() -> str:
        return str(close_wave(at.stores, at.keys, WAVE, TODAY, "an").wave.responses)


def fill_in(browser: Browser, code: str, words: str) -> None:
    """To the last page, with these words in the open question."""
    browser.enter(code)
    browser.send_page("/vragenlijst/1", luistert="eens", cijfer="7")
    browser.send_page("/vragenlijst/2", gesproken="ja", keren="2")
    browser.send_page("/vragenlijst/3", hoe=words)
    browser.open("/vragenlijst/controle")


@dataclass
class Told:
    """What the pages said while the database was broken, and what lay on disk just before the wave was closed."""

    pages: list[str] = field(default_factory=list)
    during: bytes = b""


def live_through(app: Flask, canaries: Canaries, codes: list[str], url: str, folders: tuple[Path, ...]) -> Told:
    """One sends and one keeps a draft while a table is away; then all is well, and closing fails and succeeds."""
    told = Told()
    sender, drafter = Browser.of(app), Browser.of(app)
    fill_in(sender, codes[0], canaries.answer)
    fill_in(drafter, codes[1], canaries.draft)
    token = {"csrf_token": value_of("csrf_token", sender.html)}
    with without_table(url, "envelopes"):
        told.pages += [sender.client.post("/vragenlijst/controle", data=token).text]
        told.pages += [sender.client.get("/stuk/contact").text]
        told.pages += [Browser.of(app).enter(codes[2]).text]
    assert sender.client.post("/vragenlijst/controle", data=token).location == "/bedankt"
    assert sender.client.get("/stuk/contact").text == "gelukt"
    for code in codes[3:]:
        other = Browser.of(app)
        fill_in(other, code, "gewoon")
        other.post("/vragenlijst/controle")
    with without_table(url, "responses"):
        told.pages += [sender.client.get("/stuk/sluiten").text]
    told.during = on_disk(*folders)
    assert sender.client.get("/stuk/sluiten").text == "13"
    return told


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_error_of_sending_or_closing_tells_anything_of_a_respondent(
    database: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    postgresql: Cluster,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    url = request.getfixturevalue(f"{database}_url")
    folders = (tmp_path,) if database == "sqlite" else (tmp_path, postgresql.directory)
    app = create_app(Settings(url, tmp_path / "keys", tmp_path, "http://localhost", secure_cookies=False))
    at: Installation = app.extensions[EXTENSION]
    codes = open_wave_with_codes(at, codes=14, instrument=with_desk(INSTRUMENT))
    canaries = Canaries(codes[:3])
    with_breaking_addresses(app, codes, canaries)

    with caplog.at_level(logging.DEBUG):
        told = live_through(app, canaries, codes, url, folders)
    at.stores.close()

    server_log = postgresql.log.read_text()
    logged = caplog.text + "".join(capfd.readouterr()) + server_log
    assert sum("Er ging iets mis bij ons" in page for page in told.pages) >= 3
    assert "incident" in logged
    if database == "postgresql":
        assert 'relation "envelopes" does not exist' in server_log
    assert canaries.found_in("".join(told.pages).encode()) == []
    assert canaries.found_in(logged.encode()) == []
    assert canaries.found_in(told.during) == []
    assert canaries.answer.encode() in on_disk(*folders)  # closed: what is readable would have been found
    assert canaries.draft.encode() not in on_disk(*folders)
