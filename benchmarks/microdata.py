"""Microdata of a closed wave of 25 statements, from the store to the finished file: processor time and peak memory."""

from __future__ import annotations

import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.apart import apart, peak_memory
from benchmarks.counting import fill
from survey_app.dataset.microdata.gathering import read_wave_rows
from survey_app.dataset.microdata.rows import shuffled
from survey_app.store.database import Database
from survey_app.writers.microdata import microdata_written

_SIZES = (100_000, 1_000_000)
_ENDINGS = (".xlsx", ".zip")
_WAVE = "meting"


@dataclass(frozen=True)
class Exported:
    """One file: processor seconds of reading and choosing, and of writing; the most memory held; its size."""

    responses: int
    ending: str
    reading: float
    writing: float
    mebibytes: float
    file_mebibytes: float


def measure(number: int) -> list[Exported]:
    """Fill a fresh SQLite database, then make each kind of file in a process of its own."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        database = Database(url)
        database.upgrade()
        fill(database, _WAVE, date(2020, 5, 1), number)
        database.close()
        return [apart(_export, url, number, Path(folder) / f"microdata{ending}") for ending in _ENDINGS]


def _export(url: str, number: int, target: Path) -> Exported:
    database = Database(url)
    begun = time.process_time()
    with database.reading() as store:
        rows = read_wave_rows(store, store.waves.get(_WAVE), (), _silent)
    data = shuffled(rows, rows.choose(), secrets.token_bytes)
    read = time.process_time()
    with microdata_written(data, target, "nl", _silent):
        pass
    written = time.process_time()
    database.close()
    size = target.stat().st_size / 2**20
    return Exported(number, target.suffix, read - begun, written - read, peak_memory(), size)


def _silent(_done: int, _of: int) -> None:
    """Nobody looks on."""


def table(found: Sequence[Exported]) -> str:
    """The measurements as a Markdown table."""
    heading = (
        "| responses of 25 items | file | reading, s | writing, s | peak memory, MiB | size of the file, MiB |",
        "|--:|---|--:|--:|--:|--:|",
    )
    rows = [
        f"| {one.responses:,} | {one.ending} | {one.reading:.1f} | {one.writing:.1f} | "
        f"{one.mebibytes:.0f} | {one.file_mebibytes:.0f} |"
        for one in found
    ]
    return "\n".join((*heading, *rows))


def main(sizes: Sequence[int]) -> None:
    """Measure each size and print the table."""
    print(table([one for size in sizes for one in measure(size)]))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or _SIZES)
