"""Columns of a table with what fills them: heading and value from where a figure is described, the rest from here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from survey_app.comparison.figures.figure import SHARE, Figure
from survey_app.comparison.figures.figure import Kind as KindOfFigure
from survey_app.language.words import Words
from survey_app.tables.cells import number_cell, sign_of
from survey_app.tables.columns import of_wave
from survey_app.tables.table import Cell, Column, Kind, Sign, Text

Row = TypeVar("Row")

_TESTED = ("p", "q")
"""Units of what is shown as a p."""


@dataclass(frozen=True)
class FilledColumn(Generic[Row]):
    """A column, what stands in it in each row, and what it is; None where the heading says it all."""

    column: Column
    cell: Callable[[Row], Cell]
    definition: Words | None = None


def filled(
    figure: Figure[Row],
    kind: Kind,
    width: int,
    group: Text = "",
    wave: Words | None = None,
    *,
    heading: Words | None = None,
    sign: Callable[[Row], Sign] = sign_of,
    definition: Words | None = None,
) -> FilledColumn[Row]:
    """A figure, of one wave if there is one of each; numbers of persons and p-values have a kind of their own.

    `heading` is another than the figure's own. Raises ValueError for a figure that stands in no table.
    """
    said = heading or figure.heading
    if said is None:
        raise ValueError(f"{figure.id} has no heading")
    its_kind = Kind.COUNT if figure.kind is KindOfFigure.COUNT else Kind.P if figure.unit in _TESTED else kind
    times = 100 if figure.unit == SHARE and its_kind is not Kind.PERCENT else 1

    def cell(row: Row) -> Cell:
        value = figure.number(row)
        return number_cell(None if value is None else times * value, its_kind, sign(row))

    return FilledColumn(Column(of_wave(said, wave), its_kind, width, group), cell, definition)


def all_filled(
    figures: Mapping[str, Figure[Row]], widths: Mapping[str, int], kind: Kind, group: Text = ""
) -> tuple[FilledColumn[Row], ...]:
    """Several of them by id, each with its width."""
    return tuple(filled(figures[id_], kind, width, group) for id_, width in widths.items())


def columns_of(
    layout: Sequence[FilledColumn[Row]], group: Text | None = None, wave: Words | None = None
) -> tuple[Column, ...]:
    """Their columns, in another group and of one wave where a table has them more than once."""
    columns = [part.column for part in layout]
    return tuple(
        replace(column, heading=of_wave(column.heading, wave), group=column.group if group is None else group)
        for column in columns
    )


def cells_of(layout: Sequence[FilledColumn[Row]], row: Row | None, nothing: Sign = Sign.IMPOSSIBLE) -> tuple[Cell, ...]:
    """Their cells in one row, or in each the sign for nothing."""
    return tuple(nothing if row is None else part.cell(row) for part in layout)
