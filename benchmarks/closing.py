"""Sending and closing: seconds, peak memory and disk, on both databases, and how closing grows with the responses."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.apart import apart, peak_memory
from benchmarks.counting import instrument
from benchmarks.serving import make_durable
from survey_app.fieldwork.invitation import Invitation
from survey_app.fieldwork.life import add_wave, open_wave
from survey_app.fieldwork.submission import seal_answers
from survey_app.fieldwork.wave import Recruitment, Wave
from survey_app.keyroom import errands
from survey_app.questionnaire.answers import Answers
from survey_app.store.database import Database
from survey_app.store.keys import KeyDirectory
from survey_app.store.part import batches
from tests.postgresql import running_cluster

_SIZES = (10_000, 100_000)
_SENDS = 2_000
_AT_ONCE = 5_000
_DAY = date(2026, 6, 1)
_WAVE = "meting"
_CLOSING = """\
| closing | responses | opened, s | written, s | all, s | per response, ratio | idle, MiB | peak, MiB | box, B each |
|---|--:|--:|--:|--:|--:|--:|--:|--:|"""


@dataclass(frozen=True)
class Closed:
    """One closing in a process of its own.

    `opened` and `written` are seconds after the start at which the first and the second pass were over. Memory in
    MiB: `before` is what the process held when it had read the wave, `peak` the most that it ever held.
    """

    responses: int
    opened: float
    written: float
    seconds: float
    before: float
    peak: float


@dataclass(frozen=True)
class Place:
    """A database with its keys."""

    url: str
    keys: Path

    def bytes_on_disk(self) -> int:
        """What the database takes, its log apart."""
        if self.url.startswith("sqlite"):
            return Path(self.url.removeprefix("sqlite:///")).stat().st_size
        with psycopg.connect(self.url, autocommit=True) as server:
            found = server.execute("SELECT pg_database_size(current_database())").fetchone()
        return int(found[0]) if found else 0


def main(sizes: Sequence[int]) -> None:
    """Print a table of sending and one of closing."""
    with _sqlite() as sqlite, _postgresql() as postgresql:
        print("| sending, one after another | median, ms | p99, ms |\n|---|--:|--:|")
        for name, place in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
            print(_sending_row(name, send(place)), flush=True)
    print("\n" + _CLOSING)
    for name, fresh in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        least: Closed | None = None
        for size in sizes:
            with fresh() as place:
                on_disk = fill(place, size)
                closed = apart(close, place, size)
            least = least or closed
            print(_closing_row(name, closed, least, on_disk), flush=True)


def send(place: Place) -> list[float]:
    """Seconds of each of so many sendings, checks and sealing included, durable when it ends."""
    database, wave = _opened(place)
    receipts, given = _invite(database, _SENDS), _answers()
    seconds = []
    for receipt in receipts:
        answers = next(given)
        begun = time.perf_counter()
        database.drop(seal_answers(wave, receipt, answers))
        seconds.append(time.perf_counter() - begun)
    database.close()
    return seconds


def fill(place: Place, number: int) -> float:
    """Invite and answer this often; the bytes on disk that each answer adds."""
    database, wave = _opened(place)
    receipts, given = _invite(database, number), _answers()
    database.scrub()
    before = place.bytes_on_disk()
    for batch in batches(receipts, _AT_ONCE):
        with database.writing() as store:
            for receipt in batch:
                store.box.drop(seal_answers(wave, receipt, next(given)))
    database.scrub()
    database.close()
    return (place.bytes_on_disk() - before) / number


def close(place: Place, number: int) -> Closed:
    """Close this wave of so many responses."""
    database, keys = Database(place.url), KeyDirectory(place.keys)
    with database.reading() as store:
        store.waves.get(_WAVE)
    reached: dict[int, float] = {}

    def tell(done: int, total: int) -> None:
        if done in (total // 2, total):
            reached[done] = time.perf_counter() - begun

    before = peak_memory()
    begun = time.perf_counter()
    report = errands.close(database, keys, _WAVE, _DAY, "bench", (), second="bench too", progress=tell)
    seconds = time.perf_counter() - begun
    if (report.wave.responses, report.key_destroyed, report.scrubbed) != (number, True, True):
        raise AssertionError("not everything was opened, destroyed and scrubbed")
    return Closed(number, reached[number], reached[2 * number], seconds, before, peak_memory())


def _opened(place: Place) -> tuple[Database, Wave]:
    database, fielded = Database(place.url), instrument()
    database.upgrade()
    add_wave(database, Wave(_WAVE, _WAVE, _DAY, "proef/proef.yaml", Recruitment.CODES), "bench")
    return database, open_wave(database, KeyDirectory(place.keys), _WAVE, fielded, _DAY, "bench")


def _invite(database: Database, number: int) -> list[bytes]:
    """Receipts of invitations, in the random order in which they will be used."""
    receipts = [secrets.token_bytes(32) for _ in range(number)]
    segments = cycle([segment.id for segment in instrument().study.segments])
    with database.writing() as store:
        store.invitations.add(Invitation(_WAVE, receipt, next(segments)) for receipt in receipts)
    return receipts


def _answers() -> Iterator[Answers]:
    random, items = Random(2026), list(instrument().questionnaire.items)
    while True:
        yield {item: random.choice(("helemaal_oneens", "oneens", "neutraal", "eens", "nvt", None)) for item in items}


def _sending_row(name: str, seconds: Sequence[float]) -> str:
    return f"| {name} | {1000 * median(seconds):.2f} | {1000 * quantiles(seconds, n=100)[98]:.2f} |"


def _closing_row(name: str, closed: Closed, least: Closed, on_disk: float) -> str:
    ratio = closed.seconds / closed.responses / (least.seconds / least.responses)
    return (
        f"| {name} | {closed.responses:,} | {closed.opened:.1f} | {closed.written:.1f} | {closed.seconds:.1f} "
        f"| {ratio:.2f} | {closed.before:.0f} | {closed.peak:.0f} | {on_disk:,.0f} |"
    )


@contextmanager
def _sqlite() -> Iterator[Place]:
    with TemporaryDirectory() as directory:
        yield Place(f"sqlite:///{directory}/bench.sqlite", Path(directory) / "keys")


@contextmanager
def _postgresql() -> Iterator[Place]:
    with running_cluster() as cluster, TemporaryDirectory() as directory:
        url = cluster.url(cluster.new_database())
        make_durable(url)
        yield Place(url, Path(directory) / "keys")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or _SIZES)
