"""A data frame: what a row of it is, its columns, how it is made of what its figures are read from, and its keys.

Those tell the rows of a frame apart: the wave or the pair of waves, and the group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Never, TypeVar

from survey_app.comparison.figures.figure import Figure, columns, of_part, text
from survey_app.comparison.groups import EVERYBODY, Group
from survey_app.comparison.results import GroupComparison, WaveComparison
from survey_app.comparison.series import SeriesPair, WaveSeries
from survey_app.language.words import Words, spoken

if TYPE_CHECKING:
    from pandas import DataFrame

Row = TypeVar("Row")
Subject = TypeVar("Subject", covariant=True)


@dataclass(frozen=True)
class DataFrameSpec:
    """One frame: what a row of it is, its columns, and how it is made of a comparison."""

    row: str
    columns: Sequence[Figure[Never]]
    made: Callable[[WaveSeries], DataFrame]


def spec(row: str, rows: Callable[[WaveSeries], Iterable[Row]], columns: Sequence[Figure[Row]]) -> DataFrameSpec:
    """A frame of these rows under these columns."""
    return DataFrameSpec(row, columns, lambda series: data_frame_of(columns, rows(series)))


def data_frame_of(columns: Sequence[Figure[Row]], rows: Iterable[Row]) -> DataFrame:
    """The rows under these columns, numbered from 0."""
    # Here and not above: pandas takes 30 MB and a third of a second, which pages and commands have no use for.
    from pandas import DataFrame, array

    listed = list(rows)
    arrays = {column.id: array(list(map(column.read, listed)), dtype=column.kind.value) for column in columns}
    return DataFrame(arrays, copy=False)


@dataclass(frozen=True)
class Keyed(Generic[Subject]):
    """What a row is about, in one wave or in two (by their ids), of everybody or of one group."""

    waves: tuple[str, ...]
    subject: Subject
    group: Group = EVERYBODY
    label: str | None = None


def by_wave(
    series: WaveSeries, of: Callable[[WaveComparison, int], Iterable[tuple[object, Row]]]
) -> Iterator[Keyed[Row]]:
    """What pairs of waves have of each of the two (0 or 1), by a key; once per wave and key, waves in order of time."""
    rows: dict[tuple[int, object], Keyed[Row]] = {}
    for pair in series.sides:
        for side, place in enumerate((pair.earlier, pair.later)):
            for key, subject in of(pair.comparison, side):
                rows.setdefault((place, key), Keyed((series.waves[place].wave.id,), subject))
    return (rows[key] for key in sorted(rows, key=lambda key: key[0]))


def by_pair(series: WaveSeries, of: Callable[[WaveComparison], Iterable[Row]]) -> Iterator[Keyed[Row]]:
    """What each pair of waves has, of everybody."""
    for pair in series.pairs:
        yield from (Keyed(_ids(series, pair), subject) for subject in of(pair.comparison))


def by_pair_and_group(
    series: WaveSeries, of: Callable[[WaveComparison | GroupComparison], Iterable[Row]]
) -> Iterator[Keyed[Row]]:
    """The same of everybody first, then of the arms, segments and categories of traits that both waves have."""
    for pair in series.pairs:
        waves = _ids(series, pair)
        yield from (Keyed(waves, subject) for subject in of(pair.comparison))
        for group in (*pair.comparison.groups, *pair.comparison.by_trait):
            label = label_in_dutch(group.label)
            yield from (Keyed(waves, subject, group.group, label) for subject in of(group))


def _ids(series: WaveSeries, pair: SeriesPair) -> tuple[str, str]:
    return series.waves[pair.earlier].wave.id, series.waves[pair.later].wave.id


def label_in_dutch(label: Words | str | None) -> str | None:
    """What an arm or segment is called; None for everybody."""
    return None if label is None else str(spoken(label, "nl"))


WAVE: Figure[Keyed[object]] = text("wave", Words("code van de meting"), lambda row: row.waves[0])
PAIR: tuple[Figure[Keyed[object]], ...] = (
    text("earlier", Words("code van de eerdere meting"), lambda row: row.waves[0]),
    text("later", Words("code van de latere meting; elk verschil is later min eerder"), lambda row: row.waves[1]),
)
GROUP: tuple[Figure[Keyed[object]], ...] = (
    text(
        "group_kind",
        Words("everybody (iedereen), arm (pilot of mirror), segment, of trait: een categorie van een kenmerk"),
        lambda row: row.group.kind.value,
    ),
    text(
        "group",
        Words("code van de arm of de {segment}; kenmerk.categorie; ‘everybody’ voor iedereen"),
        lambda row: row.group.id or row.group.kind.value,
    ),
    text("group_label", Words("hoe de arm, {segment} of categorie heet; niet voor iedereen"), lambda row: row.label),
)


Columns = tuple[Figure[Keyed[Row]], ...]


def keyed(
    key: Figure[Keyed[object]] | Iterable[Figure[Keyed[object]]], *parts: Figure[Row] | Iterable[Figure[Row]]
) -> Columns[Row]:
    """The columns of the key, then those of what the row is about."""
    return columns(key, of_part(columns(*parts), lambda row: row.subject))
