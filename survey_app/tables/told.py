"""Figures as columns of a table: heading and value from where the figure is described, rounding from its unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from survey_app.comparison.figures.figure import Figure
from survey_app.comparison.figures.figure import Kind as Held
from survey_app.language.words import Words
from survey_app.tables.cells import p_cell, precise_cell
from survey_app.tables.columns import of_wave
from survey_app.tables.table import Cell, Column, Kind, Sign, Text

Row = TypeVar("Row")

_CELLS: Mapping[Kind, Callable[[float | None], Cell]] = {
    Kind.PRECISE: precise_cell,
    Kind.P: p_cell,
    Kind.COUNT: lambda number: Sign.UNKNOWN if number is None else int(number),
}


_OF_TESTS = ("p", "q")
"""Units of what is shown as a p."""


@dataclass(frozen=True)
class Told(Generic[Row]):
    """A figure in a table for who checks it: how wide, under which group, and of which wave if there is one of each."""

    figure: Figure[Row]
    width: int
    group: Text = ""
    wave: Words | None = None

    @property
    def kind(self) -> Kind:
        """A p, a whole number, or three decimals."""
        if self.figure.unit in _OF_TESTS:
            return Kind.P
        return Kind.COUNT if self.figure.kind is Held.COUNT else Kind.PRECISE

    @property
    def column(self) -> Column:
        """The column. Raises ValueError for a figure that stands in no table."""
        if self.figure.heading is None:
            raise ValueError(f"{self.figure.id} has no heading")
        return Column(of_wave(self.figure.heading, self.wave), self.kind, self.width, self.group)

    def cell(self, row: Row) -> Cell:
        """What stands in it; a sign where the figure is not there."""
        return _CELLS[self.kind](self.figure.number(row))


def columns_of(told: Sequence[Told[Row]]) -> tuple[Column, ...]:
    """Their columns."""
    return tuple(one.column for one in told)


def cells_of(told: Sequence[Told[Row]], row: Row) -> tuple[Cell, ...]:
    """Their cells in one row."""
    return tuple(one.cell(row) for one in told)
