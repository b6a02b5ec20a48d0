"""Report marks and numbers over two waves: the small table under the statements."""

from __future__ import annotations

from survey_app.comparison.results import Reason, ValueComparison, ValueEstimate, WaveComparison
from survey_app.tables.cells import count_cell, decimal_bounds, decimal_cell
from survey_app.tables.columns import distinct, subject_columns
from survey_app.tables.items import block_of, block_words, text_of
from survey_app.tables.table import Cell, Column, Kind, Sign, Table
from survey_app.tables.verdicts import level_words, reason_words
from survey_app.tables.waves import short_names


def value_table(comparison: WaveComparison, shared: tuple[Reason, ...]) -> Table:
    """A row per mark or number; the reasons of the verdicts stand under it."""
    figures = [column for name in short_names(comparison) for column in _value_columns(name)]
    return Table(
        name="Vergelijking_cijfers",
        title="Rapportcijfers en getallen",
        columns=distinct([*subject_columns("Vraag"), *figures]),
        rows=tuple(_value_row(value, comparison) for value in comparison.values),
        notes=tuple(_note(value, shared) for value in comparison.values),
    )


def _note(value: ValueComparison, shared: tuple[Reason, ...]) -> str:
    return f"‘{text_of(value.items)}’: {' '.join(reason_words(value.verdict, shared).split())}"


def _value_columns(wave: str) -> tuple[Column, ...]:
    return (
        Column(f"n {wave}", Kind.COUNT, 7),
        Column(f"Gem. {wave}", Kind.DECIMAL, 7),
        Column(f"Laag {wave}", Kind.DECIMAL, 7),
        Column(f"Hoog {wave}", Kind.DECIMAL, 7),
        Column(f"Sd {wave}", Kind.DECIMAL, 7),
        Column(f"Mediaan {wave}", Kind.DECIMAL, 7),
    )


def _value_row(value: ValueComparison, comparison: WaveComparison) -> tuple[Cell, ...]:
    return (
        level_words(value.verdict),
        block_words(block_of(comparison, 0, value.item_id), block_of(comparison, 1, value.item_id)),
        text_of(value.items),
        *_value_figures(value.estimates[0]),
        *_value_figures(value.estimates[1]),
    )


def _value_figures(estimate: ValueEstimate | None) -> tuple[Cell, ...]:
    if estimate is None:
        return (Sign.IMPOSSIBLE,) * 6
    withheld = estimate.hidden or estimate.homogeneous
    return (
        count_cell(estimate.n_valid, hidden=estimate.hidden),
        decimal_cell(estimate.mean, hidden=withheld),
        *decimal_bounds(estimate.mean_interval, hidden=withheld),
        decimal_cell(estimate.sd, hidden=withheld),
        decimal_cell(estimate.median, hidden=withheld),
    )
