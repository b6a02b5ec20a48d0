"""Report marks and numbers over waves: the small table under the statements."""

from __future__ import annotations

from survey_app.comparison.results import Reason, ValueComparison, ValueEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.comparison.statistics.changes import MeanChange
from survey_app.language.words import Words, joined
from survey_app.tables.cells import Three, count_cell, decimal_bounds, decimal_cell
from survey_app.tables.columns import of_wave, subject_columns
from survey_app.tables.figures import HIGH, LOW
from survey_app.tables.items import block_of, block_words, text_of, wording_of
from survey_app.tables.rounding import hundredth
from survey_app.tables.rows import ValueRow, value_rows
from survey_app.tables.table import Cell, Column, Kind, Sign, Table, Text
from survey_app.tables.verdicts import level_words, meaning_words, why_words


def value_table(series: WaveSeries, shared: tuple[tuple[Reason, ...], ...]) -> Table | None:
    """A row per mark or number and pair of waves, the reasons of the verdicts under it; None when there are none."""
    rows = value_rows(series)
    if not rows:
        return None
    places = range(1, len(series.waves))
    named = [(row, wave, found) for row in rows for wave in places if (found := row.first[wave]) is not None]
    return Table(
        name="Vergelijking_cijfers",
        title=Words("Rapportcijfers en getallen"),
        columns=_columns(series),
        rows=tuple(_row(series, row, wave, found) for row, wave, found in named),
        notes=tuple(dict.fromkeys(_note(row, wave, found, shared[wave]) for row, wave, found in named)),
    )


def _columns(series: WaveSeries) -> tuple[Column, ...]:
    """Of two waves each has its name; of more, the first and the wave of the row, which is compared with two."""
    two = len(series.waves) == 2
    names = series.short_names if two else (series.short_names[0], None)
    which = () if two else (Column(Words("Meting"), Kind.STRONG, 14),)
    figures = [column for name in names for column in _value_columns(name)]
    changes = _change_columns() if two else (*_change_columns(_FIRST), VERDICT_BEFORE, *_change_columns(_BEFORE))
    return (*subject_columns(Words("Vraag")), *which, *figures, *changes)


_FIRST, _BEFORE = Words("eerste"), Words("vorige")
VERDICT_BEFORE = Column(Words("Oordeel vorige"), Kind.STRONG, 14)


def _value_columns(wave: Words | None) -> tuple[Column, ...]:
    return (
        Column(of_wave(Words("n"), wave), Kind.COUNT, 7),
        Column(of_wave(Words("Gem."), wave), Kind.DECIMAL, 7),
        Column(of_wave(LOW, wave), Kind.DECIMAL, 7),
        Column(of_wave(HIGH, wave), Kind.DECIMAL, 7),
        Column(of_wave(Words("Sd"), wave), Kind.DECIMAL, 7),
        Column(of_wave(Words("Mediaan"), wave), Kind.DECIMAL, 7),
    )


def _change_columns(wave: Words | None = None) -> tuple[Column, ...]:
    return (
        Column(of_wave(Words("Verschil gem."), wave), Kind.SCORE_CHANGE, 9),
        Column(of_wave(Words("Verschil laag"), wave), Kind.SCORE_CHANGE, 9),
        Column(of_wave(Words("Verschil hoog"), wave), Kind.SCORE_CHANGE, 9),
        Column(of_wave(Words("Betekenis"), wave), Kind.TEXT, 12),
    )


def _row(series: WaveSeries, row: ValueRow, wave: int, found: ValueComparison) -> tuple[Cell, ...]:
    blocks = tuple(block_of(fielded, row.item_id) for fielded in (series.waves[0], series.waves[wave]))
    two, before = len(series.waves) == 2, row.previous[wave]
    return (
        level_words(found.verdict),
        block_words(blocks),
        wording_of(found.items, (series.names[0], series.names[wave])),
        *(() if two else (series.names[wave],)),
        *_figures(found.estimates[0]),
        *_figures(found.estimates[1]),
        *_change_cells(found),
        *(() if two else (level_words(before.verdict) if before else Sign.IMPOSSIBLE, *_change_cells(before))),
    )


def _change_cells(found: ValueComparison | None) -> tuple[Cell, ...]:
    """The difference with its interval, and what it means."""
    if found is None:
        return (Sign.IMPOSSIBLE,) * 4
    meaning = meaning_words(found.verdict, found.conclusion) if found.change else Sign.NIL
    return (*mean_change_cells(found.change), meaning)


def mean_change_cells(change: MeanChange | None) -> Three:
    """Difference of means with its interval, in two decimals; nothing of it when the verdict forbids.

    Beside the bound of half a mark one decimal would be too coarse.
    """
    if change is None:
        return Sign.NIL, Sign.NIL, Sign.NIL
    if change.interval is None:
        return hundredth(change.difference), Sign.UNKNOWN, Sign.UNKNOWN
    return hundredth(change.difference), hundredth(change.interval.low), hundredth(change.interval.high)


def _figures(estimate: ValueEstimate | None) -> tuple[Cell, ...]:
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


def _note(row: ValueRow, wave: int, found: ValueComparison, shared: tuple[Reason, ...]) -> Text:
    told = why_words(found, None if wave == 1 else row.previous[wave], shared)
    return joined([f"‘{text_of(row.items)}’:", told.changed(_on_one_line)])


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
