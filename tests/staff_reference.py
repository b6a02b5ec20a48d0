"""The printed counts of the staff survey, 2019 and 2020, beside what R makes of them; and waves made up at random."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.counted_waves import POINTS, REFERENCE

Counts = tuple[int, ...]


@dataclass(frozen=True)
class StaffItem:
    """One of the 25 statements: its counts from helemaal oneens to helemaal eens, and R's figures by column."""

    earlier: Counts
    later: Counts
    r: dict[str, float]

    @property
    def agreeing(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """(successes, base) of (helemaal) eens in each wave."""
        return (sum(self.earlier[3:]), sum(self.earlier)), (sum(self.later[3:]), sum(self.later))


def reference_rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def staff_items() -> list[StaffItem]:
    """In the order of the file, which is that of the Holm family."""
    waves = [
        [tuple(int(row[point]) for point in POINTS) for row in reference_rows(f"staff-{year}.csv")]
        for year in (2019, 2020)
    ]
    names = {"item_id", "block_2019", "block_2020"}
    figures = [
        {column: float(figure) for column, figure in row.items() if column not in names}
        for row in reference_rows("reference-comparison.csv")
    ]
    return [StaffItem(*item) for item in zip(*waves, figures, strict=True)]


def expanded(counts: Sequence[int], scores: Iterable[float] | None = None) -> list[float]:
    """One score per answer, 1, 2, … unless given: what the product never makes and scipy wants."""
    ladder = range(1, len(counts) + 1) if scores is None else scores
    return [float(score) for score, count in zip(ladder, counts, strict=True) for _ in range(count)]


def counted(points: int, most: int = 30, least: int = 0) -> st.SearchStrategy[Counts]:
    """Counts of one wave over so many categories, `least` answers or more in all."""
    counts = st.lists(st.integers(0, most), min_size=points, max_size=points).map(tuple)
    return counts.filter(lambda wave: sum(wave) >= least)


def two_waves(most: int = 30, least: int = 0, most_points: int = 7) -> st.SearchStrategy[tuple[Counts, Counts]]:
    """Counts of two waves over the same categories, one to seven of them."""
    return st.integers(1, most_points).flatmap(
        lambda points: st.tuples(counted(points, most, least), counted(points, most, least))
    )
