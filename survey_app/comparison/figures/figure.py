"""One figure: its name, unit, heading, meaning and source, how it is read, and what stands where it is not there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from survey_app.comparison.figures.signs import Sign, sign_of
from survey_app.comparison.figures.units import NO_UNIT, PERSONS
from survey_app.comparison.statistics.intervals import Interval
from survey_app.language.words import Words

Read = TypeVar("Read", contravariant=True)
Row = TypeVar("Row")
Part = TypeVar("Part")


class Kind(StrEnum):
    """What stands in a column; the value is the type that pandas has for it."""

    TEXT = "string"
    COUNT = "Int64"
    FIGURE = "float64"
    FLAG = "boolean"


@dataclass(frozen=True)
class End:
    """Which end of an interval a figure is, and what both are called together."""

    which: Words
    both: Words


@dataclass(frozen=True)
class Figure(Generic[Read]):
    """One figure, for every output: a column of a data frame by its id, one of a table under its heading.

    What is None (withheld, not asked, not defined on so few) becomes the missing value of its kind in a data frame, and
    in a table the sign that `absent` says of a row, or of no row. What has no heading stands in no table. `meaning`
    completes "heading: …"; blanks in it and in a heading are what the study calls its segments.
    """

    id: str
    kind: Kind
    unit: Words
    meaning: Words
    source: str
    read: Callable[[Read], object]
    heading: Words | None = None
    absent: Callable[[Read | None], Sign] = sign_of
    end: End | None = None

    def number(self, row: Read | None) -> float | None:
        """The figure as a number; raises TypeError for what is none."""
        value = None if row is None else self.read(row)
        if value is None or isinstance(value, int | float):
            return value
        raise TypeError(f"{self.id} is no number")

    @property
    def described(self) -> Words:
        """What it means by itself: of an interval with which end it is."""
        return _END.filled(meaning=self.meaning, which=self.end.which) if self.end else self.meaning

    def note(self, heading: Words | None = None) -> Words:
        """What it means, for who reads a table in which it has this heading; of both ends of an interval the same."""
        named = self.end.both if self.end else heading or self.heading or NO_UNIT
        told = _NOTE if not self.source else _NOTE_WITH_SOURCE
        return told.filled(name=named, meaning=self.meaning, source=self.source)


_END = Words("{meaning}: {which}")
_NOTE, _NOTE_WITH_SOURCE = Words("{name}: {meaning}."), Words("{name}: {meaning} ({source}).")


def text(
    id_: str,
    meaning: Words,
    read: Callable[[Row], str | None],
    heading: Words | None = None,
    absent: Callable[[Row | None], Sign] = sign_of,
) -> Figure[Row]:
    """A name, a code or a sentence."""
    return Figure(id_, Kind.TEXT, NO_UNIT, meaning, "", read, heading, absent)


def count(
    id_: str,
    meaning: Words,
    read: Callable[[Row], int | None],
    unit: Words = PERSONS,
    heading: Words | None = None,
    absent: Callable[[Row | None], Sign] = sign_of,
) -> Figure[Row]:
    """A whole number, of persons unless another unit is given."""
    return Figure(id_, Kind.COUNT, unit, meaning, "", read, heading, absent)


def figure(
    id_: str,
    unit: Words,
    meaning: Words,
    read: Callable[[Row], float | None],
    source: str = "",
    heading: Words | None = None,
    absent: Callable[[Row | None], Sign] = sign_of,
) -> Figure[Row]:
    """An unrounded number; `source` is literature."""
    return Figure(id_, Kind.FIGURE, unit, meaning, source, read, heading, absent)


def flag(id_: str, meaning: Words, read: Callable[[Row], bool | None]) -> Figure[Row]:
    """Yes or no."""
    return Figure(id_, Kind.FLAG, NO_UNIT, meaning, "", read)


def bounds(
    id_: str,
    unit: Words,
    meaning: Words,
    read: Callable[[Row], Interval | None],
    source: str = "",
    heading: Words | None = None,
) -> tuple[Figure[Row], ...]:
    """The two ends of an interval, `{id}_low` and `{id}_high`; braces in the id say where low and high stand.

    In a table the heading stands before *laag* and *hoog*; without one they are *Laag* and *Hoog*.
    """
    named = id_ if "{}" in id_ else f"{id_}_{{}}"
    low, high, both = (words.filled(name=heading) for words in (_LOW, _HIGH, _BOTH)) if heading else (LOW, HIGH, BOTH)

    def end(name: str, called: Words, which: Words, of: Callable[[Interval], float]) -> Figure[Row]:
        def read_end(row: Row) -> float | None:
            interval = read(row)
            return None if interval is None else of(interval)

        ends = End(which, both)
        return Figure(named.format(name), Kind.FIGURE, unit, meaning, source, read_end, called, sign_of, ends)

    return (
        end("low", low, Words("ondergrens"), lambda interval: interval.low),
        end("high", high, Words("bovengrens"), lambda interval: interval.high),
    )


LOW, HIGH, BOTH = Words("Laag"), Words("Hoog"), Words("Laag en hoog")
_LOW, _HIGH, _BOTH = Words("{name} laag"), Words("{name} hoog"), Words("{name} laag en hoog")


def columns(*parts: Figure[Row] | Iterable[Figure[Row]]) -> tuple[Figure[Row], ...]:
    """Single columns and several together, one after another."""
    return tuple(column for part in parts for column in ((part,) if isinstance(part, Figure) else part))


def by_id(*parts: Figure[Row] | Iterable[Figure[Row]]) -> Mapping[str, Figure[Row]]:
    """The same, to be found by id."""
    return {column.id: column for column in columns(*parts)}


def of_part(
    parted: Iterable[Figure[Part]], part: Callable[[Row], Part | None], absent: Callable[[Row | None], Sign] = sign_of
) -> tuple[Figure[Row], ...]:
    """The columns of a part of a row; where the row has no such part `absent` is which sign stands."""
    return tuple(_of_part(column, part, absent) for column in parted)


def _of_part(
    column: Figure[Part], part: Callable[[Row], Part | None], absent: Callable[[Row | None], Sign]
) -> Figure[Row]:
    def read(row: Row) -> object:
        parted = part(row)
        return None if parted is None else column.read(parted)

    def sign(row: Row | None) -> Sign:
        parted = None if row is None else part(row)
        return absent(row) if parted is None else column.absent(parted)

    return Figure(
        column.id, column.kind, column.unit, column.meaning, column.source, read, column.heading, sign, column.end
    )


def of_group(figures: Mapping[str, Figure[Row]]) -> Mapping[str, Figure[Row]]:
    """The same of a group of people: one of which nothing is told at all is withheld."""
    return by_id(of_part(figures.values(), lambda row: row, lambda _row: Sign.SECRET))


def signed(figures: Iterable[Figure[Row]], absent: Callable[[Row | None], Sign]) -> tuple[Figure[Row], ...]:
    """The same figures, with another sign where they are not there."""
    return tuple(replace(one, absent=absent) for one in figures)
