"""The difference between two waves as columns and cells: its interval, what it means, and how large it is."""

from dataclasses import replace

from survey_app.comparison.figures.options import OptionComparison
from survey_app.comparison.figures.verdicts import CHANGE, CONCLUSION, MEAN_CHANGE, SIZE
from survey_app.comparison.results import ScaleComparison, StatementComparison, ValueComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.layout import FilledColumn, all_filled, cells_of, columns_of, told, worded
from survey_app.tables.table import Cell, Column, Kind
from survey_app.tables.verdicts import SIZE_WORDS, meaning_words, verdict_cell

OfShares = StatementComparison | OptionComparison

_IN_POINTS = Words("Verschil in procentpunten")
_SHARES: tuple[FilledColumn[OfShares], ...] = (
    *all_filled(CHANGE, dict.fromkeys(CHANGE, 9), Kind.POINTS),
    told(CONCLUSION["conclusion"], meaning_words, 24),
    worded(SIZE, SIZE_WORDS, 11),
)
_MEANS: tuple[FilledColumn[ValueComparison | ScaleComparison], ...] = (
    *all_filled(MEAN_CHANGE, dict.fromkeys(MEAN_CHANGE, 9), Kind.SCORE_CHANGE),
    told(CONCLUSION["conclusion"], meaning_words, 12),
)
"""In two decimals: beside the bound of half a mark one would be too coarse."""


def difference_columns(
    group: Words = _IN_POINTS, wave: Words | None = None, kind: Kind = Kind.POINTS
) -> tuple[Column, ...]:
    """A difference with its interval and what it means; the size of it only where the verdict allows."""
    columns = columns_of(_SHARES, group, wave)
    return tuple(replace(column, kind=kind) if column.kind is Kind.POINTS else column for column in columns)


def difference_cells(compared: OfShares | None) -> tuple[Cell, ...]:
    """Difference, low, high, meaning and size, as far as the verdict allows."""
    return cells_of(_SHARES, compared)


def long_columns(series: WaveSeries) -> tuple[Column, ...]:
    """A wave against the first, and against the one before it with the verdict on those two (STATISTICS 8)."""
    first = Words("Tegenover {wave}").filled(wave=series.names[0])
    before = Words("Tegenover de meting ervoor")
    return (
        *difference_columns(first, Words("eerste")),
        Column(Words("Oordeel vorige"), Kind.STRONG, 14, before),
        *difference_columns(before, Words("vorige")),
    )


def long_cells(first: OfShares | None, before: OfShares | None) -> tuple[Cell, ...]:
    """What stands in those, as far as each verdict allows."""
    return (*difference_cells(first), verdict_cell(before), *difference_cells(before))


def mean_difference_columns(wave: Words | None = None) -> tuple[Column, ...]:
    """A difference of means with its interval, and what it means."""
    return columns_of(_MEANS, wave=wave)


def mean_difference_cells(compared: ValueComparison | ScaleComparison | None) -> tuple[Cell, ...]:
    """What stands in those, as far as the verdict allows."""
    return cells_of(_MEANS, compared)
