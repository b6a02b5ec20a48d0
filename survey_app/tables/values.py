"""Report marks and numbers over waves: what is read under the statements, and all of their figures on *Cijfers*."""

from survey_app.comparison.figures.estimates import VALUE
from survey_app.comparison.results import Reason, ValueComparison, ValueEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words, joined
from survey_app.tables.columns import subject_columns
from survey_app.tables.differences import mean_difference_cells, mean_difference_columns
from survey_app.tables.items import block_of, block_words, text_of, wording_of
from survey_app.tables.layout import all_filled, cells_of, columns_of
from survey_app.tables.reasons import Shared
from survey_app.tables.rows import Gathered, ItemRow, item_rows
from survey_app.tables.table import Cell, Column, Kind, Table, Text
from survey_app.tables.verdicts import level_words, why_words

Row = ItemRow[ValueComparison]
VALUE_FIGURES = all_filled(
    VALUE, dict.fromkeys(("n_valid", "mean", "mean_low", "mean_high", "sd", "median"), 7), Kind.DECIMAL
)
_READING = all_filled(VALUE, {"n_valid": 6, "mean": 10}, Kind.DECIMAL)
_SUBJECT = Words("Vraag")
_TITLE = Words("Rapportcijfers en getallen")


def value_table(series: WaveSeries, shared: Shared) -> Table | None:
    """A row per mark or number and wave, against the first; the reasons of the verdicts under it."""
    waves = range(1, len(series.waves))
    compared = [
        (row, 0, wave, compared) for row in _rows(series) for wave in waves if (compared := row.first[wave]) is not None
    ]
    notes = dict.fromkeys(_note(row, wave, compared, shared[wave]) for row, _, wave, compared in compared)
    return _table(series, "Vergelijking_cijfers", compared, tuple(notes)) if compared else None


def value_table_before(series: WaveSeries) -> Table | None:
    """The same of each wave from the third on, against the one before it."""
    waves = range(2, len(series.waves))
    compared = [
        (row, wave - 1, wave, compared)
        for row in _rows(series)
        for wave in waves
        if (compared := row.previous[wave]) is not None
    ]
    return _table(series, "Vergelijking_cijfers_vorige", compared, ()) if compared else None


def _rows(series: WaveSeries) -> tuple[Row, ...]:
    return item_rows(Gathered(series, lambda pair: pair.values))


Compared = tuple[Row, int, int, ValueComparison]
"""A mark or number, its two waves by their places, and what was found."""


def _table(series: WaveSeries, name: str, compared: list[Compared], notes: tuple[Text, ...]) -> Table:
    """Of two waves each has its name; of more the row says which is the later."""
    two = len(series.waves) == 2
    names = series.short_names if two else (Words("eerder"), Words("later"))
    which = () if two else (Column(Words("Meting"), Kind.STRONG, 12),)
    figures = [column for name in names for column in columns_of(_READING, wave=name)]
    return Table(
        name=name,
        title=_TITLE,
        columns=(*subject_columns(_SUBJECT), *which, *figures, *mean_difference_columns()),
        rows=tuple(_row(series, *one) for one in compared),
        notes=notes,
    )


def _row(series: WaveSeries, row: Row, earlier: int, later: int, compared: ValueComparison) -> tuple[Cell, ...]:
    blocks = tuple(block_of(series.waves[place], row.item_id) for place in (earlier, later))
    return (
        level_words(compared.verdict),
        block_words(blocks),
        wording_of(compared.items, (series.names[earlier], series.names[later])),
        *(() if len(series.waves) == 2 else (series.names[later],)),
        *(cell for estimate in compared.estimates for cell in cells_of(_READING, estimate)),
        *mean_difference_cells(compared),
    )


def _note(row: Row, wave: int, against_first: ValueComparison, shared: tuple[Reason, ...]) -> Text:
    why = why_words(against_first, None if wave == 1 else row.previous[wave], shared)
    return joined([f"‘{text_of(row.items)}’:", why.changed(_on_one_line)])


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def value_figures(series: WaveSeries, subject: tuple[Column, ...]) -> Table | None:
    """All figures of each mark and number, a row per wave; None where there are none."""
    gathered = Gathered(series, lambda pair: pair.values)
    rows = item_rows(gathered)
    if not rows:
        return None
    return Table(
        name="Cijfers_waarden",
        title=_TITLE,
        columns=(*subject, *columns_of(VALUE_FIGURES)),
        rows=tuple(
            _figure_row(series, row, wave, estimate)
            for row in rows
            for wave, estimate in enumerate(gathered.by_wave(row.item_id, lambda value: value.estimates))
        ),
        rows_together=len(series.waves),
    )


def _figure_row(series: WaveSeries, row: Row, wave: int, estimate: ValueEstimate | None) -> tuple[Cell, ...]:
    block = block_of(series.waves[wave], row.item_id) or ""
    return block, text_of((*row.items, row.items[wave])), series.names[wave], *cells_of(VALUE_FIGURES, estimate)
