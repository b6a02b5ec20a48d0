"""Sheet *Cijfers*: every figure of every statement, mark and number in each wave, the waves under each other."""

from collections.abc import Iterable, Iterator

from survey_app.comparison.series import WaveSeries
from survey_app.language.words import Words
from survey_app.tables.figures import figure_cells, figure_columns
from survey_app.tables.items import block_words, text_of
from survey_app.tables.layout import notes_of
from survey_app.tables.rows import StatementRow, statement_rows
from survey_app.tables.scales import ScaleGroup, by_length
from survey_app.tables.table import Cell, Column, Kind, Paragraph, Sheet, Table
from survey_app.tables.values import value_figures
from survey_app.tables.waves import numbered, titled

NAME = Words("Cijfers")


def figure_sheets(series: WaveSeries) -> Iterator[Sheet]:
    """A sheet, and another for every other length of response scale; none where there is nothing that is so judged.

    Tables on one sheet share its columns; with 4 and 11 points, texts of one would stand in the figures of the other.
    """
    alike = by_length(series.waves, statement_rows(series))
    tables = [
        [
            _table(series, group, f"Cijfers_{number}_{place}", main=len(groups) == 1)
            for place, group in enumerate(groups, start=1)
        ]
        for number, groups in enumerate(alike, start=1)
    ]
    values = value_figures(series, _subject(Words("Vraag")))
    if values is not None:
        tables = [[*(tables[0] if tables else []), values], *tables[1:]]
    title = titled(Words("Alle cijfers per meting: {waves}"), series)
    for number, of_sheet in enumerate(tables, start=1):
        yield Sheet(numbered(NAME, number), title, (*explained(of_sheet), *of_sheet))


def explained(tables: Iterable[Table]) -> Iterator[Paragraph]:
    """What the figures in these tables are, once."""
    return (Paragraph(note) for note in notes_of(column for table in tables for column in table.columns))


def _subject(subject: Words) -> tuple[Column, ...]:
    """What was asked, and in which wave."""
    return Column(Words("Blok"), width=18), Column(subject, width=48), Column(Words("Meting"), Kind.STRONG, 13)


def _table(series: WaveSeries, group: ScaleGroup, name: str, *, main: bool) -> Table:
    return Table(
        name=name,
        title=group.title(series.names),
        columns=(
            *_subject(Words("Stelling")),
            *figure_columns(group.labels, group.agree_words, Words("Cijfers"), None),
        ),
        rows=tuple(
            _row(series, statement, group, wave) for statement in group.statements for wave in range(len(series.waves))
        ),
        main=main,
        frozen=3,
        rows_together=len(series.waves),
    )


def _row(series: WaveSeries, statement: StatementRow, group: ScaleGroup, wave: int) -> tuple[Cell, ...]:
    estimate, scale = statement.estimates[wave], group.scale_in(wave)
    return (
        block_words((statement.blocks[wave],)),
        text_of((*statement.items, statement.items[wave])),
        series.names[wave],
        *figure_cells(estimate, scale, group.labels, series.waves[wave]),
    )
