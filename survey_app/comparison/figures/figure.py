"""One figure: its name, unit, heading, meaning and source, and how it is read from results."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from survey_app.comparison.statistics.intervals import Interval
from survey_app.language.words import Words

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
class Figure(Generic[Read]):
    """One figure, for every output: a column of a data frame by its id, one of a table under its heading.

    What is None (withheld, not asked, not defined on so few) becomes the missing value of its kind in a data frame.
    What has no heading stands in no table.
    """

    id: str
    kind: Kind
    unit: str
    meaning: str
    source: str
    read: Callable[[Read], object]
    heading: Words | None = None

    def number(self, row: Read) -> float | None:
        """The figure as a number; raises TypeError for what is none."""
        value = self.read(row)
        if value is None or isinstance(value, int | float):
            return value
        raise TypeError(f"{self.id} is no number")


def text(id_: str, meaning: str, read: Callable[[Row], str | None]) -> Figure[Row]:
    """A name, a code or a sentence."""
    return Figure(id_, Kind.TEXT, "", meaning, "", read)


def count(
    id_: str, meaning: str, read: Callable[[Row], int | None], unit: str = PERSONS, heading: Words | None = None
) -> Figure[Row]:
    """A whole number, of persons unless another unit is given."""
    return Figure(id_, Kind.COUNT, unit, meaning, "", read, heading)


def figure(
    id_: str,
    unit: str,
    meaning: str,
    read: Callable[[Row], float | None],
    source: str = "",
    heading: Words | None = None,
) -> Figure[Row]:
    """An unrounded number."""
    return Figure(id_, Kind.FIGURE, unit, meaning, source, read, heading)


def flag(id_: str, meaning: str, read: Callable[[Row], bool | None]) -> Figure[Row]:
    """Yes or no."""
    return Figure(id_, Kind.FLAG, "", meaning, "", read)


def bounds(
    id_: str,
    unit: str,
    meaning: str,
    read: Callable[[Row], Interval | None],
    source: str = "",
    heading: Words | None = None,
) -> tuple[Figure[Row], ...]:
    """The two ends of an interval, `{id}_low` and `{id}_high`; braces in the id say where low and high stand.

    In a table the heading stands before *laag* and *hoog*; without one they are *Laag* and *Hoog*.
    """
    named = id_ if "{}" in id_ else f"{id_}_{{}}"
    low, high = (words.filled(name=heading) for words in (_LOW, _HIGH)) if heading else (LOW, HIGH)
    ends: tuple[Figure[Interval], ...] = (
        figure(named.format("low"), unit, f"{meaning}, lower end", lambda interval: interval.low, source, low),
        figure(named.format("high"), unit, f"{meaning}, upper end", lambda interval: interval.high, source, high),
    )
    return of_part(ends, read)


LOW, HIGH = Words("Laag"), Words("Hoog")
_LOW, _HIGH = Words("{name} laag"), Words("{name} hoog")


def columns(*parts: Figure[Row] | Iterable[Figure[Row]]) -> tuple[Figure[Row], ...]:
    """Single columns and several together, one after another."""
    return tuple(column for part in parts for column in ((part,) if isinstance(part, Figure) else part))


def by_id(*parts: Figure[Row] | Iterable[Figure[Row]]) -> Mapping[str, Figure[Row]]:
    """The same, to be found by id."""
    return {column.id: column for column in columns(*parts)}


def of_part(parted: Iterable[Figure[Part]], part: Callable[[Row], Part | None]) -> tuple[Figure[Row], ...]:
    """The columns of a part of a row; empty where the row has no such part."""
    return tuple(_of_part(column, part) for column in parted)


def _of_part(column: Figure[Part], part: Callable[[Row], Part | None]) -> Figure[Row]:
    def read(row: Row) -> object:
        parted = part(row)
        return None if parted is None else column.read(parted)

    return Figure(column.id, column.kind, column.unit, column.meaning, column.source, read, column.heading)
