"""The workbook of two closed waves of 25 items whose counts are kept: from the store to the finished file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.counting import fill
from survey_app.comparison.counting import count_closed_waves
from survey_app.comparison.fielded import fielded_wave
from survey_app.reporting import comparison_workbook
from survey_app.store.database import Database

_RESPONSES = 5_000
"""Small on purpose: once they are counted, the cost does not grow with them."""

_ROUNDS = 9
_LIMIT = 2.0
_WAVES = {"meting-2019": date(2019, 6, 1), "meting-2020": date(2020, 5, 1)}


def main() -> None:
    """Print one Markdown table; the first round bears what a process does once."""
    with TemporaryDirectory() as folder, _two_counted_waves(Path(folder)) as database:
        target = Path(folder) / "workbook.xlsx"
        seconds = [_round(database, target) for _ in range(_ROUNDS)]
        size = target.stat().st_size / 1024
    print("| two waves of 25 items, counts kept | seconds | limit |")
    print("|---|---|---|")
    print(f"| first workbook of a process | {seconds[0]:.2f} | {_LIMIT:.0f} |")
    print(f"| median of the {_ROUNDS - 1} after it | {median(seconds[1:]):.2f} | {_LIMIT:.0f} |")
    print(f"\nThe file is {size:.0f} KiB.")


@contextmanager
def _two_counted_waves(folder: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{folder / 'bench.sqlite'}")
    database.upgrade()
    for seed, (wave_id, month) in enumerate(_WAVES.items()):
        fill(database, wave_id, month, _RESPONSES, seed=seed)
    count_closed_waves(database)
    yield database
    database.close()


def _round(database: Database, target: Path) -> float:
    """Wall time from asking the store for the waves until the file stands in its place."""
    begun = time.perf_counter()
    with database.reading() as store:
        earlier, later = (fielded_wave(store, wave_id) for wave_id in _WAVES)
    comparison_workbook((earlier, later), target)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
