"""What a data frame is made of: columns that say what they are, and how each is read from a row of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from survey_app.comparison.statistics.intervals import Interval

if TYPE_CHECKING:
    from pandas import DataFrame

Read = TypeVar("Read", contravariant=True)
Row = TypeVar("Row")
Part = TypeVar("Part")

SHARE, POINTS, SCORE, PERSONS = "share, 0 to 1", "percentage points", "score", "persons"


class Kind(StrEnum):
    """What stands in a column; the value is the type that pandas has for it."""

    TEXT = "string"
    COUNT = "Int64"
    FIGURE = "float64"
    FLAG = "boolean"


@dataclass(frozen=True)
class Column(Generic[Read]):
    """One column: its name, unit, what it means, where the method comes from, and how to read it from a row.

    What is None becomes the missing value of its kind: withheld, not asked, or not defined on so few answers.
    """

    name: str
    kind: Kind
    unit: str
    meaning: str
    source: str
    read: Callable[[Read], object]


def text(name: str, meaning: str, read: Callable[[Row], str | None]) -> Column[Row]:
    """A name, a code or a sentence."""
    return Column(name, Kind.TEXT, "", meaning, "", read)


def count(name: str, meaning: str, read: Callable[[Row], int | None], unit: str = PERSONS) -> Column[Row]:
    """A whole number, of persons unless another unit is given."""
    return Column(name, Kind.COUNT, unit, meaning, "", read)


def figure(name: str, unit: str, meaning: str, read: Callable[[Row], float | None], source: str = "") -> Column[Row]:
    """An unrounded number."""
    return Column(name, Kind.FIGURE, unit, meaning, source, read)


def flag(name: str, meaning: str, read: Callable[[Row], bool | None]) -> Column[Row]:
    """Yes or no."""
    return Column(name, Kind.FLAG, "", meaning, "", read)


def bounds(
    name: str, unit: str, meaning: str, read: Callable[[Row], Interval | None], source: str = ""
) -> tuple[Column[Row], ...]:
    """The two ends of an interval, `{name}_low` and `{name}_high`; braces in the name say where low and high stand."""
    named = name if "{}" in name else f"{name}_{{}}"
    return (
        figure(named.format("low"), unit, f"{meaning}, lower end", lambda row: low_of(read(row)), source),
        figure(named.format("high"), unit, f"{meaning}, upper end", lambda row: high_of(read(row)), source),
    )


def low_of(interval: Interval | None) -> float | None:
    """Its lower end; None when there is none."""
    return interval.low if interval else None


def high_of(interval: Interval | None) -> float | None:
    """Its upper end; None when there is none."""
    return interval.high if interval else None


def columns(*parts: Column[Row] | Iterable[Column[Row]]) -> tuple[Column[Row], ...]:
    """Single columns and several together, one after another."""
    return tuple(one for part in parts for one in ((part,) if isinstance(part, Column) else part))


def of_part(parted: Iterable[Column[Part]], part: Callable[[Row], Part | None]) -> tuple[Column[Row], ...]:
    """The columns of a part of a row; empty where the row has no such part."""
    return tuple(_of_part(column, part) for column in parted)


def _of_part(column: Column[Part], part: Callable[[Row], Part | None]) -> Column[Row]:
    def read(row: Row) -> object:
        found = part(row)
        return None if found is None else column.read(found)

    return Column(column.name, column.kind, column.unit, column.meaning, column.source, read)


def frame_of(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> DataFrame:
    """The rows under these columns, numbered from 0."""
    # Here and not above: pandas takes 30 MB and a third of a second, which pages and commands have no use for.
    from pandas import DataFrame, array

    listed = list(rows)
    arrays = {one.name: array(list(map(one.read, listed)), dtype=one.kind.value) for one in columns}
    return DataFrame(arrays, copy=False)
