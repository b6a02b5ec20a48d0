"""Sheet *Vergelijking*: what is read of each statement, the verdict first, narrow enough for A4 on its side.

Every answer behind it stands on *Cijfers*, every reason in full on *Toelichting*.
"""

from collections.abc import Iterator, Sequence

from survey_app.comparison.figures.signs import Sign
from survey_app.comparison.results import Reason, StatementComparison
from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.columns import subject_columns
from survey_app.tables.differences import difference_cells, difference_columns
from survey_app.tables.figures import reading_cells, reading_columns
from survey_app.tables.goals import goal_tables
from survey_app.tables.items import block_words, text_of, wording_of
from survey_app.tables.layout import notes_of
from survey_app.tables.reasons import Shared, shared_of, short_reason_column, short_reasons, told_of_all
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.scales import ScaleGroup, agree_words, by_scale
from survey_app.tables.table import Block, Cell, Column, Kind, Paragraph, Sheet, Table
from survey_app.tables.values import value_table, value_table_before
from survey_app.tables.verdicts import level_words, tally_of, verdict_cell
from survey_app.tables.waves import numbered, titled
from survey_app.tables.weighting import how_weighted

NAME = Words("Vergelijking")
_FROZEN, _FROZEN_LONG = 3, 4
_SUBJECT = Words("Stelling")
_INTRODUCTION = Words(
    "Elk antwoord staat op Cijfers, elke reden in een hele zin op Toelichting; tekens en oordelen op Lees mij."
)


def comparison_sheets(series: WaveSeries) -> Iterator[Sheet]:
    """Statements by response scale, then marks and numbers: against the first wave.

    Of more than two waves a second sheet has each against the one before it (STATISTICS 8).
    """
    statements, shared = statement_rows(series), shared_of(series)
    groups = by_scale(series.waves, statements)
    tables = (*_tables(series, groups, shared), *_there(value_table(series, shared)), *goal_tables(series))
    title = titled(Words("Vergelijking van {waves}"), series)
    yield Sheet(NAME, title, (*_introduction(series, statements, shared), *tables))
    if len(series.waves) > 2:
        before = (*_tables_before(series, groups), *_there(value_table_before(series)))
        title = titled(Words("Elke meting tegenover de meting ervoor: {waves}"), series)
        yield Sheet(numbered(NAME, 2), title, (*_reading(series), *before))


def _there(table: Table | None) -> Iterator[Table]:
    if table is not None:
        yield table


def _tables(series: WaveSeries, groups: Sequence[ScaleGroup], shared: Shared) -> Iterator[Table]:
    for place, group in enumerate(groups, start=1):
        name, main = f"Vergelijking_1_{place}", len(groups) == 1
        if len(series.waves) == 2:
            yield _wide_table(series, group, name, shared[1], main=main)
        else:
            yield _long_table(series, group, name, shared, main=main)


def _tables_before(series: WaveSeries, groups: Sequence[ScaleGroup]) -> Iterator[Table]:
    for place, group in enumerate(groups, start=1):
        yield _before_table(series, group, f"Vergelijking_vorige_{place}", main=len(groups) == 1)


def _introduction(series: WaveSeries, statements: Sequence[StatementRow], shared: Shared) -> Iterator[Block]:
    for wave in range(1, len(series.waves)):
        yield from (Paragraph(tally, strong=True) for tally in tally_of(series, statements, wave))
    yield from _reading(series)
    if any(pair.comparison.contrasts for pair in series.pairs):
        yield Paragraph(_EVERYBODY)
    yield from told_of_all(series, shared)


def _reading(series: WaveSeries) -> Iterator[Paragraph]:
    return (Paragraph(text) for text in (_INTRODUCTION, how_weighted(series)) if text)


_EVERYBODY = Words(
    "Dit blad gaat over iedereen samen. Verandert het in pilot en niet in spiegel, dan kan dat hier op niets lijken: "
    "lees Pilot en spiegel eerst."
)


def _wide_table(series: WaveSeries, group: ScaleGroup, name: str, shared: tuple[Reason, ...], *, main: bool) -> Table:
    figures = [
        column
        for wave in (0, 1)
        for column in reading_columns(agree_words(group.scale_in(wave)), series.names[wave], series.short_names[wave])
    ]
    columns = (*subject_columns(_SUBJECT), *figures, *difference_columns(), short_reason_column())
    return Table(
        name=name,
        title=group.title(series.names),
        columns=columns,
        rows=tuple(_wide_row(statement, group, shared, series.names) for statement in group.statements),
        notes=notes_of(columns),
        main=main,
        frozen=_FROZEN,
    )


def _wide_row(
    statement: StatementRow, group: ScaleGroup, shared: tuple[Reason, ...], names: tuple[Words, ...]
) -> tuple[Cell, ...]:
    compared = statement.first[1]
    if compared is None:
        raise ValueError("a statement of two waves was compared in neither")
    return (
        level_words(compared.verdict),
        block_words(statement.blocks),
        wording_of(statement.items, names),
        *(cell for wave in (0, 1) for cell in reading_cells(statement.estimates[wave], group.scale_in(wave))),
        *difference_cells(compared),
        short_reasons(compared.verdict, shared),
    )


def _long_table(series: WaveSeries, group: ScaleGroup, name: str, shared: Shared, *, main: bool) -> Table:
    """A row per statement and wave, against the first wave."""
    first = Words("Tegenover {wave}").filled(wave=series.names[0])
    columns = _long_columns(group, first)
    return Table(
        name=name,
        title=group.title(series.names),
        columns=columns,
        rows=tuple(
            _long_row(series, statement, group, wave, statement.first[wave], shared[wave])
            for statement in group.statements
            for wave in range(len(series.waves))
        ),
        notes=notes_of(columns),
        main=main,
        frozen=_FROZEN_LONG,
        rows_together=len(series.waves),
    )


def _before_table(series: WaveSeries, group: ScaleGroup, name: str, *, main: bool) -> Table:
    """A row per statement and wave from the third on, against the wave before it."""
    waves = range(2, len(series.waves))
    return Table(
        name=name,
        title=group.title(series.names),
        columns=_long_columns(group, _BEFORE),
        rows=tuple(
            _long_row(series, statement, group, wave, statement.previous[wave], ())
            for statement in group.statements
            for wave in waves
        ),
        main=main,
        frozen=_FROZEN_LONG,
        rows_together=len(waves),
    )


_BEFORE = Words("Tegenover de meting ervoor")


def _long_columns(group: ScaleGroup, against: Words) -> tuple[Column, ...]:
    return (
        *subject_columns(_SUBJECT),
        Column(Words("Meting"), Kind.STRONG, 12),
        *reading_columns(group.agree_words, Words("Cijfers"), None),
        *difference_columns(against),
        short_reason_column(),
    )


def _long_row(
    series: WaveSeries,
    statement: StatementRow,
    group: ScaleGroup,
    wave: int,
    compared: StatementComparison | None,
    shared: tuple[Reason, ...],
) -> tuple[Cell, ...]:
    return (
        verdict_cell(compared),
        block_words((statement.blocks[wave],)),
        text_of((*statement.items, statement.items[wave])),
        series.names[wave],
        *reading_cells(statement.estimates[wave], group.scale_in(wave)),
        *difference_cells(compared),
        short_reasons(compared.verdict, shared) if compared else Sign.IMPOSSIBLE,
    )
