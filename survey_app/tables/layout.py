"""Columns of a table with what fills them: heading, meaning, value and sign from where a figure is described."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from survey_app.comparison.figures.figure import Figure
from survey_app.comparison.figures.figure import Kind as KindOfFigure
from survey_app.comparison.figures.units import SHARE, P, Q
from survey_app.language.words import Words, joined
from survey_app.tables.columns import of_wave
from survey_app.tables.rounding import decimal, hundredth, percent, points, precise
from survey_app.tables.table import Cell, Column, Kind, Text

Row = TypeVar("Row")

_TESTED = (P, Q)
"""Units of what is shown as a p."""
_LEAST_P, _BELOW_LEAST_P = 0.001, Words("< 0,001")
"""What a smaller p is shown as: its size says nothing more."""

_ROUNDED: Mapping[Kind, Callable[[float], Cell]] = {
    Kind.COUNT: int,
    Kind.PERCENT: percent,
    Kind.POINTS: points,
    Kind.MARGIN: points,
    Kind.DECIMAL: decimal,
    Kind.CHANGE: decimal,
    Kind.PRECISE: precise,
    Kind.P: lambda p: _BELOW_LEAST_P if p < _LEAST_P else precise(p),
    Kind.SCORE: hundredth,
    Kind.SCORE_CHANGE: hundredth,
}
"""A number as columns of this kind have it: each is rounded once, here."""


@dataclass(frozen=True)
class FilledColumn(Generic[Row]):
    """A column, and what stands in it in each row, or where there is no row."""

    column: Column
    cell: Callable[[Row | None], Cell]


def filled(
    figure: Figure[Row],
    kind: Kind,
    width: int,
    group: Text = "",
    wave: Words | None = None,
    heading: Words | None = None,
) -> FilledColumn[Row]:
    """A figure, of one wave if there is one of each; numbers of persons and p-values have a kind of their own.

    `heading` is another than the figure's own. Raises ValueError for a figure that stands in no table.
    """
    its_kind = Kind.COUNT if figure.kind is KindOfFigure.COUNT else Kind.P if figure.unit in _TESTED else kind
    times = 100 if figure.unit == SHARE and its_kind is not Kind.PERCENT else 1

    def cell(row: Row | None) -> Cell:
        value = figure.number(row)
        return figure.absent(row) if value is None else _ROUNDED[its_kind](times * value)

    return FilledColumn(_column(figure, its_kind, width, group, wave, heading), cell)


def worded(figure: Figure[Row], words: Mapping[str, Words], width: int, group: Text = "") -> FilledColumn[Row]:
    """What is a code in a data frame, in words."""
    return told(figure, lambda row: words.get(str(figure.read(row))), width, group)


def told(figure: Figure[Row], words: Callable[[Row], Words | None], width: int, group: Text = "") -> FilledColumn[Row]:
    """What is Dutch in a data frame, in words of every language; None where there are none."""

    def cell(row: Row | None) -> Cell:
        return (words(row) if row else None) or figure.absent(row)

    return FilledColumn(_column(figure, Kind.TEXT, width, group, None, None), cell)


def _column(
    figure: Figure[Row], kind: Kind, width: int, group: Text, wave: Words | None, heading: Words | None
) -> Column:
    said = heading or figure.heading
    if said is None:
        raise ValueError(f"{figure.id} has no heading")
    return Column(of_wave(said, wave), kind, width, group, figure.note(said))


def all_filled(
    figures: Mapping[str, Figure[Row]], widths: Mapping[str, int], kind: Kind, group: Text = ""
) -> tuple[FilledColumn[Row], ...]:
    """Several of them by id, each with its width."""
    return tuple(filled(figures[id_], kind, width, group) for id_, width in widths.items())


def columns_of(
    layout: Sequence[FilledColumn[Row]],
    group: Text | None = None,
    wave: Words | None = None,
    names: Mapping[str, Words] | None = None,
) -> tuple[Column, ...]:
    """Their columns, in another group and of one wave where a table has them more than once.

    `names` are what the study calls its segments, for figures that speak of them.
    """
    return tuple(
        replace(
            column,
            heading=of_wave(_named(column.heading, names), wave),
            group=column.group if group is None else group,
            meaning=_named(column.meaning, names),
        )
        for column in (part.column for part in layout)
    )


def _named(text: Text, names: Mapping[str, Words] | None) -> Text:
    return text if names is None else joined([text]).filled(**names)


def cells_of(layout: Sequence[FilledColumn[Row]], row: Row | None) -> tuple[Cell, ...]:
    """Their cells in one row, or where there is none."""
    return tuple(part.cell(row) for part in layout)


def notes_of(columns: Iterable[Column]) -> tuple[Text, ...]:
    """What each figure in these columns means, once."""
    return tuple(dict.fromkeys(column.meaning for column in columns if column.meaning))
