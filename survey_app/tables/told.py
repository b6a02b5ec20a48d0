"""Figures as columns of a table: heading and value from where the figure is described, rounding from the kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from survey_app.comparison.figures.figure import Figure
from survey_app.tables.cells import p_cell, precise_cell
from survey_app.tables.table import Cell, Column, Kind, Sign, Text

Row = TypeVar("Row")

_CELLS: Mapping[Kind, Callable[[float | None], Cell]] = {
    Kind.PRECISE: precise_cell,
    Kind.P: p_cell,
    Kind.COUNT: lambda number: Sign.UNKNOWN if number is None else int(number),
}


@dataclass(frozen=True)
class Told(Generic[Row]):
    """A figure in a table: as what kind, how wide, under which group."""

    figure: Figure[Row]
    kind: Kind
    width: int
    group: Text = ""

    @property
    def column(self) -> Column:
        """The column."""
        return Column(self.figure.heading or "", self.kind, self.width, self.group)

    def cell(self, row: Row) -> Cell:
        """What stands in it; a sign where the figure is not there."""
        return _CELLS[self.kind](self.figure.number(row))


def columns_of(told: Sequence[Told[Row]]) -> tuple[Column, ...]:
    """Their columns."""
    return tuple(one.column for one in told)


def cells_of(told: Sequence[Told[Row]], row: Row) -> tuple[Cell, ...]:
    """Their cells in one row."""
    return tuple(one.cell(row) for one in told)
