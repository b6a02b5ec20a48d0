"""Two waves through the store, counting included: from the database to the finished workbook."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.apart import apart, peak_memory
from benchmarks.counting import fill
from survey_app.comparison.counting import count_closed_waves
from survey_app.comparison.fielded import fielded_waves
from survey_app.reporting import comparison_workbook
from survey_app.store.database import Database

_SIZES = (500_000, 1_000_000)
_WAVES = {"meting-2019": date(2019, 6, 1), "meting-2020": date(2020, 5, 1)}


@dataclass(frozen=True)
class Done:
    """Responses in each of the two waves, processor seconds of counting and of all, and the most memory ever held."""

    responses: int
    counting: float
    seconds: float
    mebibytes: float


def measure(number: int) -> Done:
    """Fill a fresh SQLite database; then everything in a process of its own."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        database = Database(url)
        database.upgrade()
        for seed, (wave_id, month) in enumerate(_WAVES.items()):
            fill(database, wave_id, month, number, seed=seed)
        database.close()
        return apart(_compare, url, Path(folder) / "vergelijking.xlsx", number)


def _compare(url: str, target: Path, number: int) -> Done:
    database = Database(url)
    begun = time.process_time()
    count_closed_waves(database)
    with database.reading() as store:
        waves = fielded_waves(store, list(_WAVES))
    counted = time.process_time()
    comparison_workbook(waves, target)
    seconds = time.process_time()
    database.close()
    return Done(number, counted - begun, seconds - begun, peak_memory())


def table(found: Sequence[Done]) -> str:
    """The measurements as a Markdown table."""
    rows = [f"| {one.responses:,} | {one.counting:.1f} | {one.seconds:.1f} | {one.mebibytes:.0f} |" for one in found]
    heading = ("| responses a wave | counting, s | all, s | peak memory, MiB |", "|--:|--:|--:|--:|")
    return "\n".join((*heading, *rows))


def main(sizes: Sequence[int]) -> None:
    """Measure each size and print the table."""
    print(table([measure(size) for size in sizes]))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or _SIZES)
