"""Processor time of the server for a whole respondent: the staff questionnaire of the demo, from the link to thanks.

One respondent after another on one connection, page by page, as a browser without script does it; beside as many
requests to a bare Flask route, by turns. Processor time is what the kernel says of all processes of the server.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.browser import Browser, choices, connect, hidden
from benchmarks.server import Served, serving_bare, serving_installation
from benchmarks.serving import make_durable
from survey_app.config import Settings
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.installation import Installation
from survey_app.questionnaire.library import load_source
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from tests.postgresql import running_cluster

_WAVE = "medewerkers-proef"
_SOURCE = "kerngericht-werken/medewerkers-2020.yaml"
_LINK, _OVERVIEW, _THANKS = f"/m/{_WAVE}", "/vragenlijst/controle", "/bedankt"
_WARM, _ROUNDS, _A_ROUND = 20, 5, 60
_REQUESTS = 19
_TARGET = 30


def main(rounds: int = _ROUNDS) -> None:
    """Print the table."""
    print(f"{rounds} rounds of {_A_ROUND} respondents; medians, milliseconds of processor time\n")
    print("| | bare Flask route | request | ratio | whole respondent | target | database itself, besides |")
    print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
    with TemporaryDirectory() as directory:
        _measure("SQLite", f"sqlite:///{directory}/bench.sqlite", Path(directory), rounds)
    with running_cluster() as cluster, TemporaryDirectory() as directory:
        url = cluster.url(cluster.new_database())
        make_durable(url)
        postmaster = int((cluster.data / "postmaster.pid").read_text().split()[0])
        _measure("PostgreSQL", url, Path(directory), rounds, postmaster)


def _measure(name: str, url: str, folder: Path, rounds: int, postmaster: int | None = None) -> None:
    environment = prepare(url, folder)
    with (
        serving_bare(workers=1) as bare,
        serving_installation(environment, workers=1) as real,
    ):
        database = Served("", postmaster) if postmaster else None
        _round(bare, _ask_bare, _WARM)
        _round(real, _respond, _WARM)
        rows = []
        for _number in range(rounds):
            plain = _round(bare, _ask_bare, _A_ROUND)
            begun = database.processor_time() if database else 0.0
            whole = _round(real, _respond, _A_ROUND)
            besides = (database.processor_time() - begun) / _A_ROUND if database else 0.0
            rows.append((plain / _REQUESTS, whole / _REQUESTS, plain / whole, whole, besides * 1000))
    plain, request, ratio, whole, besides = (median(column) for column in zip(*rows, strict=True))
    figures = f"{plain:.3f} | {request:.3f} | {ratio:.2f} | {whole:.1f} | {_TARGET} | {besides:.1f}"
    print(f"| {name} | {figures} |", flush=True)


def prepare(url: str, folder: Path) -> dict[str, str]:
    """An installation with the staff wave of the demo, open, and what to serve it with."""
    environment = {
        "PEILSTOK_INSTANCE": str(folder),
        "PEILSTOK_DATABASE_URL": url,
        "PEILSTOK_KEYS": str(folder / "keys"),
        "PEILSTOK_BASE_URL": "http://127.0.0.1",
        "PEILSTOK_STAFF_NETWORKS": "127.0.0.0/8",
    }
    settings = Settings.from_environment(environment)
    field = Installation(settings, Database(url), KeyDirectory(settings.key_directory))
    field.stores.upgrade()
    wave = Wave(_WAVE, "Proefmeting medewerkers", date(2020, 5, 1), _SOURCE, Recruitment.OPEN_LINK)
    add_wave(field.stores, wave, "bench")
    fielded = load_source(settings.questionnaire_directory, _SOURCE)
    open_wave(field.stores, field.keys, wave.id, fielded, date(2020, 5, 1), "bench")
    field.stores.close()
    return environment


def _round(served: Served, answer: Callable[[Browser], None], respondents: int) -> float:
    """Milliseconds of processor time for each of these respondents."""
    connection, begun = connect(served.address), served.processor_time()
    for _respondent in range(respondents):
        browser = Browser(connection)
        answer(browser)
        if browser.asked != _REQUESTS:
            raise AssertionError(f"{browser.asked} requests instead of {_REQUESTS}")
    spent = served.processor_time() - begun
    connection.close()
    return spent / respondents * 1000


def _ask_bare(browser: Browser) -> None:
    for _request in range(_REQUESTS):
        browser.get("/")


def _respond(browser: Browser) -> None:
    path = browser.post(_LINK, hidden(browser.get(_LINK)))
    while path != _OVERVIEW:
        page = browser.get(path)
        path = browser.post(path, [*hidden(page), *choices(page), ("go", "next")])
    if browser.post(path, hidden(browser.get(path))) != _THANKS or "zijn verstuurd" not in browser.get(_THANKS):
        raise AssertionError("somebody was not thanked")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
