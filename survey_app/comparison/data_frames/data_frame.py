"""A data frame: what a row of it is, its columns, and how it is made of the rows that its figures are read from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Never, TypeVar

from survey_app.comparison.figures.figure import Figure
from survey_app.comparison.series import WaveSeries

if TYPE_CHECKING:
    from pandas import DataFrame

Row = TypeVar("Row")


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
