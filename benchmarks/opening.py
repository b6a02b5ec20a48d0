"""The first page of results, opened through a `peilstok serve` that was just started, from kept counts."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from benchmarks.browser import Browser, connect, hidden
from benchmarks.comparison import waves
from benchmarks.server import Served, serving_installation
from survey_app.dataset.kept import counts_to_json
from survey_app.fieldwork.administration import Act, add_administrator
from survey_app.fieldwork.administrators import roles_from_text
from survey_app.fieldwork.passwords import Passwords
from survey_app.store.database import Database
from tests.postgresql import running_cluster

_ITEMS, _WAVES = 1000, 20
_SHEETS = ("in-het-kort", "respons", "verschillen", "vergelijking")
_NAME = "anna"


@dataclass(frozen=True)
class Opened:
    """A sheet as the first page of a server: seconds of processor time of all its processes, and that were waited."""

    database: str
    sheet: str
    processor: float
    waited: float
    again: float


def measure(database: str, url: str, folder: Path, sheets: Sequence[str] = _SHEETS) -> Iterator[Opened]:
    """Fill the database once; each sheet is opened in a server of its own, and then once more."""
    password = _fill(url)
    environment = {
        "PEILSTOK_DATABASE_URL": url,
        "PEILSTOK_INSTANCE": str(folder),
        "PEILSTOK_KEYS": str(folder / "keys"),
    }
    wanted = [("wave", f"meting-{year}") for year in range(2000, 2000 + _WAVES)]
    for sheet in sheets:
        address = f"/beheer/resultaten?{urlencode([*wanted, ('blad', sheet)])}"
        with serving_installation(environment, workers=1) as served, closing(connect(served.address)) as connection:
            browser = Browser(connection)
            form = browser.get("/beheer/inloggen")
            browser.post("/beheer/inloggen", [*hidden(form), ("name", _NAME), ("password", password)])
            processor, waited = _cost(served, browser, address)
            again, _ = _cost(served, browser, address)
        yield Opened(database, sheet, processor, waited, again)


def _fill(url: str) -> str:
    database = Database(url)
    database.upgrade()
    with database.writing() as store:
        for fielded in waves(_ITEMS, _WAVES):
            store.waves.add(fielded.wave)
            store.counts.put(fielded.wave.id, counts_to_json(fielded.counts))
        act = Act("peilstok", datetime.now(UTC))
        password = add_administrator(store, Passwords(), _NAME, roles_from_text("onderzoeker"), act)
    database.close()
    return password


def _cost(served: Served, browser: Browser, address: str) -> tuple[float, float]:
    before, begun = served.processor_time(), time.perf_counter()
    page = browser.get(address)
    waited = time.perf_counter() - begun
    if "<table" not in page:
        raise RuntimeError(f"no table at {address}: {browser.sent_to}")
    return served.processor_time() - before, waited


def main() -> None:
    """Print the table."""
    print("| | sheet | first page: processor, s | waited, s | once more: processor, s |\n|---|---|--:|--:|--:|")
    with TemporaryDirectory() as folder:
        _print(measure("SQLite", f"sqlite:///{folder}/bench.sqlite", Path(folder), sys.argv[1:] or _SHEETS))
    with running_cluster() as cluster, TemporaryDirectory() as folder:
        _print(measure("PostgreSQL", cluster.url(cluster.new_database()), Path(folder), sys.argv[1:] or _SHEETS))


def _print(found: Iterator[Opened]) -> None:
    for one in found:
        print(
            f"| {one.database} | {one.sheet} | {one.processor:.2f} | {one.waited:.2f} | {one.again:.2f} |", flush=True
        )


if __name__ == "__main__":
    main()
