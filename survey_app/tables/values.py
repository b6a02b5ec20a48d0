"""Report marks and numbers over waves: the small table under the statements."""

from __future__ import annotations

from survey_app.comparison.figures.estimates import VALUE
from survey_app.comparison.results import Reason, ValueComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, joined
from survey_app.tables.columns import subject_columns
from survey_app.tables.differences import mean_difference_cells, mean_difference_columns
from survey_app.tables.items import block_of, block_words, text_of, wording_of
from survey_app.tables.layout import all_filled, cells_of, columns_of
from survey_app.tables.rows import Gathered, ItemRow, item_rows
from survey_app.tables.table import Cell, Column, Kind, Table, Text
from survey_app.tables.verdicts import level_words, verdict_cell, why_words

Row = ItemRow[ValueComparison]


def value_table(series: WaveSeries, shared: tuple[tuple[Reason, ...], ...]) -> Table | None:
    """A row per mark or number and pair of waves, the reasons of the verdicts under it; None when there are none."""
    rows = item_rows(Gathered(series, lambda pair: pair.values))
    if not rows:
        return None
    places = range(1, len(series.waves))
    named = [(row, wave, compared) for row in rows for wave in places if (compared := row.first[wave]) is not None]
    return Table(
        name="Vergelijking_cijfers",
        title=Words("Rapportcijfers en getallen"),
        columns=_columns(series),
        rows=tuple(_row(series, *place) for place in named),
        notes=tuple(dict.fromkeys(_note(row, wave, compared, shared[wave]) for row, wave, compared in named)),
    )


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    """Of two waves each has its name; of more, the first and the wave of the row, which is compared with two."""
    two = len(series.waves) == 2
    names = series.short_names if two else (series.short_names[0], None)
    which = () if two else (Column(Words("Meting"), Kind.STRONG, 14),)
    figures = [column for name in names for column in columns_of(_FIGURES, wave=name)]
    changes = mean_difference_columns(None if two else Words("eerste"))
    before = () if two else (VERDICT_BEFORE, *mean_difference_columns(Words("vorige")))
    return (*subject_columns(Words("Vraag")), *which, *figures, *changes, *before)


VERDICT_BEFORE = Column(Words("Oordeel vorige"), Kind.STRONG, 14)
_FIGURES = all_filled(
    VALUE, dict.fromkeys(("n_valid", "mean", "mean_low", "mean_high", "sd", "median"), 7), Kind.DECIMAL
)


def _row(series: WaveSeries, row: Row, wave: int, against_first: ValueComparison) -> tuple[Cell, ...]:
    blocks = tuple(block_of(fielded, row.item_id) for fielded in (series.waves[0], series.waves[wave]))
    two, before = len(series.waves) == 2, row.previous[wave]
    return (
        level_words(against_first.verdict),
        block_words(blocks),
        wording_of(against_first.items, (series.names[0], series.names[wave])),
        *(() if two else (series.names[wave],)),
        *cells_of(_FIGURES, against_first.estimates[0]),
        *cells_of(_FIGURES, against_first.estimates[1]),
        *mean_difference_cells(against_first),
        *(() if two else (verdict_cell(before), *mean_difference_cells(before))),
    )


def _note(row: Row, wave: int, against_first: ValueComparison, shared: tuple[Reason, ...]) -> Text:
    why = why_words(against_first, None if wave == 1 else row.previous[wave], shared)
    return joined([f"‘{text_of(row.items)}’:", why.changed(_on_one_line)])


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
