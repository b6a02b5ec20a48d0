"""A share among precisely the people who were approached, where their number is known (STATISTICS 3)."""

from collections.abc import Iterator, Sequence

from survey_app.comparison.figures.signs import sign_of
from survey_app.comparison.figures.statements import PRECISELY, STATEMENT, Precisely
from survey_app.comparison.results import ItemEstimate
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.items import block_words, text_of
from survey_app.tables.layout import all_filled, cells_of, columns_of, notes_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.table import Cell, Column, Kind, Table

_FINITE = Words("Van precies deze N")
_PLAIN = Words("Zoals elders")
_ROWS = 24
"""Of one table, so that it stays on a page with its headings."""
_NO_LOT = Words("Nonrespons is geen loting: een interval over precies deze N kan te smal zijn.")
_UNKNOWN = Words(
    "N onbekend: de stelling is maar aan een deel van de mensen gesteld, en hoeveel dat er zijn is niet bekend."
)


def finite_tables(series: WaveSeries) -> tuple[Table, ...]:
    """Tables per wave whose frame is known; a row per statement."""
    statements = statement_rows(series)
    return tuple(table for wave in range(len(series.waves)) for table in _of_wave(series, wave, statements))


def is_known_of(series: WaveSeries, wave: int, statements: Sequence[StatementRow]) -> bool:
    """Whether it is known how many were approached in this wave, and it asked any of the statements."""
    fielded = series.waves[wave]
    is_known = fielded.approached is not None and fielded.counts.total.respondents <= fielded.approached
    return is_known and any(row.items[wave] is not None for row in statements)


def _of_wave(series: WaveSeries, wave: int, statements: Sequence[StatementRow]) -> Iterator[Table]:
    approached = series.waves[wave].approached
    if approached is None or not is_known_of(series, wave, statements):
        return
    asked = [(row, estimate) for row in statements if (estimate := row.estimates[wave]) is not None]
    title = Words("{wave}: N = {frame}").filled(wave=series.names[wave].capitalised(), frame=approached)
    for start in range(0, len(asked), _ROWS):
        chunk = asked[start : start + _ROWS]
        yield Table(
            name=f"Technisch_precies_{wave + 1}_{start // _ROWS + 1}",
            title=title if start == 0 else Words("{title} (vervolg)").filled(title=title),
            columns=_COLUMNS,
            rows=tuple(_row(series.names[wave], wave, row, estimate, approached) for row, estimate in chunk),
            notes=(*notes_of(_COLUMNS), _NO_LOT, *([_UNKNOWN] if any(_is_of_some(of) for _, of in chunk) else ())),
        )


_PRECISELY = all_filled(PRECISELY, dict.fromkeys(PRECISELY, 10), Kind.PRECISE, _FINITE)
_AGREE = all_filled(STATEMENT, {"agree": 10}, Kind.PRECISE)
_ENDS = all_filled(STATEMENT, {"agree_low": 10, "agree_high": 10}, Kind.PRECISE, _PLAIN)
_COLUMNS = (
    Column(Words("Meting"), Kind.STRONG, 14),
    Column(Words("Stelling"), width=36),
    Column(Words("n van N"), width=20),
    Column(Words("Blok"), width=29),
    *columns_of(_AGREE),
    *columns_of(_PRECISELY),
    *columns_of(_ENDS),
)


def _row(name: Words, wave: int, row: StatementRow, estimate: ItemEstimate, approached: int) -> tuple[Cell, ...]:
    asked, block = text_of((row.items[wave],)), block_words((row.blocks[wave],))
    return (
        name,
        asked,
        _base(estimate, approached),
        block,
        *cells_of(_AGREE, estimate),
        *cells_of(_PRECISELY, Precisely(estimate, approached)),
        *cells_of(_ENDS, estimate),
    )


def _base(estimate: ItemEstimate, approached: int) -> Cell:
    if estimate.hidden:
        return sign_of(estimate)
    if _is_of_some(estimate):
        return Words("{n}; N onbekend").filled(n=estimate.n_valid)
    return Words("{n} van {frame}").filled(n=estimate.n_valid, frame=approached)


def _is_of_some(estimate: ItemEstimate) -> bool:
    """Whether it was put to some of the people only: told of what is shown."""
    return not estimate.hidden and estimate.n_not_asked > 0
