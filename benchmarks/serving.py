"""Requests a second, as ratios within one run: a page against bare Flask, a sending against the limit of the stack."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import psycopg
from flask import Flask, session

from benchmarks import bare
from benchmarks.browser import Browser, choices, connect, hidden
from benchmarks.counting import instrument
from benchmarks.server import rate, serving_bare, serving_installation
from survey_app.commands.server import THREADS
from survey_app.config import Settings
from survey_app.fieldwork.codes import receipt_of
from survey_app.fieldwork.draft import encrypt_answers, new_random
from survey_app.fieldwork.inviting import invite
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.installation import Installation
from survey_app.questionnaire.answers import Answers
from survey_app.web.app import create_app
from survey_app.web.form_token import form_token
from survey_app.web.respondent.idle import note_use
from survey_app.web.session import EncryptedSession
from survey_app.web.stores import EXTENSION
from tests.postgresql import running_cluster

WORKERS = os.cpu_count() or 1
ROUNDS, SECONDS = 5, 1
_WARM = 6
_SENDS_A_SECOND = 4000
_WALKS = 100
_ANSWERS = {f"stelling_{number}": "eens" for number in range(1, 26)}


@dataclass(frozen=True)
class Bench:
    """One installation with one open wave, and sessions that are ready to send."""

    environment: dict[str, str]
    app: Flask
    field: Installation
    codes: list[str]
    sessions: list[str]
    fresh: str
    token: str


def main() -> None:
    """Print the tables."""
    print(f"waitress, {WORKERS} workers with {THREADS} thread(s) each; medians of {ROUNDS} rounds of {SECONDS} s\n")
    with TemporaryDirectory() as directory:
        _measure("SQLite", f"sqlite:///{directory}/bench.sqlite", Path(directory))
    with running_cluster() as cluster, TemporaryDirectory() as directory:
        url = cluster.url(cluster.new_database())
        make_durable(url)
        _measure("PostgreSQL", url, Path(directory))


def _measure(name: str, url: str, folder: Path) -> None:
    with bench(url, folder) as prepared:
        _pages(name, prepared, folder)
        _sends(name, prepared, folder)


def _pages(name: str, prepared: Bench, folder: Path) -> None:
    rounds = []
    with _bare() as plain, _real(prepared) as address:
        rate(f"{address}/vragenlijst/1", [(prepared.fresh, "")], folder, _WARM)  # until all processes are there
        for _round in range(ROUNDS):
            flask, _number = rate(plain, [("a=b", "")], folder, SECONDS)
            fresh, _number = rate(f"{address}/vragenlijst/1", [(prepared.fresh, "")], folder, SECONDS)
            filled, _number = rate(f"{address}/vragenlijst/1", [(prepared.sessions[-1], "")], folder, SECONDS)
            rounds.append((flask, fresh, fresh / flask, filled, filled / flask))
    flask, fresh, fresh_ratio, filled, filled_ratio = (median(column) for column in zip(*rounds, strict=True))
    print("| | bare Flask | page of 25 statements, new | ratio | the same with 25 answers | ratio | target |")
    print("|---|---|---|---|---|---|---|")
    figures = f"{flask:,.0f} | {fresh:,.0f} | {fresh_ratio:.2f} | {filled:,.0f} | {filled_ratio:.2f}"
    print(f"| {name}, requests/s | {figures} | 0.3 |\n", flush=True)


def _sends(name: str, prepared: Bench, folder: Path) -> None:
    rounds, body = [], urlencode({"csrf_token": prepared.token})
    left = list(prepared.sessions)
    bare.prepare(prepared.environment["PEILSTOK_DATABASE_URL"])
    with _bare() as plain, _real(prepared) as address:
        rate(f"{address}/vragenlijst/1", [(prepared.fresh, "")], folder, _WARM)  # the same
        for _round in range(ROUNDS):
            flask, _number = rate(plain, [("a=b", "")], folder, SECONDS)
            commits = bare.commits(prepared.environment["PEILSTOK_DATABASE_URL"], WORKERS * THREADS, SECONDS)
            sends, number = rate(f"{address}/vragenlijst/controle", [(one, body) for one in left], folder, SECONDS)
            if number + 50 > len(left):
                raise AssertionError("too few questionnaires were prepared: some would be sent twice")
            del left[: number + 50]
            limit = 1 / (1 / flask + 1 / commits)
            rounds.append((flask, commits, limit, sends, sends / limit))
        walks = _respondents(prepared, address)
    flask, commits, limit, sends, ratio = (median(column) for column in zip(*rounds, strict=True))
    print("| | bare Flask f | bare commits/s c | limit 1/(1/f + 1/c) | sends/s | ratio | target | code to thanks/s |")
    print("|---|---|---|---|---|---|---|---|")
    figures = f"{flask:,.0f} | {commits:,.0f} | {limit:,.0f} | {sends:,.0f}"
    target = 0.4 if name == "SQLite" else 0.3
    print(f"| {name} | {figures} | {ratio:.2f} | {target} | {walks:,.0f} |\n", flush=True)


@contextmanager
def bench(url: str, folder: Path) -> Iterator[Bench]:
    """An open wave with codes, and for most of them a questionnaire that is filled in and not sent."""
    environment = {
        "PEILSTOK_DATABASE_URL": url,
        "PEILSTOK_KEYS": str(folder / "keys"),
        "PEILSTOK_BASE_URL": "http://127.0.0.1",
    }
    app = create_app(Settings.from_environment(environment))
    field: Installation = app.extensions[EXTENSION]
    field.stores.upgrade()
    codes = _open_wave(field, ROUNDS * SECONDS * _SENDS_A_SECOND + _WALKS + 1)
    sessions, token = _fill_in(app, field, codes[_WALKS + 1 :], _ANSWERS)
    (fresh,), _token = _fill_in(app, field, codes[_WALKS : _WALKS + 1], {})
    yield Bench(environment, app, field, codes[:_WALKS], sessions, fresh, token)
    field.stores.close()


def _open_wave(field: Installation, number: int) -> list[str]:
    fielded = instrument()
    wave = Wave("meting", "Meting", date(2020, 5, 1), "proef/proef.yaml", Recruitment.CODES)
    add_wave(field.stores, wave, "bench")
    segments = [segment.id for segment in fielded.study.segments]
    frame = [segments[place % len(segments)] for place in range(number)]
    codes = invite(field.stores, field.keys, wave.id, frame, who="bench", study=fielded.study)
    open_wave(field.stores, field.keys, wave.id, fielded, date(2020, 5, 1), "bench")
    return codes


def _fill_in(app: Flask, field: Installation, codes: list[str], answers: Answers) -> tuple[list[str], str]:
    """Cookies of respondents with these answers in their draft, and the token of their forms."""
    pepper, cookies = field.keys.pepper(), []
    interface = app.session_interface
    assert isinstance(interface, EncryptedSession)
    with app.test_request_context(), field.stores.writing() as store:
        token = form_token()
        note_use()
        for code in codes:
            receipt, key = receipt_of(pepper, "meting", code), new_random()
            store.drafts.put("meting", receipt, encrypt_answers(key, answers))
            held = {**session, "respondent": ["meting", receipt.hex(), key.hex()]}
            cookies.append(f"peilstok={interface.encrypt(held)}")
    return cookies, token


def _respondents(prepared: Bench, address: str) -> float:
    """Whole respondents a second, from the first page with the code form to thanks, eight at a time."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(8) as pool:
        thanked = list(pool.map(lambda code: _walk(address, code), prepared.codes))
    if not all("Bedankt" in page for page in thanked):
        raise AssertionError("somebody was not thanked")
    return len(thanked) / (time.perf_counter() - begun)


def _walk(address: str, code: str) -> str:
    connection = connect(address)
    browser = Browser(connection)
    browser.post("/", [*hidden(browser.get("/")), ("code", code)])
    browser.get("/vragenlijst")
    page = browser.get("/vragenlijst/1")
    browser.post("/vragenlijst/1", [*hidden(page), *choices(page), ("go", "next")])
    browser.post("/vragenlijst/controle", hidden(browser.get("/vragenlijst/controle")))
    thanks = browser.get("/bedankt")
    connection.close()
    return thanks


@contextmanager
def _bare() -> Iterator[str]:
    with serving_bare(workers=WORKERS) as served:
        yield f"{served.address}/"


@contextmanager
def _real(prepared: Bench) -> Iterator[str]:
    with serving_installation(prepared.environment, workers=WORKERS) as served:
        yield served.address


def make_durable(url: str) -> None:
    """The cluster for tests forgets on a power cut; here the disk is what is measured."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("ALTER SYSTEM SET fsync = on")
        server.execute("ALTER SYSTEM SET full_page_writes = on")
        server.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    main()
