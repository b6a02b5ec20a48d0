"""Results on screen, from kept counts in a database (SQLite): the first page, and a next one of the same waves."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.apart import apart, peak_memory
from benchmarks.comparison import waves
from survey_app.comparison.fielded import fielded_waves
from survey_app.comparison.options import PLAIN
from survey_app.dataset.kept import counts_to_json
from survey_app.store.database import Database
from survey_app.web.admin.recent_results import Asked, RecentResults

_SIZES = ((25, 2), (100, 5), (1000, 20))
_SHEETS = ("in-het-kort", "vergelijking", "verschillen", "verdeling", "technisch")


@dataclass(frozen=True)
class Shown:
    """One size: processor seconds of the first page of a process and of a next one (the median of five sheets)."""

    items: int
    waves: int
    first: float
    following: float
    mebibytes: float


def measure(items: int, number: int) -> Shown:
    """Fill a fresh database; then everything in a process of its own."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        database = Database(url)
        database.upgrade()
        with database.writing() as store:
            for fielded in waves(items, number):
                store.waves.add(fielded.wave)
                store.counts.put(fielded.wave.id, counts_to_json(fielded.counts))
        database.close()
        return apart(_show, url, items, number)


def _show(url: str, items: int, number: int) -> Shown:
    database, recent = Database(url), RecentResults()
    ids = [f"meting-{year}" for year in range(2000, 2000 + number)]

    def page(sheet: str) -> None:
        with database.reading() as store:
            fielded = fielded_waves(store, ids)
        results = recent.find(Asked(fielded, PLAIN, (), "", "", "nl"))
        if results is None or results.sheets.page(sheet, 1) is None:
            raise RuntimeError(f"no page of {sheet}")

    first = _seconds(lambda: page(_SHEETS[0]))
    following = median(_seconds(partial(page, sheet)) for sheet in _SHEETS)
    database.close()
    return Shown(items, number, first, following, peak_memory())


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def table(found: Sequence[Shown]) -> str:
    """The measurements as a Markdown table."""
    rows = [
        f"| {one.items:,} | {one.waves} | {one.first:.2f} | {one.following:.2f} | {one.following / one.first:.3f} | "
        f"{one.mebibytes:.0f} |"
        for one in found
    ]
    heading = "| items | waves | first page, s | next page, s | ratio | peak memory, MiB |"
    return "\n".join((heading, "|--:|--:|--:|--:|--:|--:|", *rows))


def main(sizes: Sequence[tuple[int, int]] = _SIZES) -> None:
    """Measure each size and print the table."""
    print(table([measure(items, number) for items, number in sizes]))


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    main(list(zip(given[::2], given[1::2], strict=True)) or _SIZES)
