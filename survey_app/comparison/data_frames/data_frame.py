"""A data frame of figures and the rows that they are read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from survey_app.comparison.figures.figure import Figure

if TYPE_CHECKING:
    from pandas import DataFrame

Row = TypeVar("Row")


def data_frame_of(columns: Sequence[Figure[Row]], rows: Iterable[Row]) -> DataFrame:
    """The rows under these columns, numbered from 0."""
    # Here and not above: pandas takes 30 MB and a third of a second, which pages and commands have no use for.
    from pandas import DataFrame, array

    listed = list(rows)
    arrays = {one.id: array(list(map(one.read, listed)), dtype=one.kind.value) for one in columns}
    return DataFrame(arrays, copy=False)
